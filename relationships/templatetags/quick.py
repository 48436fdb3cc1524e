"""Quick edits in a list's rows: a value that opens its small form, and the menu of all that can be done with the row.

``{% edit "stage" %}{{ row.stage }}{% endedit %}`` draws what stands between as it is for whom may not change it, else
as the way to the form. ``{% quick_menu %}`` is the row's menu. Both read ``page`` and ``row`` as `lists` gives them. A
list draws hundreds of these, so the permissions and the address are looked up once a page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse

register = template.Library()

#: Where what is the same for the whole page waits while it is drawn.
_KEY = "rapport.quick"

#: By what is edited: what it takes, and where that stands below the relationship's address.
_FORMS: Mapping[str, tuple[str, str]] = {
    "touch": ("relationships.add_touchpoint", "touch/"),
    "rate": ("relationships.add_rating", "rate/"),
    "collaborate": ("relationships.add_collaboration", "collaborate/"),
    **{what: ("relationships.change_relationship", f"quick/{what}/")
       for what in ("next", "stage", "owner", "compensation", "tags")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Quick:
    """``tails``: the ends of the addresses that the reader may open, by what is edited. ``before``: their beginning."""

    before: str
    tails: Mapping[str, str]
    relationship_of: Callable[[Any], int]
    menu: str


def _quick(context: Context) -> _Quick:
    known = context.render_context.get(_KEY)
    if known is None:
        user, page = context["request"].user, context["page"]
        tails = {what: tail for what, (permission, tail) in _FORMS.items() if user.has_perm(permission)}
        icon = f'<svg class="icon" aria-hidden="true"><use href="{static("rapport/img/icons.svg")}#more"></use></svg>'
        before = reverse("staff:relationships")
        known = context.render_context[_KEY] = _Quick(before, tails, page.listing.relationship_of, icon)
    return known


class EditNode(template.Node):
    def __init__(self, what: str, inside: NodeList) -> None:
        self.what, self.nodelist = what, inside
        # Nearly always one variable: drawn without a list around it.
        self.draw = inside[0].render_annotated if len(inside) == 1 else inside.render

    def render(self, context: Context) -> str:
        quick = context.render_context.get(_KEY) or _quick(context)
        tail = quick.tails.get(self.what)
        if tail is None:
            return str(self.draw(context))
        address = f"{quick.before}{quick.relationship_of(context['row'])}/{tail}"
        return f'{_OPENING}{address}">{self.draw(context)}</a>'


_OPENING = '<a class="edit" role="button" aria-haspopup="dialog" data-dialog href="'


@register.tag("edit")
def edit(parser: Parser, token: Token) -> EditNode:
    _, what = token.split_contents()
    what = what.strip("\"'")
    if what not in _FORMS:
        raise template.TemplateSyntaxError(f"there is no quick edit {what}")
    inside = parser.parse(("endedit",))
    parser.delete_first_token()
    return EditNode(what, inside)


class MenuNode(template.Node):
    def render(self, context: Context) -> str:
        quick = _quick(context)
        if not quick.tails:
            return ""
        address = f"{quick.before}{quick.relationship_of(context['row'])}/quick/"
        return (
            '<a class="row-menu" role="button" aria-haspopup="dialog" aria-label="Quick edit" title="Quick edit"'
            f' data-quick data-dialog href="{address}">{quick.menu}</a>'
        )


@register.tag("quick_menu")
def quick_menu(parser: Parser, token: Token) -> MenuNode:
    return MenuNode()
