"""The form of a playbook: its norms by group, each with the reason and the source beside the value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from relationships.admin.fields import LineField, ProseField, today
from relationships.admin.norm_fields import field_of, unit_of
from relationships.domain.playbooks.edits import FIRST_YEAR, HOUSE_SOURCE, Kept
from relationships.domain.playbooks.norms import Basis
from relationships.domain.playbooks.specs import SPECS, Group, Spec
from relationships.domain.playbooks.told import BASIS_WORDS, told
from relationships.models import Playbook, PlaybookNorm
from relationships.services.playbook_edits import kept

#: Beside the value: ``key__reason`` and so on.
ORIGIN = ("reason", "source", "year", "basis")
_REASON_MAX, _SOURCE_MAX = 400, 300


@dataclass(frozen=True, slots=True)
class NormShown:
    """A norm as the page draws it. ``words``: the value in force; ``of_tier``: what the tier says, "" on its own page.

    ``own``: whether this playbook holds the norm itself. The fields are None where nobody edits.
    """

    spec: Spec
    words: str
    of_tier: str
    own: bool
    kept: Kept | None
    basis: str
    unit: str
    value: forms.BoundField | None = None
    nothing: forms.BoundField | None = None
    origin: tuple[forms.BoundField, ...] = ()

    @property
    def origin_is_open(self) -> bool:
        """An error there must be seen."""
        return any(field.errors for field in self.origin)


@dataclass(frozen=True, slots=True)
class Norms:
    """A playbook's own norms, and those of its tier where it is a brand's."""

    own: Mapping[str, Kept]
    of_tier: Mapping[str, Kept] | None

    @classmethod
    def read(cls, playbook: Playbook) -> "Norms":
        own = {row.key: kept(row) for row in playbook.norms.all()}
        if playbook.brand_id is None:
            return cls(own, None)
        base = PlaybookNorm.objects.filter(playbook__tier=playbook.tier, playbook__brand=None)
        return cls(own, {row.key: kept(row) for row in base})

    def shown(self, spec: Spec, **fields: Any) -> NormShown:
        own, base = self.own.get(spec.key), (self.of_tier or {}).get(spec.key)
        in_force = own or base
        of_tier = "" if self.of_tier is None else told(spec, base.value if base else None)
        basis = BASIS_WORDS[in_force.basis] if in_force else ""
        words = told(spec, in_force.value if in_force else None)
        return NormShown(spec, words, of_tier, own is not None, in_force, basis, unit_of(spec), **fields)


Shown = list[tuple[Group, list[NormShown]]]


def to_read(norms: Norms) -> Shown:
    """The playbook for those who only read it."""
    return [(group, [norms.shown(spec) for spec in SPECS if spec.group is group]) for group in Group]


class PlaybookForm(forms.Form):
    """``cleaned_data["wanted"]`` is what `services.playbook_edits.save_norms` asks for."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, playbook: Playbook, posted: Any = None) -> None:
        super().__init__(posted, initial={"version": playbook.version})
        self.of_brand = playbook.brand_id is not None
        self.norms = Norms.read(playbook)
        for spec in SPECS:
            self._add(spec)

    def _add(self, spec: Spec) -> None:
        own = self.norms.own.get(spec.key)
        nothing = "as the tier" if self.of_brand else "no norm"
        self.fields[spec.key] = field_of(spec, own.value if own else None, nothing)
        if self.of_brand:
            is_none = own is not None and own.value is None
            self.fields[f"{spec.key}__none"] = forms.BooleanField(
                required=False, initial=is_none, label="No norm for this brand"
            )
        for name, field in _origin_fields(own).items():
            self.fields[f"{spec.key}__{name}"] = field

    @property
    def groups(self) -> Shown:
        return [(group, [self._shown(spec) for spec in SPECS if spec.group is group]) for group in Group]

    def _shown(self, spec: Spec) -> NormShown:
        return self.norms.shown(
            spec,
            value=self[spec.key],
            nothing=self[f"{spec.key}__none"] if self.of_brand else None,
            origin=tuple(self[f"{spec.key}__{name}"] for name in ORIGIN),
        )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values["wanted"] = dict(self._wanted(values))
        return values

    def _wanted(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Kept | None]]:
        for spec in SPECS:
            if spec.key in self.errors or any(f"{spec.key}__{name}" in self.errors for name in ORIGIN):
                continue
            value, is_none = values.get(spec.key), values.get(f"{spec.key}__none", False)
            if is_none and value is not None:
                self.add_error(spec.key, "Give a value, or mark “No norm for this brand”: not both.")
            elif value is not None or is_none:
                yield from self._filled(spec, value, values)
            elif spec.key in self.norms.own:
                yield spec.key, None

    def _filled(self, spec: Spec, value: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, Kept | None]]:
        reason, source, year, basis = (values.get(f"{spec.key}__{name}") for name in ORIGIN)
        if not reason:
            why = "Say why this brand departs from the tier." if self.of_brand else "Say why this is the norm."
            self.add_error(f"{spec.key}__reason", why)
            return
        named = Basis(basis or Basis.HOUSE)
        if named != Basis.HOUSE and not source:
            self.add_error(f"{spec.key}__source", "Name the source: only a house default goes without one.")
            return
        yield spec.key, Kept(value, str(reason), str(source or HOUSE_SOURCE), year, named)


def _origin_fields(own: Kept | None) -> dict[str, forms.Field]:
    return {
        "reason": ProseField(
            required=False, label="Why", max_length=_REASON_MAX, initial=own.reason if own else "",
            widget=forms.Textarea({"rows": 2}),
        ),
        "source": LineField(required=False, label="Source", max_length=_SOURCE_MAX, initial=own.source if own else ""),
        "year": forms.IntegerField(
            required=False, label="Year", min_value=FIRST_YEAR, max_value=today().year + 1,
            initial=own.year if own else None,
        ),
        "basis": forms.ChoiceField(
            required=False, label="It is", choices=[(word, label) for word, label in BASIS_WORDS.items()],
            initial=own.basis.value if own else Basis.HOUSE.value,
        ),
    }  # fmt: skip
