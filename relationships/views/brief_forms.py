"""The forms of a brief: its sections, what it is written from, and how it goes out."""

from typing import Any, cast

from django import forms

from relationships.domain.brief_edits import HEADING_MAX, OWN, SECTIONS_MAX, TEXT_MAX
from relationships.domain.brief_words import HEADINGS
from relationships.domain.networks import NETWORKS
from relationships.domain.playbooks.norms import BriefSection
from relationships.domain.relationships import Channel
from relationships.models.base import choices
from relationships.models.brands import BRIEF_LANGUAGES

#: What a section is called among us; a greeting has no heading of its own.
SECTION_NAMES = {key.value: HEADINGS[key] or key.value.capitalize() for key in BriefSection}
_CHANNELS = (Channel.EMAIL, Channel.DIRECT_MESSAGE, Channel.MEETING, Channel.VIDEO_CALL, Channel.OTHER)


class SectionForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput, max_length=20)
    heading = forms.CharField(required=False, max_length=HEADING_MAX)
    text = forms.CharField(required=False, max_length=TEXT_MAX, strip=False, widget=forms.Textarea(attrs={"rows": 3}))
    leave_out = forms.BooleanField(required=False)

    @property
    def name(self) -> str:
        """What the section is called, for a reader who hears the page."""
        value = self["key"].value()
        return SECTION_NAMES.get(value, "") or str(self["heading"].value() or "Section of your own")


class SectionFormSet(forms.BaseFormSet[SectionForm]):
    def rows(self) -> list[dict[str, str]]:
        """The sections that stay, in their order, once the set is valid. One posted without anything is none."""
        values: list[dict[str, Any]] = self.cleaned_data
        return [
            {name: value[name] for name in ("key", "heading", "text")}
            for value in values
            if value and not value["leave_out"]
        ]


SECTIONS = cast(
    "type[SectionFormSet]",
    forms.formset_factory(
        SectionForm,
        SectionFormSet,
        extra=0,
        max_num=SECTIONS_MAX,
        absolute_max=SECTIONS_MAX,
        validate_max=True,
    ),
)


class GroundForm(forms.Form):
    """In which language, and in the form of which network, a brief is written."""

    language = forms.ChoiceField(choices=BRIEF_LANGUAGES)
    network = forms.ChoiceField(required=False, label="Form of the network")

    def __init__(self, *args: Any, networks: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["network"].choices = [(key, NETWORKS[key].label) for key in networks] or [("", "Any place")]


class SendForm(forms.Form):
    channel = forms.ChoiceField(choices=[pair for pair in choices(Channel) if pair[0] in _CHANNELS])
    note = forms.CharField(required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))
    carries_notice = forms.BooleanField(required=False, label="It carries the privacy notice")


class AddForm(forms.Form):
    """A section that the brief does not have yet."""

    section = forms.ChoiceField(label="Add a section")

    def __init__(self, *args: Any, there: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        lacking = [(key, name) for key, name in SECTION_NAMES.items() if key not in there]
        fields["section"].choices = [*lacking, (OWN, "One of your own")]
