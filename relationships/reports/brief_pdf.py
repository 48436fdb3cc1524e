"""A brief as a PDF: A4, any script, and nothing that people wrote is read as markup or as the name of a file."""

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from relationships.domain.brief_text import Block
from relationships.domain.brief_words import Say
from relationships.domain.text import clean
from relationships.reports.brief_fonts import BOLD, REGULAR, covering, drawable, fallbacks_for, is_shaped
from relationships.reports.briefs import BriefDocument
from relationships.services.brief_texts import say

_FAMILY = "text"
#: Millimetres.
_MARGIN, _INDENT, _LINE, _GAP, _FOOT = 22.0, 4.5, 5.3, 2.0, 16.0
#: Points.
_SIZE, _SMALL, _HEADING, _TITLE = 10.5, 8.5, 11.5, 21.0
#: Red, green, blue.
_INK, _QUIET, _ACCENT = (30, 27, 24), (105, 100, 93), (80, 68, 196)
#: A heading stays on a page with at least this much of its text, in millimetres.
_TOGETHER = 20.0


def pdf_of(document: BriefDocument) -> bytes:
    paper = _Paper(document)
    paper.add_page()
    _head(paper, document)
    for section in document.sections:
        _heading(paper, section.heading)
        for block in section.blocks:
            _block(paper, block)
    _feet(paper, document)
    return bytes(paper.output())


class _Paper(FPDF):
    """The page and its fonts."""

    def __init__(self, document: BriefDocument) -> None:
        super().__init__(format="A4")
        # Its placeholder for the number of pages could stand in somebody's text.
        self.alias_nb_pages("")
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(True, _MARGIN + 4)
        # Text begins where lines do.
        self.c_margin = 0
        self.set_title(clean(document.title))
        self.set_lang(document.language)
        self.set_creator("Rapport")
        self.add_font(_FAMILY, "", REGULAR)
        self.add_font(_FAMILY, "B", BOLD)
        self.further = fallbacks_for(_everything(document))
        for font in self.further:
            self.add_font(font.stem, "", font)
        if self.further:
            self.set_fallback_fonts([font.stem for font in self.further], exact_match=False)
        if is_shaped(self.further):
            self.set_text_shaping(True)

    def put(
        self, text: str, size: float = _SIZE, colour: tuple[int, int, int] = _INK, *, bold: bool = False,
        line: float = _LINE,
    ) -> None:  # fmt: skip
        """From where we are to the right margin, in as many lines as it takes; then at the left of the next one."""
        shown = drawable(clean(text), self.further)
        alone = covering(shown, self.further)
        self.set_font(alone.stem if alone else _FAMILY, "B" if bold and not alone else "", size)
        self.set_text_color(*colour)
        self.multi_cell(
            self.w - self.r_margin - self.x,
            line,
            shown,
            align=Align.L,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )


def _everything(document: BriefDocument) -> str:
    lines = [line for section in document.sections for block in section.blocks for line in block.lines]
    headings = [section.heading for section in document.sections]
    return clean("\n".join([document.brand, document.whom, document.about, *headings, *lines]))


def _head(paper: _Paper, document: BriefDocument) -> None:
    paper.put(document.brand, _HEADING, _ACCENT, bold=True)
    paper.ln(1)
    paper.put(f"{document.kind} {document.whom}", _TITLE, bold=True, line=9)
    paper.ln(1)
    paper.put(" · ".join(filter(None, (document.about, document.version, document.day))), _SIZE, _QUIET)
    paper.ln(3)
    paper.set_draw_color(*_ACCENT)
    paper.set_line_width(0.5)
    paper.line(paper.l_margin, paper.y, paper.l_margin + 16, paper.y)
    paper.ln(5)


def _heading(paper: _Paper, heading: str) -> None:
    if paper.will_page_break(_TOGETHER):
        paper.add_page()
    if heading:
        paper.ln(_GAP)
        paper.put(heading, _HEADING, bold=True, line=6)
        paper.ln(0.5)


def _block(paper: _Paper, block: Block) -> None:
    for line in block.lines:
        if block.is_list:
            paper.set_font(_FAMILY, "", _SIZE)
            paper.cell(_INDENT, _LINE, "–")
        paper.put(line)
    paper.ln(_GAP)


def _feet(paper: _Paper, document: BriefDocument) -> None:
    """Last, once it is known how many pages there are."""
    paper.set_auto_page_break(False)
    total = paper.pages_count
    for page in range(1, total + 1):
        paper.page = page
        # The font in use is not said again; on another page it has to be.
        paper.set_font(_FAMILY, "B", _SIZE)
        paper.set_xy(paper.l_margin, -_FOOT)
        number = say(Say.PAGE, document.language, number=page, total=total)
        paper.put(f"{document.brand} · {document.version} · {number}", _SMALL, _QUIET, line=4)
