"""What is guessed of columns that no header names, and what is not: nothing false rather than something."""

import pytest

from relationships.domain.imports import recognise
from tests.domain.imports.reading import cells, meanings, taken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A figure that is not named may be of anything; where no figure is named it is all there is.
        ("Username|Blarg\nana_b|12K\nbo.l|13K", "handle -"),
        ("Username|Raised\nana_b|7 917\nbo.l|47 129", "handle -"),
        ("Username|Sold with\nana_b|31%\nbo.l|10%", "handle -"),
        ("Username|\nana_b|12K\nbo.l|13K", "handle followers"),
        ("Username|Unnamed: 1\nana_b|12K\nbo.l|13K", "handle followers"),
        ("Username|Unnamed: 1\nana_b|3.1%\nbo.l|1%", "handle engagement_rate"),
        # Few different codes under an unknown header may be other words; so may kinds of things that are no networks.
        ("Username|By\nana_b|DM\nbo.l|DM", "handle -"),
        ("Username|Answered\nana_b|no\nbo.l|si", "handle -"),
        ("Username|Blarg\nana_b|ES\nbo.l|FR\ncy_d|PT", "handle country"),
        ("Username|Kind\nana_b|blog\nbo.l|other", "handle -"),
        ("Username|Kind\nana_b|blog\nbo.l|TikTok", "handle network"),
        # A network's name in a header holds, whatever else it says.
        ("Username|YouTube link|Twitter of the studio\nana|youtube.com/@ana|@anawerk\nbo|youtube.com/@bo|@bowerk",
         "- url@youtube handle@x"),
        # A figure with its rank in brackets is no handle with a name.
        ("Username|Followers|ER\nana_b|12.1M (=)|2.6% (1342)\nbo.l|9.2M (+)|1.9% (2040)", "handle - -"),
        # A nickname beside the account is the name.
        ("uniqueId|nickname\nana_b|anabell\nbo.l|bolind", "handle name"),
        ("Nick|Profile\nanabell|https://x.com/ana_b\nbolind|https://x.com/bo_l", "name url"),
        ("Nick|Name\nana_b|Ana Bell\nbo.l|Bo Lind", "handle name"),
        # Codes of other things are no handles, whatever they look like.
        ("note_id|Followers\nck8bf_6vu|12\nck5zl_h1h|13", "- followers"),
        ("Campaign name|Followers\nspring_01|12\nspring_02|13", "- followers"),
        ("视频id|Followers\nav858596|12\nav855370|13", "- followers"),
        ("标题|Username\n海边的一天 第一集|ana\n山里的一天 第二集|bo", "- handle"),
        # Numbers of the rows with letters before them; made-up handles under their own header stay.
        ("Zorb|Followers\nINF051|12\nINF052|13\nINF053|14", "- followers"),
        ("Username|Followers\ntry_1|12\ntry_2|13\ntry_3|14", "handle followers"),
        ("Username|Column 2\n" + "\n".join(f"ana_{at}|{at * 70 + 5}" for at in range(10)), "handle -"),
        ("Username|Column 2\n" + "\n".join(f"ana_{at}|{7000 - at * 70}" for at in range(10)), "handle followers"),
        # Figures far above 100 are no rates, nor is what stands among them.
        ("Username|ER\n" + "\n".join(f"ana_{at}|{at}" for at in range(9)) + "\nbo_l|867000", "handle -"),
        ("Username|ER\n" + "\n".join(f"ana_{at}|{at}" for at in range(19)) + "\nbo_l|867000", "handle engagement_rate"),
        # Under a network's name figures are no handles: shares of an audience, or its followers.
        ("Age|Instagram|TikTok\n13-17|4.5|27.37\n18-24|18.5|39.91", "- - -"),
        ("Name|IG link|Instagram|TikTok\nAna Bell|instagram.com/ana|12.5K|3M\nBo Lind|instagram.com/bo|9K|1.1M",
         "name url@instagram followers@instagram -"),
        ("Name|IG link|Instagram\nAna Bell|instagram.com/ana|500\nBo Lind|instagram.com/bo|350",
         "name url@instagram -"),
        ("Zorb|Followers\nck8bf_6vu|12\nck5zl_h1h|13", "handle followers"),
        ("Username|Said\nana|we go home now\nbo|Today I was ill and so I did not go", "handle -"),
        # First names are no handles, nor is a name in a script that handles are hardly written in, …
        ("Name|Followers\nAnna|12\nBrigitte|13\nCecile|14", "name followers"),
        ("이름|Followers\n김_하늘|12\n이_바다|13", "name followers"),
        ("Streamer|Followers\nAnnaPlays|12\nbo_lind|13\ncy99|14\nbo_lind|15", "handle followers"),
        # … and neither sentences nor lists of words are names.
        ("Username|Said\nana|We went to the sea with all of them\nbo|Today I show you what I have bought", "handle -"),
        ("Username|Words\nana|red shoes, sea\nbo|tea, green tea", "handle -"),
        ("Username|Owner\nana|Ana Bell\nbo|Bo Lind", "handle name"),
    ],
)  # fmt: skip
def test_what_columns_are_guessed_to_be(text: str, expected: str) -> None:
    assert " ".join(meanings(recognise(cells(text)))) == expected


def test_columns_that_joining_tables_doubled_are_of_no_network() -> None:
    text = "username|fans_x|fans_y\nana|1200|1200\nbo|900|900"
    found = recognise(cells(text))
    assert meanings(found) == ["handle", "followers", "-"]
    assert [guess.header for guess in found.guesses] == ["username", "fans_x", "fans_y"]
    assert meanings(recognise(cells("username|followers_x\nana|1200\nbo|900"))) == ["handle", "followers@x"]


def test_words_above_data_are_a_header_unless_full_rows_stand_above_them() -> None:
    rows = cells(
        "\n".join(f"wool and tea|Ana B. Bell|{word}|sun" for word in ("pink", "blue", "sea", "sky", "fig", "oak"))
    )
    data = cells("a.bell|Ana|12K|10\nb.lind|Bo|9K|11\nc.day|Cy|8K|12\nd.oka|Dee|7K|13\ne.lind|Eva|6K|14")
    assert recognise([*rows, *data]).header_at == -1
    assert recognise([["Our list"], ["Zorb", "Quux", "Blarg", "Frob"], *data]).header_at == 1


@pytest.mark.parametrize(
    ("cell", "accounts"),
    [
        ("www.youtube.com/@kim, 19K subscribers, 191 videos", [("youtube", "kim")]),
        ("kimsite.example, instagram.com/kim.b", [("instagram", "kim.b")]),
        ("kim", [("youtube", "kim")]),
    ],
)
def test_words_beside_an_address_are_no_handles(cell: str, accounts: list[tuple[str, str]]) -> None:
    [row] = taken([["Name", "Link"], ["Kim", cell]], "youtube")
    assert [(each.network, each.handle_key) for each in row.accounts] == accounts
    assert row.remarks == ()
