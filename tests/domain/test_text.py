"""Text as stored and as searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.text import clean, clean_line, fold, is_unknown


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Beyoncé", "beyonce"),
        ("BEYONCE\u0301 ", "beyonce"),
        ("  two\t words\n", "two words"),
        ("\uff21\uff22\uff23", "abc"),
        ("Łukasz Øster", "lukasz oster"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("\ufb01ne", "fine"),
        ("a\x00b", "ab"),
        ("zero\u200bwidth", "zerowidth"),
        ("O’Neil", "o'neil"),
        ("♥\ufe0f", "♥"),
        ("王小", "王小"),
        ("", ""),
    ],
)
def test_fold_drops_what_does_not_count_in_a_search(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_fold_keeps_vowels_that_are_marks() -> None:
    assert fold("กิน") != fold("กน")


@given(st.text())
def test_fold_is_idempotent(written: str) -> None:
    folded = fold(written)
    assert fold(folded) == folded
    assert "\x00" not in folded
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Zoë\u0301 \x00", "Zoë\u0301"),
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x07b\x1fc", "ab\nc"),
        ("\ufeffname", "name"),
        ("abc\u202edef", "abcdef"),
        ("\ud800x", "x"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("\t", ""),
    ],
)
def test_clean_makes_text_safe_and_keeps_how_it_was_written(written: str, stored: str) -> None:
    assert clean(written) == stored


@given(st.text())
def test_clean_text_can_be_stored_anywhere_and_stays(written: str) -> None:
    stored, line = clean(written), clean_line(written)
    assert clean(stored) == stored
    assert clean_line(line) == line
    assert "\n" not in line
    assert "\x00" not in stored
    stored.encode()
    assert fold(line) == fold(written)


@pytest.mark.parametrize(
    "cell",
    ["", " ", "-", "–", "?", "??????? ??????", "…", "\ufffd\ufffd", "N/A", "n.a.", "N/A'", "TBD", "unknown", "Unknown ",
     "#VALUE!", "#VALOR!", "#NAME?", "#DIV/0!", "#N/A", "#####", "NaN", "null", "None", "k.A.", "Desconocido",
     "不明", "#¡VALOR!", "#¿NOMBRE?",
     "не указано", "нет данных", "brak danych", "Không có", "ไม่ระบุ", "غير معروف", "暂无", "なし", "없음"],
)  # fmt: skip
def test_debris_says_not_known(cell: str) -> None:
    assert is_unknown(cell)


@pytest.mark.parametrize(
    "cell", ["0", "Ana", "_", "@na", "Nan Goldin", "#beauty", "🔥", "A", "???EN?", "Unknown Mortal", "-5"]
)
def test_what_says_something_is_not_debris(cell: str) -> None:
    assert not is_unknown(cell)
