"""Countries, languages and time zones."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.domain.places import (
    COUNTRIES,
    COUNTRY_CHOICES,
    LANGUAGE_CHOICES,
    LANGUAGES,
    country_named,
    language_named,
    time_zones,
)
from relationships.domain.text import fold


def test_choices_are_codes_with_english_names_in_order() -> None:
    assert len(COUNTRIES) == 250  # 249 of ISO 3166-1, and Kosovo
    assert len(LANGUAGES) == 183
    assert not {"EU", "UN", "ZZ", "XA", "AC"} & set(COUNTRIES)
    for choices in (COUNTRY_CHOICES, LANGUAGE_CHOICES):
        assert list(choices) == sorted(choices, key=lambda choice: fold(choice[1]))


def test_every_choice_is_known_by_its_code_and_its_name() -> None:
    for code, name in COUNTRIES.items():
        assert country_named(code) == country_named(code.lower()) == country_named(name) == code
    for code, name in LANGUAGES.items():
        assert language_named(code) == language_named(name) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USA", "US"), ("Estados Unidos", "US"), ("EE. UU.", "US"), ("Vereinigte Staaten", "US"),
        ("the United States", "US"), ("UK", "GB"), ("Reino Unido", "GB"), ("England", "GB"), ("Deutschland", "DE"),
        ("deu", "DE"), ("Brasil", "BR"), ("Côte d’Ivoire", "CI"), ("cote d'ivoire", "CI"), ("Ivory Coast", "CI"),
        ("Trinidad & Tobago", "TT"), ("日本", "JP"), ("Russian Federation", "RU"), ("Turquía", "TR"), ("Türkiye", "TR"),
        ("South Korea", "KR"), ("Filipinas", "PH"), ("Arabia Saudita", "SA"), ("Niger", "NE"), ("Nigeria", "NG"),
        ("السعودية", "SA"), ("الإمارات", "AE"), ("香港", "HK"), ("İngiltere", "GB"), ("Южная Корея", "KR"),
        ("Iran, Islamic Republic of", "IR"), ("Unknown", None), ("", None), ("Narnia", None), ("Europe", None),
    ],
)  # fmt: skip
def test_countries_are_known_in_many_languages(text: str, code: str | None) -> None:
    assert country_named(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("English", "en"), ("anglais", "en"), ("español", "es"), ("Castellano", "es"), ("Deutsch", "de"),
        ("pt-BR", "pt"), ("pt_BR", "pt"), ("por", "pt"), ("English (US)", "en"), ("zh-Hant", "zh"),
        ("Mandarin", "zh"), ("Filipino", "tl"), ("日本語", "ja"), ("Bahasa Indonesia", "id"),
        ("Klingon", None), ("", None),
    ],
)  # fmt: skip
def test_languages_are_known_in_many_languages(text: str, code: str | None) -> None:
    assert language_named(text) == code


@given(st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    assert country_named(text) in (None, *COUNTRIES)
    assert language_named(text) in (None, *LANGUAGES)


def test_time_zones_are_places_and_utc() -> None:
    names = [name for name, _ in time_zones()]
    assert names[0] == "UTC"
    assert {"Europe/Paris", "Africa/Lagos", "America/Argentina/Buenos_Aires"} <= set(names)
    assert not [name for name in names if name.startswith("Etc/")]
    assert dict(time_zones())["America/New_York"] == "America/New York"


def test_starting_does_not_build_the_index_of_names() -> None:
    seen = "from relationships.domain import places; print(places._country_index.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True).stdout == "0\n"
