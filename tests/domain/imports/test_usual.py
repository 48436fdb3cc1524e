"""The quick way to a usual row's accounts says what the long way says, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports import Field, Unit, Use
from relationships.domain.imports.accounts import RowAccounts
from relationships.domain.imports.groups import Column, groups_of
from relationships.domain.imports.usual import UsualAccounts

CHANNEL, OTHER_CHANNEL = "UCinvented-Channel_Id-01", "UCinvented-Channel_Id-02"
#: field, with "@network" where the column is one network's.
LISTS = (
    "handle followers engagement_rate engagement_basis",
    "handle followers followers engagement_rate engagement_rate",
    "handle url followers",
    "url followers",
    "channel_id handle url",
    "handle@instagram followers@instagram handle@tiktok followers@tiktok",
    "handle followers url@youtube followers@youtube",
    "handle@tiktok followers engagement_rate",
    "handle followers other_accounts",
)


def prepared(fields: str, own: str | None) -> tuple[list[Use], list[str]]:
    parts = [part.partition("@") for part in fields.split()]
    uses = [Use(at, Field(field), on or None, unit=Unit.FRACTION) for at, (field, _, on) in enumerate(parts)]
    return uses, fields.split()


def both_ways(fields: str, texts: list[str], listed: str | None, own: str | None) -> tuple[object, object]:
    uses, labels = prepared(fields, own)
    groups = groups_of(uses, labels, listed)
    others = [Column(use.position, "others") for use in uses if use.field is Field.OTHER_ACCOUNTS]
    quick = UsualAccounts(groups, others).read(texts, own)
    long = RowAccounts(texts)
    told = long.gather(groups, others, own)
    return quick, "a word is said" if long.remarks or long.refusals or long.display_name() else told


HANDLES = st.one_of(
    st.from_regex(r"@?[A-Za-z0-9_.]{1,12}", fullmatch=True),
    st.sampled_from(
        ["", "N/A", "na", "@na", "none", "explore", "p", "ana.co", "Ana B", "Ana (ana)", CHANNEL, "@", "ana"]
    ),
)
ADDRESSES = st.one_of(
    st.sampled_from(
        ["", "-", "https://www.instagram.com/ana/", "https://tiktok.com/@ana", "https://x.com/p", "example.com/ana",
         f"https://youtube.com/channel/{CHANNEL}", "https://youtube.com/@ana", CHANNEL,
         "instagram.com/ana tiktok.com/@ana",
         "https://www.youtube.com/ana", "ana"]
    ),
    st.builds("https://www.instagram.com/{}".format, HANDLES),
)  # fmt: skip
FIGURES = st.sampled_from(
    ["", "12", "12K", "1.2M+", "600K-800K", "-5", "N/A", "many", "3.4", "0.034", "3.4%", "7.5", "reach", "views"]
)
CELLS = st.one_of(HANDLES, ADDRESSES, FIGURES, st.text(max_size=12))
BY_FIELD = {
    "handle": HANDLES,
    "url": ADDRESSES,
    "channel_id": st.sampled_from(["", CHANNEL, OTHER_CHANNEL, "12"]),
    "other_accounts": ADDRESSES,
}


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, list[str]]:
    fields = draw(st.sampled_from(LISTS))
    likely = [BY_FIELD.get(part.partition("@")[0], FIGURES) for part in fields.split()]
    texts = [draw(st.one_of(kind, kind, kind, CELLS)).strip() for kind in likely]
    return fields, texts


NETWORKS = st.sampled_from([None, "instagram", "tiktok", "youtube", "facebook", "blog", "other"])


@given(rows(), NETWORKS, NETWORKS)
def test_what_is_told_quickly_is_what_is_told_with_care(
    row: tuple[str, list[str]], listed: str | None, named: str | None
) -> None:
    quick, careful = both_ways(*row, listed, named or listed)
    assert not quick or quick == careful


@pytest.mark.parametrize(
    ("fields", "row", "own", "usual"),
    [
        ("handle followers", "@ana|12K", "instagram", True), ("handle followers", "ana|N/A", "instagram", True),
        ("handle followers", "ana|", "x", True), ("handle followers", "ana|12", None, False),
        ("handle followers", "na|12", "instagram", False), ("handle followers", "Ana B|12", "instagram", False),
        ("handle followers", "ana|many", "x", False), ("handle followers", "ana|600K-800K", "x", False),
        ("handle url", "Ana|https://www.instagram.com/ana/", "instagram", True),
        ("handle url", "ana|https://www.instagram.com/eva/", "instagram", False),
        ("handle url", "ana|https://www.tiktok.com/@ana", "instagram", False),
        ("url followers", "https://www.tiktok.com/@ana|12", None, True),
        ("url", f"https://www.youtube.com/channel/{CHANNEL}", "youtube", True),
        ("channel_id handle", f"{CHANNEL}|@ana", "youtube", True), ("handle", CHANNEL, "youtube", True),
        ("channel_id handle url", f"{CHANNEL}|@ana|https://www.youtube.com/@Ana", "youtube", True),
        ("channel_id handle url", f"{CHANNEL}|@ana|https://www.youtube.com/@eva", "youtube", False),
        ("channel_id url", f"{CHANNEL}|https://www.youtube.com/channel/{OTHER_CHANNEL}", "youtube", False),
        ("channel_id handle", "12345|@ana", "youtube", False), ("channel_id handle", f"{CHANNEL}|ana", "x", False),
        ("handle@instagram handle@tiktok", "ana|ana.t", None, True),
        ("handle@instagram handle@tiktok", "ana|", None, True),
        ("handle@instagram handle@tiktok", "|", None, False),
        ("handle other_accounts", "ana|", "x", True), ("handle other_accounts", "ana|x.com/eva", "x", False),
    ],
)  # fmt: skip
def test_usual_rows_are_told_quickly(fields: str, row: str, own: str | None, usual: bool) -> None:
    quick, careful = both_ways(fields, row.split("|"), own, own)
    assert bool(quick) is usual
    assert not usual or quick == careful
