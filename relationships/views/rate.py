"""Rating a relationship in one step: every criterion of its brand on one small form, those not yet rated first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from relationships.models import Rating, Relationship
from relationships.models.fit import RATINGS
from relationships.reports.rating_sheet import SheetLine, rating_sheet
from relationships.services.ratings import Said, rate
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, Done, back_of, take
from relationships.views.steps import WORKPLACE, LineField, relationship_of
from relationships.views.unmaking import RATES, unrate_url

_CORRECTS = "relationships.change_rating"
_EVIDENCE_MAX = Rating._meta.get_field("evidence").max_length


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as it stands in the form: ``value`` and ``evidence`` are its two fields."""

    about: SheetLine
    value: Any
    evidence: Any


class RateForm(forms.Form):
    """Two fields a criterion, named after its id, and one note for all that have none of their own.

    ``corrects``: whether the reader may change what they themselves rated today.
    """

    note = LineField(
        label=gettext_lazy("Evidence for all of them"),
        help_text=gettext_lazy("A note or a link. It stands for every rating that has none of its own."),
        max_length=_EVIDENCE_MAX,
        required=False,
    )

    def __init__(self, sheet: Sequence[SheetLine], *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for line in sheet:
            self._add(line, corrects)
        first = next((line for line in sheet if line.is_open), next(iter(sheet), None))
        if first is not None:
            self.fields[_value(first)].widget.attrs["data-first"] = True

    def _add(self, line: SheetLine, corrects: bool) -> None:
        unrated = () if line.is_of_today else (("", _("No rating")),)
        latest = line.latest if line.is_of_today else None
        locked = latest is not None and not corrects
        self.fields[_value(line)] = forms.TypedChoiceField(
            label=line.criterion.name,
            choices=[*unrated, *RATINGS],
            coerce=int,
            empty_value=None,
            required=line.is_of_today,
            initial=latest.value if latest else "",
            widget=forms.RadioSelect,
            disabled=locked,
        )
        self.fields[_evidence(line)] = LineField(
            label=_("Evidence: %s") % line.criterion.name,
            max_length=_EVIDENCE_MAX,
            required=False,
            initial=latest.evidence if latest else "",
            widget=forms.TextInput(attrs={"placeholder": _("Note or link that shows it")}),
            disabled=locked,
        )

    @property
    def lines(self) -> Iterator[Line]:
        for line in self.sheet:
            yield Line(line, self[_value(line)], self[_evidence(line)])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for line in self.sheet:
            rated, evidence = values.get(_value(line)) is not None, values.get(_evidence(line))
            if rated and not (evidence or values.get("note")) and not self.errors.keys() & {_evidence(line), "note"}:
                problem = _("Say what shows it: a note or a link, here or once for all below.")
                self.add_error(_evidence(line), ValidationError(problem))
            elif evidence and not rated and _value(line) not in self.errors:
                self.add_error(_value(line), ValidationError(_("Choose a rating, or leave its evidence empty.")))
        if not self.errors and not self.said:
            raise ValidationError(_("Nothing is rated yet: choose at least one rating."))
        return values

    @property
    def said(self) -> Sequence[Said]:
        values = self.cleaned_data
        return [
            Said(line.criterion.pk, values[_value(line)], values[_evidence(line)] or values["note"])
            for line in self.sheet
            if values.get(_value(line)) is not None and not self.fields[_value(line)].disabled
        ]


def _value(line: SheetLine) -> str:
    return f"value-{line.criterion.pk}"


def _evidence(line: SheetLine) -> str:
    return f"evidence-{line.criterion.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(RATES)
def rate_dialog(request: HttpRequest, relationship_id: int) -> HttpResponse:
    relationship = relationship_of(request, relationship_id)
    user: Any = request.user
    on = timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = RateForm(rating_sheet(relationship, user, on), sent, corrects=user.has_perm(_CORRECTS))

    def act() -> Done:
        written = rate(relationship, user, form.said, on)
        undo = unrate_url(request, relationship, written)
        return Done(f"{relationship}: {_said(relationship, len(written))}", row=relationship.pk, undo=undo)

    dialog = Dialog(
        title=_("Rate the fit"),
        subtitle=_("%(who)s, as of %(day)s") % {"who": relationship, "day": date_format(on)},
        submit=_("Rate") if form.sheet else "",
        form=form,
        action=request.get_full_path(),
        back=back_of(request, reverse(WORKPLACE, args=[relationship.pk])),
        body="staff/dialogs/rate.html",
    )
    return take(request, dialog, act)


def _said(relationship: Relationship, count: int) -> str:
    """How many ratings were written, and what the fit is now."""
    if not count:
        return _("nothing is different from what stands there.")
    relationship.refresh_from_db(fields=("fit_score",))
    words = ngettext("%d criterion rated", "%d criteria rated", count) % count
    if relationship.fit_score is None:
        return _("%s; too little for a score so far.") % words
    return _("%(words)s; fit is %(score)d now.") % {"words": words, "score": round(relationship.fit_score)}
