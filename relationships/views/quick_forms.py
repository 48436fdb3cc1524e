"""The small forms of the quick edits, each about one thing, with what helps to fill it in by one click."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relationships.domain.ids import ids_of
from relationships.domain.next_steps import Proposal, answer_to
from relationships.domain.playbooks.entry import usual_compensation
from relationships.domain.relationships import WITHOUT_CONTACT, Purpose
from relationships.models import Brand, Relationship, Tag, User
from relationships.services.people import people_who_see
from relationships.services.playbooks import playbook_of
from relationships.services.quick import tags_named
from relationships.services.versions import token
from relationships.views.dialogs import VERSION
from relationships.views.steps import LineField
from relationships.views.touch_forms import PlanForm, Step, TouchForm

#: Tags that are offered beside those that the relationship has: the brand's own, most used first.
TAGS_OFFERED = 12
#: Names that the browser completes while somebody types.
_TAGS_KNOWN = 300
_TAG_MAX = Tag._meta.get_field("name").max_length or 60
_MORE_MAX = 400
#: Advice that is proposed as next action, beside what the cadence asks for.
_ADVICE = 2


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A button that puts ``value`` into the field beside it."""

    label: str
    value: str


def day_shortcuts() -> Sequence[Shortcut]:
    """The days that are meant most often, from the reader's own today."""
    on = timezone.localdate()
    days: Sequence[tuple[str, int]] = ((_("Today"), 0), (_("Tomorrow"), 1), (_("+1 week"), 7), (_("+2 weeks"), 14))
    return [Shortcut(label, (on + timedelta(days=ahead)).isoformat()) for label, ahead in days]


def _beside(form: forms.Form, name: str, **what: Any) -> None:
    """Put what the template shows beside a field onto it: ``shortcuts``, or ``part``, the words above it."""
    vars(form.fields[name]).update(what)


# --- What comes next --------------------------------------------------------------------------------------------------


class QuickPlanForm(PlanForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _beside(self, "next_action_on", shortcuts=day_shortcuts())


class QuickTouchForm(TouchForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "next_action" in self.fields:
            _beside(self, "next_action", part=_("Then"))
            _beside(self, "next_action_on", shortcuts=day_shortcuts())


@dataclass(frozen=True, slots=True)
class Offered:
    """A next action that one click puts into the form; ``kind`` and ``on`` as its fields hold them."""

    text: str
    kind: str
    on: str
    day: date
    why: str


def proposals_of(step: Step, purpose: Purpose | None = None) -> Sequence[Offered]:
    """What the playbook proposes: what it advises today, the heaviest first, then what its cadence asks for."""
    advised = [answer_to(one.advice, timezone.localdate()) for one in step.reading.given if one.decision is None]
    if step.reading.facts.do_not_contact:
        advised = [one for one in advised if one.kind in WITHOUT_CONTACT]
    cadence = step.proposal(purpose)
    return [_offered(one) for one in [*advised[:_ADVICE], *([cadence] if cadence else [])]]


def _offered(one: Proposal) -> Offered:
    most = Relationship._meta.get_field("next_action").max_length or 200
    return Offered(one.text[:most], one.kind.value, one.on.isoformat(), one.on, one.why)


# --- One column -------------------------------------------------------------------------------------------------------


class _ColumnForm(forms.Form):
    """``column`` names the field as the model does; its value goes into the row as it is."""

    column = ""
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, row: Relationship, user: Any, sent: Any) -> None:
        first = {VERSION: token(row), self.column: getattr(row, self.column)}
        super().__init__(sent, initial=first)
        self.fields[self.column].widget.attrs["data-first"] = True

    @property
    def value(self) -> Any:
        return self.cleaned_data[self.column]


class StageForm(_ColumnForm):
    column = "stage"
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        choices=Relationship._meta.get_field("stage").flatchoices,
        widget=forms.RadioSelect,
    )


class CompensationForm(_ColumnForm):
    column = "compensation"
    compensation = forms.ChoiceField(
        label=gettext_lazy("Compensation"), required=False, widget=forms.RadioSelect, help_text=""
    )

    def __init__(self, row: Relationship, user: Any, sent: Any) -> None:
        super().__init__(row, user, sent)
        known = Relationship._meta.get_field("compensation").flatchoices
        field: Any = self.fields["compensation"]
        field.choices = [("", _("Not known")), *((value, label) for value, label in known if value)]
        playbook = playbook_of(row)
        usual = usual_compensation(playbook, row.followers)
        if usual is not None:
            origin = playbook.origins.get("usual_compensation")
            told = {"usual": dict(known)[usual.value].lower(), "tier": row.tier, "source": origin or _("House default")}
            field.help_text = _("Usual with such a %(tier)s creator: %(usual)s (%(source)s).") % told


class OwnerForm(_ColumnForm):
    column = "owner"
    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Owner"), required=False, empty_label=gettext_lazy("Nobody")
    )

    def __init__(self, row: Relationship, user: Any, sent: Any) -> None:
        super().__init__(row, user, sent)
        team = people_who_see(Brand.objects.filter(pk=row.brand_id))
        field: Any = self.fields["owner"]
        # Whoever is named already may have left the team: that stays until somebody changes it.
        field.queryset = User.objects.filter(Q(pk__in=team.order_by().values("pk")) | Q(pk=row.owner_id)).order_by(
            "name_key", "pk"
        )
        field.help_text = _("People in the team of %s.") % row.brand
        if field.queryset.filter(pk=user.pk).exists():
            _beside(self, "owner", shortcuts=[Shortcut(_("Me"), str(user.pk)), Shortcut(_("Nobody"), "")])

    @property
    def value(self) -> Any:
        chosen = self.cleaned_data["owner"]
        return chosen.pk if chosen else None


# --- Tags -------------------------------------------------------------------------------------------------------------


class TagsForm(forms.Form):
    """The tags that stand there and those that the brand uses most, to be marked; any other one by its name.

    ``shown``: what stood there when the form was made, so that only what somebody marked or unmarked is changed.
    """

    tags = forms.MultipleChoiceField(
        label=gettext_lazy("Tags"), required=False, widget=forms.CheckboxSelectMultiple(attrs={"data-first": True})
    )
    more = LineField(
        label=gettext_lazy("Others"),
        required=False,
        max_length=_MORE_MAX,
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4_000)

    def __init__(self, row: Relationship, user: Any, sent: Any) -> None:
        there = list(row.tags.order_by("name_key"))
        ids = [tag.pk for tag in there]
        super().__init__(sent, initial={"tags": ids, "shown": ",".join(map(str, ids))})
        self.may_add = user.has_perm("relationships.add_tag")
        posted = ids_of(sent.getlist("tags")) if sent is not None else []
        used = Count("relationship_tags", filter=Q(relationship_tags__relationship__brand=row.brand_id))
        often = Tag.objects.exclude(pk__in=ids).annotate(used=used).filter(used__gt=0).order_by("-used", "name_key")
        offered = [*there, *often[:TAGS_OFFERED]]
        # What was offered a while ago may be marked, too.
        offered += Tag.objects.filter(pk__in=posted).exclude(pk__in=[tag.pk for tag in offered]) if posted else ()
        field: Any = self.fields["tags"]
        field.choices = [(tag.pk, tag.name) for tag in offered]
        self.fields["more"].help_text = (
            _("Separated by commas. A word that is not there yet is added to everybody’s tags.")
            if self.may_add
            else _("Separated by commas, from the tags on file.")
        )
        if not field.choices:
            self.fields["more"].widget.attrs["data-first"] = True

    @cached_property
    def known(self) -> Sequence[str]:
        return list(Tag.objects.order_by("name_key").values_list("name", flat=True)[:_TAGS_KNOWN])

    def clean_more(self) -> str:
        names = [name for one in self.cleaned_data["more"].split(",") if (name := one.strip())]
        if long := next((name for name in names if len(name) > _TAG_MAX), None):
            raise ValidationError(
                _("A tag has at most %(most)d letters: “%(name)s…”.") % {"most": _TAG_MAX, "name": long[:20]}
            )
        found, missing = tags_named(names)
        if missing and not self.may_add:
            raise ValidationError(_("There is no tag “%s”: choose one of those on file, or ask for it.") % missing[0])
        self.named, self.new = {tag.pk for tag in found}, missing
        return str(self.cleaned_data["more"])

    def clean_shown(self) -> set[int]:
        return set(ids_of(self.cleaned_data["shown"].split(",")))

    @property
    def _chosen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["tags"]} | self.named

    @property
    def _shown(self) -> set[int]:
        shown: set[int] = self.cleaned_data["shown"]
        return shown

    @property
    def added(self) -> set[int]:
        return self._chosen - self._shown

    @property
    def removed(self) -> set[int]:
        return self._shown - self._chosen
