"""Drawing the rows of a list page from its columns, without an include or a lookup per cell.

``{% rows page %}{% cell "brand" %}{{ row.brand }}{% endcell %} … {% endrows %}`` draws every row of ``page`` with the
cells of its columns, in the columns' order; before them stands the box that chooses the row, for whom that serves.
``row`` is the row, ``url`` the address of its own page, ``today`` the reader's date. Cells that several lists share
stand in a file of their own between ``{% cells %}`` and ``{% endcells %}`` and are taken from there:
``{% rows page "staff/relationships/cells.html" %}``; a list's own cell goes before a shared one. Where the list has
headings, one stands above the first of the rows that share it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class RowsNode(template.Node):
    def __init__(self, page: template.base.FilterExpression, cells: Mapping[str, NodeList]) -> None:
        self.page, self.cells = page, cells

    def render(self, context: Context) -> SafeString:
        page: Any = self.page.resolve(context)
        frames = [
            (*_frame(column, first=place == 0), self.cells[column.key]) for place, column in enumerate(page.columns)
        ]
        (before, after), selects = page.row_url, page.selects
        heading_of, heading, width = page.listing.heading, "", len(frames) + 1
        drawn = []
        with context.push(today=timezone.localdate()):
            for row in page.rows:
                if heading_of and (words := heading_of(row)) != heading:
                    heading = words
                    drawn.append(_heading(heading, width))
                context["row"], context["url"] = row, f"{before}{row.id}{after}"
                drawn.append(f'<tr id="row-{row.id}"{" class=is-muted" if row.muted else ""}>')
                if selects:
                    drawn.append(_check(row))
                for opening, closing, cell in frames:
                    drawn += (opening, cell.render(context), closing)
                drawn.append("</tr>\n")
        return mark_safe("".join(drawn))  # noqa: S308 - the cells escape what they show


def _check(row: Any) -> str:
    """The box that chooses the row. It belongs to the form of the bar below the list (staff/bulk/bar.html)."""
    box = f'<input type="checkbox" name="row" value="{row.id}" form="bulk" aria-label="Select {escape(row.name)}">'
    return f'<td class="cell-check">{box}</td>'


def _heading(words: str, width: int) -> str:
    return f'<tr class="list-heading"><th scope="rowgroup" colspan="{width}">{escape(words)}</th></tr>\n'


def _frame(column: Any, *, first: bool) -> tuple[str, str]:
    """The tags around a cell. The first one names its row, for those who hear the table."""
    if first:
        return '<th scope="row" class="cell-main">', "</th>"
    classes = f"cell-{column.key}{' num' if column.numeric else ''}"
    return f'<td class="{classes}" data-label="{escape(column.label)}">', "</td>"


@register.tag("rows")
def rows(parser: Parser, token: Token) -> RowsNode:
    _, page, *shared = token.split_contents()
    own = _cells(parser, "endrows")
    return RowsNode(parser.compile_filter(page), {**_shared(shared), **own})


class CellsNode(template.Node):
    """Cells for the rows of several lists; draws nothing where it stands."""

    def __init__(self, cells: Mapping[str, NodeList]) -> None:
        self.cells = cells

    def render(self, context: Context) -> SafeString:
        return SafeString()


@register.tag("cells")
def cells(parser: Parser, token: Token) -> CellsNode:
    return CellsNode(_cells(parser, "endcells"))


def _cells(parser: Parser, end: str) -> Mapping[str, NodeList]:
    """The cells up to the tag ``end``, by the key of their column."""
    found: dict[str, NodeList] = {}
    while True:
        parser.parse(("cell", end))
        name, *arguments = parser.next_token().split_contents()
        if name == end:
            return found
        found[arguments[0].strip("\"'")] = parser.parse(("endcell",))
        parser.delete_first_token()


def _shared(names: Sequence[str]) -> Mapping[str, NodeList]:
    files = [get_template(name.strip("\"'")).template for name in names]  # type: ignore[attr-defined] # Django's own engine
    return {
        key: cell
        for file in files
        for node in file.nodelist.get_nodes_by_type(CellsNode)
        for key, cell in node.cells.items()
    }


@register.simple_tag
def heads(page: Any) -> SafeString:
    """The heads of the columns, each of which sorts by its own where it can."""
    return mark_safe("".join(map(_head, page.heads)))  # noqa: S308 - escaped below


def _head(head: Any) -> str:
    column = head.column
    opening = f'<th scope="col" class="head-{column.key}{" num" if column.numeric else ""}"'
    if not head.url:
        return f"{opening}>{escape(column.label)}</th>"
    link = f'<a id="sort-{column.key}" href="{escape(head.url)}">{escape(column.label)}'
    spoken = f'<span class="visually-hidden">, sort by {escape(head.words)}</span></a>'
    return f'{opening} aria-sort="{head.aria_sort}">{link}{spoken}</th>'


@register.simple_tag
def links(lines: Iterable[Any], **looks: str) -> SafeString:
    """Somewhere else in the same list, one beside the other: ``url``, ``label``, whether it is ``current``, ``count``.

    ``looks``: the ``css`` class of each, the ``id`` that stands before its key, the element ``around`` it, and what is
    said of the ``current`` one.
    """
    css = f' class="{looks["css"]}"' if "css" in looks else ""
    mark = f' aria-current="{looks.get("current", "true")}"'
    before, after = (f"<{looks['around']}>", f"</{looks['around']}>") if "around" in looks else ("", "")
    drawn = []
    for link in lines:
        name = f' id="{looks["id"]}-{escape(link.key)}"' if "id" in looks else ""
        opening = f'{before}<a{css}{name} href="{escape(link.url)}"{mark if link.current else ""}>'
        count = f' <span class="tab__count">{link.count}</span>' if link.count else ""
        drawn.append(f"{opening}{escape(link.label)}{count}</a>{after}")
    return mark_safe(" ".join(drawn))  # noqa: S308 - escaped above


@register.simple_tag
def controls(shown: Iterable[Any]) -> SafeString:
    """Filters in the form. Most of them look the same on every page, whoever reads it; only those are kept."""
    drawn = (_plain_control(one) if one.is_plain else _drawn(one) for one in shown)
    return mark_safe("".join(drawn))  # noqa: S308 - a template's own


@cache
def _plain_control(shown: Any) -> SafeString:
    return _drawn(shown)


def _drawn(shown: Any) -> SafeString:
    return mark_safe(get_template("staff/list/control.html").render({"control": shown}))  # noqa: S308 - a template's own


@register.filter
def option_tags(control: Any) -> SafeString:
    """The choices of a select: hundreds where they are countries, so drawn in one go."""
    tags = (
        f'<option value="{escape(option.value)}"{" selected" if option.chosen else ""}>{escape(option.label)}</option>'
        for option in control.options
    )
    return mark_safe("".join(tags))  # noqa: S308 - escaped above
