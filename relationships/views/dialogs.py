"""Small forms that stand above the page that they are about: one step, asked and taken without leaving.

A link or button with ``data-dialog`` opens its address in the dialog (dialogs.js). Without script the same address is a
page of its own, and its answer leads back. A form that was not understood is asked again with what was typed in it;
one whose row somebody else saved meanwhile shows theirs beside ours, and sending it once more is a decision.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from relationships.services.blocks import Blocked
from relationships.services.versions import Outdated, token

#: The hidden field that carries the version from which a form started.
VERSION = "version"
#: The parameter that names the page to go back to, for whom no script runs.
BACK = "next"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed while the form was open: what they wrote, and what stands in the form."""

    label: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Dialog:
    """``body``: the template of what stands between the title and the buttons; it reads this as ``dialog``.

    ``submit`` is the word on the button, "" where there is nothing to send. ``back``: the page to return to without
    script. ``extra`` is whatever the body's template shows beside the form. ``differences``: see `Difference`.
    """

    title: str
    submit: str
    form: forms.BaseForm
    action: str
    back: str
    subtitle: str = ""
    body: str = "staff/dialogs/fields.html"
    danger: bool = False
    extra: Any = None
    differences: Sequence[Difference] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as a sentence. ``row``: the id of the list row that the reader was at.

    ``undo``: an address that takes it back by POST, "" for none. ``go_to``: where to go on instead of staying.
    """

    said: str
    row: int | None = None
    undo: str = ""
    go_to: str = ""


def take(request: HttpRequest, dialog: Dialog, act: Callable[[], Done]) -> HttpResponse:
    """Show the form; or, when it was sent and is in order, ``act``. What that refuses with a ValidationError is asked
    again beside its reason."""
    if request.method == "POST" and dialog.form.is_valid():
        try:
            done = act()
        except Outdated as problem:
            _add_problem(dialog.form, problem)
            dialog = _with_theirs(dialog, problem)
        except ValidationError as problem:
            _add_problem(dialog.form, problem)
        else:
            return close(request, done, dialog.back)
    return show(request, dialog)


def show(request: HttpRequest, dialog: Dialog) -> HttpResponse:
    # The page behind may have a form with the same fields.
    dialog.form.auto_id = "asked-%s"
    if _by_script(request):
        return render(request, "staff/dialogs/form.html", {"dialog": dialog})
    context = {"dialog": dialog, "title": dialog.title, "subtitle": dialog.subtitle}
    return render(request, "staff/dialogs/page.html", context, status=422 if dialog.form.errors else 200)


def close(request: HttpRequest, done: Done, back: str) -> HttpResponse:
    """The step is taken: the page behind the dialog brings itself up to date, or is gone back to."""
    if _by_script(request) and not done.go_to:
        told = {"said": done.said, "row": done.row, "undo": done.undo}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"rapport:done": told})})
    messages.success(request, done.said)
    if _by_script(request):
        return HttpResponse(status=204, headers={"HX-Redirect": done.go_to})
    return HttpResponseRedirect(done.go_to or back)


def refuse(request: HttpRequest, why: str, back: str) -> HttpResponse:
    """A step without a form that cannot be taken: the page behind stays as it is, and says why."""
    if _by_script(request):
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps({"rapport:refused": {"said": why}})})
    messages.error(request, why)
    return HttpResponseRedirect(back)


def back_of(request: HttpRequest, otherwise: str) -> str:
    """The page that the step was asked for on: one of ours, as it stands in the address or in the form."""
    asked = request.POST.get(BACK) or request.GET.get(BACK) or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else otherwise


def _by_script(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def _add_problem(form: forms.BaseForm, problem: ValidationError) -> None:
    """What a service refused, at the field that it is about where this form has it."""
    if isinstance(problem, Blocked):
        form.add_error(problem.field_among(getattr(form, "stoppable", form.fields)), problem.messages)
    elif hasattr(problem, "error_dict"):
        for field, errors in problem.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
    else:
        form.add_error(None, problem)


def start_from(form: forms.BaseForm, problem: ValidationError) -> None:
    """Let a form that somebody else overtook start from what is on file now: sent once more, it is a decision."""
    if isinstance(problem, Outdated) and problem.row is not None and VERSION in form.fields:
        data: Any = form.data
        data = data.copy()
        data[form.add_prefix(VERSION)] = token(problem.row)
        form.data = data


def _with_theirs(dialog: Dialog, problem: Outdated) -> Dialog:
    """The form once more, on top of what somebody else saved. Nothing can be sent where the row is gone."""
    if problem.row is None:
        return replace(dialog, submit="")
    form = dialog.form
    start_from(form, problem)
    differences = [_difference(form, name, problem.row) for name in form.fields if _column(name, problem)]
    return replace(dialog, submit=_("Save mine all the same"), differences=differences)


def _column(name: str, problem: Outdated) -> bool:
    """Whether the form's field ``name`` is one that was changed, as far as that is known."""
    columns = {field.name: field.attname for field in problem.row._meta.concrete_fields}
    return name in columns and (not problem.columns or columns[name] in problem.columns)


def _difference(form: forms.BaseForm, name: str, row: Any) -> Difference:
    theirs, ours = getattr(row, name), form.cleaned_data.get(name)
    label = form.fields[name].label or name
    return Difference(str(label), _words(form, name, theirs), _words(form, name, ours))


def _words(form: forms.BaseForm, name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, date):
        return str(date_format(value))
    labels = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(labels.get(value, value))
