"""What is worth another look before a list is read: addresses of another network than the one chosen."""

from dataclasses import replace

import pytest

from relationships.domain.imports import doubts, recognise
from tests.domain.imports.reading import cells, meanings, taken

TIKTOK = "https://www.tiktok.com/@{}"
LIST = "Username|Link\n" + "\n".join(f"{name}|{TIKTOK.format(name)}" for name in ("ana", "bo", "cy", "di"))
SAYS = "The addresses in “Link” are of TikTok, but the list is said to be of Instagram: choose TikTok, unless"


@pytest.mark.parametrize(
    ("text", "network", "says"),
    [
        (LIST, "instagram", SAYS), (LIST, "tiktok", ""), (LIST, None, ""),
        (LIST.replace("Username|", "Network|"), "instagram", SAYS),
        (LIST.replace("ana|https://www.tiktok.com/@ana", "ana|https://x.com/ana"), "instagram", SAYS),
        (LIST.replace("www.tiktok.com/@", "www.instagram.com/", 2), "instagram", ""),
        (LIST.replace("www.tiktok.com/@", "www.instagram.com/", 1), "instagram", SAYS),
        (LIST.replace("Username|", "").replace("Link", "Handle|Link"), "instagram", SAYS),
        ("Platform|Username|Link\nIG|ana|https://www.tiktok.com/@ana", "instagram", ""),
        ("Username|Link\nana|https://example.com/ana\nbo|", "instagram", ""),
    ],
)  # fmt: skip
def test_addresses_that_contradict_the_network_chosen_are_told(text: str, network: str | None, says: str) -> None:
    notes = recognise(cells(text), network=network).notes
    assert [note[: len(SAYS)] for note in notes if "are of TikTok" in note] == ([says] if says else [])


def test_they_are_told_of_a_mapping_that_a_person_changed() -> None:
    found = recognise(cells(LIST))
    samples = [guess.samples for guess in found.guesses]
    assert found.network == "tiktok"
    assert doubts(found.mapping(), samples) == []
    [sentence] = doubts(replace(found.mapping(), network="instagram"), samples)
    assert sentence.startswith(SAYS)


def test_beside_handles_that_say_their_network_links_to_another_are_further_accounts() -> None:
    text = LIST.replace("Username", "Instagram handle|Followers").replace("|https", "|12K|https")
    found = recognise(cells(text), network="instagram")
    assert meanings(found) == ["handle@instagram", "followers", "url@tiktok"]
    assert found.notes == ()
    assert [(each.network, each.followers) for each in taken(cells(text), "instagram")[0].accounts] == [
        ("instagram", 12_000),
        ("tiktok", None),
    ]
