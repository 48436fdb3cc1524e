"""What the report "side by side" is asked for: brands and a period. A wrong value leaves out only itself."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from relationships.filters.declared import Option
from relationships.filters.fields import ChoicesField, ParsedField, parse_day
from relationships.filters.lists import Problem

#: Without dates: the year up to today (days).
DEFAULT_DAYS = 365
BRAND, FIRST, LAST = "brand", "from", "until"
_LABELS = {BRAND: "Brand", FIRST: "From", LAST: "Until"}


class SideBySideFilters:
    """``brands``: ids with names, of those that the reader may see; ``today`` is the reader's."""

    def __init__(self, data: QueryDict, brands: Mapping[int, str], today: date) -> None:
        self.data, self.offered, self.today = data, brands, today

    @cached_property
    def form(self) -> forms.Form:
        form = forms.Form(
            {BRAND: self.data.getlist(BRAND), FIRST: self.data.get(FIRST, ""), LAST: self.data.get(LAST, "")}
        )
        choices = {str(pk): name for pk, name in self.offered.items()}
        form.fields = {
            BRAND: ChoicesField(choices=lambda: choices, required=False),
            FIRST: ParsedField(parse=parse_day, required=False),
            LAST: ParsedField(parse=parse_day, required=False),
        }
        form.is_valid()
        first, last = form.cleaned_data.get(FIRST), form.cleaned_data.get(LAST)
        if first and last and first > last:
            form.add_error(FIRST, ValidationError("It lies after the last day: exchange them."))
            del form.cleaned_data[LAST]
        elif first and not last and first > self.today:
            form.add_error(FIRST, ValidationError("It lies in the future, where nothing is measured yet."))
        return form

    @property
    def chosen(self) -> Sequence[int]:
        """The brands asked for; of several the wrong ones are left out. Empty: all."""
        return [pk for pk in self.offered if str(pk) in self.data.getlist(BRAND)]

    @property
    def brands(self) -> Mapping[int, str]:
        """Those that the report is about."""
        return {pk: self.offered[pk] for pk in self.chosen} or self.offered

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        values = self.form.cleaned_data
        last: date = values.get(LAST) or self.today
        first: date = values.get(FIRST) or last - timedelta(days=DEFAULT_DAYS - 1)
        return first, last

    @property
    def options(self) -> Sequence[Option]:
        chosen = self.chosen
        return [Option(str(pk), name, pk in chosen) for pk, name in self.offered.items()]

    @property
    def problems(self) -> Sequence[Problem]:
        errors = self.form.errors.items()
        return [Problem(_LABELS[name], str(message)) for name, messages in errors for message in messages]
