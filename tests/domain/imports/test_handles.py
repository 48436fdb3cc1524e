"""What cells say about which account it is."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.imports.handles import address_in, handle_in, key_of, pieces, url_of
from relationships.domain.networks import NETWORKS, network_of_url, normalise_handle, profile_url

CHANNEL = "UCinvented-Channel_Id-01"


@pytest.mark.parametrize(
    ("written", "key", "shown", "name"),
    [
        ("@Mina.K", "mina.k", "@Mina.K", ""), ("minak", "minak", "minak", ""),
        ("https://www.instagram.com/Mina.K/?hl=en", "mina.k", "mina.k", ""),
        ("m.instagram.com/minak", "minak", "minak", ""), ("es-es.instagram.com/minak", "minak", "minak", ""),
        ("Mina K. (minak_live)", "minak_live", "minak_live", "Mina K."), ("Mina (@minak)", "minak", "@minak", "Mina"),
        ("Mina (minak)", "minak", "minak", "Mina"), ("minak_live (Mina K.)", "minak_live", "minak_live", "Mina K."),
        ("Mina K. [minak]", "minak", "minak", "Mina K."), ("Mina K. @minak", "minak", "@minak", "Mina K."),
        ("minak_live - Mina K.", "minak_live", "minak_live", "Mina K."),
        ("Mina K. – minak_live", "minak_live", "minak_live", "Mina K."), ("@minak | Mina", "minak", "@minak", "Mina"),
        ("Mina K.|minak_live", "minak_live", "minak_live", "Mina K."),
        ("@minak - Mina-Sofia", "minak", "@minak", "Mina-Sofia"),
        ("Mina K. (https://www.instagram.com/minak)", "minak", "minak", "Mina K."),
        ("ミナ（minak）", "minak", "minak", "ミナ"), ("ミナ（Minak）", "minak", "Minak", "ミナ"),
        ("Ted (TedLund)", "tedlund", "TedLund", "Ted"), ("Ted Lund (Tedlund)", "tedlund", "Tedlund", "Ted Lund"),
        ("Ted (Teddy)", "teddy", "Teddy", "Ted"), ("Kat (WildRoses)", "wildroses", "WildRoses", "Kat"),
        ("Ted (boston)", "boston", "boston", "Ted"), ("@ted (Boston)", "ted", "@ted", "Boston"),
    ],
)  # fmt: skip
def test_a_handle_may_have_a_name_beside_it(written: str, key: str, shown: str, name: str) -> None:
    told = handle_in("instagram", written)
    assert (told.key, told.shown, told.name) == (key, shown, name)


@pytest.mark.parametrize(
    "written",
    [
        "Mina Kovar",
        "Anne - Marie",
        "Mina (Kovar Lind)",
        "@",
        "a b c",
        "()",
        "Mina - Kovar Lind",
        # A place, it may be; a list that means a handle is told how to write it.
        "Ted (Boston)",
        "Ted Lund (Boston)",
        "Mina (UK)",
        "Mina K. (Berlin)",
        "Ana [Agency]",
    ],
)
def test_where_it_is_not_clear_which_part_is_the_handle_none_is_taken(written: str) -> None:
    with pytest.raises(ValueError, match="handle"):
        handle_in("instagram", written)


@pytest.mark.parametrize(
    ("piece", "network", "key"),
    [
        ("https://www.instagram.com/minak/", "instagram", "minak"), ("http://tiktok.com/@minak", "tiktok", "minak"),
        ("https://www.tiktok.com/@mina.k?lang=es", "tiktok", "mina.k"), ("twitter.com/minak", "x", "minak"),
        (f"http://youtube.com/channel/{CHANNEL}", "youtube", CHANNEL),
        ("https://m.youtube.com/@minak/videos", "youtube", "minak"),
        ("https://youtube.com/minak", "youtube", "minak"), ("https://facebook.com/mina.k", "facebook", "minak"),
    ],
)  # fmt: skip
def test_an_address_tells_network_and_account(piece: str, network: str, key: str) -> None:
    told = address_in(piece)
    assert told is not None
    assert (told.network, told.key) == (network, key)


@pytest.mark.parametrize(
    "piece",
    ["https://example.com/minak", "https://www.instagram.com/explore/", "https://tiktok.com/minak", "minak", "@minak",
     "https://www.instagram.com/p/abc/", "https://youtube.com/watch?v=1", "https://vm.tiktok.com/abc"],
)  # fmt: skip
def test_other_addresses_tell_none(piece: str) -> None:
    assert address_in(piece) is None


def test_a_cell_may_hold_several_addresses() -> None:
    assert pieces("a.com/x, b.com/y | c.com/z\nd.com") == ["a.com/x", "b.com/y", "c.com/z", "d.com"]
    assert pieces("a.com/x") == ["a.com/x"]
    assert pieces(" ") == []


HANDLES = st.from_regex(r"@?[A-Za-z0-9_.\-]{1,40}(\.(com|tv|co|am|it|be|ly))?", fullmatch=True)
HOSTS = [
    "x.com",
    "fb.com",
    "instagram.com",
    "instagr.am",
    "twitch.tv",
    "pin.it",
    "t.co",
    "youtu.be",
    "explore",
    "p",
    CHANNEL,
]


@given(st.sampled_from(sorted(NETWORKS)), st.one_of(HANDLES, st.sampled_from(HOSTS), st.text(max_size=30)))
def test_the_quick_way_reads_a_handle_as_the_long_way_does(network: str, written: str) -> None:
    try:
        expected = normalise_handle(network, written)
    except ValueError as fault:
        with pytest.raises(ValueError, match=re.escape(str(fault))):
            key_of(network, written)
        return
    assert key_of(network, written) == expected
    assert url_of(network, expected) == (profile_url(network, expected) or None)


ADDRESSES = st.builds(
    "{}{}/{}{}".format,
    st.sampled_from(["https://", "http://www.", "https://www.", "", "https://m."]),
    st.sampled_from(["instagram.com", "tiktok.com", "youtube.com", "youtube.com/channel", "x.com", "facebook.com",
    "pin.it", "a.example"]),
    st.sampled_from(["", "@"]),
    st.one_of(HANDLES, st.sampled_from(HOSTS)),
)  # fmt: skip


@given(ADDRESSES)
def test_the_quick_way_reads_an_address_as_the_long_way_does(piece: str) -> None:
    told = address_in(piece)
    assert (told and (told.network, told.key)) == network_of_url(piece)


@given(st.sampled_from(sorted(NETWORKS)), st.text())
def test_anything_is_a_handle_or_refused(network: str, written: str) -> None:
    with suppress(ValueError):
        told = handle_in(network, written)
        assert normalise_handle(network, told.shown) == told.key


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_pages_of_a_network_are_no_handles_in_the_quick_way_either(network: str) -> None:
    for word in (*NETWORKS[network].reserved, *HOSTS, "-", "--", "mina.", "x.com", "a.b.co"):
        try:
            expected: str | None = normalise_handle(network, word)
        except ValueError:
            expected = None
        found = None
        with suppress(ValueError):
            found = key_of(network, word)
        assert found == expected, word
