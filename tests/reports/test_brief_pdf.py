"""The PDF of a brief: any name in any script, and nothing that people wrote taken for more than text."""

from __future__ import annotations

import io
import re
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from relationships.domain.brief_text import blocks_of
from relationships.reports.brief_fonts import BOX, covering, drawable, fallbacks_for, is_shaped
from relationships.reports.brief_pdf import pdf_of
from relationships.reports.briefs import BriefDocument, ReadSection


def document(
    text: str = "", *, language: str = "fr", heading: str = "À dire", whom: str = "pour Noor"
) -> BriefDocument:
    sections = (ReadSection(heading, blocks_of(text)),)
    return BriefDocument(language, "Maison Éclat", "Brief", whom, "Rentrée", "Version 2", "1er décembre 2026", sections)


def read(content: bytes) -> str:
    """All words, as a reader's search would find them; blanks are a matter of layout."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", "\n".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(
    "name",
    [
        "€ Ł ’ – « œuvre » ñ ß",
        "Łukasz Żółć",
        "Nguyễn Thị Hương",
        "Ελένη Παπαδοπούλου",
        "Наталія Ґудзь",
        "4 500,00 €",
    ],
)
def test_names_come_out_as_they_went_in(name: str) -> None:
    assert fallbacks_for(name) == ()
    content = pdf_of(document(f"Bonjour {name}.", heading=name, whom=f"pour {name}"))
    assert read(content).count(name) == 3


def test_the_page_says_what_it_is() -> None:
    content = pdf_of(document("Texte."))
    words = read(content)
    assert words.startswith("Maison Éclat Brief pour Noor Rentrée · Version 2 · 1er décembre 2026")
    assert words.endswith("Maison Éclat · Version 2 · Page 1 sur 1")
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Maison Éclat: Brief pour Noor"
    assert str(reader.root_object["/Lang"]) == "fr"


def test_every_page_has_its_number() -> None:
    content = pdf_of(document("\n\n".join(["Une ligne."] * 60), language="en"))
    total = len(PdfReader(io.BytesIO(content)).pages)
    assert total > 1
    assert [f"Page {n} of {total}" in read(content) for n in range(1, total + 1)] == [True] * total


def test_other_scripts_are_written_with_fonts_of_their_own() -> None:
    """One test, since these fonts are large: joined Arabic, Han with Hangul, and what no font has as a box."""
    text = "عائشة\n\n王小明 김민수 ひらがな\n\nברכה ไทย ❤\ufe0f \U000f1234 👩🏽"
    assert [font.stem for font in fallbacks_for(text)] == ["KurintoSans-Rg", "KurintoSansSC-Rg", "KurintoSansKR-Rg"]
    words = read(pdf_of(document(text)))
    for part in ("王小明", "김민수", "ひらがな", "ไทย", "❤", BOX):
        assert part in words
    assert "\ufe0f" not in words


def test_only_what_a_text_needs_is_loaded() -> None:
    assert [font.stem for font in fallbacks_for("नमस्ते")] == ["KurintoSans-Rg"]
    assert [font.stem for font in fallbacks_for("王")] == ["KurintoSansSC-Rg"]
    assert fallbacks_for("\u200d\ufe0f\U0001f3fd plain") == ()
    assert drawable("a\u200d\ufe0f\tb\U0001f680", ()) == f"a b{BOX}"


def test_a_line_keeps_to_one_font_where_one_is_enough() -> None:
    further = fallbacks_for("عائشة 王小明")
    arabic, han = further
    assert covering("عائشة x", further) == arabic
    assert covering("王小明 x", further) == han
    assert covering("plain €", further) is None
    assert covering("عائشة 王", further) is None
    assert (is_shaped(further), is_shaped((han,)), is_shaped(())) == (True, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "{nb} {{nb}} ${nb}",
        "**bold** __under__ --x--",
        "<b>b</b> <img src='file:///etc/passwd'> <a href=x>y</a>",
        "[link](file:///etc/passwd) %(name)s {0}",
        "/etc/passwd ../../x.png (a) \\n \\052 )endobj",
    ],
)
def test_strangers_text_is_text(text: str) -> None:
    content = pdf_of(document(text, heading=text[:40], whom=text[:40]))
    assert text in read(content)
    assert all("/Annots" not in page for page in PdfReader(io.BytesIO(content)).pages)
    assert b"root:" not in content


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a PDF needs no network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert pdf_of(document("https://example.org/picture.png\n\n![x](http://example.org/y.png)"))


@pytest.mark.parametrize("text", ["x" * 3_000, "– " + "ж" * 2_000, "\n" * 50, " " * 200, "a\u00ad" * 400, "\u200b" * 9])
def test_text_of_any_shape_fits(text: str) -> None:
    assert pdf_of(document(text)).startswith(b"%PDF-")


@settings(max_examples=15)
@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=80))
def test_any_text_makes_a_pdf(text: str) -> None:
    assert pdf_of(document(text, heading=text[:20], whom=text[:20])).startswith(b"%PDF-")
