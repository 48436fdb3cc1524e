"""The summary at the top of a relationship's page: everything that is derived about it, and why it is what it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from relationships.admin import cells
from relationships.admin.fields import today
from relationships.domain import fit as rules
from relationships.domain.collaborations import HistoryKind
from relationships.domain.networks import NETWORKS
from relationships.domain.tiers import DEFAULT_BANDS, Tier
from relationships.models import Account, Creator, FitCriterion, Relationship, TierBandSet
from relationships.services.audience import bands_of
from relationships.services.clock import organisation_today
from relationships.services.fits import fit_of
from relationships.services.work import WORK


@dataclass(frozen=True, slots=True)
class Handle:
    """An account to look at: what it is called, where it is, how many follow it."""

    label: str
    network: str
    url: str
    followers: str


@dataclass(frozen=True, slots=True)
class TierWhy:
    """``tier`` with the sentences that lead to it."""

    tier: Tier
    followers: str
    because: str
    bands: str
    source: str


@dataclass(frozen=True, slots=True)
class FitShown:
    """What the ratings amount to. ``bar`` is "" while too little is rated; ``falls``: "" or when and to what."""

    bar: str
    score: str
    bounds: str
    coverage: str
    confidence: str
    falls: str
    disputed: tuple[str, ...]
    blocked_by: tuple[str, ...]
    uncleared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A derived word with the reason behind it; ``url`` where the reason can be looked at."""

    word: str
    why: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    handles: tuple[Handle, ...]
    tier: TierWhy
    compensation: Fact
    history: Fact
    fit: FitShown | None
    touch: Fact
    due: Fact


def summary_of(relationship: Relationship) -> Summary:
    """Reads what it needs in a fixed number of queries; a history whose day has come is brought up to date first."""
    on = today()
    _bring_up_to_date(relationship)
    accounts = list(relationship.creator.accounts.all())
    return Summary(
        handles=tuple(handle_of(account) for account in accounts),
        tier=tier_why(relationship.creator, accounts),
        compensation=_compensation(relationship),
        history=_history(relationship),
        fit=fit_shown(fit_today(relationship), criterion_names(relationship), on),
        touch=_touch(relationship),
        due=_due(relationship, on),
    )


def _bring_up_to_date(relationship: Relationship) -> None:
    """A stored history goes stale on a known day of the organisation's; whoever reads it first mends it."""
    on = organisation_today()
    if relationship.history_changes_on and relationship.history_changes_on <= on:
        WORK.refresh(Relationship.objects.filter(pk=relationship.pk), on)
        relationship.refresh_from_db(fields=WORK.columns)


def handle_of(account: Account) -> Handle:
    label = account.handle if "/" in account.handle else f"@{account.handle.lstrip('@')}"
    return Handle(label, NETWORKS[account.network].label, account.url, cells.count(account.followers))


# --- Tier -----------------------------------------------------------------------------------------------------------


def tier_why(creator: Creator, accounts: Sequence[Account]) -> TierWhy:
    """``accounts`` are all of the creator's."""
    main = next((account for account in accounts if account.pk == creator.main_account_id), None)
    tier = Tier(creator.tier)
    if creator.is_celebrity:
        because = f"A celebrity, whatever the count: {creator.celebrity_reason}"
    elif main is None:
        because = "No account is on file yet."
    elif main.followers is None:
        because = f"Nobody has read the followers of {main} yet: unknown is not zero."
    else:
        because = f"{main}: {main.followers:,} followers, {_measured(main)}; {_why_main(main, accounts)}."
    bands = _bands_for(main.network if main else "")
    return TierWhy(tier, cells.count(creator.followers), because, _band_words(bands), _source(bands))


def _measured(account: Account) -> str:
    return f"measured {cells.day(account.measured_on)}" if account.measured_on else "on a day nobody noted"


def _why_main(main: Account, accounts: Sequence[Account]) -> str:
    if main.is_primary:
        return "marked as the primary account"
    return f"the largest of {len(accounts)} accounts" if len(accounts) > 1 else "the only account on file"


def _bands_for(network: str) -> TierBandSet | None:
    """The network's own bands, else those for every network."""
    return TierBandSet.objects.filter(network__in={"", network}).order_by("-network").first()


def _band_words(row: TierBandSet | None) -> str:
    bands = bands_of(row) if row else DEFAULT_BANDS
    return (
        f"nano under {bands.micro_from:,} · micro to under {bands.macro_from:,} · "
        f"macro to under {bands.mega_from:,} · mega from there"
    )


def _source(row: TierBandSet | None) -> str:
    if row is None:
        return "House default"
    where = f"Bands for {row}" if row.network else "Bands for every network"
    return f"{where}. Source: {row.source}" if row.source else f"{where}, without a source on file"


# --- Fit ------------------------------------------------------------------------------------------------------------


def fit_today(relationship: Relationship) -> rules.Fit | None:
    """Computed from the ratings themselves, once per page."""
    known: dict[str, Any] = vars(relationship)
    if "_fit_today" not in known:
        known["_fit_today"] = fit_of(relationship, today())
    found: rules.Fit | None = known["_fit_today"]
    return found


def criterion_names(relationship: Relationship) -> Mapping[Any, str]:
    return dict(FitCriterion.objects.filter(brand_id=relationship.brand_id).values_list("pk", "name"))


def fit_shown(fit: rules.Fit | None, names: Mapping[Any, str], on: date) -> FitShown | None:
    """None when the brand's criteria carry no weight: then no rating can make a score."""
    if fit is None:
        return None
    scored = fit.score is not None and fit.low is not None and fit.high is not None
    return FitShown(
        bar=cells.fit_bar(fit.score or 0, fit.low or 0, fit.high or 0, fit.level.value) if scored else "",
        score=f"{fit.score:.0f} of 100" if fit.score is not None else "",
        bounds=f"bounds {fit.low:.0f}–{fit.high:.0f}" if fit.low is not None and fit.high is not None else "",
        coverage=f"{fit.coverage:.0%} of the weight is rated",
        confidence=f"{fit.level.value} confidence ({fit.confidence:.2f})" if fit.coverage else "",
        falls=_falls(fit, on),
        disputed=_named(fit.disputed, names),
        blocked_by=_named(fit.blocked_by, names),
        uncleared=_named(fit.uncleared, names),
    )


def _falls(fit: rules.Fit, on: date) -> str:
    days = ((fit.medium_from, "medium"), (fit.low_from, "low"))
    return next((f"falls to {level} on {cells.day(day)}" for day, level in days if day and day > on), "")


def _named(keys: Iterable[Any], names: Mapping[Any, str]) -> tuple[str, ...]:
    return tuple(names.get(key, str(key)) for key in keys)


# --- The rest -------------------------------------------------------------------------------------------------------


def _compensation(relationship: Relationship) -> Fact:
    if not relationship.compensation:
        return Fact("Not settled yet", "How the creator is usually compensated: choose below.")
    return Fact(relationship.get_compensation_display(), "as agreed with this brand")


def _history(relationship: Relationship) -> Fact:
    words = cells.history_words(relationship.history_kind, relationship.history_count, relationship.history_since)
    if relationship.history_kind == HistoryKind.NONE:
        return Fact(words, "No collaboration agreed so far.")
    count = relationship.history_count
    why = f"from {count} agreed collaboration{'' if count == 1 else 's'}"
    if relationship.history_changes_on:
        why += f"; changes on {cells.day(relationship.history_changes_on)}"
    return Fact(words, why)


def _touch(relationship: Relationship) -> Fact:
    last = relationship.touchpoints.select_related("by").first()
    if last is None:
        return Fact("Never", "No touchpoint on file.")
    who = f" by {last.by}" if last.by else ""
    how = f"{last.get_channel_display()}, {last.get_direction_display().lower()}{who}"
    return Fact(cells.day(localtime(last.happened_at).date()), how)


def _due(relationship: Relationship, on: date) -> Fact:
    due, planned = relationship.next_due_on, relationship.next_action
    if due is None:
        return Fact(planned or "Nothing planned", "No date set." if planned else "")
    word = f"{cells.day(due)}, {cells.due_word(due, on)}"
    if relationship.next_due_kind == "payment":
        return Fact("A payment of ours", f"due {word}", cells.due_tone(due, on))
    return Fact(planned, f"due {word}", cells.due_tone(due, on))
