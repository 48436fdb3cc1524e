"""The rows of a sheet as an XML parser tells of them: any order of attributes, prefixes, rich texts, comments."""

from dataclasses import dataclass

from relationships.services.tables.markup import Attributes, local, new_parser
from relationships.services.tables.table import CannotTakeError, Row
from relationships.services.tables.xlsx_values import INLINE, Values, place

_MAX_PIECES = 16  # of the parser's text; longer than any cell may be
_TRUE = frozenset(("1", "true"))
#: Elements behind the rows that hold text.
_AFTER = ("conditionalFormatting", "dataValidations", "headerFooter", "protectedRanges", "scenarios", "extLst")


@dataclass(slots=True)
class Facts:
    """What was seen in a sheet so far beside its cells."""

    dimension: str = ""
    filtered: bool = False
    hidden_rows: bool = False
    hidden_columns: bool = False
    formulas_without_value: int = 0


class Sheet:
    """Listens to the parser. A cell ends where the next element starts, which saves a call for each end."""

    def __init__(self, values: Values, facts: Facts) -> None:
        self.started = False  # the element that holds the rows
        self.prefix = ""
        self.parser = new_parser()
        self.parser.StartElementHandler = self._root
        self._values = values
        self._facts = facts
        self._rows: list[Row] = []
        self._number = 0
        self._cells: list[str] = []
        self._fault = ""
        # Of the cell that is open:
        self._at = -1
        self._kind: str | None = None
        self._style: str | None = None
        self._formula = self._valued = False
        self._pieces: list[str] = []
        self._spaced = False

    def taken(self) -> list[Row]:
        """The rows that have ended since the last call."""
        del self._pieces[_MAX_PIECES:]
        rows, self._rows = self._rows, []
        return rows

    def _root(self, tag: str, attributes: Attributes) -> None:
        """The first element tells the prefix of all others."""
        name = local(tag)
        if name != "worksheet":
            raise CannotTakeError("the workbook is damaged: one of its sheets is no sheet")
        self.prefix = prefix = tag.removesuffix(name)
        self._c, self._v, self._t, self._row = (f"{prefix}{name}" for name in ("c", "v", "t", "row"))
        self._f, self._phonetic = f"{prefix}f", f"{prefix}rPh"
        self._after = frozenset(f"{prefix}{name}" for name in _AFTER)
        self.parser.StartElementHandler = self._before
        self.parser.CharacterDataHandler = self._pieces.append

    def _before(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "sheetData":
            # Nobody writes text there: it is the space between elements.
            self._spaced = bool(self._pieces)
            self.started = True
            self.parser.StartElementHandler = self._start
        elif name == "dimension":
            self._facts.dimension = attributes.get("ref", "")
        elif name == "sheetPr" and attributes.get("filterMode") in _TRUE:
            self._facts.filtered = True
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self._facts.hidden_columns = True

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == self._v:
            self._pieces.clear()  # of space between the elements, or of a formula
            self._valued = True
        elif tag == self._c:
            if self._valued:
                self._end_value()
            self._start_cell(attributes)
        elif tag == self._t:
            if not self._valued and self._kind == INLINE:
                self._pieces.clear()
                self._valued = True
        elif tag == self._row:
            self._start_row(attributes)
        elif tag == self._f:
            self._formula = True
            self._facts.formulas_without_value += 1
        else:
            self._start_other(tag)

    def _start_other(self, tag: str) -> None:
        """The runs of a rich text go on in further elements; its phonetic guide does not belong to it."""
        if self._valued and (self._kind != INLINE or tag == self._phonetic or tag in self._after):
            self._end_value()
            self._kind = None

    def _start_cell(self, attributes: Attributes) -> None:
        self._kind, self._style = attributes.get("t"), attributes.get("s")
        reference = attributes.get("r")
        if reference is None:
            self._at += 1
            return
        self._at = self._values.column(reference.rstrip("0123456789"))

    def _end_value(self) -> None:
        self._valued = False
        pieces = self._pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if self._spaced:
            text = text.rstrip("\n\t ")
        text = self._values.writer(self._kind, self._style)(text)
        if self._formula:
            self._formula = False
            self._facts.formulas_without_value -= bool(text)
        if text:
            self._place(text)

    def _place(self, text: str) -> None:
        self._fault = place(self._cells, self._at, text) or self._fault

    def _start_row(self, attributes: Attributes) -> None:
        self.end_row()
        number = attributes.get("r", "")
        self._number = int(number) if number.isdecimal() and len(number) < 9 else self._number + 1
        if attributes.get("hidden") in _TRUE:
            self._facts.hidden_rows = True

    def end_row(self) -> None:
        if self._valued:
            self._end_value()
        if self._cells or self._fault:
            self._rows.append(Row(self._number, self._cells, self._fault))
        self._cells, self._fault, self._at, self._formula = [], "", -1, False
