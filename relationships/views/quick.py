"""Quick edits: one thing about a relationship changed in a small form, wherever the relationship is named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.models import Relationship
from relationships.services.quick import (
    Tagging,
    change,
    make_tags,
    plan_values,
    restore,
    retag,
)
from relationships.services.touches import LoggedAlready, log_touch
from relationships.services.versions import seen_in
from relationships.views.access import staff_page
from relationships.views.dialogs import VERSION, Dialog, Done, back_of, close, refuse, take
from relationships.views.quick_forms import (
    CompensationForm,
    OwnerForm,
    QuickPlanForm,
    QuickTouchForm,
    StageForm,
    TagsForm,
    proposals_of,
)
from relationships.views.steps import WORKPLACE, relationship_of
from relationships.views.touch_forms import plan_form, sent_to, step_of, touch_form
from relationships.views.undoing import read, signed
from relationships.views.unmaking import LOGS, unlog_url

SEES = "relationships.view_relationship"
EDITS = "relationships.change_relationship"

_PLANNING = "staff/dialogs/plan.html"
_STEP = "quick"


# --- What can be done -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the menu: ``key`` takes it by keyboard. ``now``: what stands there at present."""

    key: str
    label: str
    url: str
    icon: str
    now: str = ""


_MENU: Sequence[tuple[str, Any, str, str, str]] = (
    ("l", gettext_lazy("Log a touch"), "staff:touch", LOGS, "touchpoints"),
    ("n", gettext_lazy("Next action"), "staff:quick_next", EDITS, "calendar"),
    ("s", gettext_lazy("Stage"), "staff:quick_stage", EDITS, "ladder"),
    ("o", gettext_lazy("Owner"), "staff:quick_owner", EDITS, "users"),
    ("t", gettext_lazy("Tags"), "staff:quick_tags", EDITS, "tags"),
    ("c", gettext_lazy("Compensation"), "staff:quick_compensation", EDITS, "records"),
    ("r", gettext_lazy("Rate the fit"), "staff:rate", "relationships.add_rating", "rating"),
    ("b", gettext_lazy("Start a collaboration"), "staff:collaborate", "relationships.add_collaboration",
     "collaborations"),
)  # fmt: skip


@require_safe
@staff_page(SEES)
def quick_menu(request: HttpRequest, relationship_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)
    context = {
        "title": _("What is next?"),
        "subtitle": str(relationship),
        "relationship": relationship,
        "entries": list(_entries(request, relationship)),
        "back": back_of(request, reverse(WORKPLACE, args=[relationship.pk])),
    }
    by_script = bool(getattr(request, "htmx", None))
    return render(request, "staff/dialogs/menu.html" if by_script else "staff/dialogs/menu_page.html", context)


def _entries(request: HttpRequest, row: Relationship) -> Iterator[Entry]:
    now = {
        "staff:quick_next": row.next_action,
        "staff:quick_stage": row.get_stage_display(),
        "staff:quick_owner": str(row.owner or _("Nobody")),
        "staff:quick_tags": ", ".join(row.tags.values_list("name", flat=True)),
        "staff:quick_compensation": row.get_compensation_display() if row.compensation else _("Not known"),
    }
    for key, label, url_name, permission, icon in _MENU:
        if request.user.has_perm(permission):
            yield Entry(key, str(label), reverse(url_name, args=[row.pk]), icon, now.get(url_name, ""))


# --- One thing --------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(EDITS)
def quick_next(request: HttpRequest, relationship_id: int) -> HttpResponse:
    step = step_of(request, relationship_id)
    row = step.relationship
    form = plan_form(step, sent_to(request), form=QuickPlanForm)

    def act() -> Done:
        before = _changed(request, row, plan_values(form.plan))
        said = _("The next action is set.") if form.plan.text else _("Nothing is planned any more.")
        return _done(request, row, said, before)

    title, submit = _("Set the next action"), _("Set")
    return _take(request, row, form, act, title=title, submit=submit, extra=proposals_of(step), body=_PLANNING)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(LOGS)
def quick_touch(request: HttpRequest, relationship_id: int) -> HttpResponse:
    step = step_of(request, relationship_id, request.GET.get("code", ""))
    row, plans = step.relationship, request.user.has_perm(EDITS)
    form = touch_form(step, sent_to(request), plans=plans, form=QuickTouchForm)

    def act() -> Done:
        try:
            logged = log_touch(row, request.user, dict(form.touch), form.plan_or_none, form.seen)
        except LoggedAlready as problem:
            return Done(_said(row, str(problem.message)), row=row.pk)
        undo = unlog_url(request, row, logged, form.plan_or_none)
        return Done(_said(row, _("The touch is logged.")), row=row.pk, undo=undo)

    extra = proposals_of(step, step.purpose) if plans else ()
    return _take(request, row, form, act, title=_("Log a touch"), submit=_("Log it"), extra=extra, body=_PLANNING)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A form about one column of the relationship: ``column`` is its attname, ``said`` the word once it is changed."""

    title: Any
    form: Any
    column: str
    said: Any


_EDITS: Mapping[str, _Edit] = {
    "stage": _Edit(gettext_lazy("Stage"), StageForm, "stage", gettext_lazy("The stage is changed.")),
    "owner": _Edit(gettext_lazy("Owner"), OwnerForm, "owner_id", gettext_lazy("The owner is changed.")),
    "compensation": _Edit(
        gettext_lazy("Compensation"), CompensationForm, "compensation", gettext_lazy("The compensation is changed.")
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(EDITS)
def quick_edit(request: HttpRequest, relationship_id: int, what: str) -> HttpResponse:
    row, edit = relationship_of(request, relationship_id), _EDITS[what]
    form = edit.form(row, request.user, sent_to(request))

    def act() -> Done:
        before = _changed(request, row, {edit.column: form.value})
        return _done(request, row, str(edit.said), before)

    return _take(request, row, form, act, title=str(edit.title), submit=_("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(EDITS)
def quick_tags(request: HttpRequest, relationship_id: int) -> HttpResponse:
    row = relationship_of(request, relationship_id)
    form = TagsForm(row, request.user, sent_to(request))

    def act() -> Done:
        made = {tag.pk for tag in make_tags(form.new)}
        done = retag(row, Tagging(frozenset(form.added | made), frozenset(form.removed)))
        if not (done.add or done.remove):
            return Done(_said(row, _unchanged()), row=row.pk)
        undo = _undo_url(request, row, add=sorted(done.add), remove=sorted(done.remove))
        return Done(_said(row, _("The tags are changed.")), row=row.pk, undo=undo)

    return _take(request, row, form, act, title=_("Tags"), submit=_("Save"))


def _take(
    request: HttpRequest,
    row: Relationship,
    form: Any,
    act: Callable[[], Done],
    *,
    title: str,
    submit: str,
    extra: Any = None,
    body: str = "staff/dialogs/fields.html",
) -> HttpResponse:
    dialog = Dialog(
        title=title,
        subtitle=str(row),
        submit=submit,
        form=form,
        action=request.get_full_path(),
        back=back_of(request, reverse(WORKPLACE, args=[row.pk])),
        extra=extra,
        body=body,
    )
    return take(request, dialog, act)


# --- What was done, and taking it back --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Changed:
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def _changed(request: HttpRequest, row: Relationship, values: Mapping[str, Any]) -> _Changed:
    before = change(row, values, seen_in(request.POST.get(VERSION, "")))
    return _Changed(before, {name: values[name] for name in before})


def _done(request: HttpRequest, row: Relationship, said: str, changed: _Changed) -> Done:
    if not changed.before:
        return Done(_said(row, _unchanged()), row=row.pk)
    undo = _undo_url(request, row, before=_written(changed.before), after=_written(changed.after))
    return Done(_said(row, said), row=row.pk, undo=undo)


def _said(row: Relationship, what: str) -> str:
    return f"{row}: {what}"


def _unchanged() -> str:
    return str(_("nothing is different from what stood there."))


def _undo_url(request: HttpRequest, row: Relationship, **done: Any) -> str:
    """What takes it back, for this user and this relationship alone."""
    return reverse("staff:quick_undo", args=[row.pk, signed(request, _STEP, row=row.pk, **done)])


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(value) for name, value in values.items() if name.endswith("_on") and value}
    return {**values, **days}


@require_POST
@staff_page(EDITS)
def quick_undo(request: HttpRequest, relationship_id: int, token: str) -> HttpResponse:
    row = relationship_of(request, relationship_id)
    done = read(request, _STEP, token)
    if done["row"] != row.pk:
        raise Http404("not here")
    back = back_of(request, reverse(WORKPLACE, args=[row.pk]))
    try:
        if "before" in done:
            restore(row, _read(done["before"]), _read(done["after"]))
        else:
            retag(row, Tagging(frozenset(done["remove"]), frozenset(done["add"])))
    except ValidationError as problem:
        return refuse(request, " ".join(problem.messages), back)
    return close(request, Done(_said(row, _("Taken back: it is as it was.")), row=row.pk), back)
