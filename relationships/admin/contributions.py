"""Insights & co-creations: what creators bring beyond posts, noted in the workplace, found by word, kind and tag."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from relationships.admin import cells
from relationships.admin.base import RapportAdmin, SignedForm
from relationships.admin.entry import check_days
from relationships.admin.fields import LabelsField, SafeAutocompleteMultiple, today
from relationships.admin.inlines import Line, RowsInline
from relationships.admin.listfilters import by_brand, one_of, only
from relationships.admin.lists import SEARCH_MAX
from relationships.admin.site import site
from relationships.admin.visible import visible_rows
from relationships.domain.day_rules import CONTRIBUTION
from relationships.domain.ladder import ContributionKind
from relationships.domain.text import clean_line
from relationships.models import Contribution, Relationship, Tag

_TONES = {ContributionKind.COCREATION: "accent", ContributionKind.REVIEW: "success"}
_KINDS = Contribution._meta.get_field("kind").flatchoices


class ContributionForm(SignedForm):
    """Who noted it is who is logged in; a correction keeps the name."""

    signed = frozenset({"noted_by"})
    acting: ClassVar[Any] = None
    tags = LabelsField(
        Tag.objects.all(),
        required=False,
        widget=SafeAutocompleteMultiple(Contribution._meta.get_field("tags"), site),
        help_text="Type to find; several are possible.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.noted_by = self.acting

    def clean(self) -> dict[str, Any] | None:
        values: dict[str, Any] = super().clean() or {}
        check_days(self, CONTRIBUTION)
        return values


class ContributionInline(RowsInline):
    model = Contribution
    form = ContributionForm
    latest = 10
    fieldsets = ((None, {"fields": (("kind", "happened_on", "title"), "text", ("url", "tags"))}),)
    new_title = "New insight, review or co-creation"
    verbose_name_plural = "insights & co-creations"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("noted_by").prefetch_related("tags")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was noted is read here, and corrected on its own page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def initial(self, request: HttpRequest, parent: Any) -> dict[str, Any]:
        return {"happened_on": today()}

    def line(self, row: Contribution) -> Line:
        by = f"noted by {row.noted_by}" if row.noted_by else ""
        words = (cells.day(row.happened_on), by, ", ".join(map(str, row.tags.all())))
        tone = _TONES.get(ContributionKind(row.kind), "neutral")
        return Line(row.title, words, row.get_kind_display(), tone, row.text)


def _tags(request: HttpRequest) -> Iterable[tuple[int, str]]:
    """Those that a contribution bears which the user sees: another brand's may tell what it is up to."""
    borne = Contribution.objects.visible_to(request.user).filter(tags=OuterRef("pk"))
    return Tag.objects.filter(Exists(borne)).order_by("name_key").values_list("pk", "name")


@admin.register(Contribution, site=site)
class ContributionAdmin(RapportAdmin):
    form = ContributionForm
    prefilled = ("relationship",)
    list_display = ("what", "kind", "happened_on", "creator", "brand", "said", "tags_shown", "noted_by")
    list_display_links = ("what",)
    list_select_related = ("relationship__creator", "relationship__brand", "noted_by")
    list_filter = (
        one_of("kind", "kind", _KINDS),
        by_brand("relationship__brand"),
        one_of("tag", "tag", _tags, "tags"),
        only("relationship", "relationship", Relationship),
    )
    search_help_text = "Words of the title or the text, or the creator's name."
    readonly_fields = ("noted_by",)

    class Media:
        css = {"all": ["rapport/css/workplace.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A method, since the stock check does not know that the form has a field of its own for the tags."""
        noted = ("noted_by",) if obj else ()
        return (
            (None, {"fields": ("relationship", ("kind", "happened_on", "title"), "text", ("url", "tags"), *noted)}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("relationship", "noted_by") if obj else ("noted_by",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = type("OwnContribution", (ContributionForm,), {"acting": request.user})
        return super().get_form(request, obj, change, **{"form": form, **kwargs})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"happened_on": today(), **super().get_changeform_initial_data(request)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.prefetch_related("tags")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Every word has to stand in the title or in the text; or the creator bears the name."""
        term = clean_line(search_term[:SEARCH_MAX])
        if not term:
            return queryset, False
        relationships: Any = visible_rows(Relationship, request.user)
        said = Q()
        for word in term.split()[:8]:
            said &= Q(title__icontains=word) | Q(text__icontains=word)
        return queryset.filter(said | Q(relationship__in=relationships.search(term).values("pk"))), False

    @admin.display(description="title")
    def what(self, row: Contribution) -> str:
        return row.title

    @admin.display(description="what it says")
    def said(self, row: Contribution) -> str:
        return Truncator(row.text).chars(120) or cells.NOTHING

    @admin.display(description="tags")
    def tags_shown(self, row: Contribution) -> str:
        return ", ".join(map(str, row.tags.all())) or cells.NOTHING

    @admin.display
    def creator(self, row: Contribution) -> str:
        return str(row.relationship.creator)

    @admin.display
    def brand(self, row: Contribution) -> str:
        return str(row.relationship.brand)
