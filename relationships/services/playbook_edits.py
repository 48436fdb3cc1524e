"""A lead's edit of a playbook: checked as a whole, written in one go, one version, one refresh of the advice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from relationships.domain.playbooks.edits import Kept, contradictions, same_value, with_honest_origin
from relationships.domain.playbooks.norms import Basis
from relationships.domain.playbooks.specs import SPEC, build
from relationships.domain.tiers import Tier
from relationships.models import Playbook, PlaybookNorm
from relationships.services.audit import record_history
from relationships.services.standing import advise_tier_anew

_WRITTEN = ("value", "reason", "source", "year", "basis", "updated_at")


class NormsError(ValueError):
    """What cannot be saved: sentences by the key of the norm they are about."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__(" ".join(sentence for sentences in problems.values() for sentence in sentences))
        self.problems = problems


class ChangedMeanwhileError(ValueError):
    """Somebody else saved a newer version of the playbook since this one was read."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What an edit came to. ``version`` is the one now in force; ``renamed``: norms that became house defaults."""

    version: int
    changed: tuple[str, ...]
    renamed: tuple[str, ...]


@transaction.atomic
def save_norms(playbook: Playbook, wanted: Mapping[str, Kept | None], *, by: Any, seen: int | None = None) -> Saved:
    """Give ``playbook`` these norms; keys that are not named stay as they are.

    None takes a norm away: a brand then follows its tier again, a tier has no such norm. ``seen`` is the version that
    the editor looked at. Only what differs is written; the version rises by one when anything does. Raises NormsError
    on a value that is none or that contradicts another, ChangedMeanwhileError when ``seen`` is no longer in force.
    """
    locked = Playbook.objects.select_for_update(no_key=True, of=("self",)).get(pk=playbook.pk)
    if seen is not None and seen != locked.version:
        raise ChangedMeanwhileError(f"Version {locked.version} was saved in the meantime.")
    rows = {row.key: row for row in PlaybookNorm.objects.filter(playbook=locked)}
    honest = {key: _honest(key, rows.get(key), kept) for key, kept in wanted.items()}
    _check(locked, rows, honest)
    changes = _Changes.between(locked, rows, honest)
    if changes:
        _write(locked, changes, by)
    playbook.version = locked.version
    renamed = (key for key in changes.keys if (kept := honest[key]) and kept != wanted[key])
    return Saved(locked.version, tuple(changes.keys), tuple(renamed))


@transaction.atomic
def drop_for_brand(playbook: Playbook, *, by: Any) -> None:
    """The brand follows its tier again in everything. Raises ValueError for a tier's own playbook, which stays."""
    if playbook.brand_id is None:
        raise ValueError("A tier's own playbook stays: without it nobody of the tier would be managed by norms.")
    save_norms(playbook, dict.fromkeys(playbook.norms.values_list("key", flat=True)), by=by)
    vars(playbook)["_history_user"] = by
    playbook.delete()


def kept(row: PlaybookNorm) -> Kept:
    return Kept(row.value, row.reason, row.source, row.year, Basis(row.basis))


# --- Checking -------------------------------------------------------------------------------------------------------


def _honest(key: str, row: PlaybookNorm | None, after: Kept | None) -> Kept | None:
    if after is None:
        return None
    problems = _problems(key, after)
    if problems:
        raise NormsError({key: problems})
    return with_honest_origin(SPEC[key], kept(row) if row else None, after)


def _problems(key: str, after: Kept) -> list[str]:
    if key not in SPEC:
        return [f"There is no norm called {key}."]
    try:
        if after.value is not None:
            SPEC[key].read(after.value)
    except ValueError as problem:
        return [str(problem)]
    lacking = [name for name in ("reason", "source") if not getattr(after, name).strip()]
    return [f"{SPEC[key].label}: name the {name}." for name in lacking]


def _check(playbook: Playbook, rows: Mapping[str, PlaybookNorm], wanted: Mapping[str, Kept | None]) -> None:
    """The playbook as it would be in force, with what a brand takes from its tier."""
    base = {} if playbook.brand_id is None else _values(playbook.tier)
    own = {key: row.value for key, row in rows.items()}
    own |= {key: after.value for key, after in wanted.items() if after is not None}
    for key in [key for key, after in wanted.items() if after is None]:
        own.pop(key, None)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, sentence in contradictions(build(Tier(playbook.tier), {**base, **own}, {})):
        found[key].append(sentence)
    if found:
        raise NormsError(found)


def _values(tier: str) -> dict[str, Any]:
    of_tier = PlaybookNorm.objects.filter(playbook__tier=tier, playbook__brand=None)
    return dict(of_tier.values_list("key", "value"))


# --- Writing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Changes:
    new: list[PlaybookNorm]
    changed: list[PlaybookNorm]
    gone: list[PlaybookNorm]

    @classmethod
    def between(
        cls, playbook: Playbook, rows: Mapping[str, PlaybookNorm], wanted: Mapping[str, Kept | None]
    ) -> "_Changes":
        made = cls([], [], [])
        for key, after in wanted.items():
            row = rows.get(key)
            if row is None and after is not None:
                made.new.append(_filled(PlaybookNorm(playbook=playbook, key=key), after))
            elif row is not None and after is None:
                made._take_away(playbook, row)
            elif row is not None and after is not None and not _same(row, after):
                made.changed.append(_filled(row, after))
        return made

    def _take_away(self, playbook: Playbook, row: PlaybookNorm) -> None:
        """A tier's norm stays as "no norm", so that what it was, and why, can be read back; a brand's row goes."""
        if playbook.brand_id is not None:
            self.gone.append(row)
        elif row.value is not None:
            after = with_honest_origin(SPEC[row.key], kept(row), replace(kept(row), value=None))
            self.changed.append(_filled(row, after))

    @property
    def keys(self) -> list[str]:
        return [row.key for row in (*self.new, *self.changed, *self.gone)]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def _same(row: PlaybookNorm, after: Kept) -> bool:
    before = kept(row)
    return same_value(SPEC[row.key], before.value, after.value) and replace(before, value=None) == replace(
        after, value=None
    )


def _filled(row: PlaybookNorm, after: Kept) -> PlaybookNorm:
    row.value, row.reason, row.source, row.year = after.value, after.reason, after.source, after.year
    row.basis = after.basis.value
    return row


def _write(playbook: Playbook, changes: _Changes, by: Any) -> None:
    now = timezone.now()
    _note_as_founded([*changes.changed, *changes.gone], playbook)
    playbook.version += 1
    reason = f"version {playbook.version}"
    vars(playbook).update(_history_user=by, _history_date=now)
    playbook.save()
    told: dict[str, Any] = {"default_user": by, "default_change_reason": reason, "default_date": now}
    bulk_create_with_history(changes.new, PlaybookNorm, **told)
    for row in changes.changed:
        row.updated_at = now
    bulk_update_with_history(changes.changed, PlaybookNorm, list(_WRITTEN), **told)
    leaving = PlaybookNorm.objects.filter(pk__in=[row.pk for row in changes.gone])
    if changes.gone:
        record_history(leaving, kind="-", reason=reason, user=by)
        leaving._raw_delete(leaving.db)  # noqa: SLF001 - without signals: the advice is refreshed once, below
    advise_tier_anew(playbook)


def _note_as_founded(rows: Sequence[PlaybookNorm], playbook: Playbook) -> None:
    """Norms that a migration put on file have no history yet: what they were is written down before it changes."""
    ids = {row.pk for row in rows}
    known = set(PlaybookNorm.history.filter(id__in=ids).values_list("id", flat=True))
    founded = list(PlaybookNorm.objects.filter(pk__in=ids - known))
    for row in founded:
        vars(row).update(_history_user=None, _history_date=row.created_at)
    PlaybookNorm.history.bulk_history_create(founded, default_change_reason="version 1")
    if not playbook.history.exists():
        earlier = Playbook.objects.get(pk=playbook.pk)
        vars(earlier).update(_history_user=None, _history_date=earlier.created_at)
        Playbook.history.bulk_history_create([earlier])
