"""Names of people who do not exist: common given names, with family names that were made up for this purpose.

Where a name is not written in Latin letters, ``written|latin``: a handle is made from the latter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

FAMILY_FIRST = frozenset({"ja", "ko", "zh", "hu"})
#: Scripts that put nothing between family name and given name.
JOINED = frozenset({"ja", "ko", "zh"})


@dataclass(frozen=True, slots=True)
class Culture:
    """Who carries such names: ISO language, ISO countries (the likeliest first), share among the creators."""

    language: str
    countries: tuple[str, ...]
    share: int
    given: tuple[str, ...]
    family: tuple[str, ...]


def _culture(language: str, countries: str, share: int, given: str, family: str) -> Culture:
    return Culture(language, tuple(countries.split()), share, tuple(given.split()), tuple(family.split()))


CULTURES: tuple[Culture, ...] = (
    _culture(
        "fr",
        "FR FR FR BE CH CA",
        22,
        "Camille Léa Manon Chloé Inès Zoé Élodie Anaïs Hugo Théo Maël Loïc Noé Aurélien Bastien Solène Maëlys Éloïse",
        "Valmoret Brissonel Castelroc Ferrandot Montaquin Lavergnole Dutreillac Pélissandre Rochemaure Sauvignet"
        " Tourvenel Garancier Beaulandes Cordevaux Marsanglier Vauxcelles",
    ),
    _culture(
        "en",
        "GB GB US US CA AU IE",
        20,
        "Olivia Amelia Isla Freya Maisie Harper Jaden Callum Rhys Theo Imogen Tamsin Skye Callie Rowan Brooke Mason",
        "Ashcombe-Vale Thistlewynd Harrowfen Penbrooke Larkmere Oakhallow Winterbourneley Quillhurst Fernsby-Holt"
        " Marlowick Stonegrave Brindlecote Hollowmere Tarnbridge Emberlyn Wrenfold",
    ),
    _culture(
        "es",
        "ES ES MX AR CO",
        12,
        "Lucía Martina Valeria Noa Íñigo Álvaro Mateo Nerea Ximena Adriana Rocío Iker Jimena Lautaro Candela Teo",
        "Villaroca Montesclaro Arandilla Peñalver-Soto Ribagoitia Carrascales Olivarejo Fuentesol Barrionovo Torreluz"
        " Quintaluz Almendraz Robledillo Sotomarque",
    ),
    _culture(
        "de",
        "DE DE AT CH",
        8,
        "Lena Mia Jonas Finn Jördis Käthe Luca Marlene Anneke Emil Frieda Matteo Greta Lasse",
        "Lindenhagen Bergwaldt Kirschgrund Silberbach-Ott Auenthal Hölzenbein Tannmoser Weidengrub Rosenfeldt-Ahl"
        " Sturmwieser Müllenrath Grünspecht",
    ),
    _culture(
        "it",
        "IT IT CH",
        6,
        "Giulia Aurora Ginevra Lorenzo Niccolò Matilde Tommaso Elettra Sveva Pietro Noemi Ludovica",
        "Montefalchi Valdrosa Bellacosta Ferrignano Oltreponte Casavecchi Lunardesi Pratovento Rivalcanto Serrafiori",
    ),
    _culture(
        "pt",
        "BR BR PT",
        5,
        "Beatriz Larissa Thaís Joana Caio Thiago Mariana Lívia Rafaela Gonçalo Duarte Júlia",
        "Monteverino Ribalta-Sá Vilaçares Serrabranca Oliveirinho Campolargo Valadouro Pedranova Figueirôa Luzardo",
    ),
    _culture(
        "ar",
        "AE MA EG SA",
        5,
        "ليلى|leila نور|nour ياسمين|yasmin هالة|hala كريم|karim سامي|sami رنا|rana طارق|tarek دانة|dana زيد|zaid",
        "الزهراوين|zahrawin القمريني|qamrini بيت_النخل|baytnakhl الرمالي|rimali السراجين|sirajin الوادعين|wadain"
        " النجماني|najmani البحروني|bahrouni",
    ),
    _culture(
        "yo",
        "NG",
        4,
        "Adaeze Tolu Folake Chidi Emeka Ngozi Kemi Ifeoma Segun Zainab Bisola Tobi",
        "Adewumare Okonjimi Balogunle Ezenwata Oyelarin Nwachidera Afolabisi Danjumare Ibekwani Olatunrin",
    ),
    _culture(
        "ja",
        "JP",
        4,
        "美咲|misaki 陽菜|hina 蓮|ren さくら|sakura 葵|aoi 湊|minato 結衣|yui 悠真|yuma 凛|rin 大和|yamato",
        "青森野|aomorino 星宮川|hoshimiyagawa 白鳥沢|shiratorizawa 桜木原|sakuragihara 月岡田|tsukiokada"
        " 雪村井|yukimurai 藤ノ瀬|fujinose 海老根沢|ebinezawa",
    ),
    _culture(
        "ko",
        "KR",
        3,
        "서연|seoyeon 지우|jiwoo 하윤|hayun 민준|minjun 도윤|doyun 수아|sua 예린|yerin 준서|junseo",
        "남궁솔|namgungsol 황보빛|hwangbobit 제갈별|jegalbyeol 선우강|seonugang 독고란|dokgoran 사공달|sagongdal",
    ),
    _culture(
        "pl",
        "PL",
        3,
        "Zuzanna Julia Łucja Oliwia Szymon Wojciech Małgorzata Kacper Śliwka Iga",
        "Brzozowiec Jasnopolska Wierzbanek Złotogórski Kamieniecka Leśniewiak Wodnickal Świerkowiec",
    ),
    _culture(
        "hi",
        "IN",
        3,
        "आरव|aarav अनन्या|ananya दीया|diya ईशान|ishaan काव्या|kavya रोहन|rohan सारा|saara विहान|vihaan",
        "सूर्यवाड़ा|suryawada चंद्रपुरे|chandrapure नीलगढ़ी|nilgarhi कमलवंशी|kamalvanshi वनराजी|vanraji मेघपाल|meghpal",
    ),
    _culture(
        "uk",
        "UA PL",
        2,
        "Олена|olena Софія|sofiia Дарина|daryna Максим|maksym Богдан|bohdan Злата|zlata Ярина|yaryna",
        "Вербицька-Яр|verbytskayar Калинопільська|kalynopilska Степовенко|stepovenko"
        " Зоряничук|zorianychuk Луговик|luhovyk",
    ),
    _culture(
        "tr",
        "TR DE",
        2,
        "Elif Zeynep Defne Çağla Emre Kerem Şevval Ilgın Ömer Nehir",  # noqa: RUF001 - a letter of Turkish
        "Yıldızoğan Karaçamlı Güneşdere Akpınarlı Gümüşkaya Selvioğlu Denizhan-Ay Taşbahçe",  # noqa: RUF001 - a letter of Turkish
    ),
    _culture(
        "sv",
        "SE NO DK FI",
        2,
        "Freja Ebba Astrid Viggo Linnéa Søren Åsa Elsa Nils Tuva",
        "Fjällbergson Björkhaga Strandqvistell Snöfors Havsdal Lundmarke Ekholmsvik Nordåsen",
    ),
    _culture(
        "th",
        "TH",
        1,
        "ณัฐ|nat พลอย|ploy มินตรา|mintra ธนา|thana ใบเตย|baitoey",
        "แก้วมณีวงศ์|kaewmaneewong ทองสุขเกษม|thongsukkasem ดาวประกาย|daoprakai",
    ),
)

_SHARES = [culture.share for culture in CULTURES]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    given: str
    family: str
    language: str
    country: str


def invent_person(rng: Random) -> Person:
    """``given`` and ``family`` are in Latin letters; ``name`` is as the person writes it."""
    culture = rng.choices(CULTURES, _SHARES)[0]
    given, given_latin = _both(rng.choice(culture.given))
    family, family_latin = _both(rng.choice(culture.family))
    order = (family, given) if culture.language in FAMILY_FIRST else (given, family)
    name = ("" if culture.language in JOINED else " ").join(order)
    return Person(name, given_latin, family_latin, culture.language, rng.choice(culture.countries))


def _both(name: str) -> Sequence[str]:
    written, _, latin = name.replace("_", " ").partition("|")
    return written, latin or written
