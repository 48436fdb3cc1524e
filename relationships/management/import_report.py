"""What an import did: as figures for programs, and as a calm page of text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relationships.domain.import_states import Outcome
from relationships.domain.text import clean_line
from relationships.domain.tiers import Tier
from relationships.models import CreatorImport, RefusedRow
from relationships.services.imports.mappings import mapping_of

#: Rows and cells that the page names one by one.
TOLD = 20
_SHOWN = 200  # characters of a cell


@dataclass(frozen=True, slots=True)
class Refused:
    """A row, or a cell of it, that was left out. ``row`` is counted as a spreadsheet counts, from 1."""

    row: int
    column: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Told:
    """``done``: every row that was taken, by what it did. ``rejected``: one entry for each row that was not."""

    done: Mapping[str, int]
    rejected: Sequence[Refused]
    tiers: Mapping[str, int]
    new_relationships: int
    remarks: Sequence[Refused]
    remarks_count: int
    unmapped: Sequence[str]
    notes: Sequence[str]

    @property
    def rows(self) -> int:
        return sum(self.done.values()) + len(self.rejected)


def told_of(record: CreatorImport) -> Told:
    """Of an import that is done."""
    counts: dict[str, Any] = record.counts
    of = counts.get("outcomes", {})
    # Later rows about the same person count, too: they added something, or there was nothing to add.
    telling = counts.get("telling", 0)
    beside = counts.get("undecided", {}).get("with", 0)  # those are rejected with the row that they agree with
    mapping = mapping_of(record)
    return Told(
        done={
            "created": of.get(Outcome.NEW, 0),
            "updated": of.get(Outcome.UPDATED, 0) + telling,
            "unchanged": of.get(Outcome.UNCHANGED, 0) + of.get(Outcome.FOLDED, 0) - telling - beside,
        },
        rejected=[
            _refused(row.number, *(row.problems[0][:3] if row.problems else ("", "", "")))
            for row in RefusedRow.objects.filter(creator_import=record).order_by("number", "pk")
        ],
        tiers={tier.value: counts.get("tiers", {}).get(tier.value, 0) for tier in Tier},
        new_relationships=counts.get("new_relationships", 0),
        remarks=[_refused(*remark) for remark in record.remarks],
        remarks_count=counts.get("remarks", 0),
        unmapped=[mapping.headers[use.position] for use in mapping.uses if use.field is None],
        notes=record.notes,
    )


def _refused(row: int, column: str, value: str, problem: str) -> Refused:
    return Refused(row, clean_line(column)[:_SHOWN], clean_line(value)[:_SHOWN], problem)


def as_json(told: Told) -> dict[str, Any]:
    """The figures that programs read; created + updated + unchanged + rejected = rows."""
    return {
        "rows": told.rows,
        **told.done,
        "rejected": [
            {"row": one.row, "column": one.column, "value": one.value, "problem": one.problem} for one in told.rejected
        ],
        "tiers": dict(told.tiers),
    }


def as_text(told: Told, name: str, *, dry_run: bool) -> str:
    lines = [f"{name}: {told.rows:,} rows" + (", tried out, nothing is written" if dry_run else "")]
    lines += [f"  {word:<10}{number:>9,}" for word, number in {**told.done, "rejected": len(told.rejected)}.items()]
    lines.append(f"New relationships: {told.new_relationships:,}")
    tiers = ", ".join(f"{tier} {number:,}" for tier, number in told.tiers.items() if number)
    lines.append(f"Creators in the list by tier: {tiers or 'none'}")
    if unmapped := [header for header in told.unmapped if header]:
        lines.append(f"Columns not used: {', '.join(unmapped)}")
    lines += [note[:1].upper() + note[1:] for note in told.notes]
    lines += _section("Rejected rows", told.rejected, len(told.rejected))
    lines += _section("Cells left out of rows that were taken", told.remarks, told.remarks_count)
    return "\n".join(lines)


def _section(title: str, refused: Sequence[Refused], count: int) -> list[str]:
    if not count:
        return []
    told = [f"  row {one.row}{f', {one.column}' if one.column else ''}: {one.problem}" for one in refused[:TOLD]]
    more = [f"  … and {count - len(told):,} more (--format json lists rejected rows)"] if count > len(told) else []
    return [f"{title}:", *told, *more]
