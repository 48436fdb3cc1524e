"""What came from a creator beyond posts: the latest insights, and the latest of the rest."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from relationships.admin import cells
from relationships.domain.ladder import ContributionKind
from relationships.models import Contribution, Relationship

#: The latest of each kind that the page shows.
OF_EACH = 3
_LIST = "admin:relationships_contribution_changelist"


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
    """``all_url`` is "" where nothing is on file; ``may_add``: the form for one stands further down the page."""

    insights: tuple[Gave, ...]
    others: tuple[Gave, ...]
    all_url: str
    may_add: bool


def contributions_panel(relationship: Relationship, *, may_add: bool) -> ContributionsPanel:
    """Two queries: the rows, and their tags."""
    number = Window(RowNumber(), partition_by=F("kind"), order_by=(F("happened_on").desc(), F("pk").desc()))
    latest = Contribution.objects.filter(relationship=relationship).annotate(number=number).filter(number__lte=OF_EACH)
    rows = list(latest.prefetch_related("tags"))
    return ContributionsPanel(
        insights=tuple(_gave(row) for row in rows if row.kind == ContributionKind.INSIGHT),
        others=tuple(_gave(row) for row in rows if row.kind != ContributionKind.INSIGHT),
        all_url=f"{reverse(_LIST)}?relationship={relationship.pk}" if rows else "",
        may_add=may_add,
    )


def _gave(row: Contribution) -> Gave:
    tags = tuple(tag.name for tag in row.tags.all())
    return Gave(str(row.get_kind_display()), row.title, row.text, row.url, cells.day(row.happened_on), tags)
