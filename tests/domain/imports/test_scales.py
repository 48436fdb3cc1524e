"""Counts beneath headers that say in what they are."""

import pytest

from relationships.domain.imports import Sureness, recognise
from relationships.domain.imports.headers import meaning_of
from relationships.domain.imports.scales import scale_of
from tests.domain.imports.reading import cells, meanings, read_all, taken


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Followers", 1), ("Followers (K)", 1_000), ("Followers (in thousands)", 1_000), ("followers_k", 1_000),
        ("Abonnenten (Tsd.)", 1_000), ("Подписчики, тыс.", 1_000), ("Seguidores (miles)", 1_000),
        ("Followers in thousands (2026)", 1_000), ("Followers (millions)", 1_000_000), ("Followers[3](m)", 1_000_000),
        ("Followers - millions", 1_000_000), ("Follower Mio.", 1_000_000), ("Subscribers, mln", 1_000_000),
        ("粉丝数(万)", 10_000), ("粉丝数/万", 10_000), ("粉丝数万", 10_000), ("粉丝量 (w)", 10_000),
        ("팔로워(만)", 10_000), ("팔로워 수(만명)", 10_000),
        ("フォロワー数(万人)", 10_000), ("IG followers (k)", 1_000),
    ],
)  # fmt: skip
def test_a_header_says_in_what_its_followers_are(header: str, scale: int) -> None:
    assert scale_of(header)[0] == scale
    meaning = meaning_of(header)
    assert meaning is not None
    assert (meaning.field, meaning.scale) == ("followers", scale)


@pytest.mark.parametrize("header", ["Followers m", "Followers w", "Team", "Cabin", "Admin", "Email", "Rank k", "民"])
def test_a_letter_or_the_end_of_a_word_is_no_scale(header: str) -> None:
    assert scale_of(header)[0] == 1


def test_only_followers_are_scaled() -> None:
    for header in ("Likes (millions)", "Avg. views (k)"):
        meaning = meaning_of(header)
        assert meaning is not None
        assert (meaning.scale, bool(meaning.stranger)) == (1, True)


@pytest.mark.parametrize(
    ("header", "counts", "followers"),
    [
        ("Followers (millions)", "141.4|90|0.5", [141_400_000, 90_000_000, 500_000]),
        ("Followers (K)", "12.5|850|1200", [12_500, 850_000, 1_200_000]),
        ("Followers (K)", "12.5|1.2M|3-4", [12_500, 1_200_000, 3_000]),
        ("粉丝数(万)", "12.5|3|1亿", [125_000, 30_000, 100_000_000]),
        ("Followers (K)", "|-|7", [None, None, 7_000]),
    ],
)
def test_bare_numbers_are_scaled_and_others_keep_their_own(
    header: str, counts: str, followers: list[int | None]
) -> None:
    rows = [["Username", header], *([f"ana_{at}", count] for at, count in enumerate(counts.split("|")))]
    found = recognise(rows)
    assert found.guesses[1].sureness is Sureness.LIKELY
    assert [row.accounts[0].followers for row in taken(rows, "x")] == followers
    # With a remark in each row the slow way is gone.
    remarked = [[*row, "nowhere" if at else "Country"] for at, row in enumerate(rows)]
    assert [row.accounts[0].followers for row in taken(remarked, "x")] == followers


def test_whole_numbers_under_such_a_header_are_not_multiplied() -> None:
    found = recognise(cells("Username|Followers (K)\nana|125000\nbo|98000\ncy|2150000"))
    assert meanings(found) == ["handle", "-"]
    assert found.guesses[1].reason == (
        "The header says followers in steps of 1,000, but only 0 of 3 cells are such counts (write whole numbers)"
    )


def test_a_single_slip_is_refused() -> None:
    rows = cells("Username|Followers (K)\n" + "\n".join(f"ana_{at}|{at + 10}" for at in range(9)) + "\nbo|125000")
    found = recognise(rows, network="x")
    last = read_all(rows, found)[-1]
    assert isinstance(last, tuple)
    assert last[0].problem == "“125000” is implausible (more than 50,000,000): check the number"
