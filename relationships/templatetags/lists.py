"""Drawing the rows of a list page from its columns, without an include or a lookup per cell.

``{% rows page %}{% cell "brand" %}{{ row.brand }}{% endcell %} … {% endrows %}`` draws every row of ``page`` with the
cells of its columns, in the columns' order. ``row`` is the row, ``url`` the address of its own page, ``today`` the
reader's date.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
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
        before, after = page.row_url
        drawn = []
        with context.push(today=timezone.localdate()):
            for row in page.rows:
                context["row"], context["url"] = row, f"{before}{row.id}{after}"
                drawn.append(f'<tr id="row-{row.id}"{" class=is-muted" if row.muted else ""}>')
                for opening, closing, cell in frames:
                    drawn += (opening, cell.render(context), closing)
                drawn.append("</tr>\n")
        return mark_safe("".join(drawn))  # noqa: S308 - the cells escape what they show


def _frame(column: Any, *, first: bool) -> tuple[str, str]:
    """The tags around a cell. The first one names its row, for those who hear the table."""
    if first:
        return '<th scope="row" class="cell-main">', "</th>"
    classes = f"cell-{column.key}{' num' if column.numeric else ''}"
    return f'<td class="{classes}" data-label="{escape(column.label)}">', "</td>"


@register.tag("rows")
def rows(parser: Parser, token: Token) -> RowsNode:
    _, page = token.split_contents()
    cells: dict[str, NodeList] = {}
    while True:
        parser.parse(("cell", "endrows"))
        tag = parser.next_token()
        name, *arguments = tag.split_contents()
        if name == "endrows":
            return RowsNode(parser.compile_filter(page), cells)
        cells[arguments[0].strip("\"'")] = parser.parse(("endcell",))
        parser.delete_first_token()


@register.filter
def option_tags(control: Any) -> SafeString:
    """The choices of a select: hundreds where they are countries, so drawn in one go."""
    tags = (
        f'<option value="{escape(option.value)}"{" selected" if option.chosen else ""}>{escape(option.label)}</option>'
        for option in control.options
    )
    return mark_safe("".join(tags))  # noqa: S308 - escaped above
