"""Handles and addresses of every network."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relationships.domain.networks import (
    CHOICES,
    HANDLE_MAX,
    NETWORKS,
    is_channel_id,
    network_named,
    network_of_url,
    normalise_handle,
    profile_url,
)

CHANNEL = "UCinvented-Channel_Id-01"


def test_the_networks_stand_in_their_order() -> None:
    assert " ".join(NETWORKS) == "instagram tiktok youtube twitch x facebook pinterest linkedin snapchat blog other"
    assert [key for key, _ in CHOICES] == list(NETWORKS)
    assert [key for key, network in NETWORKS.items() if network.has_channel_ids] == ["youtube"]


@pytest.mark.parametrize(
    ("network", "written", "handle"),
    [
        ("instagram", "Foo.Bar", "foo.bar"), ("instagram", " @Foo ", "foo"), ("instagram", "\uff20\uff26oo", "foo"),
        ("instagram", "\u200efoo\ufeff", "foo"), ("instagram", "https://www.instagram.com/Foo/?igsh=abc#x", "foo"),
        ("instagram", "instagram.com/foo/reels/", "foo"),
        ("instagram", "https://instagram.com/stories/foo/123", "foo"),
        ("instagram", "HTTP://M.INSTAGRAM.COM//foo//", "foo"), ("instagram", "shop.com", "shop.com"),
        ("instagram", "___", "___"), ("tiktok", "https://m.tiktok.com/@A_b?lang=en", "a_b"),
        ("tiktok", "@afriweddings.com", "afriweddings.com"), ("tiktok", "tiktok.com/@x/video/12", "x"),
        ("youtube", f"http://youtube.com/channel/{CHANNEL}", CHANNEL),
        ("youtube", f"https://m.youtube.com/channel/{CHANNEL}/about", CHANNEL), ("youtube", CHANNEL, CHANNEL),
        ("youtube", f"@{CHANNEL}", CHANNEL.lower()), ("youtube", CHANNEL[:-1], CHANNEL[:-1].lower()),
        ("youtube", "https://www.youtube.com/@ElCanal/videos", "elcanal"), ("youtube", "youtube.com/@live", "live"),
        ("youtube", "youtube.com/c/OldName", "oldname"), ("youtube", "youtube.com/user/OldName", "oldname"),
        ("youtube", "youtube.com/@%E6%97%A5%E6%9C%AC", "日本"), ("twitch", "https://www.twitch.tv/Ana", "ana"),
        ("x", "https://twitter.com/Ana/status/20", "ana"), ("x", "https://x.com/@Ana", "ana"),
        ("facebook", "John.Smith", "johnsmith"),
        ("facebook", "https://www.facebook.com/profile.php?x=1&id=1234", "1234"),
        ("facebook", "https://fr-fr.facebook.com/people/Ana-B/1000123/", "1000123"),
        ("pinterest", "https://www.pinterest.co.uk/Foo/", "foo"),
        ("pinterest", "https://fr.pinterest.com/foo/board/", "foo"),
        ("linkedin", "https://fr.linkedin.com/in/Ren%C3%A9-x-12/", "rené-x-12"),
        ("linkedin", "https://linkedin.com/company/Acme/about", "company/acme"),
        ("snapchat", "https://www.snapchat.com/add/Foo?share_id=1", "foo"),
        ("blog", "https://www.Example.com/Blog/?utm=1#top", "example.com/Blog"),
        ("blog", "example.com", "example.com"), ("blog", "http://someone:secret@example.com:80/", "example.com"),
        ("blog", "https://example.com/caf\u00e9", "example.com/caf%C3%A9"),
        ("blog", "https://medium.com/@ana", "medium.com/@ana"), ("other", "@Foo", "foo"),
        ("other", "https://t.me/Foo", "t.me/Foo"), ("instagram", "a" * HANDLE_MAX, "a" * HANDLE_MAX),
    ],
)  # fmt: skip
def test_a_handle_is_known_however_it_is_written(network: str, written: str, handle: str) -> None:
    assert normalise_handle(network, written) == handle


@pytest.mark.parametrize(
    ("network", "written", "says"),
    [
        ("instagram", "", "no handle"),
        ("instagram", "@", "no handle"),
        ("instagram", "????", "no handle"),
        ("instagram", "...", "no handle"),
        ("instagram", "Ana Maria", "space inside"),
        ("instagram", "ana@example.com", "e-mail"),
        ("instagram", "a" * (HANDLE_MAX + 1), "too long"),
        ("instagram", "a" * 3000, "too long"),
        ("instagram", "ana\x00x", "cannot be a handle"),
        ("instagram", "<script>", "cannot be a handle"),
        ("instagram", "javascript:alert(1)", "cannot be a handle"),
        ("instagram", "javascript://instagram.com/ana", "not a web address"),
        ("instagram", "N/A", "neither a handle nor an address"),
        ("instagram", "https://instagram.com/", "not a profile"),
        ("instagram", "https://instagram.com/p/abc", "not a profile"),
        ("instagram", "reel", "page of Instagram"),
        ("instagram", "www.instagram.com", "own address"),
        ("instagram", "https://www.tiktok.com/@ana", "address of TikTok, not of Instagram"),
        ("instagram", "https://example.com/ana", "not an address of Instagram"),
        ("tiktok", "https://vm.tiktok.com/ZM12", "short link"),
        ("youtube", "https://www.youtube.com/watch?v=abc", "not a profile"),
        ("youtube", "https://youtu.be/abc", "short link"),
        ("youtube", "https://youtube.com/channel/UCshort", "not a profile"),
        ("x", "https://twitter.com/i/user/12", "not a profile"),
        ("blog", "my blog", "not a web address"),
        ("blog", "myblog", "not a web address"),
        ("blog", "https://instagram.com/ana", "address of Instagram"),
        ("blog", "data:text/html,x.y/z", "not a web address"),
        ("myspace", "ana", "not a network"),
    ],
)
def test_what_cannot_be_a_handle_is_refused_with_a_reason(network: str, written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        normalise_handle(network, written)


ADDRESSES = st.builds(
    "https://{}/{}".format,
    st.sampled_from(
        ["www.instagram.com", "youtube.com", "x.com", "linkedin.com", "fb.com", "a.example.com", "www.www.com"]
    ),
    st.text(max_size=30),
)
WRITTEN = st.one_of(st.text(), st.text(alphabet="@./:?#UCuc-_%wİß\uff21 ab1\u0301"), ADDRESSES)


@given(st.sampled_from(list(NETWORKS)), WRITTEN)
@example("youtube", "c")
@example("blog", "0.A0/¡")
@example("facebook", "profile.php")
def test_normalising_is_idempotent_and_fails_only_with_a_reason(network: str, written: str) -> None:
    try:
        handle = normalise_handle(network, written)
    except ValueError:
        return
    assert normalise_handle(network, handle) == handle
    assert 0 < len(handle) <= HANDLE_MAX
    url = profile_url(network, handle)
    assert url or network == "other"
    if url:
        assert urlsplit(url).scheme == "https"
        assert normalise_handle(network, url) == handle


@given(st.sampled_from(list(NETWORKS)), st.text())
def test_an_address_is_https_or_nothing_whatever_the_handle(network: str, handle: str) -> None:
    url = profile_url(network, handle)
    assert url == "" or url.startswith("https://")
    assert not set(url) & set("<>\"' \n\x00")


@pytest.mark.parametrize(
    ("network", "handle", "url"),
    [
        ("instagram", "ana", "https://www.instagram.com/ana/"),
        ("tiktok", "ana", "https://www.tiktok.com/@ana"),
        ("youtube", "ana", "https://www.youtube.com/@ana"),
        ("youtube", CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}"),
        ("x", "ana", "https://x.com/ana"),
        ("linkedin", "ana", "https://www.linkedin.com/in/ana/"),
        ("linkedin", "company/acme", "https://www.linkedin.com/company/acme/"),
        ("blog", "example.com/Blog", "https://example.com/Blog"),
        ("blog", "javascript:alert(1)", ""),
        ("other", "ana", ""),
        ("other", "t.me/ana", "https://t.me/ana"),
        ("instagram", "", ""),
        ("myspace", "ana", ""),
    ],
)
def test_the_address_of_a_profile(network: str, handle: str, url: str) -> None:
    assert profile_url(network, handle) == url


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://twitter.com/Ana", ("x", "ana")),
        (f"youtube.com/channel/{CHANNEL}", ("youtube", CHANNEL)),
        ("https://youtube.com/watch?v=1", None),
        ("https://example.com/ana", None),
        ("https://notinstagram.com/ana", None),
        ("https://instagram.com.evil.example/ana", None),
        ("ana", None),
        ("ftp://instagram.com/ana", None),
        ("", None),
    ],
)
def test_the_network_of_an_address(url: str, found: tuple[str, str] | None) -> None:
    assert network_of_url(url) == found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("IG", "instagram"), ("Insta", "instagram"), ("YT", "youtube"), ("You Tube", "youtube"), ("Twitter", "x"),
        ("X", "x"), ("X (Twitter)", "x"), ("tik-tok", "tiktok"), ("FB", "facebook"), ("Website", "blog"),
        ("MySpace", None), ("", None),
    ],
)  # fmt: skip
def test_networks_are_known_by_what_people_call_them(text: str, key: str | None) -> None:
    assert network_named(text) == key


def test_names_of_networks_lead_to_one_network_each() -> None:
    for key, network in NETWORKS.items():
        for name in (key, network.label, *network.names):
            assert network_named(name) == key


@given(st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    network_named(text)
    network_of_url(text)
    is_channel_id("youtube", text)
