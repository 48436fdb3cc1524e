"""The checklist of a playbook: a line that somebody vouches for, and one that is open again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from relationships.domain.playbooks.norms import Term
from relationships.domain.playbooks.told import word
from relationships.models import ChecklistTick, Collaboration
from relationships.services.ticks import tick, untick
from relationships.views.access import staff_page
from relationships.views.steps import AT_HAND, LineField, StepForm, back_to, relationship_of, take

ANCHOR = "playbook"
_NOTE_MAX = ChecklistTick._meta.get_field("note").max_length


class TickForm(StepForm):
    """``collaboration`` is empty for a line that holds for the whole relationship."""

    title = gettext_lazy("Settle a line of the checklist")
    submit = gettext_lazy("Settled")
    anchor = ANCHOR

    term = forms.ChoiceField(choices=[(term.value, word(term)) for term in Term], label=gettext_lazy("Line"))
    collaboration = forms.ModelChoiceField(
        Collaboration.objects.none(), required=False, widget=forms.HiddenInput, blank=True
    )
    note = LineField(label=gettext_lazy("Note"), max_length=_NOTE_MAX, required=False)


@require_POST
@staff_page("relationships.add_checklisttick")
def tick_line(request: HttpRequest, relationship_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)
    form = TickForm(request.POST)
    offered: Any = form.fields[AT_HAND]
    offered.queryset = Collaboration.objects.filter(relationship=relationship)

    def act(values: dict[str, Any]) -> str:
        term = Term(values["term"])
        tick(relationship, values[AT_HAND], term, values["note"], request.user)
        return _("%s: settled, under your name.") % word(term)

    return take(request, relationship, form, act)


@require_POST
@staff_page("relationships.change_checklisttick")
def untick_line(request: HttpRequest, relationship_id: int, tick_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)
    ticked = get_object_or_404(ChecklistTick.objects.filter(relationship=relationship), pk=tick_id)
    untick(ticked)
    messages.success(request, _("%s: open again.") % word(Term(ticked.term)))
    return back_to(request, relationship, ANCHOR)
