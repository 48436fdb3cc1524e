"""How a list looks to one person: the chooser of its columns, and its density.

Where a view is chosen the choice stands in the address until the view is saved; where none is, it is kept at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from relationships.domain.lists import Density
from relationships.services.list_views import look_like
from relationships.views import dialogs
from relationships.views.dialogs import Dialog, Done
from relationships.views.lists.address import Address
from relationships.views.lists.asked import AskedList
from relationships.views.lists.columns import Column
from relationships.views.lists.listing import Listing
from relationships.views.lists.looks import keys_to_keep, own_columns
from relationships.views.saved_views import go_on, of_list, page_of

_UP, _DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class Line:
    """One column in the chooser. Unless it ``is_fixed`` it can be hidden and moved."""

    column: Column
    is_shown: bool
    is_fixed: bool


class ColumnsForm(forms.Form):
    """``order``: every key, in order; ``column``: those to show; ``move``: a step instead, as "up:tier"."""

    def __init__(self, request: HttpRequest, listing: Listing, present: Sequence[Column]) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.every = listing.columns
        self.present = present
        sent = request.POST if request.method == "POST" else None
        self.order = sent.getlist("order") if sent else []
        self.shown = sent.getlist("column") if sent else [column.key for column in present]
        self.move = sent.get("move", "") if sent else ""
        self.resets = bool(sent and "reset" in sent)

    @property
    def lines(self) -> Sequence[Line]:
        """All columns in the order asked for, those that nobody placed at the end; one of them moved by a step."""
        in_order = self.order or [column.key for column in self.present]
        by_key = {column.key: column for column in self.every}
        keys = [key for key in dict.fromkeys((*in_order, *by_key)) if key in by_key and key != self.every[0].key]
        step, _, moved = self.move.partition(":")
        if moved in keys and step in (_UP, _DOWN):
            place = keys.index(moved)
            keys.insert(max(place + (1 if step == _DOWN else -1), 0), keys.pop(place))
        first = Line(self.every[0], is_shown=True, is_fixed=True)
        return [first, *(Line(by_key[key], is_shown=key in self.shown, is_fixed=False) for key in keys)]

    @property
    def chosen(self) -> Sequence[Column]:
        if self.resets:
            return own_columns(self.every)
        return [line.column for line in self.lines if line.is_shown]


@require_http_methods(["GET", "HEAD", "POST"])
@of_list
def list_columns(request: HttpRequest, listing: Listing) -> HttpResponse:
    page = page_of(request, listing)
    form = ColumnsForm(request, listing, page.columns)
    dialog = Dialog(
        title="Columns",
        subtitle=_kept_where(page),
        submit="Show these columns",
        form=form,
        action=request.get_full_path(),
        back=page.address.url(),
        body="staff/list/columns.html",
    )
    if request.method != "POST" or form.move:
        return dialogs.show(request, dialog)
    if page.view:
        return go_on(request, page.looking(columns=form.chosen))
    look_like(request.user, listing.key, columns=keys_to_keep(listing.columns, form.chosen))
    return _kept(request, page, "The columns are kept.", replace(page.address, columns=""))


@require_POST
@of_list
def list_density(request: HttpRequest, listing: Listing) -> HttpResponse:
    page = page_of(request, listing)
    asked = request.POST.get("density", "")
    density = Density(asked) if asked in set(Density) else page.density
    if page.view:
        return go_on(request, page.looking(density=density))
    look_like(request.user, listing.key, density=density)
    return _kept(request, page, f"Rows are {density} now.", replace(page.address, density=""))


def _kept(request: HttpRequest, page: AskedList, said: str, there: Address) -> HttpResponse:
    """What the address asked for is now what is kept: it need not say it any more."""
    go_to = there.url() if there != page.address else ""
    return dialogs.close(request, Done(said, go_to=go_to), there.url())


def _kept_where(page: AskedList) -> str:
    if page.view is None:
        return "Kept for you, in this list."
    return f"Save “{page.view.name}” afterwards, and it keeps them."
