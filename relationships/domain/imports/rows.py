"""From one row of a list to what is stored, or to the problems that keep it out.

A row is refused when its account cannot be told (no handle, or one that cannot be a handle) or when its followers are
no plausible count: a wrong tier is worse than a missing row. Anything else that is not understood (a country, an
e-mail) is left out and named in the row's remarks, since the account is still right.
"""

from collections.abc import Sequence

from relationships.domain.imports import cells as read_cell
from relationships.domain.imports.accounts import RowAccounts
from relationships.domain.imports.clean import CleanRow, Problem, problem
from relationships.domain.imports.fields import Field
from relationships.domain.imports.groups import Column, groups_of
from relationships.domain.imports.headers import FIELDS, header_key, meaning_at_once
from relationships.domain.imports.mapping import Mapping, Use, labels_of
from relationships.domain.imports.person import PersonReader
from relationships.domain.imports.readers import remembered
from relationships.domain.imports.shifted import shift_in
from relationships.domain.imports.strangers import EXPORT_MARK
from relationships.domain.imports.usual import UsualAccounts
from relationships.domain.networks import NETWORKS
from relationships.domain.spreadsheets import plain_cell
from relationships.domain.text import fold, is_unknown

HEADER_AGAIN = "the header again: there is nothing in this row to bring in"
BLANK_ROW = "an empty row: there is nothing in it to bring in"
ALONE = "nothing else stands in this row: a heading, it seems, or a remark; a creator needs a handle or an address"
TOTALS_ROW = "a line of totals, it seems: write the handle with an @ if somebody is called so"

#: What stands in the first cell of a line that sums a list up.
_SUMS = "total;totals;totaal;totale;sum;summe;gesamt;somme;suma;razem;toplam;итого;всего;average;avg;mean;subtotal"
_TOTALS = frozenset(_SUMS.split(";"))
_TIERS = "nano;micro;mid;macro;mega;celebrity;celebrities;backup;backups;shortlist;confirmed;pending;declined"
_BLOCKS = frozenset(_TIERS.split(";"))
"""What a block of rows is called, which stands alone above them."""
_LOOK_TWICE = FIELDS.keys() | _TOTALS | _BLOCKS | NETWORKS.keys()
_QUOTE = "quote values that hold the separator"
_CLEAR = "give them a header, or clear what stands to the right of the list"
_MARKS = ("'", "=")  # of cells that are no plain texts


def is_blank(cells: Sequence[str]) -> bool:
    """Whether a row has nothing in it; such rows are no rows of the list."""
    return not any(cell.strip() for cell in cells)


def _texts(cells: Sequence[str]) -> list[str]:
    """The cells without blanks around them, and without what kept a spreadsheet from computing them."""
    together = "".join(cells)
    if "'" in together or "=" in together:
        return [plain_cell(cell).strip() if cell[:1] in _MARKS else cell.strip() for cell in cells]
    return list(map(str.strip, cells))


def _total(filled: Sequence[str]) -> str | None:
    """The word for a sum, in a row that holds figures besides and nothing else."""
    words = [text for text in filled if not text[0].isdecimal()]
    return words[0] if len(words) == 1 and len(filled) > 1 and fold(words[0]) in _TOTALS else None


def _is_no_head(text: str) -> bool:
    """Whether a cell cannot be the head of a column, as is seen at once."""
    return text[0].isdigit() or text[0] == "@" or "://" in text


def _named(filled: Sequence[str]) -> set[Field]:
    """The fields that a line of heads names; none where more than a third of its cells name nothing at all."""
    found, unknown = set(), 0
    for text in filled:
        meaning = meaning_at_once(text)
        if meaning is None:
            unknown += 1
            if unknown * 3 > len(filled):
                return set()
        elif meaning.field:
            found.add(meaning.field)
    return found


_network = remembered(read_cell.network)


class RowReader:
    """Reads the rows of one list, in their order: it keeps in mind that a second table has begun.

    Columns are prepared once; a typical row of ten columns takes some tens of microseconds.
    """

    def __init__(self, mapping: Mapping, separator: str = ",") -> None:
        """``separator``: what divides the cells of the file, "" where nothing does, as in a workbook."""
        self._separator, self._mend = separator, _QUOTE if separator else _CLEAR
        self._width = len(mapping.headers)
        self._labels = labels_of(mapping.headers)
        self._headers = [fold(header) for header in mapping.headers]
        self._list_network = mapping.network
        own_export = any(header_key(header) == EXPORT_MARK for header in mapping.headers)
        uses = [use for use in mapping.uses if use.field and 0 <= use.position < self._width]
        self._fields = {use.position: use.field for use in uses if use.field}
        first = [use.position for use in uses if self._headers[use.position]]
        # By the length of one cell alone nearly every row is known not to be the header.
        self._probe = first[0] if first else 0
        self._probe_length = len(mapping.headers[first[0]].strip()) if first else -1
        self._networks = self._columns(uses, Field.NETWORK)
        self._groups = groups_of(uses, self._labels, None if self._networks else self._list_network, own_export)
        self._others = self._columns(uses, Field.OTHER_ACCOUNTS)
        self._usual = UsualAccounts(self._groups, self._others)
        self._person = PersonReader(mapping, self._labels, own=own_export)
        self._beneath = ""

    def _columns(self, uses: Sequence[Use], field: Field) -> list[Column]:
        return [Column(use.position, self._labels[use.position]) for use in uses if use.field is field]

    def read(self, cells: Sequence[str]) -> CleanRow | tuple[Problem, ...]:
        """The row, cleaned, or every problem that keeps it out. Never raises for anything in the cells."""
        return self._read(_texts(cells)) if len(cells) == self._width else self._of_other_width(_texts(cells))

    def _of_other_width(self, texts: list[str]) -> CleanRow | tuple[Problem, ...]:
        """Cells that are missing at the end are blank; cells that are too many are told, unless they are harmless."""
        if beyond := next(filter(None, texts[self._width :]), None):
            return (problem("", beyond, f"more cells than the {self._width} columns: {self._mend}"),)
        found = self._read([*texts[: self._width], *[""] * (self._width - len(texts))])
        if len(texts) < self._width or not (found.remarks if isinstance(found, CleanRow) else any(texts)):
            return found
        if self._beneath or not self._separator:
            return found
        shift = shift_in(texts, self._labels, self._fields, self._problems, self._separator)
        return (shift,) if shift else found

    def _problems(self, texts: Sequence[str]) -> Sequence[Problem]:
        """Of a row that is refused, what is wrong with the person is said as well."""
        found = self._taken(texts)
        return found.remarks if isinstance(found, CleanRow) else (*found, *self._person.read(texts)[1])

    def _read(self, texts: Sequence[str]) -> CleanRow | tuple[Problem, ...]:
        if texts and len(texts[self._probe]) == self._probe_length and self._is_header(texts):
            self._beneath = ""
            return (problem("", texts[self._probe], HEADER_AGAIN),)
        if self._beneath:
            return (problem("", next(filter(None, texts), ""), self._beneath),)
        found = self._taken(texts)
        if isinstance(found, CleanRow) and found.accounts and found.accounts[0].handle_key not in _LOOK_TWICE:
            return found
        return self._suspect(texts) or found

    def _taken(self, texts: Sequence[str]) -> CleanRow | tuple[Problem, ...]:
        own, fault = self._own_network(texts)
        if fault:
            return (fault,)
        if told := self._usual.read(texts, own):
            values, remarks = self._person.read(texts)
            return CleanRow(told, remarks=tuple(remarks), **values)
        return self._unusual(texts, own)

    def _is_header(self, texts: Sequence[str]) -> bool:
        at = self._probe
        return fold(texts[at]) == self._headers[at] and [fold(text) for text in texts] == self._headers

    def _suspect(self, texts: Sequence[str]) -> tuple[Problem, ...] | None:
        """A row that could not be taken may be empty, or the header of another table beneath this one."""
        filled = [text for text in texts if text]
        if not filled:
            return (Problem("", "", BLANK_ROW),)
        if total := _total(filled):
            return (problem(self._label_of(texts, total), total, TOTALS_ROW),)
        if len(filled) == 1 < len(texts) - 1 and not _is_no_head(filled[0]):
            return (problem(self._label_of(texts, filled[0]), filled[0], ALONE),)
        if sum(map(_is_no_head, filled)) * 3 > len(filled):
            return None
        if len(_named(filled)) < 2:
            return None
        heads = ", ".join(filled)[:100]
        self._beneath = f"stands in a second table (under “{heads}”): bring that one in from a file of its own"
        return (problem("", filled[0], "the header of a second table: bring that one in from a file of its own"),)

    def _label_of(self, texts: Sequence[str], text: str) -> str:
        return self._labels[texts.index(text)]

    def _unusual(self, texts: Sequence[str], own: str | None) -> CleanRow | tuple[Problem, ...]:
        """A row that needs a closer look, or a word."""
        accounts = RowAccounts(texts)
        told = accounts.gather(self._groups, self._others, own)
        values, remarks = self._person.read(texts)
        if accounts.refusals or not (told or "creator_id" in values):
            return tuple(accounts.refusals) or (self._no_account(texts, own),)
        if "name" not in values and (name := accounts.display_name()):
            values["name"] = read_cell.name(name)
        return CleanRow(told, remarks=(*accounts.remarks, *remarks), **values)

    def _own_network(self, texts: Sequence[str]) -> tuple[str | None, Problem | None]:
        """The network that the row names, else the list's, and what keeps the row out."""
        for column in self._networks:
            cell = texts[column.position]
            named, fault = _network(cell)
            if fault:
                return None, problem(column.label, cell, fault)
            if named:
                return str(named), None
        return self._list_network, None

    def _no_account(self, texts: Sequence[str], own: str | None) -> Problem:
        columns = next((group for group in self._groups if group.identify), None)
        network = (columns.network if columns else None) or own
        where = f" on {NETWORKS[network].label}" if network and network in NETWORKS else ""
        named = [*columns.handles, *columns.urls, *columns.ids] if columns else self._others
        said = next(((column, text) for column in named if not is_unknown(text := texts[column.position])), None)
        if said:
            return problem(said[0].label, said[1], f"no account is named here: write the handle or the address{where}")
        label = named[0].label if named else str(Field.HANDLE)
        return Problem(label, "", f"no handle: fill in the account's handle or address{where}")
