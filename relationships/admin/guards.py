"""Forms that say beside the field why a step is stopped, instead of failing when the row is saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from relationships.services.audit import acting_user
from relationships.services.blocks import Blocked
from relationships.services.transitions import check_save


class GuardedForm(forms.ModelForm[Any]):
    """Asks whether the row may be saved as it was filled in, once everything else about it is in order."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, after which the instance is filled in
        if self.errors or not self.has_changed():
            return
        try:
            check_save(self.instance, acting_user())
        except Blocked as blocked:
            self.add_error(blocked.field_among(self.fields), blocked.messages)
        except ValidationError as problem:
            for name, errors in problem.message_dict.items():
                self.add_error(name if name in self.fields else None, errors)
