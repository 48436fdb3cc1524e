"""A merge of two creators taken back: both as they were, but for what somebody changed since, which is left and listed.

What was added to the one that stayed, stays there. There is no limit of time: as long as both can be told apart again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.domain.creator_doubles import DOUBLES
from relationships.models import Account, Brand, Creator, CreatorMerge, Relationship
from relationships.models.base import sort_key
from relationships.services import creator_merge_rows as rows
from relationships.services.audit import record_history
from relationships.services.creator_merge import refresh
from relationships.services.creator_merge_pair import require
from relationships.services.creator_merge_rows import Steps, Writing


def obstacle(merge: CreatorMerge) -> str:
    """Why the merge cannot be taken back now; "" where it can."""
    if merge.undone_at is not None:
        return _("It was taken back already.")
    if not Creator.objects.filter(pk=merge.kept_number).exists():
        later = CreatorMerge.objects.filter(absorbed_number=merge.kept_number, undone_at=None).order_by("-pk").first()
        if later is None:
            return _("%s is no longer on file.") % merge.kept_name
        told = {"kept": merge.kept_name, "into": later.kept_name}
        return _("%(kept)s was itself merged into %(into)s later on: take that back first.") % told
    if Creator.objects.filter(pk=merge.absorbed_number).exists():
        return _("%s is on file again already.") % merge.absorbed_name
    return _gone_brands(Steps.of(merge.steps))


def _gone_brands(steps: Steps) -> str:
    """A relationship is with a brand: without that it cannot come back."""
    wanted = {int(stored["brand_id"] or 0) for name, stored in steps.removed if name == "relationship"}
    gone = wanted - set(Brand.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return _("A brand that both worked with is no longer on file.") if gone else ""


@transaction.atomic
def undo(number: int, by: Any) -> CreatorMerge:
    """Make two of one again; ``left`` of the answer names what was left alone. Raises CreatorMerge.DoesNotExist,
    PermissionDenied, ValidationError where it cannot be done; then nothing is changed."""
    merge = CreatorMerge.objects.select_for_update(of=("self",)).get(pk=number)
    # The same locks in the same order as a merge takes.
    list(Creator.objects.select_for_update(of=("self",)).filter(pk=merge.kept_number))
    of_it = Relationship.objects.filter(creator=merge.kept_number).order_by("pk")
    list(of_it.select_for_update(of=("self",)).values_list("pk"))
    require(by, [merge.kept_number])
    if why := obstacle(merge):
        raise ValidationError(why)
    writing = Writing(by, timezone.now(), f"merge of {merge.absorbed_name} into {merge.kept_name} taken back")
    merge.left = _Undoing(Steps.of(merge.steps), writing).run()
    refresh(merge.kept_number, merge.absorbed_number)
    merge.undone_at, merge.undone_by = writing.stamp, by
    merge.save()
    return merge


#: Rows that others hang on, in the order in which they come back.
_WHOLE = ("creator", "relationship")


class _Undoing:
    """The steps of one merge, backwards. ``left`` gathers a sentence for whatever stays as it is now."""

    def __init__(self, steps: Steps, writing: Writing) -> None:
        self.steps, self.writing = steps, writing
        self.left: list[str] = []

    def run(self) -> list[str]:
        # The creator first, since everything hangs on it, then its relationships; doubles last, when their twins left.
        for kind in _WHOLE:
            for name, stored in self.steps.removed:
                if name == kind:
                    self._bring_back(name, stored)
        for name, column, old, new, ids in reversed(self.steps.moves):
            self._move_back(name, column, old, new, ids)
        for name, stored in reversed(self.steps.removed):
            if name not in _WHOLE and self._fits(rows.model_of(name), stored):
                self._bring_back(name, stored)
        for name, pk in dict.fromkeys((name, pk) for name, pk, *_rest in self.steps.fields):
            self._write_back(name, pk)
        return self.left

    def _bring_back(self, name: str, stored: dict[str, str | None]) -> None:
        model = rows.model_of(name)
        row, emptied = rows.bring_back(model, stored, self.writing)
        if row is None:
            told = {"what": model._meta.verbose_name, "gone": emptied[0]}
            self.left.append(_("A %(what)s does not come back: its %(gone)s is no longer on file.") % told)
        elif emptied:
            told = {"row": row, "gone": ", ".join(emptied)}
            self.left.append(_("%(row)s: %(gone)s stays empty, since what stood there is no longer on file.") % told)

    def _fits(self, model: Any, stored: dict[str, str | None]) -> bool:
        """Somebody may have written the same anew meanwhile."""
        rule = DOUBLES[model._meta.model_name]
        parent = "creator_id" if "creator_id" in stored else "relationship_id"
        same = {column: rows.value_of(model, column, stored[column]) for column in (parent, *rule.same)}
        if not model._base_manager.filter(**same).exists():
            return True
        self.left.append(_("A %s does not come back: there is one like it by now.") % model._meta.verbose_name)
        return False

    def _move_back(self, name: str, column: str, old: int, new: int, ids: Sequence[int]) -> None:
        model = rows.model_of(name)
        mine = model._base_manager.filter(pk__in=ids)
        there = list(mine.filter(**{f"{column}_id": new}).order_by("pk").values_list("pk", flat=True))
        rows.point_at(model, f"{column}_id", there, old, self.writing)
        elsewhere = mine.exclude(pk__in=there).count()
        gone = len(ids) - len(there) - elsewhere
        for number, words in ((elsewhere, _("moved elsewhere since, and stay there")), (gone, _("deleted since"))):
            if number:
                what = model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural
                self.left.append(f"{number} {what}: {words}.")

    def _write_back(self, name: str, pk: int) -> None:
        """The fields of one row, each as far as it still is as the merge left it."""
        row = rows.model_of(name)._base_manager.filter(pk=pk).first()
        before: dict[str, Any] = {}
        for kind, number, label, change in self.steps.fields:
            if (kind, number) != (name, pk):
                continue
            was, problem = _as_before(row, change)
            if problem:
                self.left.append(f"{label}: {problem}" if row is None else f"{row}, {label}: {problem}")
            else:
                before |= was
        if not before:
            return
        if "name" in before:
            before["name_key"] = sort_key(before["name"])
        written = type(row)._base_manager.filter(pk=pk)
        written.update(**before, updated_at=self.writing.stamp)
        record_history(written, reason=self.writing.reason, user=self.writing.by)


def _as_before(row: Any, change: Mapping[str, Sequence[str | None]]) -> tuple[dict[str, Any], str]:
    """The values to write, or why they stay as they are. ``change``: before and after, by column."""
    if row is None:
        return {}, _("no longer on file.")
    columns = {one.attname: one for one in row._meta.concrete_fields}
    if any(rows.text_of(columns[name], row) != after for name, (_before, after) in change.items()):
        return {}, _("changed since, and left as it is.")
    before = {name: rows.value_of(type(row), name, was) for name, (was, _after) in change.items()}
    return before, _cannot_be(row, before)


def _cannot_be(row: Any, before: dict[str, Any]) -> str:
    """Why the values of ``before`` no longer go with what is on file; "" where they do."""
    if isinstance(row, Account) and before.get("is_primary"):
        marked = Account.objects.filter(creator=row.creator_id, is_primary=True).exclude(pk=row.pk)
        return _("another account is the primary one by now.") if marked.exists() else ""
    for column in row._meta.concrete_fields:
        target, value = column.related_model, before.get(column.attname)
        if value is not None and target is not None and not target._base_manager.filter(pk=value).exists():
            return _("what stood there is no longer on file.")
    return ""
