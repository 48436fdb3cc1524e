"""The filters of a list as they are declared: typed in, one of several choices, or any of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, cast

import django_filters
from django import forms

from relationships.filters.fields import ChoicesField, ParsedField, parse_choice

#: A list's own queryset, whose conditions its filters call.
Rows = Any
Choices = Mapping[str, str]
Narrow = Callable[[Rows, Any], Rows]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


def _options(choices: Choices, given: Collection[str]) -> tuple[Option, ...]:
    return tuple(Option(value, label, value in given) for value, label in choices.items())


class _Offering(Protocol):
    """The set that a filter stands in: what it offers depends on who asks."""

    @property
    def offered(self) -> Mapping[str, Choices]: ...


class Filter(django_filters.Filter):  # type: ignore[misc] # django-filter brings no types
    """A filter of a list: how it is called, the heading (``group``) and looks (``kind``) that it has in the form.

    ``by(rows, value)`` narrows the rows; the name of one of the set's own methods serves as well.
    """

    def __init__(
        self, label: str, *, by: Narrow | str, group: str, kind: str, hint: str = "", **field_options: Any
    ) -> None:
        super().__init__(label=label, **field_options)
        self.by, self.group, self.kind, self.hint = by, group, kind, hint

    def __deepcopy__(self, memo: object) -> Self:
        """Each request has filters of its own, which differ in nothing but the set that they stand in."""
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__)
        return copied

    def filter(self, qs: Rows, value: Any) -> Rows:
        if value in (None, []):
            return qs
        narrow: Narrow = getattr(self.parent, self.by) if isinstance(self.by, str) else self.by
        return narrow(qs, value)

    def words(self, given: str) -> str:
        """What a chip calls a value that was understood."""
        return given

    def options(self, given: Collection[str]) -> tuple[Option, ...]:
        """The choices that the form offers."""
        return ()

    def rest_of(self, given: Sequence[str]) -> Any:
        """What can be kept of values of which one was refused; None when nothing can."""
        return None

    def is_closed(self, given: str) -> bool:
        """Whether ``given`` is none of the choices, where these depend on who asks."""
        return False

    @property
    def is_fixed(self) -> bool:
        """Whether the form offers the same to everybody."""
        return True


class Typed(Filter):
    """A filter whose value is typed in: ``parse`` reads it or raises ValueError; ``says`` frames it in a chip."""

    field_class = ParsedField

    def __init__(
        self,
        label: str,
        *,
        by: Narrow | str,
        group: str,
        parse: Callable[[str], Any],
        kind: str = "text",
        says: str = "{}",
        hint: str = "",
    ) -> None:
        super().__init__(label, by=by, group=group, kind=kind, hint=hint, parse=parse)
        self.says = says

    def words(self, given: str) -> str:
        return self.says.format(given.strip())


class One(Filter):
    """One of ``choices`` (value to label); ``unchosen`` is what the form calls none of them."""

    field_class = ParsedField

    def __init__(
        self, label: str, *, choices: Choices, by: Narrow | str, group: str, unchosen: str, hint: str = ""
    ) -> None:
        super().__init__(label, by=by, group=group, kind="select", hint=hint, parse=parse_choice(choices))
        self.choices, self.unchosen = choices, unchosen

    def words(self, given: str) -> str:
        return self.choices[given]

    def options(self, given: Collection[str]) -> tuple[Option, ...]:
        return _options({"": self.unchosen, **self.choices}, given)


class OneOrMore(Filter):
    """Any of the chosen values. ``choices``: value to label, or the name under which the set offers them."""

    field_class = ChoicesField

    def __init__(
        self, label: str, *, choices: Choices | str, by: Narrow | str, group: str, kind: str = "checks", hint: str = ""
    ) -> None:
        super().__init__(label, by=by, group=group, kind=kind, hint=hint)
        self.choices = choices

    @property
    def field(self) -> forms.Field:
        # Made here and not kept in `extra`: only now is it known which set, and so whose request, this belongs to.
        return ChoicesField(label=self.label, required=False, choices=self.offered)

    def offered(self) -> Choices:
        if isinstance(self.choices, str):
            return cast("_Offering", self.parent).offered[self.choices]
        return self.choices

    def words(self, given: str) -> str:
        return self.offered()[given]

    def options(self, given: Collection[str]) -> tuple[Option, ...]:
        return _options(self.offered(), given)

    def rest_of(self, given: Sequence[str]) -> list[str] | None:
        offered = self.offered()
        return [value for value in given if value in offered] or None

    def is_closed(self, given: str) -> bool:
        return not self.is_fixed and given not in self.offered()

    @property
    def is_fixed(self) -> bool:
        return not isinstance(self.choices, str)
