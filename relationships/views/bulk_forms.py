"""What is to be changed of many relationships: one small form an action, and the change that it says."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from relationships.domain.lists import BulkAction
from relationships.domain.relationships import PLAN
from relationships.models import Brand, Creator, Relationship, Tag
from relationships.models.base import sort_key
from relationships.services.bulk_asking import Change
from relationships.services.people import people_who_see
from relationships.views.steps import DayField, LineField, choices_of

#: Names that the browser completes while somebody types.
_TAGS_KNOWN = 500


def _most(model: Any, column: str) -> int:
    return int(model._meta.get_field(column).max_length)


class BulkForm(forms.Form):
    """``title`` heads the dialog. ``change()``: what was asked for, once the form is valid."""

    title: ClassVar[str]

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def change(self) -> Change:
        raise NotImplementedError


class OwnerForm(BulkForm):
    title = "Change the owner"

    owner: Any = forms.ModelChoiceField(
        None, empty_label="Nobody", required=False, help_text="Whoever sees one of the brands."
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = people_who_see(Brand.objects.visible_to(user))
        if not self.is_bound:
            owner.initial = user.pk

    def change(self) -> Change:
        owner = self.cleaned_data["owner"]
        return Change(BulkAction.OWNER, f"Owner: {owner or 'nobody'}", {"owner_id": owner.pk if owner else None})


class StageForm(BulkForm):
    title = "Change the stage"

    stage = forms.ChoiceField(choices=lambda: choices_of(Relationship, "stage"), widget=forms.RadioSelect)

    def change(self) -> Change:
        stage = self.cleaned_data["stage"]
        return Change(BulkAction.STAGE, f"Stage: {dict(choices_of(Relationship, 'stage'))[stage]}", {"stage": stage})


class CompensationForm(BulkForm):
    title = "Change the compensation"

    compensation = forms.ChoiceField(
        choices=lambda: [*choices_of(Relationship, "compensation"), ("", "Not known")],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        # Empty is an answer here; nothing at all is none.
        if "compensation" not in self.data:
            self.add_error("compensation", "Choose one of them.")
        return self.cleaned_data

    def change(self) -> Change:
        said = self.cleaned_data["compensation"]
        label = dict(choices_of(Relationship, "compensation")).get(said, "not known")
        return Change(BulkAction.COMPENSATION, f"Compensation: {label}", {"compensation": said})


_SET, _MOVE, _CLEAR = "set", "move", "clear"


class NextActionForm(BulkForm):
    title = "Change the next action"
    halves = frozenset(PLAN[1:])

    what = forms.ChoiceField(
        label="What is to be done",
        choices=((_SET, "Plan this"), (_MOVE, "Only move the day"), (_CLEAR, "Plan nothing")),
        widget=forms.RadioSelect,
        initial=_SET,
    )
    next_action = LineField(
        max_length=_most(Relationship, "next_action"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    next_action_kind = forms.ChoiceField(
        label="Kind", choices=lambda: choices_of(Relationship, "next_action_kind", "Not said"), required=False
    )
    next_action_on = DayField(label="On", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the style sheet shows or hides with the choice above.
        for name, when in zip(PLAN, ("when-set", "when-set", "when-moved"), strict=True):
            vars(self.fields[name])["when"] = when

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        what, text, on = values.get("what"), values.get("next_action"), values.get("next_action_on")
        if what == _SET and not text and "next_action" not in self.errors:
            self.add_error("next_action", ValidationError("Say what the next action is."))
        if what == _MOVE and not on and "next_action_on" not in self.errors:
            self.add_error("next_action_on", ValidationError("Give the day to move them to."))
        return values

    def change(self) -> Change:
        values, on = self.cleaned_data, self.cleaned_data["next_action_on"]
        if values["what"] == _CLEAR:
            nothing = dict(zip(PLAN, ("", "", None), strict=True))
            return Change(BulkAction.NEXT_ACTION, "Next action: nothing is planned", nothing)
        if values["what"] == _MOVE:
            said = f"Next action: moved to {date_format(on)}"
            return Change(BulkAction.NEXT_ACTION, said, {"next_action_on": on}, where_planned=True)
        kind = dict(choices_of(Relationship, "next_action_kind")).get(values["next_action_kind"], "")
        details = ", ".join(filter(None, (kind.lower(), date_format(on) if on else "no day")))
        said = f"Next action: {values['next_action']} ({details})"
        return Change(BulkAction.NEXT_ACTION, said, {name: values[name] for name in PLAN})


class TagAddForm(BulkForm):
    title = "Add a tag"

    tag = LineField(
        max_length=_most(Tag, "name"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "known-tags"}),
        help_text="One that is known, or a new one.",
    )

    @property
    def known(self) -> list[str]:
        return list(Tag.objects.values_list("name", flat=True)[:_TAGS_KNOWN])

    def clean_tag(self) -> str:
        name: str = self.cleaned_data["tag"]
        self.found = Tag.objects.filter(name_key=sort_key(name)).first()
        if self.found is None and not self.user.has_perm("relationships.add_tag"):
            raise ValidationError("There is no such tag: choose one that is known.")
        return name

    def change(self) -> Change:
        if self.found is not None:
            return Change(BulkAction.TAG_ADD, f"Tag added: {self.found}", {"tag_id": self.found.pk})
        name = self.cleaned_data["tag"]
        return Change(BulkAction.TAG_ADD, f"Tag added: {name} (new)", {"tag_id": None}, tag_name=name)


class TagRemoveForm(BulkForm):
    title = "Remove a tag"

    tag = forms.ModelChoiceField(Tag.objects.all(), empty_label="Choose a tag")

    def change(self) -> Change:
        tag = self.cleaned_data["tag"]
        return Change(BulkAction.TAG_REMOVE, f"Tag removed: {tag}", {"tag_id": tag.pk})


class DoNotContactForm(BulkForm):
    title = "Do not contact"

    reason = LineField(
        label="Why not",
        max_length=_most(Creator, "do_not_contact_reason"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Said of the creators themselves: no brand may contact them any more.",
    )

    def change(self) -> Change:
        reason = self.cleaned_data["reason"]
        return Change(BulkAction.DO_NOT_CONTACT, f"Do not contact: {reason}"[:300], {"do_not_contact_reason": reason})


FORMS: Mapping[str, type[BulkForm]] = {
    BulkAction.OWNER: OwnerForm,
    BulkAction.STAGE: StageForm,
    BulkAction.NEXT_ACTION: NextActionForm,
    BulkAction.COMPENSATION: CompensationForm,
    BulkAction.TAG_ADD: TagAddForm,
    BulkAction.TAG_REMOVE: TagRemoveForm,
    BulkAction.DO_NOT_CONTACT: DoNotContactForm,
}
