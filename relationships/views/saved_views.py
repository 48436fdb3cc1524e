"""Saved views of a list: kept, changed, shared, doubled, deleted, and the one to begin with.

"The list as it stands" is the address in the parameter `next`: it holds filters, sort, columns and density, and nothing
of it is believed before the list itself has read it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from relationships.models import SavedView
from relationships.reports.list_views import usable_views
from relationships.services import list_views as services
from relationships.views import dialogs
from relationships.views.access import staff_page
from relationships.views.dialogs import BACK, Dialog, Done
from relationships.views.listings import listing_of
from relationships.views.lists.listing import Listing
from relationships.views.lists.looks import keys_to_keep
from relationships.views.lists.page import ListPage
from relationships.views.lists.views_bar import view_url

Step = Callable[..., HttpResponse]


def of_list(step: Step) -> Any:
    """A step about one list, for whom the list is open. Its address bears the list's key."""

    @wraps(step)
    def opened(request: HttpRequest, key: str, **arguments: Any) -> Any:
        listing = listing_of(key)
        return staff_page(listing.permission)(step)(request, listing=listing, **arguments)

    return opened


def page_of(request: HttpRequest, listing: Listing) -> ListPage:
    """The list as it stands where the step was asked for; as such when that is no address of it."""
    asked = urlsplit(request.POST.get(BACK) or request.GET.get(BACK) or "")
    is_of_list = not asked.netloc and asked.path == reverse(listing.url_name)
    return ListPage.at(request, listing, QueryDict(asked.query if is_of_list else ""))


def go_on(request: HttpRequest, url: str) -> HttpResponse:
    """To another page of ours, for a script as for a browser."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", None) else HttpResponseRedirect(url)


def standing_of(page: ListPage) -> services.Standing:
    every = page.listing.columns
    return services.Standing(page.address.kept, keys_to_keep(every, page.columns), page.density)


class ViewForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=services.NAME_MAX,
        widget=forms.TextInput(attrs={"data-first": "", "autocomplete": "off"}),
        error_messages={"required": "Give it a name by which you find it again."},
    )
    is_shared = forms.BooleanField(
        label="Share it with the team",
        required=False,
        help_text="Everybody may use it; each sees only what they may see.",
    )
    is_default = forms.BooleanField(
        label="Begin with it", required=False, help_text="The list opens with this view. For you alone."
    )


class NameForm(forms.Form):
    name = ViewForm.base_fields["name"]


@require_http_methods(["GET", "HEAD", "POST"])
@of_list
def view_new(request: HttpRequest, listing: Listing) -> HttpResponse:
    page = page_of(request, listing)
    form = ViewForm(request.POST or None)

    def act() -> Done:
        data, user = form.cleaned_data, request.user
        view = _once(
            lambda: services.save_view(user, listing.key, data["name"], standing_of(page), is_shared=data["is_shared"])
        )
        if data["is_default"]:
            services.begin_with(user, listing.key, view)
        return Done(f"The view “{view.name}” is saved.", go_to=_url_of(page, view))

    words = _words_of(page)
    return dialogs.take(request, _dialog(request, page, "Save as a view", "Save the view", form, words), act)


@require_POST
@of_list
def view_save(request: HttpRequest, listing: Listing, pk: int) -> HttpResponse:
    """The view becomes as the list stands."""
    page, view = page_of(request, listing), _usable(request, listing, pk)
    try:
        services.update_view(view, standing_of(page), request.user)
    except ValidationError as problem:
        return _refused(request, page, problem)
    return dialogs.close(request, Done(f"The view “{view.name}” is saved."), _url_of(page, view))


@require_http_methods(["GET", "HEAD", "POST"])
@of_list
def view_edit(request: HttpRequest, listing: Listing, pk: int) -> HttpResponse:
    """Its name, who may use it, and whether one begins with it."""
    page, view = page_of(request, listing), _usable(request, listing, pk)
    if view.owner_id != request.user.pk:
        raise PermissionDenied
    was_default = page.filters.kept.default_id == view.pk
    present = {"name": view.name, "is_shared": view.is_shared, "is_default": was_default}
    form = ViewForm(request.POST or None, initial=present)

    def act() -> Done:
        data, user = form.cleaned_data, request.user
        _once(lambda: services.describe_view(view, data["name"], user, is_shared=data["is_shared"]))
        if data["is_default"] != was_default:
            services.begin_with(user, listing.key, view if data["is_default"] else None)
        return Done(f"The view “{view.name}” is changed.")

    others = services.colleagues_who_begin_with(view)
    words = _begin(others, "no longer will when it is not shared any more") if view.is_shared and others else ""
    return dialogs.take(request, _dialog(request, page, "Edit the view", "Save", form, words), act)


@require_http_methods(["GET", "HEAD", "POST"])
@of_list
def view_duplicate(request: HttpRequest, listing: Listing, pk: int) -> HttpResponse:
    page, view = page_of(request, listing), _usable(request, listing, pk)
    form = NameForm(request.POST or None, initial={"name": f"{view.name} (copy)"[-services.NAME_MAX :]})

    def act() -> Done:
        copy = _once(lambda: services.duplicate_view(view, form.cleaned_data["name"], request.user))
        return Done(f"The view “{copy.name}” is yours.", go_to=_url_of(page, copy))

    words = f"As “{view.name}” was saved. The copy is your own, and not shared."
    return dialogs.take(request, _dialog(request, page, "Duplicate the view", "Duplicate", form, words), act)


@require_http_methods(["GET", "HEAD", "POST"])
@of_list
def view_delete(request: HttpRequest, listing: Listing, pk: int) -> HttpResponse:
    page, view = page_of(request, listing), _usable(request, listing, pk)
    if not services.may_delete(view, request.user):
        raise PermissionDenied

    def act() -> Done:
        services.delete_view(view, request.user)
        return Done(f"The view “{view.name}” is deleted.", go_to=reverse(listing.url_name))

    others = services.colleagues_who_begin_with(view)
    words = _begin(others, "will begin with the whole list") if others else "No relationship is changed by it."
    form = forms.Form(request.POST if request.method == "POST" else None)
    dialog = _dialog(request, page, f"Delete the view “{view.name}”?", "Delete the view", form, words, danger=True)
    return dialogs.take(request, dialog, act)


@require_POST
@of_list
def view_begin(request: HttpRequest, listing: Listing, pk: int) -> HttpResponse:
    """The list opens with this view from now on; or, when it already does, with none."""
    page, view = page_of(request, listing), _usable(request, listing, pk)
    stops = page.filters.kept.default_id == view.pk
    services.begin_with(request.user, listing.key, None if stops else view)
    said = "The list opens without a view now." if stops else f"The list opens with “{view.name}” now."
    return dialogs.close(request, Done(said), page.address.url())


def _usable(request: HttpRequest, listing: Listing, pk: int) -> SavedView:
    return get_object_or_404(usable_views(request.user, listing.key), pk=pk)


def _url_of(page: ListPage, view: SavedView) -> str:
    return view_url(page.address.path, view.pk, view.query)


def _dialog(
    request: HttpRequest,
    page: ListPage,
    title: str,
    submit: str,
    form: forms.Form,
    words: str,
    *,
    danger: bool = False,
) -> Dialog:
    return Dialog(
        title=title,
        submit=submit,
        form=form,
        action=request.get_full_path(),
        back=page.address.url(),
        subtitle=words,
        body="staff/list/view_form.html",
        danger=danger,
    )


def _words_of(page: ListPage) -> str:
    """What would be kept, in words."""
    chips = [f"{chip.label}: {chip.key}" for chip in page.chips]
    filters = "; ".join(chips[:6]) + (f"; {len(chips) - 6} more" if len(chips) > 6 else "")
    return f"{filters or 'No filters'}. Sorted by {page.sort.words}, {len(page.columns)} columns, {page.density} rows."


def _begin(number: int, what: str) -> str:
    return f"{number} {'colleague begins' if number == 1 else 'colleagues begin'} with it, and {what}."


def _once(write: Callable[[], SavedView]) -> SavedView:
    """Two windows may give the same name at the same moment: the database lets one through."""
    try:
        return write()
    except IntegrityError as problem:
        raise ValidationError({"name": "You have a view of that name in this list: choose another name."}) from problem


def _refused(request: HttpRequest, page: ListPage, problem: ValidationError) -> HttpResponse:
    """A step of one click has no form to be asked again in: the reason is told above the list."""
    messages.error(request, " ".join(problem.messages))
    return go_on(request, page.address.url())
