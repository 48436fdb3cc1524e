"""Moving what is due to another day: by dropping it there, or in a small form with a button for each day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from relationships.domain.ids import ids_of
from relationships.models import Relationship
from relationships.reports.due_days import coming
from relationships.services.due_moves import Move, Moved, move_actions, move_back
from relationships.views.access import staff_page
from relationships.views.dialogs import Dialog, Done, back_of, close, take
from relationships.views.steps import DayField
from relationships.views.undoing import read, signed

MOVES = "relationships.change_relationship"
#: Rows that are moved at once.
MOST = 50
_STEP = "due"


class MoveForm(forms.Form):
    """``day`` comes from the button of a day, ``other`` is typed in."""

    day = DayField(required=False)
    other = DayField(label="Another day", required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        to = values.get("day") or values.get("other")
        if not self.errors and to is None:
            self.add_error("other", ValidationError("Choose one of the days, or give another one."))
        elif to is not None and to < timezone.localdate():
            self.add_error("other", ValidationError("This day has passed: give today or a later one."))
        return values

    @property
    def to(self) -> date:
        day: date = self.cleaned_data["day"] or self.cleaned_data["other"]
        return day


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(MOVES)
def due_move(request: HttpRequest, relationship_id: int) -> HttpResponse:
    """``row``: further relationships that go along."""
    rows = _rows(request, relationship_id)
    form = MoveForm(request.POST if request.method == "POST" else None)

    def act() -> Done:
        moved = move_actions([row.pk for row in rows], form.to)
        if moved.left and not moved.moves:
            raise ValidationError(list(dict.fromkeys(moved.left.values())))
        undo = reverse("staff:due_back", args=[_token(request, moved.moves)]) if moved.moves else ""
        return Done(_said(rows, moved, form.to), row=relationship_id, undo=undo)

    dialog = Dialog(
        title="Move to another day",
        subtitle=str(rows[0]) if len(rows) == 1 else f"{len(rows)} next actions",
        submit="Move",
        form=form,
        action=request.get_full_path(),
        back=back_of(request, reverse("staff:due")),
        body="staff/due/move.html",
        extra={"days": coming(timezone.localdate()), "rows": rows},
    )
    return take(request, dialog, act)


@require_POST
@staff_page(MOVES)
def due_back(request: HttpRequest, token: str) -> HttpResponse:
    """What a move did is undone, row by row, where nobody went on meanwhile."""
    moves = _moves(request, token)
    seen = set(_visible(request, [move.relationship for move in moves]).values_list("pk", flat=True))
    back = move_back([move for move in moves if move.relationship in seen])
    missing = len(moves) - back
    said = f"Moved back: {_actions(back)}." if back else "Nothing was moved back."
    if missing:
        said += f" {_actions(missing)} changed meanwhile and stay{'s' if missing == 1 else ''}."
    return close(request, Done(said), reverse("staff:due"))


def _rows(request: HttpRequest, relationship_id: int) -> Sequence[Relationship]:
    """The one in the address first. Raises Http404 where one of them is not there for this reader."""
    sent = request.POST if request.method == "POST" else request.GET
    ids = ids_of([relationship_id, *sent.getlist("row")])[:MOST]
    found = {row.pk: row for row in _visible(request, ids).select_related("creator", "brand")}
    if set(ids) - found.keys():
        raise Http404("not there, or not this reader's")
    return [found[pk] for pk in ids]


def _visible(request: HttpRequest, ids: Sequence[int]) -> Any:
    return Relationship.objects.visible_to(request.user).filter(pk__in=ids)


def _said(rows: Sequence[Relationship], moved: Moved, to: date) -> str:
    day = date_format(to, "l j F")
    if len(rows) == 1:
        return f"{rows[0]}: moved to {day}." if moved.moves else f"{rows[0]} stands on {day} already."
    said = f"{_actions(len(moved.moves))} moved to {day}."
    stays = [f"{row}: {moved.left[row.pk]}" for row in rows if row.pk in moved.left]
    return " ".join((said, *(f"Not moved: {one}" for one in stays[:3])))


def _actions(number: int) -> str:
    return f"{number} action{'' if number == 1 else 's'}"


def _token(request: HttpRequest, moves: Sequence[Move]) -> str:
    told = [[m.relationship, m.was_on.isoformat() if m.was_on else "", m.version.isoformat()] for m in moves]
    return signed(request, _STEP, moves=told)


def _moves(request: HttpRequest, token: str) -> Sequence[Move]:
    return [
        Move(pk, date.fromisoformat(was_on) if was_on else None, datetime.fromisoformat(version))
        for pk, was_on, version in read(request, _STEP, token)["moves"]
    ]
