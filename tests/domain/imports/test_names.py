"""Given and family names in columns of their own, and sums over networks."""

import pytest

from relationships.domain.imports import Sureness, recognise
from tests.domain.imports.reading import cells, meanings, taken
from tests.domain.imports.test_rows import read


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("First name|Last name|Username", "name family_name handle"),
        ("Last name|First name|Username", "family_name name handle"),
        ("Nombre|Apellidos|Usuario", "name family_name handle"), ("Nome|Cognome|Username", "name family_name handle"),
        # "Name" beside given names is the family name.
        ("Name|Vorname|Benutzername", "family_name name handle"), ("Prénom|Nom|Pseudo", "name family_name handle"),
        ("Name|Country|Username", "name - handle"),
        # The whole name stands in a column of its own.
        ("First name|Full name|Username", "- name handle"),
        ("Display name|Surname|Username", "name family_name handle"),
    ],
)  # fmt: skip
def test_columns_of_names(header: str, expected: str) -> None:
    text = f"{header}\nAna|Bell|ana_b\nBo|Lind|bo_l"
    found = meanings(recognise(cells(text)))
    assert [field if field != "country" else "-" for field in found] == expected.split()


def test_three_columns_of_names() -> None:
    found = recognise(cells("First name|Last name|Display name|Username\nAna|Bell|Ana B.|ana_b\nBo|Lind|Bo L.|bo_l"))
    assert meanings(found) == ["-", "-", "name", "handle"]
    assert found.guesses[1].reason == "“Display name” gives the whole name"
    assert found.guesses[1].others == ("family_name",)


def test_a_guessed_family_name_is_only_likely() -> None:
    [family, _, _] = recognise(cells("Nom|Prénom|Pseudo\nBell|Ana|ana_b\nLind|Bo|bo_l")).guesses
    assert (family.sureness, family.reason) == (
        Sureness.LIKELY,
        "The header says name, beside given names in “Prénom”",
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [("Ana|Bell", "Ana Bell"), ("|Bell", "Bell"), ("Ana|", "Ana"), ("Ana Bell|Bell", "Ana Bell"), ("Ana|N/A", "Ana"),
     ("Bellamy|Bell", "Bellamy Bell"), ("|", None), ("Ana|de la Cruz", "Ana de la Cruz")],
)  # fmt: skip
def test_the_family_name_stands_behind_the_name(cell: str, name: str | None) -> None:
    assert read("name family_name handle", f"{cell}|ana").name == name


def test_the_sum_over_networks_is_no_account_s_followers() -> None:
    found = recognise(cells("Username|Network|Total followers|IG followers|TT followers\nana|IG|20|12|8\nbo|TT|9|0|9"))
    assert meanings(found) == ["handle", "network", "-", "followers@instagram", "followers@tiktok"]
    assert found.guesses[2].reason.startswith("Followers of all networks together")
    alone = recognise(cells("Username|Total followers\nana|20\nbo|9"))
    assert meanings(alone) == ["handle", "followers"]
    assert taken(cells("Username|Total followers\nana|20"), "x")[0].accounts[0].followers == 20
