"""Forms that say beside the field why a step is stopped, instead of failing when the row is saved."""

from typing import Any

from django import forms

from relationships.domain.playbooks.advice import Transition
from relationships.services.audit import acting_user
from relationships.services.transitions import Blocked, check_save

#: The field by which each step is taken; the first of them that a form has.
_FIELDS: dict[Transition, tuple[str, ...]] = {
    Transition.OUTREACH: ("next_action_kind", "next_action", "direction"),
    Transition.AGREE: ("status",),
    Transition.SHIP: ("delivered_on",),
    Transition.PAY: ("paid_on",),
    Transition.COMPLETE: ("status",),
}


class GuardedForm(forms.ModelForm[Any]):
    """Asks whether the row may be saved as it was filled in, once everything else about it is in order."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, after which the instance is filled in
        if self.errors or not self.has_changed():
            return
        try:
            check_save(self.instance, acting_user())
        except Blocked as blocked:
            self.add_error(self._field_of(blocked), blocked.messages)

    def _field_of(self, blocked: Blocked) -> str | None:
        names = (name for step in Transition if step in blocked.transitions for name in _FIELDS.get(step, ()))
        return next((name for name in names if name in self.fields), None)
