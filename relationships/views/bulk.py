"""Changing many rows of a list at once: what, for how many, what would be left and why; then done, told, and undone.

One address takes the steps one after another, each with what was said before it: the value is asked for, the count is
confirmed, the rows are changed. In the dialog by script, as pages without. Whatever changed meanwhile is told first.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.domain.bulk import LABELS, Left, Tally, left_of
from relationships.domain.lists import FileFormat
from relationships.models import BulkChange, Relationship
from relationships.services import bulk as service
from relationships.services.bulk_asking import Asking, Change
from relationships.views.access import staff_page
from relationships.views.bulk_forms import FORMS, BulkForm
from relationships.views.bulk_selection import ROWS, Confirmation, Selection, hidden_form
from relationships.views.dialogs import BACK, Dialog, Done, back_of, close, refuse, show
from relationships.views.exports import CAN_EXPORT
from relationships.views.listings import listing_of
from relationships.views.lists.listing import Listing

_ACTION, _STEP, _TOKEN, _ANEW = "action", "step", "confirmed", "anew"
_ASK, _CONFIRM, _APPLY = "", "confirm", "apply"
_EXPORT = "export"
_BUSY = "Somebody else was writing the same rows. Nothing was changed: try again in a moment."


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(service.CAN_CHANGE)
def bulk(request: HttpRequest, key: str) -> HttpResponse:
    listing = _listing(request, key)
    back = back_of(request, reverse(listing.url_name))
    sent = request.POST if request.method == "POST" else request.GET
    try:
        selection = Selection.of(request, listing)
        return _Steps(request, selection, back, sent).answer()
    except ValidationError as problem:
        return refuse(request, " ".join(problem.messages), back)


@require_safe
@staff_page(service.CAN_CHANGE)
def bulk_last(request: HttpRequest, key: str) -> HttpResponse:
    """The reader's own last bulk change, from whichever list: only that can be taken back."""
    listing = _listing(request, key)
    back = back_of(request, reverse(listing.url_name))
    last = service.last_of(request.user)
    if last is None:
        return refuse(request, "You have not changed several rows at once yet.", back)
    return _result(request, last, back)


@require_safe
@staff_page(service.CAN_CHANGE)
def bulk_result(request: HttpRequest, key: str, change_id: int) -> HttpResponse:
    listing = _listing(request, key)
    return _result(request, _own(request, key, change_id), back_of(request, reverse(listing.url_name)))


@require_POST
@staff_page(service.CAN_CHANGE)
def bulk_undo(request: HttpRequest, key: str, change_id: int) -> HttpResponse:
    listing = _listing(request, key)
    back = back_of(request, reverse(listing.url_name))
    change = _own(request, key, change_id)
    if not service.may(request.user, change.action):
        raise PermissionDenied
    try:
        undone = service.undo(change, request.user)
    except ValidationError as problem:
        return refuse(request, " ".join(problem.messages), back)
    except DatabaseError:
        return refuse(request, _BUSY, back)
    left = left_of(undone.outcome["undo"])
    said = f"Taken back: {_rows(undone.restored or 0)} as before. {undone.words}."
    if not left:
        return close(request, Done(said), back)
    if not getattr(request, "htmx", None):
        messages.success(request, said)
        return HttpResponseRedirect(_result_url(undone, back))
    names = _named(request, left)
    told = "; ".join(f"{_rows(one.count)} {one.why} ({', '.join(names[one.why])})" for one in left)
    return close(request, Done(f"{said} Left: {told}."), back)


def _listing(request: HttpRequest, key: str) -> Listing:
    listing = listing_of(key)
    if not request.user.has_perm(listing.permission):
        raise PermissionDenied
    return listing


def _own(request: HttpRequest, key: str, change_id: int) -> BulkChange:
    """Another's is not there; leads read them in the admin."""
    own = BulkChange.objects.filter(by=request.user.pk, list_key=key)
    found: BulkChange = get_object_or_404(own, pk=change_id)
    return found


# --- The steps --------------------------------------------------------------------------------------------------------


@dataclass
class _Steps:
    request: HttpRequest
    selection: Selection
    back: str
    sent: Any

    def answer(self) -> HttpResponse:
        if not self.selection.relationships:
            return refuse(self.request, "Nothing of what was selected is there any more.", self.back)
        action = self.sent.get(_ACTION, "")
        if action == _EXPORT and self.request.user.has_perm(CAN_EXPORT) and self.selection.listing.file:
            return self._export()
        if action not in FORMS:
            return self._choose()
        if not service.may(self.request.user, action):
            raise PermissionDenied
        step = self.sent.get(_STEP, _ASK)
        if self.request.method != "POST" or step not in (_CONFIRM, _APPLY) or self.sent.get(_ANEW):
            return self._ask(action)
        form = FORMS[action](self.request.user, self.request.POST)
        if not form.is_valid():
            return self._ask(action, form)
        return self._confirm(form) if step == _CONFIRM else self._apply(form)

    def _choose(self) -> HttpResponse:
        """Where no action was named: without script, all that match are chosen first."""
        offered = [(action, label) for action, label in LABELS.items() if service.may(self.request.user, action)]
        return self._show(
            "What is to be changed?", hidden_form(self._travels()), "Next", "choose", {"offered": offered}
        )

    def _ask(self, action: str, form: BulkForm | None = None) -> HttpResponse:
        form = form or FORMS[action](self.request.user, initial=self._given(action))
        return self._show(form.title, form, "Next", "ask", {"travels": self._travels(action, _CONFIRM)})

    def _given(self, action: str) -> Mapping[str, Any]:
        """What was typed before, for whoever comes back from the confirmation to change it."""
        return {name: self.sent[name] for name in FORMS[action].base_fields if name in self.sent}

    def _confirm(self, form: BulkForm, *, was: int | None = None) -> HttpResponse:
        """``was``: how many rows were confirmed before, where these are not the same any more."""
        change, seen = form.change(), timezone.now()
        tally = service.foresee(self.selection.relationships, Asking(change, self.request.user))
        number = len(tally.changing)
        values = {name: self.sent.get(name, "") for name in form.fields}
        hidden = {**self._travels(change.action, _APPLY), _TOKEN: self.selection.confirmed(seen), **values}
        told = {"change": change, "was": was, "count": len(self.selection.relationships), "told": self._told(tally)}
        title = f"Change {_rows(number)}?" if number else "Nothing would change"
        submit = f"Change {number:,}" if number else ""
        return self._show(title, hidden_form(hidden), submit, "confirm", told, danger=_is_grave(change))

    def _apply(self, form: BulkForm) -> HttpResponse:
        confirmed = Confirmation.of(self.selection, self.sent.get(_TOKEN, ""))
        if confirmed is None or not confirmed.still:
            return self._confirm(form, was=confirmed.count if confirmed else None)
        asking = Asking(form.change(), self.request.user, confirmed.seen)
        listing = self.selection.listing
        try:
            done = service.apply(
                self.selection.relationships, asking, list_key=listing.key, query=self.selection.filters
            )
        except DatabaseError:
            return refuse(self.request, _BUSY, self.back)
        if done.change is None:
            return self._confirm(form)
        return _finished(self.request, done.change, self.back)

    def _export(self) -> HttpResponse:
        key = self.selection.listing.key
        if self.selection.is_all:
            query = self.selection.page.address.query()
            return HttpResponseRedirect(f"{reverse('staff:export_dialog', args=[key])}?{query}")
        context = {
            "title": f"Export {_rows(len(self.selection.ticked))}",
            "rows": self.selection.sent[ROWS],
            "query": self.selection.query,
            "action": {name: reverse("staff:export", args=[key, name]) for name in FileFormat},
            "back": self.back,
        }
        by_script = bool(getattr(self.request, "htmx", None))
        return render(self.request, f"staff/bulk/export_{'form' if by_script else 'page'}.html", context)

    def _travels(self, action: str = "", step: str = _ASK) -> Mapping[str, str]:
        """What goes from step to step beside the values."""
        named = {_ACTION: action, _STEP: step} if action else {}
        return {**self.selection.sent, BACK: self.back, **named}

    def _told(self, tally: Tally) -> Mapping[str, Any]:
        return _told(self.request, len(tally.changing), tally.same, tally.left)

    def _show(
        self, title: str, form: Any, submit: str, body: str, extra: Mapping[str, Any], *, danger: bool = False
    ) -> HttpResponse:
        action = reverse("staff:bulk", args=[self.selection.listing.key])
        dialog = Dialog(
            title=title,
            submit=submit,
            form=form,
            action=action,
            back=self.back,
            subtitle=self._scope(),
            body=f"staff/bulk/{body}.html",
            danger=danger,
            extra=extra,
        )
        return show(self.request, dialog)

    def _scope(self) -> str:
        count = len(self.selection.relationships)
        if not self.selection.is_all:
            return f"{_rows(count)} selected"
        return (
            f"{_rows(count)} that {'matches' if count == 1 else 'match'} the filters"
            if self.selection.query
            else f"All {_rows(count)}"
        )


def _is_grave(change: Change) -> bool:
    return "do_not_contact_reason" in change.columns


# --- What became of it ------------------------------------------------------------------------------------------------


def _finished(request: HttpRequest, change: BulkChange, back: str) -> HttpResponse:
    """A toast where all went as confirmed; where rows were left, the result says which and why."""
    is_clean = not left_of(change.outcome)
    if not getattr(request, "htmx", None):
        messages.success(request, f"{_rows(change.changed)} changed. {change.words}.")
        return HttpResponseRedirect(_result_url(change, back))
    if is_clean:
        undo = reverse("staff:bulk_undo", args=[change.list_key, change.pk])
        response = close(request, Done(f"{_rows(change.changed)} changed. {change.words}.", undo=undo), back)
        # First: the event is heard from the form, which the next one takes away.
        told = {"rapport:bulk": {"refresh": False}, **json.loads(response.headers["HX-Trigger"])}
    else:
        response, told = _result(request, change, back), {"rapport:bulk": {"refresh": True}}
    response.headers["HX-Trigger"] = json.dumps(told)
    return response


def _result(request: HttpRequest, change: BulkChange, back: str) -> HttpResponse:
    context = {
        "title": "Last bulk change" if change.undone_at else f"{_rows(change.changed)} changed",
        "change": change,
        "told": _told(request, change.changed, change.outcome.get("same", 0), left_of(change.outcome)),
        "undone": _told(request, change.restored or 0, 0, left_of(change.outcome.get("undo", {}))),
        "can_undo": service.can_undo(change, request.user),
        "back": back,
    }
    by_script = bool(getattr(request, "htmx", None))
    return render(request, f"staff/bulk/result_{'form' if by_script else 'page'}.html", context)


def _result_url(change: BulkChange, back: str) -> str:
    return f"{reverse('staff:bulk_result', args=[change.list_key, change.pk])}?{urlencode({BACK: back})}"


def _told(request: HttpRequest, changed: int, same: int, left: Sequence[Left]) -> Mapping[str, Any]:
    """The figures of a confirmation or a result, with some names of those that are left."""
    names = _named(request, left)
    lines = [
        {"count": one.count, "why": one.why, "names": names[one.why], "more": one.count - len(names[one.why])}
        for one in left
    ]
    return {"changed": changed, "same": same, "left": lines, "left_count": sum(one.count for one in left)}


def _named(request: HttpRequest, left: Sequence[Left]) -> Mapping[str, Sequence[str]]:
    """By reason. Only what the reader sees has a name."""
    ids = {pk for one in left for pk in one.some}
    rows = (
        Relationship.objects.visible_to(request.user).filter(pk__in=ids).select_related("creator", "brand")
        if ids
        else []
    )
    names = {row.pk: str(row) for row in rows}
    return {one.why: [names[pk] for pk in one.some if pk in names] for one in left}


def _rows(number: int) -> str:
    return "1 relationship" if number == 1 else f"{number:,} relationships"
