"""The filters of one list for one request: their chips, their form, and what was wrong in the address.

A wrong value leaves out its own filter only, and is told. Names and values of the filters are the list's address, so
that an address can be kept and shared. What somebody's shared view filters by and the reader may not see is withheld:
it goes on narrowing, to nothing, since without it the view would show everything else.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from relationships.filters.declared import Choices, Filter, OneOrMore, Option, Rows
from relationships.querysets.counts import Way
from relationships.reports.choices import SETTING, VIEWS, choices_for
from relationships.reports.list_views import Kept, View, kept

#: The name in an address for the view that is chosen.
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Active:
    """One value that is being filtered by: ``name=value`` in the address, and what a chip calls it."""

    name: str
    value: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What in the address was not understood, and how to mend it."""

    label: str
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """One filter as the form shows it. ``kind`` names its looks, ``options`` are those of a choice, ``upper`` is the
    other end of a range. ``is_plain``: nothing was asked for, and everybody sees the same, which is made only once.
    """

    name: str
    label: str
    kind: str
    hint: str
    value: str
    options: tuple[Option, ...]
    error: str
    upper: "Control | None" = None
    is_plain: bool = False


class ListFilterSet(django_filters.FilterSet):  # type: ignore[misc] # django-filter brings no types
    """Filters over one list's rows, for one request.

    ``ranges``: pairs of filters that are the two ends of one range, to be told when they are the wrong way round.
    ``kinds``: those of `reports.choices` that its filters offer. ``list_key``: whose views and settings are read along.
    """

    filters: Mapping[str, Filter]
    ranges: Sequence[tuple[str, str]] = ()
    kinds: ClassVar[Sequence[str]] = ()

    def __init__(self, data: QueryDict, rows: Rows, user: Any, list_key: str = "") -> None:
        super().__init__(data, rows)
        self.user, self.list_key = user, list_key
        self._rows: dict[frozenset[str], Rows] = {}
        self.withheld = self._withheld() if data.get(VIEW) else ()
        if self.withheld:
            self.data = data.copy()
            for name, value in self.withheld:
                self.data.setlist(name, [given for given in self.data.getlist(name) if given != value])

    @cached_property
    def offered(self) -> Mapping[str, Choices]:
        """The choices that depend on what is on file and on who asks, by name. Read when first needed."""
        return choices_for(self.user, self.list_key, self.kinds) if self.kinds or self.list_key else {}

    @cached_property
    def kept(self) -> Kept:
        """The reader's views of the list, and how they see it."""
        texts = self.offered if VIEWS in self.offered else choices_for(self.user, self.list_key, ())
        return kept(texts[VIEWS].values(), texts[SETTING].values())

    @cached_property
    def view(self) -> View | None:
        """The view that the address names, if the reader may use it."""
        return self.kept.named(self.data.get(VIEW, "")) if self.list_key else None

    def _withheld(self) -> Sequence[tuple[str, str]]:
        """``(name, value)`` of what the chosen view filters by and this reader is not offered: it may belong to a
        brand that they do not see, or be gone. The two are not told apart.
        """
        of_view = dict.fromkeys(parse_qsl(self.view.query)) if self.view else {}
        return [
            (name, value)
            for name, value in of_view
            if name in self.filters and value in self.data.getlist(name) and self.filters[name].is_closed(value)
        ]

    def get_form_class(self) -> type[forms.Form]:
        """With the fields of which the address speaks: the others have nothing to say."""
        spoken_of = {name: entry.field for name, entry in self.filters.items() if name in self.data}
        form: type[forms.Form] = self._meta.form
        return type("FiltersForm", (form,), spoken_of) if spoken_of else form

    @cached_property
    def cleaned(self) -> Mapping[str, Any]:
        """The values that were understood, by name; those that say nothing are left out."""
        form = self.form
        form.is_valid()
        for low, high in self.ranges:
            _check_range(form, low, high)
        kept = {name: self.filters[name].rest_of(self.given(name)) for name in form.errors}
        understood = {**form.cleaned_data, **kept}
        return {name: understood[name] for name in self.filters if understood.get(name) not in (None, [])}

    def rows(self, *, without: Collection[str] = ()) -> Rows:
        """The rows that pass every filter but those named in ``without``: composed once, however often asked for."""
        # What is left out narrows nothing where it was not asked for.
        left_out = frozenset(without) & (self.cleaned.keys() | {name for name, _ in self.withheld})
        if left_out not in self._rows:
            self._rows[left_out] = self._narrowed(self._to_find(), left_out)
        return self._rows[left_out].all()

    def _to_find(self) -> Rows:
        """The list's rows before any filter, as they are said where those that pass are looked for and not met."""
        return self.queryset

    def index_to_find(self, *, everything: bool = False) -> str | None:
        """The index along which SQLite had best find (all of) the rows; None where its planner may choose."""
        return None

    def lie_together(self) -> bool:
        """Whether the rows lie side by side in that index, with all that they are counted by."""
        return False

    def are_hardly_many(self) -> bool:
        """Whether it is known beforehand that there are hardly more rows than are counted at once."""
        return False

    def lie_apart(self) -> bool:
        """Whether they lie far from where a walk would begin, so that finding and sorting them all is less work."""
        return False

    def way(self, *, everything: bool = False) -> Way:
        """How (all of) the rows are best counted."""
        index = self.index_to_find(everything=everything)
        return Way(index, again=self.lie_together(), few=self.lie_together() and self.are_hardly_many())

    def index_to_walk(self, column: str) -> str | None:
        """The index that holds the list's own rows in the order of ``column``, where they have one of their own."""
        return None

    def rows_for_walk(self, column: str) -> Rows:
        """The same rows as `rows`, said in the way that suits a walk along the index of ``column``."""
        return self.rows()

    def _narrowed(self, rows: Rows, without: Collection[str] = ()) -> Rows:
        for name, value in self.cleaned.items():
            if name not in without:
                rows = self.filters[name].filter(rows, value)
        return rows.none() if {name for name, _ in self.withheld} - self.cleaned.keys() - set(without) else rows

    @cached_property
    def active(self) -> Sequence[Active]:
        return [
            Active(name, value, self.filters[name].label, self.filters[name].words(value))
            for name, value_or_values in self.cleaned.items()
            for value in (value_or_values if isinstance(value_or_values, list) else self.given(name))
        ]

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """Everything that narrows the rows, as the address has it."""
        return [*((entry.name, entry.value) for entry in self.active), *self.withheld]

    def given(self, name: str) -> Sequence[str]:
        """The values in the address, blanks and repetitions left out; of what is typed the last one counts."""
        if name not in self.data:
            return ()
        values = [value for value in dict.fromkeys(self.data.getlist(name)) if value]
        return values if isinstance(self.filters[name], OneOrMore) else values[-1:]

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What was wrong with the filters' values, in the order of the form."""
        _ = self.cleaned
        return [
            Problem(self.filters[name].label, str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]

    @property
    def groups(self) -> Iterator[tuple[str, Sequence[Control]]]:
        """The form: headings with their controls."""
        uppers = {high: low for low, high in self.ranges}
        entries = ((name, entry) for name, entry in self.filters.items() if name not in uppers)
        for group, members in groupby(entries, key=lambda member: member[1].group):
            yield group, [self.control(name) for name, _ in members]

    def control(self, name: str) -> Control:
        entry, upper = self.filters[name], dict(self.ranges).get(name, "")
        if entry.is_fixed and not self.given(name) and not (upper and self.given(upper)):
            return self._plain_control(name)
        error = " ".join(self.form.errors.get(name, ()))
        return _control(name, entry, self.given(name), error, upper=self.control(upper) if upper else None)

    @classmethod
    @cache
    def _plain_control(cls, name: str) -> Control:
        entry, upper = cls.base_filters[name], dict(cls.ranges).get(name)
        return _control(name, entry, (), upper=cls._plain_control(upper) if upper else None, is_plain=True)


def _control(
    name: str,
    entry: Filter,
    given: Sequence[str],
    error: str = "",
    *,
    upper: Control | None = None,
    is_plain: bool = False,
) -> Control:
    return Control(
        name=name,
        label=entry.label,
        kind="range" if upper else entry.kind,
        hint=entry.hint,
        value=given[-1] if given else "",
        options=entry.options(given),
        error=error,
        upper=upper,
        is_plain=is_plain,
    )


def _check_range(form: forms.Form, low: str, high: str) -> None:
    bottom, top = form.cleaned_data.get(low), form.cleaned_data.get(high)
    if bottom is not None and top is not None and bottom > top:
        form.add_error(low, ValidationError("Its lower end is above its upper end: exchange them."))
        del form.cleaned_data[high]
