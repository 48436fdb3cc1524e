"""The rows of an admin list as markup, drawn by one function a column.

Django's own tag looks up, for every cell anew, what the column is, and resolves, for every row anew, where its link
leads: two thirds of the time of a page. Here both are settled once a page. What stands in a cell is the same as Django
would show; rows that are edited in the list (``list_editable``) are not drawn.
"""

from collections.abc import Callable
from datetime import date, time
from html import escape
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import DateField, Field, ForeignKey, Model, TimeField
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

#: From a row to a piece of markup.
Draw = Callable[[Any], str]
#: From a row to what stands in a cell, and whether it must not be broken into lines.
Show = Callable[[Any], tuple[str, bool]]

CHECKBOX = "action_checkbox"


def draw_rows(changelist: ChangeList) -> SafeString:
    columns = _columns(changelist)
    lines = (f"<tr>{''.join([draw(row) for draw in columns])}</tr>" for row in changelist.result_list)
    return mark_safe("\n".join(lines))  # noqa: S308 - every cell is escaped where it is drawn


def _columns(changelist: ChangeList) -> list[Draw]:
    links = list(changelist.list_display_links or ())
    opening = _opening(changelist) if links else None
    drawn: list[Draw] = []
    for name in map(str, changelist.list_display):
        if name == CHECKBOX:
            drawn.append(_checkbox())
        elif opening and name in links:
            drawn.append(_linked(name, _shown(changelist, name), opening, "th" if name == links[0] else "td"))
        else:
            drawn.append(_plain(name, _shown(changelist, name)))
    return drawn


# --- A cell -----------------------------------------------------------------------------------------------------------


def _plain(name: str, show: Show) -> Draw:
    def draw(row: Any) -> str:
        shown, is_whole = show(row)
        return f'<td class="field-{name}{" nowrap" if is_whole else ""}">{shown}</td>'

    return draw


def _linked(name: str, show: Show, opening: Draw, tag: str) -> Draw:
    def draw(row: Any) -> str:
        shown, is_whole = show(row)
        return f'<{tag} class="field-{name}{" nowrap" if is_whole else ""}">{opening(row)}{shown}</a></{tag}>'

    return draw


def _checkbox() -> Draw:
    label = escape(_("Select this object for an action - {}"))

    def draw(row: Any) -> str:
        return (
            f'<td class="action-checkbox"><input type="checkbox" name="{ACTION_CHECKBOX_NAME}" value="{row.pk}"'
            f' class="action-select" aria-label="{label.format(escape(str(row)))}"></td>'
        )

    return draw


def _opening(changelist: ChangeList) -> Draw:
    """The tag that opens the link to the row's own page, with the filters that lead back to this one."""
    opts = changelist.opts
    name = f"admin:{opts.app_label}_{opts.model_name}_change"
    address = reverse(name, args=["0"], current_app=changelist.model_admin.admin_site.name)
    full = str(add_preserved_filters({"preserved_filters": changelist.preserved_filters, "opts": opts}, address))
    before, after = address.rsplit("/0/", 1)
    tail = escape(after + full.removeprefix(address))
    key = str(changelist.to_field) if changelist.to_field else opts.pk.attname

    def draw(row: Any) -> str:
        chosen = f' data-popup-opener="{escape(str(row.serializable_value(key)))}"' if changelist.is_popup else ""
        return f'<a href="{before}/{row.pk}/{tail}"{chosen}>'

    return draw


# --- What stands in it ------------------------------------------------------------------------------------------------


def _shown(changelist: ChangeList, name: str) -> Show:
    empty = changelist.model_admin.get_empty_value_display()
    field = _field_of(changelist.model, name)
    if field is not None:
        return _of_field(field, empty)
    return _of_function(changelist.model_admin, name, empty)


def _field_of(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) and not found.auto_created else None


def _of_field(field: Field[Any, Any], empty: str) -> Show:
    name, is_whole = field.name, isinstance(field, (DateField, TimeField, ForeignKey))
    words = dict(field.flatchoices) if field.choices else None

    def show(row: Any) -> tuple[str, bool]:
        value = getattr(row, name)
        if isinstance(field, ForeignKey):
            return escaped(empty if value is None else value), is_whole
        if words is not None:
            return escaped(words.get(value, empty)), is_whole
        return escaped(display_for_field(_without_blanks(value), field, empty)), is_whole

    return show


def _of_function(admin: Any, name: str, empty: str) -> Show:
    """Of the admin, or else of the row itself."""
    of_admin = getattr(admin, name, None) if name != "__str__" else None
    is_yes_or_no = getattr(of_admin, "boolean", False)
    empty = getattr(of_admin, "empty_value_display", empty)

    def show(row: Any) -> tuple[str, bool]:
        try:
            value = of_admin(row) if of_admin else _of_row(row, name)
        except ObjectDoesNotExist:
            return escaped(empty), False
        value = _without_blanks(value)
        if isinstance(value, str) and value:
            return escaped(value), False
        return escaped(display_for_value(value, empty, is_yes_or_no)), isinstance(value, (date, time))

    return show


def _of_row(row: Any, name: str) -> Any:
    found = getattr(row, name)
    return found() if callable(found) else found


def _without_blanks(value: Any) -> Any:
    return "" if isinstance(value, str) and not value.strip() else value


def escaped(value: Any) -> str:
    """As markup; what says of itself that it is markup stays as it is."""
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))
