"""What a list changes of rows that are on file; nothing here touches the database.

About the person only blanks are filled: what people wrote stays. Followers and engagement are a newer measurement and
win. A blank in the list never changes anything.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from relationships.domain.import_rows import CleanRow
from relationships.domain.text import fold
from relationships.models.base import sort_key

#: About the person: filled where it is blank.
FILLED = ("email", "phone", "country", "language", "notes")
URL_MAX = 500

Row = Mapping[str, Any]


def name_of(clean: CleanRow) -> str:
    """The name under which a new creator is filed: the handle where the list gives none."""
    return clean.name or clean.handle.lstrip("@") or clean.handle


def url_of(clean: CleanRow) -> str:
    return clean.url if clean.url and len(clean.url) <= URL_MAX else ""


def measurement(clean: CleanRow) -> dict[str, Any]:
    """What the list measured of an account; nothing where it does not say."""
    measured: dict[str, Any] = {}
    if clean.followers is not None:
        measured["followers"] = clean.followers
    if clean.engagement_rate is not None and clean.engagement_basis:
        measured |= {"engagement_rate": clean.engagement_rate, "engagement_basis": clean.engagement_basis.value}
    return measured


def account_changes(account: Row, clean: CleanRow, today: date) -> dict[str, Any]:
    """Columns of an account on file with their new values; only those that differ."""
    changes = {column: value for column, value in measurement(clean).items() if account[column] != value}
    if changes:
        changes["measured_on"] = today
    said = {"channel_id": clean.channel_id, "url": url_of(clean)}
    return changes | {column: value for column, value in said.items() if value and not account[column]}


def creator_changes(creator: Row, account: Row, clean: CleanRow) -> dict[str, Any]:
    """Columns of a creator on file with their new values; only blanks are filled."""
    said = {column: getattr(clean, column) for column in FILLED}
    changes = {column: value for column, value in said.items() if value and not creator[column]}
    if clean.name and _is_handle(creator["name"], account) and not _is_handle(clean.name, account):
        changes |= {"name": clean.name, "name_key": sort_key(clean.name)}
    return changes


def says_otherwise(creator: Row, account: Row, clean: CleanRow) -> bool:
    """Whether the list contradicts what is on file about the person, which stays."""
    if clean.name and not _is_handle(creator["name"], account) and fold(clean.name) != fold(creator["name"]):
        return not _is_handle(clean.name, account)
    return any(
        getattr(clean, column) and creator[column] and getattr(clean, column) != creator[column] for column in FILLED
    )


def _is_handle(name: str, account: Row) -> bool:
    """A handle that stands where nobody has written a name yet."""
    bare = fold(name).lstrip("@")
    return bare in (fold(account["handle"]).lstrip("@"), account["handle_key"])
