"""What is drawn once sees nothing but what is named, and is drawn anew for other values and in another language."""

from __future__ import annotations

import pytest
from django.template import RequestContext, TemplateSyntaxError, engines
from django.test import RequestFactory
from django.utils import translation

ENGINE = engines["django"]


def drawn(source: str, **values: object) -> list[str]:
    """Twice by one template, as two requests would."""
    found = ENGINE.from_string("{% load once i18n %}" + source).template  # type: ignore[attr-defined] # Django's own
    request = RequestFactory().get("/")
    request.user = values.pop("user", None)  # type: ignore[assignment]
    return [found.render(RequestContext(request, {**values, "turn": turn})) for turn in (1, 2)]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("kept", "kept"),
        ("{{ key }}", "due"),
        ("{{ secret }}{{ turn }}{{ page.secret }}{{ request.path }}{{ user }}{{ perms }}", ""),
        ("{% if key == 'due' %}yes{% endif %}", "yes"),
    ],
)
def test_it_sees_nothing_but_what_is_named(inside: str, expected: str) -> None:
    page = {"key": "due", "secret": "mine"}
    source = "{% once key=page.key %}" + inside + "{% endonce %}"
    assert drawn(source, page=page, secret="mine", user="Mia") == [expected, expected]


class Counting:
    """Counts how often it is drawn."""

    drawn = 0

    def told(self) -> str:
        self.drawn += 1
        return f"{self.drawn}"


def test_each_value_is_drawn_once() -> None:
    first, other = Counting(), Counting()
    source = "{% for key in keys %}{% once key=key %}{{ key.told }}{% endonce %}{% endfor %}"
    assert drawn(source, keys=[first, other, first]) == ["111", "111"]
    assert (first.drawn, other.drawn) == (1, 1)


def test_more_values_than_are_kept_are_drawn_all_the_same() -> None:
    keys = [str(number) for number in range(250)]
    source = "{% for key in keys %}{% once key=key %}{{ key }}{% endonce %}{% endfor %}"
    assert drawn(source, keys=keys) == ["".join(keys)] * 2


def test_another_language_has_its_own() -> None:
    found = ENGINE.from_string("{% load once i18n %}{% once %}{% get_current_language as now %}{{ now }}{% endonce %}")
    said = []
    for language in ("en", "fr", "en"):
        with translation.override(language):
            said.append(found.render({}))
    assert said == ["en", "fr", "en"]


@pytest.mark.parametrize("source", ["{% once page %}x{% endonce %}", "{% once %}x"])
def test_what_is_no_name_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn(source)
