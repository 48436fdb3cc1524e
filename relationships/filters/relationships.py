"""The filters of the relationship list. Their names and values are its addresses: they are kept and shared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from relationships.domain import networks, places
from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import LABELS as COMPENSATION_LABELS
from relationships.domain.compensation import Compensation
from relationships.domain.engagement import EngagementBasis
from relationships.domain.fit import Confidence
from relationships.domain.playbooks.labels import CODE_LABELS, SEVERITY_LABELS
from relationships.domain.relationships import Stage
from relationships.domain.tiers import Tier
from relationships.filters.brands import BrandFilters
from relationships.filters.declared import Choices, One, OneOrMore, Rows, Typed
from relationships.filters.fields import (
    parse_day,
    parse_followers,
    parse_norms,
    parse_percent,
    parse_score,
    parse_search,
)
from relationships.models import Brand
from relationships.models.relationships import HISTORY_STEP
from relationships.querysets.relationships import DueWindow, FitMark, RenewalWindow
from relationships.reports.choices import KINDS
from relationships.reports.crowds import KINDS as KINDS_OF_CROWDS
from relationships.reports.crowds import are_counted_at_once, is_crowd

#: Stand in the address for the reader, for no owner, and for what is not known.
MINE, NOBODY, UNKNOWN = "me", "nobody", "unknown"


def _labels(words: type[StrEnum], **special: str) -> Choices:
    return {word.value: special.get(word.value, word.value.replace("_", " ").capitalize()) for word in words}


TIERS = _labels(Tier)
STAGES = _labels(Stage)
HISTORIES = _labels(HistoryKind, none="None yet", one_off="One-off")
COMPENSATIONS: Choices = {**{word.value: label for word, label in COMPENSATION_LABELS.items()}, UNKNOWN: "Not known"}
BASES = _labels(EngagementBasis)
CONFIDENCES = _labels(Confidence)
MARKS = _labels(FitMark, unrated="Not rated", uncleared="Gate not cleared")
DUE = _labels(DueWindow, week="Within 7 days", later="Later", none="Nothing due")
RENEWALS: Choices = {RenewalWindow.DUE.value: "Due", RenewalWindow.SOON.value: "Within 30 days"}
SEVERITIES: Choices = {severity.value: label for severity, label in SEVERITY_LABELS.items()}
CODES: Choices = {code.value: label for code, label in CODE_LABELS.items()}
COUNTRIES: Choices = {**places.COUNTRIES, UNKNOWN: "Not known"}
LANGUAGES: Choices = {**places.LANGUAGES, UNKNOWN: "Not known"}
CONTACT: Choices = {"no": "Do not contact", "yes": "May be contacted"}

# The headings of the form.
AUDIENCE, CREATOR, WORK, AGREED, FIT, PLAYBOOK = "Audience", "Creator", "Work", "Collaboration", "Fit", "Playbook"


def _stored(values: Sequence[str]) -> list[str]:
    """As the row's own column has it, where not known is blank."""
    return ["" if value == UNKNOWN else value for value in values]


def _start_of(day: date) -> datetime:
    """Midnight where the reader is."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def _today() -> date:
    return timezone.localdate()


def _ranks(column: str, words: type[StrEnum]) -> Callable[[Sequence[str]], Q]:
    """The chosen words as the ranks by which their column is sorted; not known has none."""
    ranks = {word.value: rank for rank, word in enumerate(words) if word != UNKNOWN}

    def condition(chosen: Sequence[str]) -> Q:
        known = Q(**{f"{column}__in": [ranks[word] for word in chosen if word in ranks]})
        return known | Q(**{f"{column}__isnull": True}) if UNKNOWN in chosen else known

    return condition


def _history_ranks(chosen: Sequence[str]) -> Q:
    starts = [list(HistoryKind).index(HistoryKind(kind)) * HISTORY_STEP for kind in chosen]
    return reduce(or_, (Q(history_rank__gte=start, history_rank__lt=start + HISTORY_STEP) for start in starts))


#: Sorted columns that say the same as a filter: the filter, and its chosen values as a range of the column.
_RANKS: Mapping[str, tuple[str, Callable[[Sequence[str]], Q]]] = {
    "tier_rank": ("tier", _ranks("tier_rank", Tier)),
    "stage_rank": ("stage", _ranks("stage_rank", Stage)),
    "compensation_rank": ("compensation", _ranks("compensation_rank", Compensation)),
    "history_rank": ("history", _history_ranks),
}


#: Filters by columns that `rel_facts` covers, and those that find their rows by way of another index.
OF_THE_ROW = frozenset({
    "tier", "compensation", "history", "stage", "brand", "owner", "country", "language", "contact", "mark",
    "followers_min", "followers_max", "fit_min", "fit_max", "due", "not_touched_since", "severity", "drift_min",
    "confidence", "renewal", "engagement_min", "engagement_max", "engagement_by",
})  # fmt: skip
ELSEWHERE = frozenset({"q", "network", "category", "tag", "advice"})


class RelationshipFilters(BrandFilters):
    """Filters over relationships, each by one condition of `querysets.relationships`."""

    kinds = KINDS
    ranges = (
        ("followers_min", "followers_max"),
        ("engagement_min", "engagement_max"),
        ("fit_min", "fit_max"),
    )

    q = Typed("Search", parse=parse_search, by=lambda rows, text: rows.search(text), group="", kind="search")

    tier = OneOrMore("Tier", choices=TIERS, by=lambda rows, tiers: rows.any_of("tier", tiers), group=AUDIENCE)
    followers_min = Typed(
        "Followers from", parse=parse_followers, by=lambda rows, n: rows.followers_between(low=n), group=AUDIENCE
    )
    followers_max = Typed(
        "Followers to", parse=parse_followers, by=lambda rows, n: rows.followers_between(high=n), group=AUDIENCE
    )
    engagement_min = Typed(
        "Engagement from", parse=parse_percent, by="engagement_from", group=AUDIENCE, says="{}%", hint="%"
    )
    engagement_max = Typed("Engagement to", parse=parse_percent, by="engagement_to", group=AUDIENCE, says="{}%")
    engagement_by = One(
        "Engagement by",
        choices=BASES,
        by="measured_by",
        group=AUDIENCE,
        unchosen="Followers, as usual",
        hint="Rates measured otherwise count as not known.",
    )

    network = OneOrMore(
        "Network",
        choices=dict(networks.CHOICES),
        by=lambda rows, keys: rows.on_networks(keys, crowd=is_crowd("network", keys)),
        group=CREATOR,
        kind="list",
    )
    category = OneOrMore(
        "Category",
        choices="category",
        by=lambda rows, ids: rows.in_categories(ids, crowd=is_crowd("category", ids)),
        group=CREATOR,
        kind="list",
    )
    country = OneOrMore(
        "Country",
        choices=COUNTRIES,
        by=lambda rows, codes: rows.any_of("country", _stored(codes)),
        group=CREATOR,
        kind="list",
    )
    language = OneOrMore(
        "Language",
        choices=LANGUAGES,
        by=lambda rows, codes: rows.any_of("language", _stored(codes)),
        group=CREATOR,
        kind="list",
    )
    contact = One(
        "Contact",
        choices=CONTACT,
        by=lambda rows, may: rows.filter(do_not_contact=may == "no"),
        group=CREATOR,
        unchosen="Anybody",
    )

    stage = OneOrMore("Stage", choices=STAGES, by=lambda rows, stages: rows.any_of("stage", stages), group=WORK)
    due = OneOrMore("Due", choices=DUE, by=lambda rows, windows: rows.due(windows, _today()), group=WORK)
    not_touched_since = Typed(
        "Not touched since",
        parse=parse_day,
        by=lambda rows, day: rows.not_touched_since(_start_of(day)),
        group=WORK,
        kind="date",
    )
    brand = OneOrMore(
        "Brand", choices="brand", by=lambda rows, ids: rows.any_of("brand_id", ids), group=WORK, kind="list"
    )
    owner = OneOrMore("Owner", choices="owner", by="owned_by", group=WORK, kind="list")
    tag = OneOrMore(
        "Tag",
        choices="tag",
        by=lambda rows, ids: rows.tagged(ids, crowd=is_crowd("tag", ids)),
        group=WORK,
        kind="list",
    )
    advice = OneOrMore(
        "Norm",
        choices=CODES,
        by=lambda rows, codes: rows.advised(codes, crowd=is_crowd("advice", codes)),
        group=WORK,
        kind="list",
    )

    compensation = OneOrMore(
        "Compensation",
        choices=COMPENSATIONS,
        by=lambda rows, words: rows.any_of("compensation", _stored(words)),
        group=AGREED,
    )
    history = OneOrMore(
        "History", choices=HISTORIES, by=lambda rows, kinds: rows.any_of("history_kind", kinds), group=AGREED
    )

    fit_min = Typed("Fit from", parse=parse_score, by=lambda rows, n: rows.fit_between(low=n), group=FIT, hint="0–100")
    fit_max = Typed("Fit to", parse=parse_score, by=lambda rows, n: rows.fit_between(high=n), group=FIT)
    confidence = OneOrMore(
        "Confidence", choices=CONFIDENCES, by=lambda rows, levels: rows.confidence(levels, _today()), group=FIT
    )
    mark = OneOrMore("Attention", choices=MARKS, by=lambda rows, marks: rows.marked(marks), group=FIT)

    severity = OneOrMore(
        "Advice", choices=SEVERITIES, by=lambda rows, severities: rows.advised_by_weight(severities), group=PLAYBOOK
    )
    drift_min = Typed(
        "Drift from", parse=parse_norms, by=lambda rows, n: rows.drifting(n), group=PLAYBOOK, hint="norms"
    )
    renewal = OneOrMore(
        "Renewal", choices=RENEWALS, by=lambda rows, windows: rows.renewing(windows, _today()), group=PLAYBOOK
    )

    @cached_property
    def offered(self) -> Mapping[str, Choices]:
        found = super().offered
        return {**found, "owner": {MINE: "Me", NOBODY: "Nobody", **found["owner"]}}

    @property
    def basis(self) -> EngagementBasis:
        """The one denominator within which engagement is compared."""
        return EngagementBasis(self.cleaned.get("engagement_by", EngagementBasis.FOLLOWERS))

    @cached_property
    def _crowds(self) -> frozenset[str]:
        """The filters that ask for what so many share that it is checked row by row."""
        return frozenset(name for name in KINDS_OF_CROWDS & self.cleaned.keys() if is_crowd(name, self.cleaned[name]))

    def index_to_find(self, *, everything: bool = False) -> str | None:
        """Several columns of the row together, or all rows, are best read in the index that covers them; so is what is
        checked row by row. What is looked up elsewhere leads to its rows by itself.
        """
        used = self.cleaned.keys()
        if everything or not used or self._few:
            return "rel_facts"
        if (ELSEWHERE & used) - self._crowds:
            return None
        return "rel_facts" if self._crowds or len(OF_THE_ROW & used - {"engagement_by"}) > 1 else None

    def lie_together(self) -> bool:
        return not self.cleaned or bool(self._few)

    def are_hardly_many(self) -> bool:
        return bool(self._few) and are_counted_at_once(self._few)

    def rows_for_walk(self, column: str) -> Rows:
        """Where the sort and a filter are about the same thing, the walk keeps to the part that the filter asks for."""
        rows = self._narrowed(self.queryset.checking())
        if column == "brand_sort":
            brands = Brand.objects.visible_to(self.user)
            chosen = self.cleaned.get("brand")
            return rows.filter(brand_sort__in=(brands.filter(pk__in=chosen) if chosen else brands).values("name_key"))
        name, ranks = _RANKS.get(column, ("", None))
        return rows.filter(ranks(self.cleaned[name])) if ranks and name in self.cleaned else rows

    def measured_by(self, rows: Rows, basis: str) -> Rows:
        """Narrows nothing by itself: it says which rates the two ends of the range, and the sort, are about."""
        return rows

    def engagement_from(self, rows: Rows, rate: Decimal) -> Rows:
        return rows.engagement_between(self.basis, low=rate)

    def engagement_to(self, rows: Rows, rate: Decimal) -> Rows:
        return rows.engagement_between(self.basis, high=rate)

    def owned_by(self, rows: Rows, owners: Sequence[str]) -> Rows:
        ids = {MINE: self.user.pk, NOBODY: None}
        return rows.any_of("owner_id", [ids.get(owner, owner) for owner in owners])
