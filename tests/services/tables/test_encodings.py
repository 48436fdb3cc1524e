"""Encodings, told by a few names: as a list has them."""

from __future__ import annotations

import io

import pytest

from relationships.services.tables.encodings import scan

# ruff: noqa: RUF001 - names in other scripts
NAMES = [
    (
        ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"),
        "Ольга Вербицкая|Иван Петров|Настя Ивлеева|Анна Щёголева",
    ),
    (("cp1251",), "Олена Ковальчук|Їжак Ганна|Андрій Шевченко|Євген Клопотенко"),
    (("cp1253", "iso8859-7"), "Μαρία Παπαδοπούλου|Γιώργος Νικολάου|Ελένη Μενεγάκη|Άννα Βίσση"),
    (("cp1255", "iso8859-8"), "נועה קירל|עומר אדם|מיכל כהן|דנה לוי"),
    (("cp1256", "iso8859-6"), "محمد صلاح|نور الدين|فاطمة علي|هدى قطان"),
    (("cp874",), "สมชาย ใจดี|ญาญ่า อุรัสยา|ณเดชน์ คูกิมิยะ"),
    (("cp932", "euc_jp", "iso2022_jp"), "渡辺直美|佐藤美咲|ヒカキン|はじめしゃちょー|田中 翔"),
    (("gb18030",), "李佳琦|薇娅|王小明|张大奕|陈赫美食"),
    (("big5",), "蔡依林|周杰倫|林志玲|陳美麗"),
    (("euc_kr",), "김민지|이수현|박서준|최유리 먹방"),
    (("cp1250", "iso8859-2"), "Małgorzata Wróbel|Łucja Śliwka|Michał Żebrowski"),
    (("cp1250", "iso8859-2"), "Jiří Dvořák|Tomáš Němec|Věra Čechová|Růžena Šťastná"),
    (("cp1250",), "Győző Szűcs|Ágnes Kővári|Lőrinc Mészáros"),
    (("cp1254",), "Ayşe Yılmaz|Barış Özdemir|Gökçe Işık|Çağla Şıkel|İrem Derici"),
    (("cp1257",), "Jānis Bērziņš|Ilze Kalniņa|Mārtiņš Freimanis|Līga Ozoliņa"),
    (("cp1252", "mac-roman", "cp850"), "José Núñez|Chloé Müller|Zoë Saldaña|François Lefèvre|Ángela Peña"),
    (("cp1252",), "Björk Guðmundsdóttir|Þóra Einarsdóttir|Ólafur Ragnar"),
    (("cp1252",), "D’Angelo|“Café” – Paris|Beyoncé|100 €"),
    (("cp1252",), "è Salvatore À|João Gonçalves|Søren Ødegård|Müller|Noël"),
]


def a_list(names: str) -> str:
    rows = (f"{name},@user{at},{12_000 + at},Spain\r\n" for at, name in enumerate(names.split("|")))
    return "Name,Username,Followers,Country\r\n" + "".join(rows)


@pytest.mark.parametrize(
    ("encoding", "names"), [(encoding, names) for encodings, names in NAMES for encoding in encodings]
)
def test_a_few_names_are_enough(encoding: str, names: str) -> None:
    text = a_list(names)
    seen = scan(io.BytesIO(text.encode(encoding)))
    assert seen is not None
    assert text.encode(encoding).decode(seen.encoding, "replace") == text
    assert (seen.unread, seen.nuls) == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("names", [NAMES[0][1], NAMES[7][1], NAMES[15][1], "Anna|Ben"])
def test_wide_characters_with_and_without_a_mark(encoding: str, names: str) -> None:
    text = a_list(names)
    seen = scan(io.BytesIO(text.encode(encoding)))
    assert seen is not None
    assert text.encode(encoding).decode(seen.encoding) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_first_accent_may_be_far_down(encoding: str) -> None:
    text = "Username,Name\n" + "a,plain\n" * 200_000 + "b,Zoë\n"
    seen = scan(io.BytesIO(text.encode(encoding)))
    assert seen is not None
    assert seen.encoding == encoding


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\0" * 5_000, b"abc\0\0\0\0" * 100, b"\x01\x02\x03\x04"])
def test_what_is_no_text(content: bytes) -> None:
    assert scan(io.BytesIO(content)) is None
