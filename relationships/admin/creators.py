"""The creator's page: the person, the accounts with their past, and the relationships that the user may see."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from relationships.admin import cells, creator_panel
from relationships.admin.base import RapportAdmin
from relationships.admin.entry import check_days
from relationships.admin.fields import (
    CountField,
    LabelsField,
    RateField,
    SafeAutocompleteMultiple,
    not_after_today,
    today,
)
from relationships.admin.history import Trail
from relationships.admin.inlines import LatestFormSet, TableInline
from relationships.admin.listfilters import one_of, yes_or_no
from relationships.admin.site import site
from relationships.domain import networks, places
from relationships.domain.day_rules import CREATOR
from relationships.models import Account, Category, Creator, CreatorCategory
from relationships.reports.merged import merged_into
from relationships.services.audience import MEASURED
from relationships.services.creator_merge_links import taken_in
from relationships.services.creator_merge_pair import may_merge
from relationships.services.duplicates import Entered, Found, find_known
from relationships.services.labels import set_categories

# The stock cell would build the table of all countries anew for each row.
COUNTRIES, LANGUAGES = dict(places.COUNTRY_CHOICES), dict(places.LANGUAGE_CHOICES)

_FIELDSETS = (
    (
        "Person",
        {
            "fields": (
                ("name", "motivation"),
                ("email", "phone"),
                "agent",
                ("country", "language"),
                "postal_address",
                "categories",
            )
        },
    ),
    ("Celebrity", {"fields": (("is_celebrity", "celebrity_reason"),)}),
    (
        "Data and contact",
        {
            "fields": (
                ("data_source", "lawful_basis"),
                ("notice_given_on", "basis_renewed_on"),
                ("do_not_contact", "do_not_contact_reason"),
            )
        },
    ),
    ("Notes", {"fields": ("notes",)}),
)


class CreatorForm(forms.ModelForm[Any]):
    categories = LabelsField(
        Category.objects.all(),
        required=False,
        widget=SafeAutocompleteMultiple(Creator._meta.get_field("categories"), site),
        help_text="Type to find; several are possible.",
    )

    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        check_days(self, CREATOR)
        return values

    def _save_m2m(self) -> None:
        """In place of the stock way, which writes in bulk: categories have a model of their own, with a history."""
        if "categories" in self.changed_data:
            set_categories(self.instance, self.cleaned_data["categories"])


class AccountForm(forms.ModelForm[Any]):
    followers = CountField(required=False, help_text="12400 or 12.4K. Leave empty when not known: unknown is not zero.")
    engagement_rate = RateField(required=False, label="Engagement, %")

    def clean_measured_on(self) -> Any:
        day = self.cleaned_data["measured_on"]
        if day:
            not_after_today(day)
        return day

    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        if set(MEASURED) & set(self.changed_data) and "measured_on" not in self.changed_data:
            # Who writes a new count down has just read it, unless they say when.
            values["measured_on"] = today()
        if self.instance.pk and {"network", "handle"} & set(self.changed_data):
            self.instance.url = ""  # it led to the old handle; saving makes the new one
        if values.get("network") and values.get("handle") and "handle" not in self.errors:
            self._refuse_known(values["network"], values["handle"])
        return values

    def _refuse_known(self, network: str, handle: str) -> None:
        try:
            key = networks.normalise_handle(network, handle)
        except ValueError:
            return  # the model says so, in words
        same = Q(handle_key=key) | (Q(channel_id=key) if networks.is_channel_id(network, key) else Q(pk=None))
        known = Account.objects.filter(same, network=network).exclude(pk=self.instance.pk).select_related("creator")
        if (other := known.first()) is not None:
            is_own = other.creator_id == self.instance.creator_id
            address = reverse("admin:relationships_creator_change", args=[other.creator_id])
            whose = "this creator" if is_own else format_html('<a href="{}">{}</a>', address, other.creator)
            words = "{} is on file already: it belongs to {}. One account belongs to one creator."
            raise ValidationError({"handle": format_html(words, str(other), whose)})


#: Names the creators of whom somebody has said that they are not the one who is entered.
ANSWERED = "known__other"


class AccountFormSet(LatestFormSet):
    """The primary account stands first, so that its mark is taken away before another row's is given: the database
    allows one at any moment.

    What is entered is looked up before it is saved: ``known`` are creators on file that nobody answered about yet.
    """

    latest = 50
    acting: ClassVar[Any] = None
    known: Found | None = None

    def is_valid(self) -> bool:
        return super().is_valid() and self.known is None

    def _look_up(self, kept: Iterable[Any]) -> None:
        creator = self.instance
        on_file = Creator.objects.filter(pk=creator.pk).values_list("email", flat=True).first() if creator.pk else ""
        new = [form for form in kept if not form.instance.pk or {"network", "handle"} & set(form.changed_data)]
        entered = Entered(
            email=creator.email if creator.email != on_file else "",
            accounts=[(form.cleaned_data["network"], form.cleaned_data["handle"]) for form in new],
        )
        found = find_known(entered, self.acting, creator.pk)
        if not found.is_answered(self.data.get(ANSWERED, "")):
            self.known = found

    def clean(self) -> None:
        super().clean()
        self._look_up(form for form in self.forms if self._stays(form))
        kept = [form for form in self.forms if self._stays(form)]
        if sum(bool(form.cleaned_data.get("is_primary")) for form in kept) > 1:
            raise ValidationError("A creator has one primary account: leave the mark on one of them.")
        keys = [(form.instance.network, form.instance.handle_key) for form in kept if form.instance.handle_key]
        if len(set(keys)) < len(keys):
            raise ValidationError("The same account stands here twice: keep one of them.")

    def _stays(self, form: Any) -> bool:
        return form.is_valid() and form not in self.deleted_forms and (form.instance.pk or form.has_changed())


class AccountInline(TableInline):
    model = Account
    form = AccountForm
    formset = AccountFormSet
    fields = (
        "network",
        "handle",
        "followers",
        "engagement_rate",
        "engagement_basis",
        "measured_on",
        "is_primary",
    )
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        made: Any = super().get_formset(request, obj, **kwargs)
        return type(made.__name__, (made,), {"acting": request.user})


@admin.register(Creator, site=site)
class CreatorAdmin(RapportAdmin):
    form = CreatorForm
    inlines = (AccountInline,)
    list_display = (
        "creator_name",
        "tier_shown",
        "followers_shown",
        "main",
        "where",
        "speaks",
        "celebrity",
        "contact",
    )
    sortable_by = ("creator_name", "followers_shown")
    ordering = ("name_key",)
    list_select_related = ("main_account",)
    list_filter = (
        one_of("tier", "tier", Creator._meta.get_field("tier").flatchoices),
        one_of("main network", "network", networks.CHOICES),
        yes_or_no("celebrity", "is_celebrity"),
        yes_or_no("do not contact", "do_not_contact"),
    )
    search_help_text = "Name, handle or e-mail."
    actions = ("merge_two",)
    trails = (Trail(Account, "creator_id"), Trail(CreatorCategory, "creator_id"))
    change_form_template = "admin/relationships/creator/change_form.html"

    class Media:
        css = {"all": ["rapport/css/workplace.css", "rapport/css/conflict.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A method, since the stock check does not know that the form has a field of its own for the categories."""
        return _FIELDSETS

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if context.get("original") is not None:
            context["panel"] = creator_panel.panel_of(context["original"], request.user)
            context["merged"] = merged_into(context["original"], request.user)
        sets = (inline.formset for inline in context["inline_admin_formsets"])
        context["may_merge"] = may_merge(request.user)
        context["known"] = next((known for one in sets if (known := getattr(one, "known", None))), None)
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["known"]:
            response.status_code = 409
        return response

    def numbers_of(self, row: Creator) -> list[int]:
        return [row.pk, *taken_in(row.pk).creators]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may_merge(request.user)

    @admin.action(description="Merge two creators…", permissions=["merge"])
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Creator]) -> HttpResponse | None:
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(ids) != 2:
            self.message_user(request, "Select exactly two creators to merge them.", messages.WARNING)
            return None
        return HttpResponseRedirect(reverse("staff:creator_merge_order", args=ids))

    @admin.display(description="name", ordering="name_key")
    def creator_name(self, row: Creator) -> str:
        return row.name

    @admin.display(description="tier")
    def tier_shown(self, row: Creator) -> str:
        return cells.tier_badge(row.tier)

    @admin.display(description="followers", ordering="followers")
    def followers_shown(self, row: Creator) -> str:
        return cells.count(row.followers)

    @admin.display(description="main account")
    def main(self, row: Creator) -> str:
        return str(row.main_account or cells.NOTHING)

    @admin.display(description="country")
    def where(self, row: Creator) -> str:
        return COUNTRIES.get(row.country, cells.NOTHING)

    @admin.display(description="language")
    def speaks(self, row: Creator) -> str:
        return LANGUAGES.get(row.language, cells.NOTHING)

    @admin.display(description="celebrity")
    def celebrity(self, row: Creator) -> str:
        return "celebrity" if row.is_celebrity else ""

    @admin.display(description="contact")
    def contact(self, row: Creator) -> str:
        return "do not contact" if row.do_not_contact else ""
