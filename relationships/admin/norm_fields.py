"""One form field for each shape of norm. All give back the value as it is stored, or None for "no such norm"."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from relationships.admin.fields import LineField, ProseField
from relationships.domain.playbooks import lines
from relationships.domain.playbooks.specs import Shape, Spec
from relationships.domain.playbooks.told import word

_DAYS_MAX = 20


class _ShareField(forms.DecimalField):
    """Typed in percent, kept as a share from 0 to 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(str(value)) * 100:f}".rstrip("0").rstrip(".") if isinstance(value, float | int) else value

    def clean(self, value: Any) -> Any:
        percent = super().clean(value)
        return None if percent is None else float(percent / 100)


class _WordField(forms.ChoiceField):
    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class _WordsField(forms.MultipleChoiceField):
    """Boxes to tick. What stood there keeps its place; what is new comes where the words' own order has it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, words: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(choices=[(one.value, word(one)) for one in words], **kwargs)
        self.order = [one.value for one in words]

    def clean(self, value: Any) -> Any:
        return merged(self.initial or (), super().clean(value), self.order) or None


def merged(stood: Sequence[str], chosen: Sequence[str], order: Sequence[str]) -> list[str]:
    """``chosen`` in the order of ``stood``; each new one before the first that ``order`` has after it."""
    found = [one for one in stood if one in chosen]
    for one in order:
        if one in chosen and one not in found:
            later = (place for place, known in enumerate(found) if order.index(known) > order.index(one))
            found.insert(next(later, len(found)), one)
    return found


class _SpanWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self, most: int) -> None:
        end = {"min": 0, "max": most}
        super().__init__(
            {
                "low": forms.NumberInput({**end, "aria-label": "from"}),
                "high": forms.NumberInput({**end, "aria-label": "to"}),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        return list(value) if value else [None, None]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        ends = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        drawn: Any = super()._render  # type: ignore[misc]  # Django's own, unknown to the stubs
        low, high = (drawn(end["template_name"], {"widget": end}, renderer) for end in ends)
        return format_html('{}<span class="norm__to" aria-hidden="true">–</span>{}', low, high)


class _SpanField(forms.MultiValueField):
    def __init__(self, *, most: int, **kwargs: Any) -> None:
        ends = [forms.IntegerField(min_value=0, max_value=most, required=False) for _ in range(2)]
        super().__init__(ends, widget=_SpanWidget(most), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Any:
        ends = data_list or [None, None]
        if ends == [None, None]:
            return None
        if None in ends:
            raise ValidationError("Give both ends, or leave both empty.")
        if ends[0] > ends[1]:
            raise ValidationError("The lower number comes first.")
        return ends


class _DaysField(LineField):
    """7, 10, 14."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        parts = str(super().clean(value)).replace(";", ",").replace(",", " ").split()
        if not parts:
            return None
        wrong = next((part for part in parts if not (part.isascii() and part.isdecimal() and len(part) < 6)), None)
        if wrong is not None:
            raise ValidationError(f"“{wrong[:20]}” is not a number of days: write them as 7, 10, 14.")
        days = [int(part) for part in parts]
        if len(days) > _DAYS_MAX:
            raise ValidationError(f"At most {_DAYS_MAX} days.")
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ValidationError("The days must rise: 7, 10, 14.")
        return days


class _BandsField(ProseField):
    """A line a range: instagram, followers, 1–8."""

    def prepare_value(self, value: Any) -> Any:
        return lines.written(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        try:
            return lines.parse(super().clean(value)) or None
        except lines.LinesError as wrong:
            raise ValidationError(list(wrong.problems)) from wrong


_Make = Callable[[Spec, dict[str, Any]], forms.Field]


def _word_field(spec: Spec, common: dict[str, Any]) -> forms.Field:
    nothing = common.pop("nothing")
    return _WordField(choices=[("", nothing), *((one.value, word(one)) for one in spec.words or ())], **common)


def _plain(make: Callable[..., forms.Field], **more: Any) -> _Make:
    def made(spec: Spec, common: dict[str, Any]) -> forms.Field:
        common.pop("nothing")
        return make(**common, **more)

    return made


_MAKE: Mapping[Shape, _Make] = {
    Shape.WHOLE: lambda spec, common: _plain(forms.IntegerField, min_value=0, max_value=spec.most)(spec, common),
    Shape.SHARE: _plain(_ShareField),
    Shape.WORD: _word_field,
    Shape.WORDS: lambda spec, common: _plain(_WordsField, words=spec.words)(spec, common),
    Shape.SPAN: lambda spec, common: _plain(_SpanField, most=spec.most)(spec, common),
    Shape.DAYS: _plain(_DaysField, max_length=120, widget=forms.TextInput),
    Shape.BANDS: _plain(_BandsField, max_length=4_000, widget=forms.Textarea({"rows": 4, "spellcheck": "false"})),
}
_UNITS = {Shape.SHARE: "%"}


def field_of(spec: Spec, initial: Any, nothing: str) -> forms.Field:
    """``nothing``: what leaving it empty means, as a choice reads it."""
    common = {"label": spec.label, "help_text": spec.help, "required": False, "initial": initial, "nothing": nothing}
    return _MAKE[spec.shape](spec, common)


def unit_of(spec: Spec) -> str:
    return "" if spec.shape is Shape.BANDS else _UNITS.get(spec.shape, spec.unit)
