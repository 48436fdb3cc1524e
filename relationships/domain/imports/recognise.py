"""From the first rows of a list to what each of its columns seems to mean, with reasons, for a person to agree to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from relationships.domain.imports.beside import without_others
from relationships.domain.imports.columns import draft
from relationships.domain.imports.compared import compare, fill_gaps
from relationships.domain.imports.dates import date_within, order_of
from relationships.domain.imports.doubts import doubts
from relationships.domain.imports.drafts import Draft
from relationships.domain.imports.fields import ACCOUNT_FIELDS, DATES, FIELD_LABELS, IDENTIFYING, Field, Sureness, Unit
from relationships.domain.imports.headers import DERIVED_HEADS, before_joining, header_key
from relationships.domain.imports.heads import (
    NO_HEADER,
    Group,
    NotAListError,
    find_header,
    groups_above,
    meaning_under,
    second_table,
    table_beside,
)
from relationships.domain.imports.mapping import COLUMNS_MAX, Mapping, Use, letter
from relationships.domain.imports.own_network import Titles, links_elsewhere, own_network
from relationships.domain.imports.pages import without_pages
from relationships.domain.imports.strangers import COLLABORATIONS_MARK, EXPORT_MARK
from relationships.domain.imports.units import Told, unit_of
from relationships.domain.imports.values import CELLS, SAMPLE, look_at
from relationships.domain.networks import NETWORKS
from relationships.domain.spreadsheets import plain_cell
from relationships.domain.text import fold

_ANYWHERE = (Field.URL, Field.OTHER_ACCOUNTS)


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to be. `sureness` None: it is left out, and `reason` says why; `others`: what it may be."""

    use: Use
    header: str
    sureness: Sureness | None
    reason: str
    samples: tuple[str, ...]
    others: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """`header_at`: the header's index in the head's rows, -1 when the list has none; the rows of the list follow it.
    `guesses`: one for every column, in order. `notes`: what a person should know, in sentences."""

    header_at: int
    headers: tuple[str, ...]
    guesses: tuple[Guess, ...]
    network: str | None
    measured_on: date | None
    notes: tuple[str, ...]

    def mapping(self) -> Mapping:
        """The guesses as they stand."""
        return Mapping(self.headers, tuple(guess.use for guess in self.guesses), self.network, self.measured_on)


def recognise(
    head: Sequence[Sequence[str]],
    *,
    network: str | None = None,
    header_at: int | None = None,
    title: str = "",
    file_name: str = "",
    divided: bool = False,
) -> Recognised:
    """What the columns of a list are, from its first rows (up to some 300, as they stand in the file).

    ``network``: the network asked for, if any; ``header_at``: the header's index, where a person has said so (-1: there
    is none); ``title``: the sheet's; ``divided``: the cells stand in a text between marks, so that a row with more of
    them than the header may have a value cut in two: columns that only a few such rows have are none. NotAListError,
    with a sentence for the user, when the rows are no list of creators.
    """
    rows = [[plain_cell(cell).strip() for cell in row] for row in head]
    width = max((len(row) for row in rows), default=0)
    if width > COLUMNS_MAX:
        raise NotAListError(f"The list has {width:,} columns; at most {COLUMNS_MAX:,} can be taken.")
    at = find_header(rows) if header_at is None else header_at
    if not NO_HEADER <= at < len(rows):
        raise NotAListError(f"There is no row {at + 1} in this list to take its header from.")
    _refuse_second_table(rows, at)
    if divided and at != NO_HEADER:
        width = _common_width(rows, at)
        rows = [row[:width] for row in rows]
    headers = _headers(rows, at, width)
    notes = _notes_on_header(at)
    if any(header_key(header) == COLLABORATIONS_MARK for header in headers):
        raise NotAListError("This is an export of collaborations; only lists of creators can be brought in.")
    found = _columns(rows, at, headers)
    titles = Titles([cell for row in rows[: max(at, 0)] for cell in row], title, file_name)
    own, note = own_network(found, network, titles)
    found = without_pages(links_elsewhere(found, own))
    found, told = compare(found, own)
    found = fill_gaps(found, own)
    own, note = (own, note) if own else own_network(found, network, titles)
    found, left = _without_doubt(found, own)
    found, lost = _without_account(found, own)
    day = date_within(file_name) or next((day for row in rows[: max(at, 0)] if (day := _day_in(row))), None)
    guesses = tuple(_guess(each, exported=_exported(headers)) for each in found)
    mapping = Mapping(headers, tuple(guess.use for guess in guesses), own)
    notes += [
        *note,
        *told,
        *left,
        *lost,
        *_lacks(found, headers),
        *doubts(mapping, [guess.samples for guess in guesses]),
    ]
    return Recognised(at, headers, guesses, own, day, tuple(notes))


def _refuse_second_table(rows: Sequence[Sequence[str]], at: int) -> None:
    if (second := second_table(rows, at)) is not None:
        heads = ", ".join(cell for cell in rows[second] if cell)[:100]
        raise NotAListError(
            f"A second table with other columns begins in row {second + 1} ({heads}): put each table into a file or a"
            " sheet of its own."
        )
    if (beside := table_beside(rows, at)) is not None:
        heads = ", ".join(cell for cell in rows[at][beside:] if cell)[:100]
        raise NotAListError(
            f"The columns begin anew in column {letter(beside)} ({heads}), as if a second table stood beside the first:"
            " put each into a file or a sheet of its own."
        )


def _common_width(rows: Sequence[Sequence[str]], at: int) -> int:
    """How many cells the header has, or more where most of the rows beneath it have more."""
    widths = sorted(max(place for place, cell in enumerate(row) if cell) + 1 for row in rows[at + 1 :] if any(row))
    return max(len(rows[at]), widths[(len(widths) - 1) // 2] if widths else 0)


def _headers(rows: Sequence[Sequence[str]], at: int, width: int) -> tuple[str, ...]:
    if at == NO_HEADER:
        return tuple(f"Column {position + 1}" for position in range(width))
    header = [" ".join(cell.split()) for cell in rows[at]]
    return (*header, *[""] * (width - len(header)))


def _notes_on_header(at: int) -> list[str]:
    if at == NO_HEADER:
        return ["The list has no header: its columns are told by their cells alone and numbered."]
    if at > 0:
        return [f"The header is in row {at + 1}."]
    return []


def _columns(rows: Sequence[Sequence[str]], at: int, headers: Sequence[str]) -> list[Draft]:
    header = rows[at] if at >= 0 else []
    body = [row for row in rows[at + 1 :] if any(row) and not _is_header(row, header)]
    body = body[: max(min(SAMPLE, CELLS // max(len(headers), 1)), 5)]
    groups = groups_above(rows, at, len(headers))
    exported = _exported(headers)
    cells = [[row[position] if position < len(row) else "" for row in body] for position in range(len(headers))]
    found = [
        replace(_column(at, name, cells[at], groups[at], exported=exported), header=headers[at])
        for at, name in enumerate(before_joining(headers))
    ]
    return without_others(found)


def _is_header(row: Sequence[str], header: Sequence[str]) -> bool:
    """The header again, whatever its case."""
    return [fold(cell) for cell in row] == [fold(cell) for cell in header] if row[:1] else False


def _exported(headers: Sequence[str]) -> bool:
    """Whether the list came out of Rapport."""
    return any(header_key(name) == EXPORT_MARK for name in headers)


def _column(position: int, header: str, cells: Sequence[str], group: Group | None, *, exported: bool) -> Draft:
    values = look_at(cells)
    derived = DERIVED_HEADS.get(header_key(header)) if exported else None
    meaning = meaning_under(header, group)
    if derived and not (meaning and meaning.field is Field.COMPENSATION):
        return Draft(position, header, meaning, values, reason=f"This {derived}")
    return draft(position, header, meaning, values)


def _without_doubt(found: Sequence[Draft], own: str | None) -> tuple[list[Draft], list[str]]:
    """Handles and figures of no network are left out of a list of several, since nothing says whose they are."""
    by_network = {draft.network for draft in found if draft.network and draft.field in IDENTIFYING}
    tells = any(
        draft.field is Field.NETWORK or (draft.network is None and draft.field in (Field.URL, Field.CHANNEL_ID))
        for draft in found
    )
    if own or tells or not by_network:
        return list(found), []
    kept, notes = [], []
    for each in found:
        loose = each.field in ACCOUNT_FIELDS and each.network is None
        if each.field and loose and (each.field is Field.HANDLE or len(by_network) > 1):
            what = FIELD_LABELS[each.field]
            notes.append(f"Nothing says on which network “{each.header}” ({what}) is: left out unless you say so.")
            kept.append(each.left_out(f"nothing says on which network this {what} is"))
        else:
            kept.append(each)
    return kept, notes


def _without_account(found: Sequence[Draft], own: str | None) -> tuple[list[Draft], list[str]]:
    """Figures of a network on which no column tells an account are left out of a list that tells others."""
    told = {draft.network or own for draft in found if draft.field in IDENTIFYING}
    anywhere = not told or None in told or any(draft.field in _ANYWHERE and not draft.network for draft in found)
    kept, notes = list(found), []
    for each in () if anywhere else found:
        if each.field in ACCOUNT_FIELDS - IDENTIFYING and each.network and each.network not in told:
            where = NETWORKS[each.network].label
            kept[each.position] = each.left_out(f"no column tells the account on {where}")
            if each.values.said:
                notes.append(f"No column tells the account on {where}: “{each.header}” is left out.")
    return kept, notes


def _lacks(found: Sequence[Draft], headers: Sequence[str]) -> list[str]:
    if not any(draft.field for draft in found):
        named = ", ".join(header for header in headers if header)[:200]
        return [f"No column could be told ({named}): say what they are."]
    if not any(draft.field in IDENTIFYING for draft in found):
        return ["No column tells the account: say which one holds the handle, the address or the channel id."]
    return []


def _day_in(row: Sequence[str]) -> date | None:
    return next((day for cell in row if cell and (day := date_within(cell))), None)


def _guess(draft: Draft, *, exported: bool) -> Guess:
    use = Use(draft.position, draft.field, draft.network, draft.basis)
    reason, sureness = draft.reason, draft.sureness
    if draft.field is Field.ENGAGEMENT_RATE:
        told = Told(Unit.PERCENT) if exported else unit_of(draft.values)
        use, reason = replace(use, unit=told.unit), f"{reason}; {told.why}" if told.why else reason
        sureness = sureness if told.is_sure else Sureness.GUESS
    if draft.field in DATES:
        order = order_of(draft.values.cells)
        use = replace(use, day_first=order is not False)
        if order is None and any("/" in cell or "." in cell for cell in draft.values.cells):
            reason = f"{reason}; nothing tells days from months: read with the day first"
    if reason:
        reason = f"{reason[0].upper()}{reason[1:]}"
    return Guess(use, draft.header, sureness, reason, draft.values.samples, draft.others)
