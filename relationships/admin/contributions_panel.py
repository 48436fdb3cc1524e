"""What came from a creator beyond posts: the latest insights, and the latest of the rest."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import NoReverseMatch, reverse

from relationships.admin import cells
from relationships.domain.ladder import ContributionKind
from relationships.models import Contribution, Relationship

#: The latest of each kind that the page shows.
OF_EACH = 3
_LIST, _ADD = "admin:relationships_contribution_changelist", "admin:relationships_contribution_add"


@dataclass(frozen=True, slots=True)
class Gave:
    """A contribution with its tags; ``url`` leads to what was made, "" where nobody noted it."""

    kind: str
    title: str
    text: str
    url: str
    day: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContributionsPanel:
    """``all_url`` and ``add_url`` are "" where there is no such page, or not for this user."""

    insights: tuple[Gave, ...]
    others: tuple[Gave, ...]
    all_url: str
    add_url: str


def contributions_panel(relationship: Relationship, *, may_add: bool) -> ContributionsPanel:
    """Two queries: the rows, and their tags."""
    number = Window(RowNumber(), partition_by=F("kind"), order_by=(F("happened_on").desc(), F("pk").desc()))
    latest = Contribution.objects.filter(relationship=relationship).annotate(number=number).filter(number__lte=OF_EACH)
    rows = list(latest.prefetch_related("tags"))
    query = f"?relationship={relationship.pk}"
    return ContributionsPanel(
        insights=tuple(_gave(row) for row in rows if row.kind == ContributionKind.INSIGHT),
        others=tuple(_gave(row) for row in rows if row.kind != ContributionKind.INSIGHT),
        all_url=_page(_LIST, query) if rows else "",
        add_url=_page(_ADD, query) if may_add else "",
    )


def _gave(row: Contribution) -> Gave:
    tags = tuple(tag.name for tag in row.tags.all())
    return Gave(str(row.get_kind_display()), row.title, row.text, row.url, cells.day(row.happened_on), tags)


def _page(name: str, query: str) -> str:
    try:
        return reverse(name) + query
    except NoReverseMatch:
        return ""
