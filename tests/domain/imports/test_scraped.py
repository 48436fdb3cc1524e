"""What scrapers and the networks' own interfaces give out: heads of machines, numbers of accounts, tables of posts."""

import pytest

from relationships.domain.imports import NO_HEADER, check, recognise
from tests.domain.imports.reading import cells, meanings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is no handle and no name, whatever else there is: days, times, numbers, e-mail addresses within a text.
        ("time|Username\n2024-11-23T12:51:32.000Z|ana_b\n2024-11-24T08:01:02.000Z|bo.l", "- handle"),
        ("born|Followers\n1985-11-11|80\n1995-10-01|189\n1982-03-20|175", "- followers"),
        ("uid|mark\n1400402692|0\n3276706362|1\n2038604921|1", "- -"),
        ("who|ratio|Followers\nana_b|60.9499789827659|80\nbo.l|156.744948115784|90", "handle - followers"),
        ("Username|blurb\nana_b|Tea, books and long walks: a@x.example\nbo.l|b@x.example and much more", "handle -"),
        ("Username|blurb\nana_b|mail a@x.example\nbo.l|b@x.example", "handle email"),
        # The number by which a network knows an account is no handle; on Facebook it leads to the profile.
        ("user_id|screen_name|followers\n4196983835|ana_b|80\n1215692527|bo_l|90", "- handle followers"),
        ("user_id|Followers\n4196983835|80\n1215692527|90", "- followers"),
        ("Facebook ID|Followers\n100004196983835|80\n100001215692527|90", "handle@facebook followers"),
        # Addresses of posts, short links and sites beside the handles.
        ("Username|url\nana_b|https://t.co/6ytGi24\nbo.l|https://t.co/a1b2c3", "handle -"),
        ("platform|link|Username\nInstagram|https://www.instagram.com/reel/DCtrp/|ana_b", "network - handle"),
        ("platform|link|Username\nblog|https://ana.example/|ana_b\nblog|https://bo.example/|bo.l",
         "network url handle"),
        ("Username|url\nana_b|https://x.com/ana_b\nbo.l|https://t.co/a1b2c3", "handle url"),
        ("Name|url\nAna Bell|https://www.youtube.com/watch?v=iLjGusI\nBo|https://www.youtube.com/watch?v=ayedSS",
         "name url"),
        # A post's title is nobody's name; a channel's title is.
        ("channel_title|title|Followers\nAna Bell|I made a cake|80\nBo Lind|A day at sea|90", "name - followers"),
        ("channel_id|title\nUC0123456789abcdefghijkl|Ana Bell\nUC0123456789abcdefghijkm|Bo Lind", "channel_id name"),
        # Of two columns of names the one that looks like handles is taken for them, where nothing else tells them.
        ("YouTuberName|YouTubeChannelName|Subscribers\nanabell|Ana Bell|80\nbo.lind|Bo Lind|90\ncy_99|Cy Young|70",
         "handle@youtube name followers"),
    ],
)  # fmt: skip
def test_what_machines_write_is_told(text: str, expected: str) -> None:
    assert " ".join(meanings(recognise(cells(text)))) == expected


def test_a_word_in_the_midst_of_rows_is_no_header() -> None:
    rows = cells(
        "Ana Bell|PA|house|R|AnaBell\nBo Lind|OK|house|D|BoLind\nCy Dee|SC|house|R|CyDee\nEva Fox|OH|house|R|EvaFox"
    )
    found = recognise(rows)
    assert found.header_at == NO_HEADER
    assert check(found.mapping())


def test_one_known_word_beneath_a_title_is_a_header() -> None:
    assert recognise(cells("Our friends|\nWho|Snapchat\nAna Bell|anabell\nBo Lind|bolind")).header_at == 1


@pytest.mark.parametrize(
    ("heads", "title", "file_name", "network"),
    [
        ("Username|Followers", "TikTok", "roster.xlsx", "tiktok"),
        ("Username|Followers", "IG creators", "youtube and tiktok.xlsx", "instagram"),
        ("Username|Followers", "Instagram & TikTok", "roster.xlsx", None),
        ("Username|Followers", "Sheet1", "roster.xlsx", None),
        ("Username|tweetCount", "Sheet1", "roster.xlsx", "x"),
        ("Username|Statuses count", "", "", "x"),
        ("Username|Avg. Reels plays", "", "", "instagram"),
        ("Username|Reels|Tweets", "", "", None),
        ("Username|Platform|Reels", "Instagram", "", None),
        ("Name|Reels", "", "", None),
        # Handles that are only guessed at are of the list's network as well.
        ("By|Items sold", "TikTok", "", "tiktok"),
    ],
)
def test_a_sheet_is_called_by_its_network_or_has_a_column_that_tells_it(
    heads: str, title: str, file_name: str, network: str | None
) -> None:
    cell = {"Name": "Ana Bell", "Platform": "TikTok", "Username": "ana_b", "By": "ana_b"}
    row = "|".join(cell.get(head, "12") for head in heads.split("|"))
    found = recognise(cells(f"{heads}\n{row}"), title=title, file_name=file_name)
    assert found.network == network
    assert any(note.startswith("Taken as a list of") for note in found.notes) is (network is not None)
