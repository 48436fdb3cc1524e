"""Links to somewhere else in a list, as they stand beside each other."""

from __future__ import annotations

import pytest

from relationships.templatetags.lists import links
from relationships.views.lists.page import Link

PLAIN = Link("A & B", "/x/?a=1&b=2")
HERE = Link("Nano", "/x/", current=True, key="nano", count="12")


@pytest.mark.parametrize(
    ("link", "looks", "expected"),
    [
        (PLAIN, {}, '<a href="/x/?a=1&amp;b=2">A &amp; B</a>'),
        (HERE, {}, '<a href="/x/" aria-current="true">Nano <span class="tab__count">12</span></a>'),
        (
            HERE,
            {"css": "tab", "id": "tab", "current": "page"},
            '<a class="tab" id="tab-nano" href="/x/" aria-current="page">Nano <span class="tab__count">12</span></a>',
        ),
        (PLAIN, {"around": "li"}, '<li><a href="/x/?a=1&amp;b=2">A &amp; B</a></li>'),
    ],
)
def test_a_link_is_drawn_as_it_is_asked_to_look(link: Link, looks: dict[str, str], expected: str) -> None:
    assert links([link], **looks) == expected


def test_they_stand_apart() -> None:
    assert links([PLAIN, PLAIN]).count("</a> <a") == 1
