"""Relationships as rows of a file."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from relationships.domain.collaborations import HistoryKind
from relationships.domain.compensation import LABELS, Compensation
from relationships.domain.fit import level_on
from relationships.domain.networks import NETWORKS
from relationships.domain.relationships import NextActionKind, Stage
from relationships.models import Account, CreatorCategory, Relationship, RelationshipTag, StandingAdvice
from relationships.reports.file_tables import Cell, FileColumn, FileTable, Record, day_of, joined
from relationships.reports.relationship_rows import name_of_owner

_PLAIN = (
    "id", "creator_id", "creator__name", "creator__email", "creator__phone", "creator__notes", "creator__country",
    "creator__language", "do_not_contact", "brand__name", "owner__first_name", "owner__last_name", "owner__username",
    "tier", "stage", "compensation", "history_kind", "history_count", "history_since", "fit_score", "fit_low",
    "fit_high", "fit_coverage", "fit_rated", "fit_disputed", "fit_blocked", "fit_uncleared", "fit_medium_from",
    "confidence_low_from", "drift", "drift_blocks", "ladder", "renewal_on", "last_touch_at", "next_action",
    "next_action_kind", "next_action_on", "next_due_on", "notes", "created_at",
)  # fmt: skip
_NETWORKS = {key: network.label for key, network in NETWORKS.items()}
_COMPENSATIONS = {word.value: LABELS[word] for word in Compensation}
_ACCOUNT = ("handle", "network", "url", "channel_id", "followers", "engagement_rate", "engagement_basis", "measured_on")


def _records(ids: Sequence[int]) -> Mapping[int, Record]:
    """In six queries, whatever the number of ids."""
    account = {name: F(f"creator__main_account__{name}") for name in _ACCOUNT}
    account = {f"account_{name}": column for name, column in account.items()}
    found = list(Relationship.objects.filter(pk__in=ids).order_by().values(*_PLAIN, **account))
    creators = {record["creator_id"] for record in found}
    categories = CreatorCategory.objects.filter(creator__in=creators).order_by("category__name_key")
    others = Account.objects.filter(creator__in=creators, main_account_of=None)
    tags = RelationshipTag.objects.filter(relationship__in=ids).order_by("tag__name_key")
    advice = StandingAdvice.objects.filter(relationship__in=ids, dismissed=False).order_by("code")
    of_creator: Mapping[str, Mapping[int, str]] = {
        "categories": joined(categories, "creator_id", "category__name"),
        "other_accounts": joined(others, "creator_id", "url"),
    }
    of_row: Mapping[str, Mapping[int, str]] = {
        "tags": joined(tags, "relationship_id", "tag__name"),
        "advice": joined(advice, "relationship_id", "code"),
    }
    return {
        record["id"]: {
            **record,
            **{name: words.get(record["creator_id"], "") for name, words in of_creator.items()},
            **{name: words.get(record["id"], "") for name, words in of_row.items()},
        }
        for record in found
    }


def _label(column: str, labels: Mapping[Any, str]) -> Any:
    return lambda record: labels[record[column]] if record[column] else ""


def _spelled(words: Any) -> Mapping[str, str]:
    return {word.value: word.value.replace("_", " ").capitalize() for word in words}


def _confidence(record: Record) -> Cell:
    if record["fit_score"] is None:
        return ""
    return level_on(record["fit_medium_from"], record["confidence_low_from"], timezone.localdate()).value


def _attention(record: Record) -> Cell:
    marks = {"fit_disputed": "disputed", "fit_blocked": "blocked", "fit_uncleared": "gate not cleared"}
    told = [word for column, word in marks.items() if record[column]]
    return "; ".join(told if record["fit_rated"] else ["not rated"])


def _rounded(column: str, digits: int) -> Any:
    return lambda record: None if record[column] is None else round(record[column], digits)


#: First what the import reads, under heads that it knows.
RELATIONSHIP_FILE = FileTable(
    (
        FileColumn("Name", "creator__name"),
        FileColumn("Handle", "account_handle"),
        FileColumn("Network", _label("account_network", _NETWORKS)),
        FileColumn("Profile URL", "account_url"),
        FileColumn("Channel id", "account_channel_id"),
        FileColumn("Followers", "account_followers"),
        FileColumn("Engagement rate", "account_engagement_rate"),
        FileColumn("Engagement measured by", "account_engagement_basis"),
        FileColumn("Country", "creator__country"),
        FileColumn("Language", "creator__language"),
        FileColumn("Categories", "categories"),
        FileColumn("E-mail", "creator__email"),
        FileColumn("Phone", "creator__phone"),
        FileColumn("Notes", "creator__notes"),
        FileColumn("Measured on", "account_measured_on"),
        FileColumn("Other accounts", "other_accounts"),
        FileColumn("Must not be contacted", "do_not_contact"),
        FileColumn("Brand", "brand__name"),
        FileColumn("Tier", "tier", of="tier"),
        FileColumn("Compensation", _label("compensation", _COMPENSATIONS), of="compensation"),
        FileColumn("History", _label("history_kind", _spelled(HistoryKind)), of="history"),
        FileColumn("Collaborations so far", "history_count", of="history"),
        FileColumn("History since", "history_since", of="history"),
        FileColumn("Fit", _rounded("fit_score", 1), of="fit"),
        FileColumn("Fit at least", _rounded("fit_low", 1), of="fit"),
        FileColumn("Fit at most", _rounded("fit_high", 1), of="fit"),
        FileColumn("Fit coverage", _rounded("fit_coverage", 2), of="fit"),
        FileColumn("Fit confidence", _confidence, of="fit"),
        FileColumn("Fit attention", _attention, of="fit"),
        FileColumn("Drift", "drift", of="drift"),
        FileColumn("Of these blocks", "drift_blocks", of="drift"),
        FileColumn("Advice", "advice", of="drift"),
        FileColumn("Ladder", "ladder", of="ladder"),
        FileColumn("Renewal due", "renewal_on", of="renewal"),
        FileColumn("Last touch", lambda record: day_of(record["last_touch_at"]), of="touch"),
        FileColumn("Next action", "next_action", of="due"),
        FileColumn("Kind of next action", _label("next_action_kind", _spelled(NextActionKind)), of="due"),
        FileColumn("Next action on", "next_action_on", of="due"),
        FileColumn("Due on", "next_due_on", of="due"),
        FileColumn("Stage", _label("stage", _spelled(Stage)), of="stage"),
        FileColumn("Owner", name_of_owner, of="owner"),
        FileColumn("Tags", "tags", of="tags"),
        FileColumn("Notes of the relationship", "notes", of="notes"),
        FileColumn("On file since", lambda record: day_of(record["created_at"]), of="since"),
        FileColumn("Relationship number", "id"),
        FileColumn("Creator number", "creator_id"),
    ),
    _records,
)
