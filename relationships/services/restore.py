"""Putting back what was: an earlier value of a field, or a row that was removed. Through the model's own save, so that
guards, derived copies and history follow as with any other edit.

Refused, with a sentence that says why, where what was no longer fits; and asked again where somebody has changed the
value since, for then it is not the change at hand that would be undone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from relationships.domain import day_rules
from relationships.models import (
    Account,
    Adjudication,
    Brand,
    Collaboration,
    Contribution,
    Creator,
    CreatorCategory,
    GateOverride,
    Rating,
    Relationship,
    RelationshipTag,
    Result,
    Touchpoint,
    User,
)
from relationships.querysets.visibility import visible_rows
from relationships.services.audit import MERGED, RESTORED
from relationships.services.people import people_who_see
from relationships.services.versions import claim


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may put something back, by permission. ``changes``: an earlier value; "" for nobody, as where a row says one
    thing only. ``brings``: a removed row. ``whose``: the column of the person who alone may speak in that name.
    """

    changes: str = ""
    brings: str = ""
    whose: str = ""


def _as_usual(model: str) -> Rule:
    return Rule(f"change_{model}", f"add_{model}")


#: What is not here is not put back: a decision that was taken back is decided anew, a deleted file is gone.
RULES: Mapping[type[models.Model], Rule] = {
    Relationship: Rule("change_relationship"),
    Creator: Rule("change_creator"),
    Account: _as_usual("account"),
    Touchpoint: _as_usual("touchpoint"),
    Collaboration: _as_usual("collaboration"),
    Contribution: _as_usual("contribution"),
    Result: _as_usual("result"),
    # A reviewer alone corrects their own rating: anybody else would be rating in their name.
    Rating: Rule("change_rating", "add_rating", whose="reviewer_id"),
    Adjudication: _as_usual("adjudication"),
    GateOverride: _as_usual("gateoverride"),
    # Words beside a row are part of it.
    RelationshipTag: Rule(brings="change_relationship"),
    CreatorCategory: Rule(brings="change_creator"),
}
#: What a row is about and who signed it: to change these would make it another row.
_FIXED = frozenset({"relationship", "creator", "brand", "collaboration", "account", "criterion", "reviewer",
                    "decided_by", "decided_on", "noted_by"})  # fmt: skip


class ChangedSince(Exception):  # noqa: N818 - it names what happened
    """The value is no longer the one that the entry tells of: ``row`` as it is now, ``names`` of what differs."""

    def __init__(self, row: Any, names: Collection[str]) -> None:
        super().__init__("somebody changed it since")
        self.row, self.names = row, frozenset(names)


def may_restore_value(version: Any, name: str, user: Any) -> bool:
    """Whether ``user`` may put back what the field ``name`` was before ``version``, a row of a history table."""
    rule = RULES.get(version.instance_type)
    return (
        rule is not None
        and name in restorable_fields(version.instance_type)
        and _may(rule.changes, rule, version, user)
    )


def may_bring_back(version: Any, user: Any) -> bool:
    """Whether ``user`` may put the row back whose removal ``version`` tells. What a merge of creators took away comes
    back when that is undone."""
    rule = RULES.get(version.instance_type)
    if rule is None or version.history_type != "-" or (version.history_change_reason or "").startswith(MERGED):
        return False
    return _may(rule.brings, rule, version, user)


def _may(permission: str, rule: Rule, version: Any, user: Any) -> bool:
    if not permission or (rule.whose and getattr(version, rule.whose) != user.pk):
        return False
    return bool(user.has_perm(f"relationships.{permission}"))


def restorable_fields(model: type[models.Model]) -> Collection[str]:
    """Names of what people write in a row of ``model``."""
    derived = getattr(model, "derived", ())
    fields = (f for f in model._meta.concrete_fields if f.editable and not f.primary_key and not f.generated)
    return [field.name for field in fields if field.name not in _FIXED and field.name not in derived]


# --- A value ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def restore_values(version: Any, names: Sequence[str], by: Any, seen: datetime | None = None) -> Sequence[str]:
    """Give the fields ``names`` the values that they had before ``version``; returns the labels of what that changed.

    ``seen``: the version (`services.versions`) of the row that ``by`` was shown and agreed to change. Raises
    PermissionDenied; `ChangedSince`, without ``seen``, where another value stands there by now; ValidationError, which
    may be `services.versions.Outdated`, where it cannot be done.
    """
    if not names or not all(may_restore_value(version, name, by) for name in names):
        raise PermissionDenied
    model, before = version.instance_type, version_before(version)
    if before is None:
        raise ValidationError("There is no earlier value: this is how it was first written down.")
    row: Any = visible_rows(model, by).select_for_update(of=("self",)).filter(pk=version.id).first()
    if row is None:
        raise ValidationError("It is no longer on file. Put it back first, then its values.")
    fields = [model._meta.get_field(name) for name in names]
    changed = [field for field in fields if getattr(row, field.attname) != getattr(before, field.attname)]
    if not changed:
        return ()
    if seen is not None:
        claim(row, seen, [field.attname for field in changed])
    elif moved := [f.name for f in changed if getattr(row, f.attname) != getattr(version, f.attname)]:
        raise ChangedSince(row, moved)
    for field in changed:
        _refuse_what_is_gone(field, getattr(before, field.attname), row, by)
        setattr(row, field.attname, getattr(before, field.attname))
    _check(row, {field.name for field in changed})
    _save(row, before.history_date, by)
    return [capfirst(str(field.verbose_name)) for field in changed]


def version_before(version: Any) -> Any:
    """The version of the same row before this one; None for its first."""
    earlier = version.instance_type.history.filter(id=version.id, history_id__lt=version.history_id)
    return earlier.order_by("-history_id").first()


# --- A row ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def bring_back(version: Any, by: Any) -> Any:
    """Put the row on file again whose removal ``version`` tells, under its own number; returns it.

    Raises PermissionDenied; ValidationError where it is there already or no longer fits.
    """
    if not may_bring_back(version, by):
        raise PermissionDenied
    model = version.instance_type
    if model._default_manager.filter(pk=version.id).exists():
        raise ValidationError("It is on file again already.")
    row = model(**{field.attname: getattr(version, field.attname) for field in version.tracked_fields})
    for field in row._meta.concrete_fields:
        _refuse_what_is_gone(field, getattr(row, field.attname), row, by)
    _check(row, None)
    _save(row, version.history_date, by, force_insert=True)
    _join_again(row, version)
    return row


def _join_again(row: Any, version: Any) -> None:
    """With the tags that it bore: the version before its removal is the last that has them."""
    before = version_before(version)
    for field in version._history_m2m_fields if before is not None else ():  # noqa: SLF001 - simple_history's own name
        joined = getattr(before, field.name).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)
        getattr(row, field.name).set(field.related_model._default_manager.filter(pk__in=list(joined)))


# --- What no longer fits ----------------------------------------------------------------------------------------------


def _refuse_what_is_gone(field: Any, value: Any, row: Any, by: Any) -> None:
    """A person who no longer sees the brand cannot look after it; what was deleted cannot be pointed at."""
    if value is None or not isinstance(field, models.ForeignKey):
        return
    label = capfirst(str(field.verbose_name))
    target: Any = field.related_model
    found = visible_rows(target, by).filter(pk=value).first()
    if found is None:
        raise ValidationError(f"{label}: what stood there is no longer on file itself.")
    if isinstance(row, Relationship) and field.name == "owner" and target is User:
        brand = Brand.objects.filter(pk=row.brand_id)
        if not people_who_see(brand).filter(pk=value).exists():
            raise ValidationError(f"{label}: {found} is no longer in the team of {row.brand}. Choose somebody else.")


def _check(row: Any, changed: Collection[str] | None) -> None:
    """As a form would; an old row that is odd elsewhere already is no obstacle. ``changed`` is None for a whole row."""
    written = {field.name for field in row._meta.concrete_fields}
    row.clean_fields(exclude=written if changed is None else written - set(changed))
    row.clean()
    row.validate_unique()
    row.validate_constraints()
    if days := dict(_wrong_days(row, changed)):
        raise ValidationError(days)


_DAYS: Mapping[type[models.Model], day_rules.Rules] = {
    Creator: day_rules.CREATOR,
    Contribution: day_rules.CONTRIBUTION,
    Result: day_rules.RESULT,
}


def _wrong_days(row: Any, changed: Collection[str] | None) -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    if isinstance(row, Collaboration):
        days = {name: getattr(row, name) for name in day_rules.COLLABORATION.names}
        yield from day_rules.collaboration_problems(days, today, kind=row.kind, status=row.status, changed=changed)
    elif (rules := _DAYS.get(type(row))) is not None:
        days = {name: getattr(row, name, None) for name in rules.names}
        if isinstance(row, Result):
            days["live_on"] = row.collaboration.live_on
        yield from day_rules.problems(rules, days, today, changed)


def _save(row: Any, since: datetime, by: Any, **how: Any) -> None:
    vars(row).update(_change_reason=f"{RESTORED} from {date_format(timezone.localtime(since))}", _history_user=by)
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as problem:
        raise ValidationError("It no longer goes with what is on file. Look at how it stands now.") from problem


def refusal(problem: ValidationError) -> str:
    """What was refused, in one line; each sentence names the field that it is about, where it is about one."""
    if not hasattr(problem, "error_dict"):
        return " ".join(problem.messages)
    return " ".join(
        sentence if name == "__all__" else f"{capfirst(name.replace('_', ' '))}: {sentence}"
        for name, errors in problem.error_dict.items()
        for error in errors
        for sentence in error.messages
    )
