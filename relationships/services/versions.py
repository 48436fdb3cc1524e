"""A row's version: `updated_at`, moved by every write of what people wrote. Who saves names the one they started from.

How a form uses it, whichever it is:

    token(row)          goes into a hidden field when the form is made
    seen_in(posted)     is the version again when it comes back; None where it says nothing that we wrote
    claim(row, seen)    inside the save's transaction, before anything is written

    with transaction.atomic():
        claim(relationship, seen_in(request.POST.get("version", "")), columns=("stage", "owner_id"))
        relationship.stage = ...
        relationship.save()

`Outdated` is a ValidationError with one sentence for the user (who saved, when, which fields), so a form that shows
what a service refuses shows this too. Its ``row`` is what is on file now (None: deleted): show the form again with
``token(problem.row)``, and sending it once more is a decision.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

#: Columns that say nothing to whoever fills in a form.
_UNTOLD = {"id", "created_at", "updated_at"}
_NAMED = 5


class Outdated(ValidationError):  # noqa: N818 - said to people: it names what happened
    """Somebody else saved the row since it was read, or deleted it; nothing was written.

    ``row``: as it is on file now, None where it is gone. ``columns``: names of what differs, as far as that is known.
    """

    def __init__(self, message: str, row: Any, columns: Collection[str] = ()) -> None:
        super().__init__(message, code="outdated")
        self.row, self.columns = row, frozenset(columns)


def token(row: Any) -> str:
    """The version of ``row`` as text for a hidden field; "" for one that is not on file yet."""
    return row.updated_at.astimezone(UTC).isoformat() if row.pk and row.updated_at else ""


def seen_in(posted: object) -> datetime | None:
    """The version that ``posted`` names; None for anything that `token` did not write."""
    try:
        seen = datetime.fromisoformat(str(posted))
        return seen.astimezone(UTC) if seen.tzinfo else None
    except (ValueError, OverflowError):
        return None


def claim(row: Any, seen: datetime | None, columns: Collection[str] | None = None) -> None:
    """Make ``row`` ours until the transaction ends, if it still is as it was at ``seen``; else raise `Outdated`.

    ``columns`` (attnames, such as "owner_id"): what is about to be written. Then a change elsewhere on the row is no
    reason to stop. The check and the claim are one UPDATE, so that of two savers one alone passes.
    """
    model = type(row)
    if not transaction.get_connection(router.db_for_write(model, instance=row)).in_atomic_block:
        raise transaction.TransactionManagementError("A row is claimed inside of the transaction that writes it.")
    if seen is not None and _take(row, seen):
        return
    current = model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=row.pk).first()
    if current is None:
        raise Outdated(gone_words(row), None)
    changed = changed_columns(version_of(row, seen), current)
    if columns is not None and changed is not None and not changed & set(columns):
        _take(row, current.updated_at)
        return
    concerned = None if changed is None else changed if columns is None else changed & set(columns)
    raise Outdated(outdated_words(current, seen, concerned), current, concerned or ())


def _take(row: Any, seen: datetime) -> bool:
    """Never the same moment again, however coarse or slow the clock is."""
    now = max(timezone.now(), seen + timedelta(microseconds=1))
    taken = type(row)._base_manager.filter(pk=row.pk, updated_at=seen).update(updated_at=now)
    if taken:
        row.updated_at = now
    return bool(taken)


# --- What happened in between -----------------------------------------------------------------------------------------


def version_of(row: Any, seen: datetime | None) -> Any:
    """The row of the history that tells how ``row`` was at ``seen``; None where none is kept."""
    if seen is None:
        return None
    kept = type(row).history.filter(pk_of(row), updated_at=seen)
    return kept.order_by("-history_id").first()


def pk_of(row: Model) -> Q:
    """The condition by which a history table finds ``row``."""
    return Q(**{str(row._meta.pk.attname): row.pk})


def changed_columns(before: Any, current: Any) -> set[str] | None:
    """Attnames of what differs between a version and the row as it is; None where the version is not known."""
    if before is None:
        return None
    names = (field.attname for field in before.tracked_fields if field.attname not in _UNTOLD)
    return {name for name in names if getattr(before, name) != getattr(current, name)}


def outdated_words(current: Any, seen: datetime | None, columns: Iterable[str] | None) -> str:
    who, when = savers(current, seen)
    what = _labels(current, columns or ())
    told = {"who": who, "when": when, "what": what}
    if what:
        return _("%(who)s changed this at %(when)s, after you opened it: %(what)s. Nothing of yours was saved.") % told
    return _("%(who)s saved this at %(when)s, after you opened it. Nothing of yours was saved.") % told


def gone_words(row: Any) -> str:
    who, when = savers(row, None)
    return _("%(who)s deleted this at %(when)s, after you opened it. Nothing of yours was saved.") % {
        "who": who,
        "when": when,
    }


def savers(row: Any, seen: datetime | None) -> tuple[str, str]:
    """Who saved ``row`` since ``seen``, the latest first, and when it last was, in words; without ``seen`` the last."""
    kept = type(row).history.filter(pk_of(row)).select_related("history_user").order_by("-history_id")
    later = list((kept.filter(updated_at__gt=seen) if seen else kept)[:_NAMED]) or list(kept[:1])
    names = dict.fromkeys(str(one.history_user or _("The system")) for one in (later if seen else later[:1]))
    when = later[0].history_date if later else timezone.now()
    return " and ".join(names) or _("Somebody"), told_when(when)


def told_when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    form = "H:i" if local.date() == timezone.localdate() else "DATETIME_FORMAT"
    return str(date_format(local, form))


def _labels(row: Any, columns: Iterable[str]) -> str:
    names = {field.attname: capfirst(str(field.verbose_name)) for field in row._meta.concrete_fields}
    return ", ".join(sorted(names[name] for name in columns if name in names))
