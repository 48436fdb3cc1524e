"""One step taken on a relationship's page: a small form is posted, the step is taken, and the page is shown again.

What was not understood is asked again on a page of its own, with what was typed still in it. Works without script.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from relationships.domain.ids import is_id
from relationships.domain.text import clean_line
from relationships.models import Relationship

#: The page on which the steps are offered, and the parameter that names the collaboration it is about.
WORKPLACE = "admin:relationships_relationship_change"
AT_HAND = "collaboration"
#: No decision of ours begins or ends outside.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)


def choices_of(model: type[Model], column: str, unchosen: str = "") -> list[tuple[Any, Any]]:
    """The choices of a column, after the word for none of them where there is one."""
    field: Any = model._meta.get_field(column)
    return [*([("", unchosen)] if unchosen else []), *(choice for choice in field.flatchoices if choice[0])]


class LineField(forms.CharField):
    """Text of one line, as it is stored: no NUL, nothing invisible, no doubled blanks."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_line(value) if isinstance(value, str) else value)


class DayField(forms.DateField):
    """A day of this business: one far beyond is a slip of the hand."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(
                _("Give a day between %(first)s and %(last)s."), params={"first": FIRST_DAY, "last": LAST_DAY}
            )


class StepForm(forms.Form):
    """``title`` (lazy text) heads the page on which it is asked again, ``submit`` is its button.

    ``anchor``: where the form stands on the relationship's page.
    """

    title: ClassVar[Any]
    submit: ClassVar[Any]
    anchor: ClassVar[str] = "advice"
    danger: ClassVar[bool] = False

    def add_problem(self, problem: ValidationError) -> None:
        """What a service refused, at the field that it is about where this form has it."""
        if not hasattr(problem, "error_dict"):
            self.add_error(None, problem)
            return
        for field, errors in problem.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)


def relationship_of(request: HttpRequest, relationship_id: int) -> Relationship:
    """One that the user sees; anything else is not there."""
    rows = Relationship.objects.visible_to(request.user).select_related("creator", "brand")
    found: Relationship = get_object_or_404(rows, pk=relationship_id)
    return found


def take(
    request: HttpRequest, relationship: Relationship, form: StepForm, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """``act`` takes the step with the form's values and answers with a sentence; ValidationError asks again."""
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
        except ValidationError as problem:
            form.add_problem(problem)
        else:
            messages.success(request, done)
            return back_to(request, relationship, form.anchor)
    if getattr(request, "htmx", None):
        messages.error(request, " ".join(_told(form)))
        return back_to(request, relationship, form.anchor)
    context = {
        "title": form.title,
        "subtitle": str(relationship),
        "form": form,
        "back": _workplace(request, relationship, form.anchor),
    }
    return render(request, "staff/step.html", context, status=422)


def back_to(request: HttpRequest, relationship: Relationship, anchor: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(_workplace(request, relationship, anchor))


def _workplace(request: HttpRequest, relationship: Relationship, anchor: str) -> str:
    at_hand = request.POST.get(AT_HAND, "")
    query = f"?{AT_HAND}={at_hand}" if is_id(at_hand) else ""
    return f"{reverse(WORKPLACE, args=[relationship.pk])}{query}#{anchor}"


def _told(form: StepForm) -> Sequence[str]:
    return [str(error) for errors in form.errors.values() for error in errors]
