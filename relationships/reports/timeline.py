"""The story of a relationship, or of a creator: what happened, newest first, in words, by day, a page at a time.

It is read from the history tables (`timeline_sources` says from which), so that nothing that was ever written is left
out. A row that says when something happened stands on that day; a correction stands on the day of the correction.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime

from relationships.models import Collaboration, Creator, Relationship, User
from relationships.reports.timeline_changes import Change, Names, changes_of
from relationships.reports.timeline_crossings import followers_around
from relationships.reports.timeline_entries import Entry, Line, Part, Timeline, by_day
from relationships.reports.timeline_sources import (
    Kind,
    Told,
    kind_of,
    narrowed,
    of_creator,
    of_relationship,
)
from relationships.reports.timeline_versions import Place, Version, read_versions
from relationships.reports.timeline_words import (
    SIGNED,
    Words,
    of_changed,
    of_contact,
    of_crossing,
    of_new,
    of_removed,
    of_returned,
)
from relationships.services.audit import ADDED, CHANGED, IMPORTED, REMOVED, RESTORED
from relationships.services.creator_merge_links import taken_in
from relationships.services.demo.batches import REASON as SAMPLE
from relationships.services.restore import may_bring_back, may_restore_value

#: Versions on a page; its entries are fewer where one save wrote several.
PER_PAGE = 50
#: So many pages are looked through for the first on which something is told: rows saved without a change tell nothing.
_PAGES = 10
SEES_RELATIONSHIPS = "relationships.view_relationship"
_SYSTEM = "The system"
#: Told by other entries, or too long to be read here: the text of a brief stands in its own versions.
_UNSAID = ("tier", "sections", "sent_at", "sent_by", "touchpoint", "relationship", "creator", "brand", "file", "digest")


def timeline_of_relationship(
    relationship: Relationship, user: Any, kinds: Collection[Kind] = (), after: Place | None = None
) -> Timeline:
    """``kinds``: what is told, none of them meaning everything. ``after``: the place where the page before ended.

    Of a model that ``user`` has no permission to view nothing is told.
    """
    return _timeline(narrowed(of_relationship(relationship), kinds), relationship.creator, {}, user, after)


def timeline_of_creator(
    creator: Creator, user: Any, kinds: Collection[Kind] = (), after: Place | None = None
) -> Timeline:
    """The creator's own story, and that of the relationships that ``user`` may see, each with its brand's name."""
    brands = brands_seen(creator, user)
    return _timeline(narrowed(of_creator(creator, brands), kinds), creator, brands, user, after)


def brands_seen(creator: Creator, user: Any) -> Mapping[int, str]:
    """The name of the brand by the id of each relationship of ``creator`` that ``user`` may see, or that was merged
    into one of these."""
    if not user.has_perm(SEES_RELATIONSHIPS):
        return {}
    rows = Relationship.objects.visible_to(user).filter(creator=creator).order_by("pk")
    seen, joined = dict(rows.values_list("pk", "brand__name")), taken_in(creator.pk)
    return {old: brand for pk, brand in seen.items() for old in joined.of_relationship(pk)}


def _timeline(
    told: Sequence[Told], creator: Creator, brands: Mapping[int, str], user: Any, after: Place | None
) -> Timeline:
    told = [one for one in told if user.has_perm(f"relationships.view_{one.source.name}")]
    older, entries = after, list[Entry]()
    for _ in range(_PAGES):
        versions, older = read_versions([one.source for one in told], older, PER_PAGE)
        story = _Story(told, creator, brands, user, versions)
        entries = [entry for version in versions if (entry := story.entry(version)) is not None]
        if entries or older is None:
            break
    return Timeline(by_day(entries, after), older)


class _Story:
    """One page's versions with what is needed to tell them, read once."""

    def __init__(
        self,
        told: Sequence[Told],
        creator: Creator,
        brands: Mapping[int, str],
        user: Any,
        versions: Sequence[Version],
    ) -> None:
        self.told, self.brands, self.user = told, brands, user
        self.names = Names.of(versions, user, _UNSAID)
        self.followers = followers_around(creator, [version for version in versions if _crosses(version)])

    def entry(self, version: Version) -> Entry | None:
        """None where nothing that a reader knows was changed."""
        part = self._part(version)
        if part is None:
            return None
        row, place = version.row, version.place
        moment, written = localtime(place.moment), localtime(row.history_date).date()
        kind = kind_of(self.told[place.source], row)
        source = row.history_change_reason.removeprefix(IMPORTED) if kind is Kind.IMPORT else ""
        return Entry(
            kind=kind,
            day=place.day,
            at=moment if moment.date() == place.day else None,
            noted=written if written != place.day else None,
            who=self._who(version),
            about=self._about(row),
            reason=_reason(row, kind),
            head=Words(f"Brought in from {source}") if source else part.words,
            parts=(part,),
        )

    def _part(self, version: Version) -> Part | None:
        row, changes = version.row, self._changes(version)
        if row.history_type == CHANGED and version.before is not None and not changes and not _crosses(version):
            return None
        return Part(
            words=self._words(version, tuple(one.field for one in changes)),
            lines=tuple(Line(one, self._may_restore(row, one.name)) for one in changes),
            model=version.source.name,
            version=row.history_id,
            row=row.id,
            returns=row.last_id == row.history_id and may_bring_back(row, self.user),
            gone=row.history_type == ADDED and row.last_type == REMOVED,
        )

    def _may_restore(self, row: Any, name: str) -> bool:
        """Not of a row that is gone, as a creator who was merged into this one: there is nothing to write it into."""
        return row.last_type != REMOVED and may_restore_value(row, name, self.user)

    def _changes(self, version: Version) -> Sequence[Change]:
        """Of a row that is new its words tell enough."""
        if version.row.history_type != CHANGED or version.before is None or _crosses(version):
            return ()
        found = changes_of(version, self.names, _UNSAID)
        concerned = version.source.moved
        return [one for one in found if one.name.startswith(concerned)] if concerned else found

    def _words(self, version: Version, labels: tuple[str, ...]) -> Words:
        model, row, before, names = version.model, version.row, version.before, self.names
        if row.history_type == REMOVED:
            return of_removed(model, row, names)
        if _is_returned(row):
            return of_returned(model, row, names)
        if row.history_type == ADDED or before is None:
            return of_new(model, row, names)
        if _crosses(version):
            return of_crossing(row, before, self.followers.get(row.history_id, (None, None)))
        if "do_not_contact" in version.source.moved:
            return of_contact(row)
        return of_changed(model, row, before, names, labels)

    def _who(self, version: Version) -> str:
        """Who says so; where the row itself names nobody, who wrote it down."""
        row = version.row
        signed = getattr(row, SIGNED[version.model]) if version.model in SIGNED else None
        if signed and row.history_type == ADDED and not _is_returned(row):
            return self.names.name(User, signed)
        return str(row.history_user or _SYSTEM)

    def _about(self, row: Any) -> str:
        relationship = row.id if row.instance_type is Relationship else getattr(row, "relationship_id", None)
        if relationship is None and hasattr(row, "collaboration_id"):
            work = self.names.row(Collaboration, row.collaboration_id)
            relationship = work.relationship_id if work is not None else None
        return self.brands.get(relationship, "") if relationship else ""


def _crosses(version: Version) -> bool:
    return "tier" in version.source.moved


def _is_returned(row: Any) -> bool:
    return bool(row.history_type == ADDED and (row.history_change_reason or "").startswith(RESTORED))


def _reason(row: Any, kind: Kind) -> str:
    """Why, where that was written with it. An import's is its heading; of invented rows it says nothing."""
    reason = row.history_change_reason or ""
    return "" if kind is Kind.IMPORT or reason == SAMPLE else reason
