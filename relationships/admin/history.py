"""The history of an object and of what hangs on it, version by version: who, when, what, from what to what.

It reads what the timeline reads (`reports.timeline_versions`), without its words: every change of every row is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from relationships.reports.timeline_changes import Change, Names, changes_of
from relationships.reports.timeline_versions import Place, Source, Trail, read_versions
from relationships.reports.timeline_versions import Version as Read

__all__ = ["AFTER", "PER_PAGE", "Trail", "history_page"]

PER_PAGE = 50
#: The address' parameter after whose place a page goes on.
AFTER = "after"
KINDS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True, slots=True)
class Version:
    when: datetime
    who: str
    what: str
    subject: str
    reason: str
    changes: tuple[Change, ...]


def history_page(
    pks: Sequence[Any], trails: Sequence[Trail], user: Any, after: Place | None
) -> tuple[list[Version], Place | None]:
    """The versions after a place (None: the newest), newest first, and the place after which older ones follow.

    ``pks``: the object's number, and those of what was merged into it.
    """
    sources = [Source(trail.model, {f"{trail.parent or trail.model._meta.pk.attname}__in": pks}) for trail in trails]
    found, older = read_versions(sources, after, PER_PAGE)
    names = Names.of(found, user)
    return [_version(version, trails[version.place.source], names) for version in found], older


def _version(version: Read, trail: Trail, names: Names) -> Version:
    row = version.row
    return Version(
        when=row.history_date,
        who=str(row.history_user or "The system"),
        what=KINDS[row.history_type],
        subject=capfirst(str(trail.model._meta.verbose_name)) if trail.parent else "",
        reason=row.history_change_reason or "",
        changes=changes_of(version, names, {trail.parent.removesuffix("_id")}),
    )
