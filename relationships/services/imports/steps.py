"""One step of writing a list: what was gathered from some thousands of entries, then written with all that follows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from relationships.domain.import_rows import CleanRow
from relationships.domain.tiers import Bands
from relationships.models import (
    Account,
    AudienceSnapshot,
    Brand,
    Category,
    Creator,
    CreatorCategory,
    Relationship,
    User,
)
from relationships.models.base import sort_key
from relationships.querysets.bulk import update_rows
from relationships.querysets.copies import creator_search_copies
from relationships.services.advice import refresh_advice
from relationships.services.audience import MEASURED, bands_on_file, refresh_audience
from relationships.services.audit import IMPORTED, record_history
from relationships.services.batches import Batch
from relationships.services.copies import refresh_from_creators, rewrite
from relationships.services.fits import FIT, unrated_values
from relationships.services.imports.changes import FILLED
from relationships.services.imports.results import Outcome
from relationships.services.imports.staging import Entry

#: In the order in which they are written.
_NEW = (Category, Creator, Account, AudienceSnapshot, CreatorCategory, Relationship)
_ACCOUNT_WRITTEN = ("handle", "handle_key", "channel_id", "url", *MEASURED, "measured_on", "updated_at")
_CREATOR_WRITTEN = ("name", "name_key", *FILLED, "updated_at")

Rows = dict[int, dict[str, Any]]


@dataclass(frozen=True)
class Purpose:
    """For which brand (and whom) a list is brought in, from what source, on which day, by whom."""

    brand: Brand
    owner: User | None
    source: str
    today: date
    user: User | None = None


@dataclass
class Tally:
    """What was done so far. ``kept``: accounts about whose person the list says otherwise than what is on file."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    new_relationships: int = 0
    kept: int = 0

    def count(self, entry: Entry, outcome: Outcome) -> None:
        """The first row did it; a later one that added something is an update, unless there was nothing to change."""
        telling = 0 if outcome is Outcome.UNCHANGED else entry.telling
        self.outcomes[outcome] += 1
        self.outcomes[Outcome.UPDATED] += telling
        self.outcomes[Outcome.UNCHANGED] += entry.rows - 1 - telling


class Constants:
    """What is the same for every step of an import, read once within its transaction."""

    def __init__(self, purpose: Purpose) -> None:
        self.purpose = purpose
        self.bands: tuple[Bands, Mapping[str, Bands]] = bands_on_file()
        unrated = unrated_values(purpose.brand.pk, purpose.today)
        self.of_relationship = {
            **dict(zip(FIT.columns, unrated, strict=True)),
            "brand_id": purpose.brand.pk,
            "brand_sort": purpose.brand.name_key,
            "owner_id": purpose.owner.pk if purpose.owner else None,
            "owner_sort": purpose.owner.name_key if purpose.owner else "",
        }


class Step:
    """What `newcomers` and `known` gather, and the writing of it."""

    def __init__(self, constants: Constants, tally: Tally) -> None:
        self.purpose, self.bands, self.constants, self.tally = constants.purpose, constants.bands, constants, tally
        self.stamp = timezone.now()
        self.reason = f"{IMPORTED}{self.purpose.source}"
        self.new: Mapping[type[Model], Batch] = {
            model: Batch(model, self.stamp, self.reason, self.purpose.user) for model in _NEW
        }
        self.changed_accounts: Rows = {}
        self.changed_creators: Rows = {}
        #: Accounts on file with a new measurement.
        self.measured: Rows = {}
        #: Handles that are taken, as far as this step has asked, as (network, key).
        self.handles: set[tuple[str, str]] = set()
        self.categories: dict[str, int] = {}
        #: Everybody whom the entries name; those on file whose copies have to follow; new ones with a search text that
        #: only the database can make.
        self.creators: set[int] = set()
        self.touched: set[int] = set()
        self.unsearchable: list[int] = []

    def add_relationship(self, creator_id: int, **copies: Any) -> None:
        """Without ``copies`` the creator is on file, and `write` brings them."""
        self.new[Relationship].add(creator_id=creator_id, **self.constants.of_relationship, **copies)
        self.tally.new_relationships += 1

    def add_categories(self, creator_id: int, clean: CleanRow) -> None:
        for key in dict.fromkeys(sort_key(name) for name in clean.categories):
            self.new[CreatorCategory].add(creator_id=creator_id, category_id=self.categories[key])

    def find_categories(self, entries: Iterable[Entry]) -> None:
        """Those that the entries name, made where they are missing."""
        named: dict[str, str] = {}
        for entry in entries:
            for name in entry.clean.categories:
                named.setdefault(sort_key(name), name)
        wanted = [key for key in named if key not in self.categories]
        self.categories |= dict(Category.objects.filter(name_key__in=wanted).values_list("name_key", "pk"))
        for key in wanted:
            if key not in self.categories:
                self.categories[key] = self.new[Category].add(name=named[key], name_key=key)

    def write(self) -> None:
        for batch in self.new.values():
            batch.write()
        self._write_changes(Account, _ACCOUNT_WRITTEN, self.changed_accounts)
        self._write_changes(Creator, _CREATOR_WRITTEN, self.changed_creators)
        self._write_snapshots()
        if self.touched:
            concerned = Creator.objects.filter(pk__in=self.touched)
            refresh_audience(concerned)
            refresh_from_creators(concerned)
        if self.unsearchable:
            odd = Creator.objects.filter(pk__in=self.unsearchable)
            rewrite(odd, creator_search_copies())
            refresh_from_creators(odd)
        new = self.new[Relationship]
        advised_anew = Q(pk__in=[row[new.at["id"]] for row in new.rows]) | Q(creator__in=self.touched)
        refresh_advice(Relationship.objects.filter(advised_anew))

    def _write_changes(self, model: type[Model], columns: Sequence[str], rows: Rows) -> None:
        if not rows:
            return
        objects = model._default_manager
        update_rows(objects.all(), columns, [(pk, *(row[column] for column in columns)) for pk, row in rows.items()])
        record_history(objects.filter(pk__in=rows), reason=self.reason, user=self.purpose.user)

    def _write_snapshots(self) -> None:
        """A second reading of one day replaces the first."""
        if not self.measured:
            return
        today = self.purpose.today
        readings = AudienceSnapshot.objects.filter(account_id__in=self.measured, measured_on=today)
        on_file = dict(readings.values_list("account_id", "pk"))
        later = Batch(AudienceSnapshot, self.stamp, self.reason, self.purpose.user)
        replaced: Rows = {}
        for account_id, account in self.measured.items():
            values = {column: account[column] for column in MEASURED}
            if account_id in on_file:
                replaced[on_file[account_id]] = {**values, "updated_at": self.stamp}
            else:
                later.add(account_id=account_id, measured_on=today, **values)
        later.write()
        self._write_changes(AudienceSnapshot, (*MEASURED, "updated_at"), replaced)
