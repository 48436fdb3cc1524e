"""Form fields of the admin: what a person can type is cleaned, or refused in words; never stored broken."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminEmailInputWidget,
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from relationships.domain.counts import parse_count, parse_rate
from relationships.domain.ids import is_id
from relationships.domain.text import clean, clean_line

#: No agreement, contact or measurement of this business lies outside; a day beyond is a slip of the hand.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
_OUT_OF_RANGE = f"Give a date between {FIRST_DAY:%Y-%m-%d} and {LAST_DAY:%Y-%m-%d}."


class LineField(forms.CharField):
    """Text of one line, as `domain.text.clean_line` makes it: no NUL, nothing invisible, no doubled blanks."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_line(value) if isinstance(value, str) else value)


class ProseField(forms.CharField):
    """Text of several lines, as `domain.text.clean` makes it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean(value) if isinstance(value, str) else value)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "day", "min": FIRST_DAY, "max": LAST_DAY, **(attrs or {})}, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "moment", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class DayField(forms.DateField):
    widget = DayInput
    default_validators = [MinValueValidator(FIRST_DAY, _OUT_OF_RANGE), MaxValueValidator(LAST_DAY, _OUT_OF_RANGE)]


class MomentField(forms.DateTimeField):
    widget = MomentInput

    def prepare_value(self, value: Any) -> Any:
        try:
            return super().prepare_value(value)
        except (OverflowError, ValueError):
            return value

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            raise ValidationError(_OUT_OF_RANGE) from None
        # A minute is as exact as the browser's control: the seconds of a row must not count as a change.
        if moment and not FIRST_DAY <= moment.date() <= LAST_DAY:
            raise ValidationError(_OUT_OF_RANGE)
        return moment

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            before, after = self.to_python(initial), self.to_python(data)
        except ValidationError:
            return True
        return _minute(before) != _minute(after)


def _minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None


class _ReadField(forms.CharField):
    """What is written as lists write it, read by one of the domain's parsers; their sentence is the error."""

    widget = AdminTextInputWidget

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value if isinstance(value, str) or value is None else str(value))
        try:
            return self.read(clean_line(text)) if text else None
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def run_validators(self, value: Any) -> None:
        """The parser has judged already; the text's validators would be given a number."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class CountField(_ReadField):
    """12400, 12,400 or 12.4K."""

    def read(self, text: str) -> int | None:
        return parse_count(text)


class RateField(_ReadField):
    """4.5, 4,5 or 4.5%."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def read(self, text: str) -> Decimal | None:
        return parse_rate(text)


def today() -> date:
    """The user's own date: what they mean when they write down a day."""
    return timezone.localdate()


def not_after_today(day: date) -> None:
    if day > today():
        raise ValidationError("This day has not come yet: give today or an earlier one.")


class _OnlyIds(AutocompleteMixin):
    """The stock autocomplete looks the posted ids up to show their names again, whatever was posted."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        known = [one for one in value if one in ("", None) or is_id(one)]
        return super().optgroups(name, known, attr)


class SafeAutocomplete(_OnlyIds, AutocompleteSelect):
    pass


class SafeAutocompleteMultiple(_OnlyIds, AutocompleteSelectMultiple):
    pass


class LabelsField(forms.ModelMultipleChoiceField[Any]):
    """Several rows by their ids; what is no id is told like an id that is not on file."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if not is_id(one):
                raise ValidationError(self.error_messages["invalid_choice"], params={"value": str(one)[:40]})
        return super().clean(value)


#: How each kind of column is asked for; a column with choices is a select and not in this table.
FORM_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.EmailField: {"widget": AdminEmailInputWidget},
    models.SlugField: {"widget": AdminTextInputWidget},
    models.URLField: {
        "widget": forms.URLInput(attrs={"class": "vURLField"}),
        "assume_scheme": "https",
    },
    models.CharField: {"form_class": LineField, "widget": AdminTextInputWidget},
    models.TextField: {"form_class": ProseField, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
    models.DateField: {"form_class": DayField, "widget": DayInput},
}
