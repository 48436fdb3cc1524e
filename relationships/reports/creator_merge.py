"""Two creators side by side, field by field: what is the same, what only one has, what has to be chosen, what moves."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from relationships.domain import creator_merge as rules
from relationships.domain.creator_doubles import DOUBLES
from relationships.domain.creator_merge import Field, Standing, Take
from relationships.domain.networks import NETWORKS
from relationships.domain.tiers import tier_for
from relationships.models import Creator, CreatorCategory, Relationship, RelationshipTag
from relationships.reports.timeline_changes import NOTHING, Names, said
from relationships.services.audience import bands_on_file
from relationships.services.creator_merge import Chosen
from relationships.services.creator_merge_counts import counted
from relationships.services.creator_merge_pair import Pair, values_of, versions
from relationships.services.creator_merge_rows import MOVED, doubles

#: The creator's fields as the page groups them.
SECTIONS: Sequence[tuple[str, tuple[str, ...]]] = (
    (
        "Person",
        ("name", "email", "phone", "agent", "country", "language", "motivation", "postal_address", "celebrity"),
    ),
    (
        "Data, contact and notes",
        ("contact", "lawful_basis", "data_source", "notice", "renewed", "since", "notes"),
    ),
)
_PLAIN = Names({})


@dataclass(frozen=True, slots=True)
class Option:
    """One value that can be chosen; ``words`` is how it reads."""

    take: str
    words: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FieldShown:
    """``name``: of its radio buttons. ``options`` is empty where nothing is to choose: then ``words`` is what it
    becomes, and ``taken`` the side that it is from ("kept", "absorbed", "both"; "same" where both say so)."""

    key: str
    name: str
    label: str
    kept: str
    absorbed: str
    words: str
    taken: str
    options: Sequence[Option]
    why: str


@dataclass(frozen=True, slots=True)
class RelationshipShown:
    """``fate``: "joined", "moves" or "stays". ``tags``: of both, where they are joined."""

    pk: int
    brand: str
    fate: str
    stage: str
    fields: Sequence[FieldShown]
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class AccountShown:
    """``tier``: what the creator is if this is the main account; "" where a celebrity is mega anyway."""

    pk: int
    tier: str
    label: str
    network: str
    followers: int | None
    measured: str
    moves: bool
    is_primary: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One of the two, in short."""

    pk: int
    name: str
    tier: str
    followers: int | None
    relationships: int
    since: str


@dataclass(frozen=True, slots=True)
class Comparison:
    kept: Head
    absorbed: Head
    sections: Sequence[tuple[str, Sequence[FieldShown]]]
    accounts: Sequence[AccountShown]
    no_primary: bool
    tier_unmarked: str
    categories: Sequence[str]
    relationships: Sequence[RelationshipShown]
    moving: Sequence[tuple[str, int]]
    doubles: Sequence[tuple[str, int, str]]
    versions: Mapping[str, str]
    open: int


def comparison(pair: Pair, chosen: Chosen) -> Comparison:
    """``chosen``: what is checked; a choice that is not made yet stands on its proposal."""
    owned = {pair.kept.pk: len(pair.joined) + len(pair.staying), pair.absorbed.pk: len(pair.joined) + len(pair.moving)}
    fields = {field.key: field for field in _fields("creator", rules.CREATOR, pair.kept, pair.absorbed, chosen.creator)}
    sections = [(title, [fields[key] for key in keys if key in fields]) for title, keys in SECTIONS]
    relationships = list(_relationships(pair, chosen))
    accounts = _accounts(pair, chosen.primary)
    largest = max(accounts, key=lambda account: (account.followers or -1, -account.pk), default=None)
    every = [*fields.values(), *(field for row in relationships for field in row.fields)]
    return Comparison(
        kept=_head(pair.kept, owned),
        absorbed=_head(pair.absorbed, owned),
        sections=[(title, shown) for title, shown in sections if shown],
        accounts=accounts,
        no_primary=chosen.primary is None,
        tier_unmarked=largest.tier if largest else "",
        categories=_categories(pair),
        relationships=relationships,
        moving=counted(pair.absorbed.pk),
        doubles=_doubles(pair),
        versions=versions(pair),
        open=sum(bool(field.options) for field in every),
    )


def _head(row: Creator, owned: Mapping[int, int]) -> Head:
    return Head(row.pk, row.name, row.tier, row.followers, owned[row.pk], _day(row.created_at))


# --- Fields -----------------------------------------------------------------------------------------------------------


def _fields(
    prefix: str, fields: Sequence[Field], kept: Any, absorbed: Any, takes: Mapping[str, str]
) -> Iterator[FieldShown]:
    mine, theirs = values_of(kept, fields), values_of(absorbed, fields)
    for field in fields:
        if rules.standing(field, mine, theirs) is not Standing.EMPTY:
            yield _field(prefix, field, (kept, mine), (absorbed, theirs), takes.get(field.key, ""))


def _field(
    prefix: str, field: Field, kept: tuple[Any, Mapping[str, Any]], absorbed: tuple[Any, Mapping[str, Any]], take: str
) -> FieldShown:
    (mine, here), (theirs, there) = kept, absorbed
    words = {Take.KEPT: _words(field, mine), Take.ABSORBED: _words(field, theirs)}
    options = rules.options(field, here, there)
    proposed = rules.proposed(field, here, there)
    if Take.BOTH in options or proposed is Take.BOTH:
        words[Take.BOTH] = _joined(field, mine, rules.outcome(field, here, there, Take.BOTH))
    standing = rules.standing(field, here, there)
    checked = take if take in options else proposed
    return FieldShown(
        key=field.key,
        name=f"{prefix}-{field.key}",
        label=field.label,
        kept=words[Take.KEPT],
        absorbed=words[Take.ABSORBED],
        words=words[proposed],
        taken="same" if standing is Standing.SAME or words[Take.KEPT] == words[Take.ABSORBED] else proposed.value,
        options=[Option(option.value, words[option], option == checked) for option in options],
        why=field.why if options or standing is Standing.RULED else "",
    )


def _joined(field: Field, row: Any, values: Mapping[str, Any]) -> str:
    return _words(field, type(row)(**values))


def _words(field: Field, row: Any) -> str:
    """The value as people read it."""
    first = getattr(row, field.columns[0])
    if field.key in ("agent", "owner"):
        return str(getattr(row, field.key) or NOTHING)
    if field.rule in (rules.Rule.OBJECTION, rules.Rule.CELEBRITY):
        return str(getattr(row, field.columns[1])) if first else NOTHING
    if isinstance(first, datetime):
        return _day(first)
    told = [said(row._meta.get_field(column), getattr(row, column), _PLAIN) for column in field.columns]
    if field.rule is rules.Rule.PROSE:
        return str(first) or NOTHING
    return " · ".join(words for words in told if words != NOTHING) or NOTHING


def _day(moment: datetime) -> str:
    return date_format(localtime(moment).date())


# --- What hangs on them -----------------------------------------------------------------------------------------------


def _accounts(pair: Pair, primary: int | None) -> list[AccountShown]:
    default, by_network = bands_on_file()
    is_mega = pair.kept.is_celebrity or pair.absorbed.is_celebrity
    return [
        AccountShown(
            pk=row.pk,
            tier="" if is_mega else tier_for(row.followers, bands=by_network.get(row.network, default)).value,
            label=row.handle if "/" in row.handle else f"@{row.handle.lstrip('@')}",
            network=NETWORKS[row.network].label,
            followers=row.followers,
            measured=date_format(row.measured_on) if row.measured_on else "",
            moves=row.creator_id == pair.absorbed.pk,
            is_primary=row.is_primary,
            checked=row.pk == primary,
        )
        for row in pair.accounts
    ]


def _categories(pair: Pair) -> list[str]:
    rows = CreatorCategory.objects.filter(creator__in=(pair.kept.pk, pair.absorbed.pk))
    return list(rows.order_by("category__name_key").values_list("category__name", flat=True).distinct())


def _relationships(pair: Pair, chosen: Chosen) -> Iterator[RelationshipShown]:
    """Those that are joined first, since they ask for a choice."""
    tags = _tags([row.pk for both in pair.joined for row in both])
    for mine, theirs in sorted(pair.joined, key=lambda both: str(both[0].brand)):
        takes = chosen.relationships.get(theirs.pk, {})
        fields = list(_fields(f"relationship-{theirs.pk}", rules.RELATIONSHIP, mine, theirs, takes))
        words = sorted({word for row in (mine, theirs) for word in tags.get(row.pk, ())})
        yield RelationshipShown(mine.pk, str(mine.brand), "joined", "", fields, words)
    for fate, rows in (("moves", pair.moving), ("stays", pair.staying)):
        for row in sorted(rows, key=lambda row: str(row.brand)):
            yield RelationshipShown(row.pk, str(row.brand), fate, row.get_stage_display(), (), ())


def _tags(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = RelationshipTag.objects.filter(relationship__in=ids) if ids else RelationshipTag.objects.none()
    for relationship, word in rows.values_list("relationship_id", "tag__name"):
        found.setdefault(relationship, []).append(word)
    return found


#: Of these it goes without saying that they stand there once.
_UNTOLD = frozenset({"creatorcategory", "relationshiptag", "bulkchangerow"})


def _doubles(pair: Pair) -> list[tuple[str, int, str]]:
    """Rows that give way because the joined relationship can hold one of them: words, number and why."""
    found: Counter[type[Model]] = Counter()
    for model, name in MOVED[Relationship]:
        if model._meta.model_name in DOUBLES.keys() - _UNTOLD:
            found[model] += sum(len(doubles(model, name, theirs.pk, mine.pk)) for mine, theirs in pair.joined)
    return [
        (
            str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural),
            number,
            DOUBLES[str(model._meta.model_name)].why,
        )
        for model, number in found.items()
        if number
    ]
