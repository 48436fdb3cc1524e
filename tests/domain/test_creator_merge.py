"""Which of two values counts, which can be chosen, which of two records stays: without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from relationships.domain import creator_merge as rules
from relationships.domain.creator_merge import Standing, Take
from relationships.domain.relationships import Stage

_FIELDS = {**{field.key: field for field in rules.RELATIONSHIP}, **{field.key: field for field in rules.CREATOR}}
EARLY, LATE = date(2026, 1, 2), date(2026, 3, 4)
BOTH, EITHER = (Take.KEPT, Take.ABSORBED, Take.BOTH), (Take.KEPT, Take.ABSORBED)
LONG = "x" * 299


@pytest.mark.parametrize(
    ("key", "kept", "absorbed", "standing", "options", "proposed", "becomes"),
    [
        ("email", "", "", Standing.EMPTY, (), Take.KEPT, ""),
        ("email", "a@x.org", "a@x.org", Standing.SAME, (), Take.KEPT, "a@x.org"),
        ("email", "a@x.org", "", Standing.ONLY_KEPT, (), Take.KEPT, "a@x.org"),
        ("email", "", "b@x.org", Standing.ONLY_ABSORBED, (), Take.ABSORBED, "b@x.org"),
        ("email", "a@x.org", "b@x.org", Standing.OPEN, EITHER, Take.KEPT, "a@x.org"),
        ("agent", None, 7, Standing.ONLY_ABSORBED, (), Take.ABSORBED, 7),
        ("notes", "One.", "Two.", Standing.OPEN, BOTH, Take.BOTH, "One.\n\nTwo."),
        ("notes", "One. Two.", "Two.", Standing.OPEN, BOTH, Take.BOTH, "One. Two."),
        ("data_source", "Fair", "Agency", Standing.OPEN, BOTH, Take.BOTH, "Fair; Agency"),
        ("data_source", LONG, "Agency", Standing.OPEN, EITHER, Take.KEPT, LONG),
        ("notice", LATE, EARLY, Standing.RULED, (), Take.ABSORBED, EARLY),
        ("notice", EARLY, LATE, Standing.RULED, (), Take.KEPT, EARLY),
        ("notice", None, LATE, Standing.RULED, (), Take.ABSORBED, LATE),
        ("notice", None, None, Standing.EMPTY, (), Take.KEPT, None),
        ("renewed", EARLY, LATE, Standing.RULED, (), Take.ABSORBED, LATE),
        ("renewed", LATE, None, Standing.RULED, (), Take.KEPT, LATE),
        ("stage", "prospect", "active", Standing.OPEN, EITHER, Take.ABSORBED, "active"),
        ("stage", "active", "ended", Standing.OPEN, EITHER, Take.KEPT, "active"),
        ("stage", "negotiating", "dormant", Standing.OPEN, EITHER, Take.ABSORBED, "dormant"),
        ("stage", "dormant", "dormant", Standing.SAME, (), Take.KEPT, "dormant"),
    ],
)
def test_one_column(
    key: str, kept: Any, absorbed: Any, standing: Standing, options: tuple[Take, ...], proposed: Take, becomes: Any
) -> None:
    field = _FIELDS[key]
    (column,) = field.columns
    mine, theirs = {column: kept}, {column: absorbed}
    assert rules.standing(field, mine, theirs) is standing
    assert rules.options(field, mine, theirs) == options
    assert rules.proposed(field, mine, theirs) is proposed
    assert rules.outcome(field, mine, theirs) == {column: becomes}


@pytest.mark.parametrize(
    ("key", "kept", "absorbed", "take", "becomes"),
    [
        ("email", "a", "b", "absorbed", "b"),
        ("email", "a", "b", "both", "a"),
        ("email", "a", "b", "nonsense", "a"),
        ("email", "a", "", "absorbed", "a"),
        ("notes", "a", "b", "kept", "a"),
        ("notice", EARLY, LATE, "absorbed", EARLY),
    ],
)
def test_a_choice_counts_where_there_is_one(key: str, kept: Any, absorbed: Any, take: str, becomes: Any) -> None:
    (column,) = _FIELDS[key].columns
    assert rules.outcome(_FIELDS[key], {column: kept}, {column: absorbed}, take) == {column: becomes}


@pytest.mark.parametrize(
    ("kept", "absorbed", "becomes"),
    [
        ((False, ""), (False, "old"), (False, "")),
        ((True, "asked"), (False, ""), (True, "asked")),
        ((False, ""), (True, "asked"), (True, "asked")),
        ((True, "asked"), (True, "by letter"), (True, "asked; by letter")),
        ((True, "asked"), (True, "asked"), (True, "asked")),
    ],
)
@pytest.mark.parametrize("take", ["", "kept", "absorbed", "both"])
@pytest.mark.parametrize("key", ["contact"])
def test_an_objection_outlives_any_choice(
    key: str, take: str, kept: tuple[bool, str], absorbed: tuple[bool, str], becomes: tuple[bool, str]
) -> None:
    flag, reason = _FIELDS[key].columns
    mine, theirs = ({flag: on, reason: why} for on, why in (kept, absorbed))
    assert rules.options(_FIELDS[key], mine, theirs) == ()
    assert rules.outcome(_FIELDS[key], mine, theirs, take) == {flag: becomes[0], reason: becomes[1]}


@pytest.mark.parametrize(("second", "goes_into_notes"), [("y" * 149, False), ("y" * 150, True)])
def test_a_reason_for_which_one_line_has_no_room_goes_into_the_notes(second: str, goes_into_notes: bool) -> None:
    """299 characters and a separator of two: at 300 both fit."""
    blank = {column: "" for field in rules.CREATOR for column in field.columns}
    days = {"notice_given_on": None, "basis_renewed_on": None, "created_at": datetime(2026, 1, 1, tzinfo=UTC)}
    objects = {"do_not_contact": True, "is_celebrity": False, "agent_id": None}
    mine = {**blank, **days, **objects, "do_not_contact_reason": "x" * 149}
    merged = rules.merged(rules.CREATOR, mine, {**mine, "do_not_contact_reason": second}, {"notes": "kept"})
    assert len(merged["do_not_contact_reason"]) == (149 if goes_into_notes else 300)
    assert merged["notes"] == (f"Must not be contacted: {second}" if goes_into_notes else "")


@pytest.mark.parametrize(
    ("kept", "absorbed", "options", "becomes"),
    [
        ((True, "Actor"), (False, ""), (), (True, "Actor")),
        ((False, ""), (True, "Singer"), (), (True, "Singer")),
        ((True, "Actor"), (True, "Singer"), BOTH, (True, "Actor; Singer")),
    ],
)
def test_a_celebrity_in_either_is_one(
    kept: tuple[bool, str], absorbed: tuple[bool, str], options: tuple[Take, ...], becomes: tuple[bool, str]
) -> None:
    field = _FIELDS["celebrity"]
    mine, theirs = (dict(zip(field.columns, one, strict=True)) for one in (kept, absorbed))
    assert rules.options(field, mine, theirs) == options
    assert tuple(rules.outcome(field, mine, theirs).values()) == becomes


@pytest.mark.parametrize(
    ("kept", "absorbed", "expected"),
    [
        (("Call", "internal", EARLY), ("Send", "shipment", LATE), "Call"),
        (("Call", "internal", LATE), ("Send", "shipment", EARLY), "Send"),
        (("Call", "internal", EARLY), ("Send", "shipment", EARLY), "Call"),
        (("Call", "internal", None), ("Send", "shipment", LATE), "Send"),
        (("Call", "internal", LATE), ("Send", "shipment", None), "Call"),
        (("", "", None), ("Send", "shipment", None), "Send"),
    ],
)
def test_of_two_plans_the_sooner_one_as_a_whole(
    kept: tuple[Any, ...], absorbed: tuple[Any, ...], expected: str
) -> None:
    field = _FIELDS["plan"]
    mine, theirs = (dict(zip(field.columns, one, strict=True)) for one in (kept, absorbed))
    found = tuple(rules.outcome(field, mine, theirs).values())
    assert found in (kept, absorbed)
    assert found[0] == expected


def test_every_stage_stands_in_the_order() -> None:
    assert set(rules.FURTHER) == set(Stage)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((1, 3, LATE), (2, 2, EARLY), 1), ((1, 2, LATE), (2, 2, EARLY), 2), ((2, 2, EARLY), (1, 2, EARLY), 1)],
)
def test_which_is_proposed_to_stay(one: tuple[int, int, date], other: tuple[int, int, date], expected: int) -> None:
    first, second = (
        rules.Weight(pk, number, datetime(since.year, since.month, since.day, tzinfo=UTC))
        for pk, number, since in (one, other)
    )
    assert rules.stays(first, second).pk == rules.stays(second, first).pk == expected


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([], None),
        ([(1, False, LATE)], None),
        ([(1, True, None), (2, False, LATE)], 1),
        ([(1, True, EARLY), (2, True, LATE)], 2),
        ([(1, True, LATE), (2, True, LATE)], 1),
        ([(1, True, None), (2, True, EARLY)], 2),
    ],
)
def test_of_two_primary_accounts_the_one_measured_last(
    accounts: list[tuple[int, bool, date | None]], expected: int | None
) -> None:
    assert rules.proposed_primary([rules.Marked(*account) for account in accounts]) == expected
