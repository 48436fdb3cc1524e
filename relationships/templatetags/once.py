"""Markup that is the same for everybody is drawn once a process and language, and put on every page after that.

``{% once key=page.listing.key %} … {% endonce %}`` draws what stands between for each value of ``key``. It sees nothing
but what is named in the tag: no reader, no request, no row. So nothing personal can be kept, and nothing can go stale
but what is the same as long as the process runs: our own words, and the addresses of static files.
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

#: What is named has few values (a list, a permission). Where it had more, they would be drawn anew.
_MOST = 100


class OnceNode(template.Node):
    def __init__(self, named: Mapping[str, FilterExpression], inside: NodeList) -> None:
        self.named, self.nodelist = named, inside
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.named.items()}
        key = (get_language(), *given.values())
        drawn = self.kept.get(key)
        if drawn is None:
            drawn = self.nodelist.render(context.new(given))
            if len(self.kept) < _MOST:
                self.kept[key] = drawn
        return drawn


@register.tag("once")
def once(parser: Parser, token: Token) -> OnceNode:
    bits = token.split_contents()[1:]
    named = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"once: {bits[0]} is no name=value")
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(named, inside)
