"""An .xlsx or .xlsm workbook: its sheets in their order, its shared texts and its number formats."""

import posixpath
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice

from relationships.services.tables.archives import Archive
from relationships.services.tables.limits import HEAD_ROWS, MAX_SHEETS
from relationships.services.tables.markup import Attributes, attribute, walk
from relationships.services.tables.number_formats import BUILT_IN, Kind, date_writer, kind_of, number, percent, time
from relationships.services.tables.packed import unpacked
from relationships.services.tables.table import CannotTakeError, Row, Rows, Table, Tables, sift
from relationships.services.tables.xlsx_rows import sheet_rows
from relationships.services.tables.xlsx_sheet import Facts
from relationships.services.tables.xlsx_texts import SharedTexts
from relationships.services.tables.xlsx_values import Values

_MAX_FORMATS = 65_536  # Excel's own limit of cell styles


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    title: str
    part: str
    hidden: bool


def workbook_part(archive: Archive) -> str | None:
    """The name of the part that lists the sheets, or None when this is no Excel workbook of the XML kind."""
    for kind, target in _targets(archive, "").values():
        if kind == "officeDocument" and target.lower().endswith(".xml") and "/xl/" in f"/{target.lower()}":
            return target if target in archive else None
    return "xl/workbook.xml" if "xl/workbook.xml" in archive else None


def open_xlsx(archive: Archive, main: str) -> Tables:
    """``main``: the name of the part that lists the sheets. Raises CannotTakeError."""
    book = _Book(archive, main)
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    tables = tuple(table for sheet in shown if (table := book.table(sheet)))
    if not tables:
        raise CannotTakeError("the workbook has no sheet with anything in it" + _hidden_hint(book.sheets))
    hidden = [sheet.title for sheet in book.sheets if sheet.hidden]
    notes = [f"hidden sheets are left out: {', '.join(f'“{title}”' for title in hidden)}"] if hidden else []
    if book.macros:
        notes.append("the workbook has macros: they are neither run nor kept")
    return Tables(tables, kind="xlsm" if book.macros else "xlsx", notes=tuple(notes))


def _hidden_hint(sheets: list[_Listed]) -> str:
    return " (hidden sheets are not read: show the one with the list)" if any(s.hidden for s in sheets) else ""


class _Book:
    def __init__(self, archive: Archive, main: str) -> None:
        self._archive = archive
        self._first_1904 = False
        targets = _targets(archive, main)
        self.sheets = self._listed(main, targets)
        self.macros = any(kind == "vbaProject" for kind, _ in targets.values())
        styles = next((part for kind, part in targets.values() if kind == "styles"), "")
        texts = next((part for kind, part in targets.values() if kind == "sharedStrings"), "")
        shared = SharedTexts(archive.pieces(texts) if texts in archive else None)
        self._values = Values(shared, self._read_formats(styles) if styles in archive else [])

    def _listed(self, main: str, targets: dict[str, tuple[str, str]]) -> list[_Listed]:
        found: list[_Listed] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self._first_1904 = attributes.get("date1904") in {"1", "true"}
            elif name == "sheet":
                kind, part = targets.get(attribute(attributes, "id"), ("", ""))
                if kind == "worksheet" and part in self._archive:
                    hidden = attributes.get("state", "visible") != "visible"
                    found.append(_Listed(attributes.get("name", ""), part, hidden))

        walk(self._archive.small(main), start)
        if len(found) > MAX_SHEETS:
            raise CannotTakeError(f"the workbook has {len(found):,} sheets: at most {MAX_SHEETS:,}")
        return found

    def _read_formats(self, part: str) -> list[Callable[[str], str]]:
        """How a number is written, by the position of the cell's style."""
        kinds: dict[str, Kind] = {str(at): kind for at, kind in BUILT_IN.items()}
        writers = {
            Kind.NUMBER: number,
            Kind.PERCENT: percent,
            Kind.DATE: date_writer(self._first_1904),
            Kind.TIME: time,
        }
        formats: list[Callable[[str], str]] = []
        within = ""

        def start(name: str, attributes: Attributes) -> None:
            nonlocal within
            if name == "numFmt" and len(kinds) < _MAX_FORMATS:
                kinds[attributes.get("numFmtId", "")] = kind_of(attributes.get("formatCode", ""))
            elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
                within = name
            elif name == "xf" and within == "cellXfs" and len(formats) < _MAX_FORMATS:
                formats.append(writers[kinds.get(attributes.get("numFmtId", "0"), Kind.NUMBER)])

        walk(self._archive.small(part), start)
        return formats

    def table(self, sheet: _Listed) -> Table | None:
        """The sheet as a table, or None when it is empty. Its first rows are read for that."""
        facts = Facts()
        with closing(self._rows(sheet, facts, 0)) as stream:
            beginning = list(islice(stream, HEAD_ROWS))
        if not beginning:
            return None
        width = max(len(row.cells) for row in beginning)
        rows: Rows = partial(self._fresh, sheet, width)
        return unpacked(Table(sheet.title, rows, _notes(facts), _about(facts.dimension)))

    def _fresh(self, sheet: _Listed, width: int) -> Generator[Row, None, None]:
        return self._rows(sheet, Facts(), width)

    def _rows(self, sheet: _Listed, facts: Facts, width: int) -> Generator[Row, None, None]:
        """Rows of at least ``width`` cells: a sheet has no short rows, it only leaves empty cells out."""
        empty = [""] * width
        for row in sift(sheet_rows(self._archive.pieces(sheet.part), self._values, facts)):
            cells = row.cells
            if cells and len(cells) < width:
                cells.extend(empty[len(cells) :])
            yield row


def _notes(facts: Facts) -> tuple[str, ...]:
    notes = []
    if facts.filtered or facts.hidden_rows:
        notes.append("rows that are hidden or filtered out in the sheet are read as well")
    if facts.hidden_columns:
        notes.append("hidden columns are read as well")
    if facts.formulas_without_value:
        notes.append("formulas without a stored value are read as empty: save the workbook in a spreadsheet program")
    return tuple(notes)


def _about(dimension: str) -> int | None:
    last = dimension.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(last) if last.isdecimal() and 1 < int(last) <= 1_048_576 else None


def _targets(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """(kind, name) of the parts that a part refers to, by the reference's id. ``part`` "": the archive itself."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (kind, whole)

    if relations not in archive:
        return found
    walk(archive.small(relations), start)
    return found
