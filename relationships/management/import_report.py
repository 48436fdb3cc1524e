"""An import's result as a calm page of text for a terminal."""

from __future__ import annotations

from relationships.services.imports.results import ImportResult, Outcome, Refused

TOLD = 20


def report(result: ImportResult, name: str, *, dry_run: bool) -> str:
    done = {
        "created": result.outcomes.get(Outcome.CREATED, 0),
        "updated": result.outcomes.get(Outcome.UPDATED, 0),
        "unchanged": result.outcomes.get(Outcome.UNCHANGED, 0),
        "rejected": len(result.rejected),
    }
    lines = [f"{name}: {result.rows:,} rows" + (", tried out, nothing is written" if dry_run else "")]
    lines += [f"  {word:<10}{number:>9,}" for word, number in done.items()]
    lines.append(f"New relationships: {result.new_relationships:,}")
    tiers = ", ".join(f"{tier} {number:,}" for tier, number in result.tiers.items() if number)
    lines.append(f"Creators in the list by tier: {tiers or 'none'}")
    if result.kept:
        lines.append(f"Kept as on file although the list says otherwise about the person: {result.kept:,}")
    if result.unmapped:
        lines.append(f"Columns not used: {', '.join(result.unmapped)}")
    lines += [note[:1].upper() + note[1:] for note in result.notes]
    lines += _section("Rejected rows", result.rejected, len(result.rejected))
    lines += _section("Cells left out of rows that were taken", result.remarks, result.remarks_count)
    return "\n".join(lines)


def _section(title: str, refused: tuple[Refused, ...], count: int) -> list[str]:
    if not count:
        return []
    told = [f"  row {one.row}{f', {one.column}' if one.column else ''}: {one.problem}" for one in refused[:TOLD]]
    more = [f"  … and {count - len(told):,} more (--format json lists rejected rows)"] if count > len(told) else []
    return [f"{title}:", *told, *more]
