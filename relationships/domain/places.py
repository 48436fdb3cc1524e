"""Countries (ISO 3166-1 alpha-2), languages (ISO 639-1) and time zones: the choices, and what people call them.

Names come from the Unicode CLDR by way of Babel. The choices are in English and built once; the index of names in many
languages is built when it is first asked for, since it takes a quarter of a second.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from relationships.domain.text import fold

# CLDR names these too, but they are no countries: groups, test regions, islands that ISO 3166-1 counts elsewhere.
_NO_COUNTRY = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))
_NO_LANGUAGE = frozenset(["sh"])  # Serbo-Croatian: withdrawn from ISO 639-1
_READ_IN = re.findall(
    r"\w+",
    "en fr es de pt it nl ca gl eu pl tr ru ar ja ko zh zh_Hant id vi th hi sv da nb fi cs sk hu ro bg hr el uk he fa",
)

# What people write besides the names in CLDR, by code. Parts of a state stand for the state.
_COUNTRY_VARIANTS = {
    "AE": "UAE; U.A.E.; Emirates; Emiratos Árabes; Emirats; EAU; BAE; الإمارات; دبي; Dubai",
    "BA": "Bosnia; Bosnien; Bosnie",
    "BO": "Plurinational State of Bolivia",
    "BR": "Brasil",
    "BY": "Белоруссия",
    "CD": "DR Congo; DRC; Democratic Republic of the Congo; RDC",
    "CG": "Congo; Republic of the Congo",
    "CI": "Ivory Coast; Cote d Ivoire; Cote dIvoire",
    "CN": "PRC; PR China; 中国大陆; 大陆; Mainland China; People's Republic of China",
    "CV": "Cape Verde",
    "CZ": "Czech Republic; Česká republika; Tschechische Republik; República Checa; République tchèque",
    "DE": "BRD; Federal Republic of Germany",
    "DO": "Dominican Rep.; Rep. Dominicana",
    "GB": (
        "UK; U.K.; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; Escocia; Inglaterra; Angleterre;"
        " Inghilterra; Engeland; Grossbritannien; Gran Bretaña; Grande-Bretagne; Gran Bretagna; Grã-Bretanha;"
        " İngiltere; Anglia; Англия; بريطانيا; Groot-Brittannië; United Kingdom of Great Britain and Northern Ireland"
    ),
    "HK": "Hong Kong; Hongkong; Hong Kong SAR; 香港; 홍콩",
    "IR": "Islamic Republic of Iran; Iran, Islamic Republic of",
    "KP": "DPRK",
    "KR": (
        "한국; Korea; South-Korea; Republic of Korea; Korea, Republic of; Корея; Южная Корея; Kore; Corea; Corée;"
        " Coreia; Südkorea"
    ),
    "LA": "Lao; Lao PDR",
    "MD": "Republic of Moldova; Молдавия",
    "MK": "Macedonia; FYROM; Macédoine; Mazedonien",
    "MM": "Burma; Birma",
    "MO": "Macau; Macao; 澳门; 澳門",
    "NL": "Holland; Holanda; Hollande; The Netherlands; Olanda",
    "PH": "Pilipinas",
    "PS": "Palestine; فلسطين; Palestina; State of Palestine; Palästina",
    "RU": "Russian Federation",
    "SA": "KSA; Saudi; السعودية; Arabia Saudita; Arabia Saudí",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TH": "ประเทศไทย",
    "TL": "East Timor",
    "TR": "Turkey; Türkiye; Turkiye",
    "TW": "Taiwan, Province of China; Chinese Taipei; ROC",
    "TZ": "United Republic of Tanzania",
    "US": (
        "USA; США; ABD; Amerika; Америка; アメリカ; 米国; أمريكا;"
        " U.S.; U.S.A.; United States of America; States; America; EE.UU.; EE. UU.; EEUU; EUA; E.U.A.;"
        " Etats-Unis d'Amérique; Estados Unidos de América; Stati Uniti d'America; Vereinigte Staaten von Amerika"
    ),
    "VA": "Vatican; Holy See",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam",
    "XK": "Kosovo",
}
_LANGUAGE_VARIANTS = {
    "ar": "عربي",
    "de": "Swiss German; Schweizerdeutsch",
    "el": "Modern Greek",
    "en": "American English; British English; Ingles; انجليزي",
    "es": "Castilian; Castellano; Castillan; Latin American Spanish; Spanish (Latin America)",
    "fa": "Farsi; Dari",
    "he": "Ivrit",
    "id": "Bahasa; Bahasa Indonesia",
    "ko": "한국말",
    "nb": "Bokmål",
    "no": "Norwegian",
    "pt": "Brazilian; Brazilian Portuguese; Brasileiro",
    "ro": "Moldovan",
    "tl": "Filipino; fil; Pilipino",
    "nl": "Flemish; Vlaams",
    "zh": (
        "普通话; 国语; 粤语; 廣東話; Mandarin; Cantonese;"
        " Simplified Chinese; Traditional Chinese; Mandarin Chinese; Putonghua; cmn; yue"
    ),
}


def _coded(names: Mapping[Any, Any], pattern: str, without: frozenset[str]) -> dict[str, str]:
    """Code -> name, of the codes that look so (CLDR keeps regions, scripts and dialects in the same lists)."""
    return {str(code): str(name) for code, name in names.items() if re.fullmatch(pattern, code) and code not in without}


def _countries_in(locale: Locale) -> dict[str, str]:
    return _coded(locale.territories, "[A-Z]{2}", _NO_COUNTRY)


def _languages_in(locale: Locale) -> dict[str, str]:
    return _coded(locale.languages, "[a-z]{2}", _NO_LANGUAGE)


def _by_label(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda choice: fold(choice[1])))


_ENGLISH = Locale("en")
COUNTRY_CHOICES = _by_label(_countries_in(_ENGLISH))
"""(alpha-2 code, English name) in the order of the names."""
LANGUAGE_CHOICES = _by_label(_languages_in(_ENGLISH))
"""(ISO 639-1 code, English name) in the order of the names."""
COUNTRIES: Mapping[str, str] = dict(COUNTRY_CHOICES)
LANGUAGES: Mapping[str, str] = dict(LANGUAGE_CHOICES)


@cache
def time_zones() -> tuple[tuple[str, str], ...]:
    """(IANA name, name for reading) of every time zone that is a place, and UTC."""
    places = {
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))
    }
    return (("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(places)))


def _key(text: str) -> str:
    """What remains of a name when case, accents, punctuation and a leading article are gone."""
    return re.sub(r"[\W_]+", "", re.sub(r"^the ", "", fold(text).replace("&", " and ")))


def _index(
    names_in: Callable[[Locale], Mapping[str, str]], variants: Mapping[str, str], aliases: Mapping[str, str]
) -> dict[str, str]:
    """Key of a name -> code. Codes and variants win over names, and earlier languages over later ones."""
    index = {_key(code): code for code in names_in(_ENGLISH)}
    for code, names in variants.items():
        for name in names.split(";"):
            index.setdefault(_key(name), code)
    for language in _READ_IN:
        for code, name in names_in(Locale.parse(language)).items():
            index.setdefault(_key(name), code)
    for alias, code in aliases.items():
        index.setdefault(_key(alias), code)
    return index


@cache
def _country_index() -> dict[str, str]:
    """Names in many languages, variants, alpha-2 and alpha-3 codes."""
    return _index(_countries_in, _COUNTRY_VARIANTS, _alpha3())


@cache
def _alpha3() -> Mapping[str, str]:
    """Alpha-3 code -> alpha-2 code."""
    aliases = get_global("territory_aliases").items()
    alpha3 = {old: new[0] for old, new in aliases if len(old) == 3 and old.isalpha() and old.isupper()}
    return {old: new for old, new in alpha3.items() if new in COUNTRIES}


@cache
def _language_index() -> dict[str, str]:
    aliases = get_global("language_aliases")
    return _index(
        _languages_in,
        _LANGUAGE_VARIANTS,
        {old: new for old, new in aliases.items() if len(old) == 3 and new in LANGUAGES},
    )


def country_named(text: str) -> str | None:
    """The alpha-2 code of a country by its code or its name in one of many languages; None when it names none."""
    if len(text) == 3 and text.isascii() and text.isupper() and text in _alpha3():  # NGA is a code, Nga is Vietnamese
        return _alpha3()[text]
    return _country_index().get(_key(text))


def language_named(text: str) -> str | None:
    """The ISO 639-1 code of a language by code ("pt", "pt-BR", "por") or name in one of many languages; else None.

    A region or script behind it is left out: "English (US)" is en, "zh-Hant" is zh.
    """
    whole = _language_index().get(_key(text))
    return whole or _language_index().get(_key(re.split(r"[(\[,/_-]", text, maxsplit=1)[0]))
