"""Forms that ask at first sight for what the tier's playbook needs; the rest is folded under "More"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from relationships.admin.fields import today
from relationships.domain.day_rules import Rules, problems
from relationships.domain.money import minor_digits, quantise
from relationships.domain.playbooks.norms import Playbook
from relationships.models import Relationship
from relationships.services.playbooks import playbook_of

Lines = Sequence[Sequence[str]]
Fieldsets = Sequence[tuple[str | None, Mapping[str, Any]]]


def playbook_for(relationship: Relationship) -> Playbook:
    """Read once per page, however many forms follow it."""
    known: dict[str, Any] = vars(relationship)
    if "_playbook" not in known:
        known["_playbook"] = playbook_of(relationship)
    found: Playbook = known["_playbook"]
    return found


def arranged(lines: Lines, asked: Collection[str], between: Fieldsets = ()) -> Fieldsets:
    """The fields of ``lines`` that are asked for, then ``between``, then the other ones, folded away."""
    shown = [found for line in lines if (found := tuple(name for name in line if name in asked))]
    more = [found for line in lines if (found := tuple(name for name in line if name not in asked))]
    folded = (("More", {"fields": more, "classes": ("collapse", "more")}),) if more else ()
    return ((None, {"fields": shown}), *between, *folded)


def tell_days(form: Any, found: Iterable[tuple[str, str]]) -> None:
    """Each day that cannot be, at its own field; in front of the form where that field is not on it."""
    for name, sentence in found:
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, sentence)


def days_of(form: Any, names: Iterable[str]) -> Mapping[str, date | None]:
    """As filled in; as on file where the form does not ask."""
    values = form.cleaned_data
    return {name: values[name] if name in values else getattr(form.instance, name) for name in names}


def changed_in(form: Any) -> Collection[str] | None:
    """Which fields somebody changed; None for a new row, of which everything is new."""
    return None if form.instance.pk is None else form.changed_data


def check_days(form: Any, rules: Rules, **beside: date | None) -> None:
    """``beside``: days of other rows that the rules speak of."""
    days = {**days_of(form, rules.names - beside.keys()), **beside}
    tell_days(form, problems(rules, days, today(), changed_in(form)))


def check_amounts(form: Any, names: Iterable[str]) -> None:
    """No amount is finer than its currency can be."""
    values = form.cleaned_data
    currency = values.get("currency")
    for name in names:
        amount = values.get(name)
        if amount is not None and currency and amount != quantise(amount, currency):
            digits = minor_digits(currency)
            form.add_error(name, f"{currency} has {digits or 'no'} digits after the decimal mark.")
