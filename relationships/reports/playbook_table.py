"""The tiers' playbooks side by side: a row a norm, a column a tier, each value with a note on where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relationships.domain.playbooks.norms import Basis, Origin
from relationships.domain.playbooks.specs import SPECS, Group, Spec
from relationships.domain.playbooks.told import BASIS_WORDS, NO_NORM, told
from relationships.domain.tiers import Tier
from relationships.models import Brand, Playbook, PlaybookNorm

#: Who has no tier yet is managed by the few norms that hold for everybody; those have no column of their own.
TIERS = (Tier.NANO, Tier.MICRO, Tier.MACRO, Tier.MEGA)


@dataclass(frozen=True, slots=True)
class Note:
    """Where values come from, numbered in the order of the page."""

    number: int
    label: str
    origin: str
    basis: str
    is_ours: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One norm of one tier in words. ``note`` is None where there is no norm; ``of_tier``: what the brand leaves."""

    tier: Tier
    words: str
    note: Note | None = None
    of_tier: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    spec: Spec
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A tier with the versions in force: ``own_version`` is 0 where the brand has no playbook of its own."""

    tier: Tier
    version: int
    own_version: int


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    groups: tuple[tuple[Group, tuple[Row, ...]], ...]
    notes: tuple[Note, ...]
    departures: int


@dataclass(slots=True)
class _Notes:
    """One note for all tiers of a norm that share reason and source."""

    found: dict[tuple[str, Origin], Note] = field(default_factory=dict)

    def of(self, spec: Spec, origin: Origin) -> Note:
        key = spec.key, origin
        if key not in self.found:
            is_ours = origin.basis == Basis.HOUSE
            self.found[key] = Note(
                len(self.found) + 1, spec.label, str(origin), BASIS_WORDS[origin.basis], is_ours, origin.reason
            )
        return self.found[key]


Stored = Mapping[tuple[str, str], PlaybookNorm]


def playbook_table(brand: Brand | None) -> Table:
    """As in force for ``brand``, or for every brand. Two queries."""
    books = list(Playbook.objects.filter(brand=None)) if brand is None else [
        *Playbook.objects.filter(brand=None), *Playbook.objects.filter(brand=brand)
    ]  # fmt: skip
    by_pk = {book.pk: book for book in books}
    own: dict[tuple[str, str], PlaybookNorm] = {}
    base: dict[tuple[str, str], PlaybookNorm] = {}
    for norm in PlaybookNorm.objects.filter(playbook__in=by_pk):
        book = by_pk[norm.playbook_id]
        (base if book.brand_id is None else own)[book.tier, norm.key] = norm
    notes = _Notes()
    groups = tuple((group, tuple(_rows(group, base, own, brand, notes))) for group in Group)
    departures = sum(bool(cell.of_tier) for _, rows in groups for row in rows for cell in row.cells)
    return Table(tuple(_columns(books)), groups, tuple(notes.found.values()), departures)


def _columns(books: list[Playbook]) -> Iterator[Column]:
    versions = {(book.tier, book.brand_id is not None): book.version for book in books}
    for tier in TIERS:
        yield Column(tier, versions.get((tier, False), 0), versions.get((tier, True), 0))


def _rows(group: Group, base: Stored, own: Stored, brand: Brand | None, notes: _Notes) -> Iterator[Row]:
    for spec in SPECS:
        if spec.group is group:
            yield Row(spec, tuple(_cell(spec, tier, base, own, brand, notes) for tier in TIERS))


def _cell(spec: Spec, tier: Tier, base: Stored, own: Stored, brand: Brand | None, notes: _Notes) -> Cell:
    departs, of_tier = own.get((tier, spec.key)), base.get((tier, spec.key))
    norm = departs or of_tier
    if norm is None or (norm.value is None and departs is None):
        return Cell(tier, NO_NORM)
    origin = Origin(norm.reason, norm.source, norm.year, Basis(norm.basis), str(brand) if departs else "")
    was = told(spec, of_tier.value if of_tier else None) if departs else ""
    return Cell(tier, told(spec, norm.value), notes.of(spec, origin), was)
