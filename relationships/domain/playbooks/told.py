"""Norms in words: how a stored value reads on a page, whichever page it is."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.norms import Basis, EngagementBand, Span, Term, UsualHistory
from relationships.domain.playbooks.specs import Shape, Spec

#: What is shown where a playbook has no such norm.
NO_NORM = "no norm"

BASIS_WORDS: Mapping[str, str] = {
    Basis.SEED: "founding article",
    Basis.PUBLISHED: "published",
    Basis.HOUSE: "house default",
}

#: By kind of word: two kinds may share a value ("usage_rights" is a term and a section of a brief).
_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Compensation: {one.value: label for one, label in LABELS.items()},
    UsualHistory: {UsualHistory.ONE_OFF.value: "One-off"},
    Term: {Term.USAGE_RIGHTS.value: "Usage rights with term"},
}


def word(value: StrEnum) -> str:
    """The label of one allowed word: "Product choice", "Products + paid"."""
    return _WORDS.get(type(value), {}).get(value.value, value.value.replace("_", " ").capitalize())


def told(spec: Spec, stored: Any) -> str:
    """ "30 days", "12–26 weeks", "Products", "60%". Raises ValueError where ``stored`` is no value of this norm."""
    if stored is None:
        return NO_NORM
    return _TOLD[spec.shape](spec, spec.read(stored))


def _with_unit(spec: Spec, text: str) -> str:
    if not spec.unit:
        return text
    if spec.unit.startswith("€"):
        return f"€{text}{spec.unit.removeprefix('€')}"
    return f"{text}%" if spec.unit == "%" else f"{text} {_unit(spec.unit, text)}"


def _unit(unit: str, text: str) -> str:
    """ "1 day", "2 days": the units are plural words."""
    return unit.removesuffix("s") if text == "1" and not unit.startswith("of ") else unit


def _span(spec: Spec, span: Span) -> str:
    ends = f"{span.low:,}" if span.low == span.high else f"{span.low:,}–{span.high:,}"
    return _with_unit(spec, ends)


def _days(spec: Spec, days: tuple[int, ...]) -> str:
    return f"day {', '.join(map(str, days))}" if days else NO_NORM


def band_words(band: EngagementBand) -> str:
    """ "Instagram, by followers: 1–8%"."""
    return f"{NETWORKS[band.network].label}, by {band.basis.value}: {band.low:g}–{band.high:g}%"


_TOLD: Mapping[Shape, Callable[[Spec, Any], str]] = {
    Shape.WHOLE: lambda spec, value: _with_unit(spec, f"{value:,}"),
    Shape.SHARE: lambda _, value: f"{value * 100:g}%",
    Shape.WORD: lambda _, value: word(value),
    Shape.WORDS: lambda _, value: ", ".join(map(word, value)) or NO_NORM,
    Shape.SPAN: _span,
    Shape.DAYS: _days,
    Shape.BANDS: lambda _, value: "; ".join(map(band_words, value)) or NO_NORM,
}
