"""Two records of creators that are one person, made one: all or nothing, by whom may see all of it, with a way back.

The one that stays keeps its number, and so do its relationships. What the other one has moves over:
`domain.creator_merge` says what becomes of fields, `creator_merge_rows` what hangs on both. The other one is deleted;
its history stays, and old addresses of it lead on (`creator_merge_links`). `creator_merge_undo` takes a merge back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.domain import creator_merge as rules
from relationships.domain.creator_merge_choices import wrong_choices
from relationships.models import Account, Creator, CreatorMerge, Relationship
from relationships.models.base import sort_key
from relationships.services import creator_merge_rows as rows
from relationships.services.audience import refresh_audience
from relationships.services.audit import MERGED, record_history
from relationships.services.creator_merge_counts import counted
from relationships.services.creator_merge_pair import Pair, changes_since, pair_of, values_of
from relationships.services.creator_merge_rows import Steps, Writing
from relationships.services.derived import refresh_relationships


class Meanwhile(ValidationError):  # noqa: N818 - said to people: it names what happened
    """Somebody saved, added or deleted something that the page had shown otherwise. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose: takes by the key of a field; for joined relationships by the id of the other one's.

    ``primary``: the account to be marked, None for none of them.
    """

    primary: int | None
    creator: Mapping[str, str] = field(default_factory=dict)
    relationships: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@transaction.atomic
def merge(kept: int, absorbed: int, chosen: Chosen, seen: Mapping[str, str], by: Any) -> CreatorMerge:
    """Make one record of two. ``seen``: the versions that ``by`` was shown, as `versions` told them.

    Raises what `pair_of` raises; `Meanwhile`; ValidationError where something was chosen that cannot be, or something
    hangs on a record that is not known here; a database error where somebody else writes the same. Then nothing is
    changed.
    """
    pair = pair_of(kept, absorbed, by, lock=True)
    if told := changes_since(pair, seen):
        raise Meanwhile(told)
    if wrong := list(_wrong_choices(pair, chosen)):
        raise ValidationError(wrong)
    stamp, steps = timezone.now(), Steps()
    writing = Writing(by, stamp, f"{MERGED}{pair.absorbed} into {pair.kept}")
    moved, joined = counted(absorbed), [[theirs.pk, mine.pk] for mine, theirs in pair.joined]
    _join_accounts(pair, chosen.primary, writing, steps)
    for mine, theirs in pair.joined:
        _join_relationships(mine, theirs, chosen.relationships.get(theirs.pk, {}), writing, steps)
    rows.move(Relationship, "creator", [row.pk for row in pair.moving], absorbed, kept, writing, steps)
    rows.move_all(Creator, absorbed, kept, writing, steps)
    values = rules.merged(
        rules.CREATOR, values_of(pair.kept, rules.CREATOR), values_of(pair.absorbed, rules.CREATOR), chosen.creator
    )
    _remove(pair.absorbed, writing, steps)
    write_fields(pair.kept, rules.CREATOR, values, writing, steps)
    refresh(kept)
    return CreatorMerge.objects.create(
        kept_number=kept,
        kept_name=Creator.objects.values_list("name", flat=True).get(pk=kept),
        absorbed_number=absorbed,
        absorbed_name=pair.absorbed.name,
        by=by,
        moved=[[words, count] for words, count in moved],
        joined=joined,
        steps=steps.as_json(),
    )


def _wrong_choices(pair: Pair, chosen: Chosen) -> Iterator[str]:
    def wrong(fields: Sequence[rules.Field], mine: Any, theirs: Any, takes: Mapping[str, str], of: str = "") -> Any:
        return wrong_choices(fields, values_of(mine, fields), values_of(theirs, fields), takes, of)

    yield from wrong(rules.CREATOR, pair.kept, pair.absorbed, chosen.creator)
    joined = {theirs.pk: (mine, theirs) for mine, theirs in pair.joined}
    for number, takes in chosen.relationships.items():
        if number in joined:
            yield from wrong(rules.RELATIONSHIP, *joined[number], takes, str(joined[number][0].brand))
        elif any(takes.values()):
            yield _("Something was chosen for a relationship that is not joined: look at the choices once more.")
    if chosen.primary is not None and chosen.primary not in {row.pk for row in pair.accounts}:
        yield _("The account to be marked is no longer one of theirs.")


def _join_accounts(pair: Pair, primary: int | None, writing: Writing, steps: Steps) -> None:
    """One mark at most, at any moment: it is taken away before an account that bears one comes, and given last."""
    marks = {row.pk: row.pk == primary for row in pair.accounts if row.is_primary != (row.pk == primary)}
    for row in pair.accounts:
        if row.pk in marks:
            change = {"is_primary": [str(row.is_primary), str(marks[row.pk])]}
            steps.fields.append(("account", row.pk, f"{row}, primary", change))  # type: ignore[arg-type]
    accounts = Account.objects.all()
    accounts.filter(pk__in=[pk for pk, mark in marks.items() if not mark]).update(is_primary=False)
    coming = [row.pk for row in pair.accounts if row.creator_id == pair.absorbed.pk]
    if coming:
        steps.moves.append(("account", "creator", pair.absorbed.pk, pair.kept.pk, coming))
        accounts.filter(pk__in=coming).update(creator=pair.kept.pk)
    accounts.filter(pk__in=[pk for pk, mark in marks.items() if mark]).update(is_primary=True)
    touched = accounts.filter(pk__in={*marks, *coming})
    touched.update(updated_at=writing.stamp)
    record_history(touched, reason=writing.reason, user=writing.by)


def _join_relationships(
    mine: Relationship, theirs: Relationship, takes: Mapping[str, str], writing: Writing, steps: Steps
) -> None:
    rows.move_all(Relationship, theirs.pk, mine.pk, writing, steps)
    fields = rules.RELATIONSHIP
    values = rules.merged(fields, values_of(mine, fields), values_of(theirs, fields), takes)
    write_fields(mine, fields, values, writing, steps)
    _remove(theirs, writing, steps)


def _remove(row: Any, writing: Writing, steps: Steps) -> None:
    if unknown := rows.still_hangs(row):
        raise ValidationError(
            _("They stay two: %s hang on one of them, and this does not know yet how to move those.") % unknown
        )
    rows.remove(row, writing, steps)


def write_fields(
    row: Any, fields: Sequence[rules.Field], values: Mapping[str, Any], writing: Writing, steps: Steps | None = None
) -> None:
    """Give ``row`` these values, past the guards that ask about steps: what two records said already is no new step."""
    for one in fields:
        changed = [column for column in one.columns if getattr(row, column) != values[column]]
        if changed and steps is not None:
            steps.fields.append((row._meta.model_name, row.pk, one.label, _change(row, one.columns, values)))
    for column, value in values.items():
        setattr(row, column, value)
    also = {"name_key": sort_key(values["name"])} if "name" in values else {}
    written = type(row)._base_manager.filter(pk=row.pk)
    written.update(**values, **also, updated_at=writing.stamp)
    record_history(written, reason=writing.reason, user=writing.by)


def _change(row: Any, columns: Sequence[str], values: Mapping[str, Any]) -> dict[str, list[str | None]]:
    """Before and after of each column that is decided as one."""
    found = {}
    for column in columns:
        stored = next(one for one in row._meta.concrete_fields if one.attname == column)
        after = type(row)(**{column: values[column]})
        found[column] = [rows.text_of(stored, row), rows.text_of(stored, after)]
    return found


def refresh(*creators: int) -> None:
    """Bring every copy up to date that stands on these creators and their relationships, advice included."""
    found = Creator.objects.filter(pk__in=creators)
    refresh_audience(found)
    refresh_relationships(Relationship.objects.filter(creator__in=creators))
