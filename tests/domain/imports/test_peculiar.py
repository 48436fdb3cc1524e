"""Lists as agencies, discovery tools, scrapers and colleagues in many countries hand them over, of invented people.

Each is told with no option but the network, where nothing in it says that.
"""

from dataclasses import dataclass

import pytest

from relationships.domain.imports import CleanRow, check, recognise
from tests.domain.imports.reading import cells, meanings, read_all


@dataclass(frozen=True)
class Told:
    """`meanings` of the columns, the accounts of the first row as (network, handle, followers), and its name."""

    meanings: str
    accounts: list[tuple[str, str, int | None]]
    name: str | None = None
    country: str | None = None


LISTS = {
    "a discovery tool's export": (
        """Username|Full name|URL|Followers|Avg. likes|Engagement rate|Country|Gender|Fake followers|Growth (6 months)
        annasbakes|Anna, Baker|https://www.instagram.com/annasbakes|182340|3421|0.0188|United Kingdom|FEMALE|12.3%|0.04
        tom.trail|Tom|https://www.instagram.com/tom.trail|9120|510|0.0559|Spain|MALE|8%|-0.01""",
        None,
        Told("handle name url followers - engagement_rate country - - -", [("instagram", "annasbakes", 182_340)],
             "Anna, Baker", "GB"),
    ),
    "an audience tool's ranking, handle and name in one cell": (
        """#|Influencer|Followers|Quality audience|ER|Country|Topic of influence|Auth. engagement
        1|minakovar Mina Kovar|400.1M|287M|1.23%|Portugal|Sports|3.8M
        2|bo.lind Bo|338.8M|212.9M|2.1%|United States|Fashion, Beauty|2.4M
        3|dee_dee Dee Okafor|219M|130M|0.2%||Nature|320K""",
        "instagram",
        Told("- handle followers - engagement_rate country categories -", [("instagram", "minakovar", 400_100_000)],
             "Mina Kovar", "PT"),
    ),
    "a database with the sum of all networks": (
        """Name|Primary Network|Primary Handle|Total Followers|Instagram Followers|IG Engagement|TT Followers|Country
        Ana Bell|Instagram|anabell|20800|12000|3.4%|8800|US
        Bo Lind|TikTok|bo.lind|45500|||45500|SE""",
        None,
        Told("name network handle - followers@instagram engagement_rate@instagram followers@tiktok country",
             [("instagram", "anabell", 12_000)], "Ana Bell", "US"),
    ),
    "a French platform": (
        """Prénom|Nom|Pseudo Instagram|Communauté Instagram|Taux d'engagement IG|Pseudo TikTok|Communauté TikTok|Pays
        Léa|Martin|@lea.mrt|45,3 k|3,2 %|lea.mrt|12 400|France
        Hugo|Petit|hugo_ptt|8,1 k|6,4 %|||Belgique""",
        None,
        Told("name family_name handle@instagram followers@instagram engagement_rate@instagram handle@tiktok"
             " followers@tiktok country",
             [("instagram", "lea.mrt", 45_300), ("tiktok", "lea.mrt", 12_400)], "Léa Martin", "FR"),
    ),
    "a programme's addresses, rates as fractions": (
        """First Name|Last Name|Email|Instagram Handle(s)|IG Followers|Instagram Avg. Engagement|Address 1|Shirt Size
        Ana|Bell|ana@bell.example|anabell|12000|0.034|1 Road|M
        Bo|Lind||@bo.lind|9500|0.012||""",
        None,
        Told("name family_name email handle@instagram followers@instagram engagement_rate@instagram - -",
             [("instagram", "anabell", 12_000)], "Ana Bell"),
    ),
    "a German press list": (
        """Vorname|Nachname|Funktion|E-Mail|Telefon|Instagram|Follower IG|Land
        Lena|Huber|Redakteurin|lena@kueche.example|+43 1 5130000|@lenahuber|12.400|AT
        Max|Weiß|Blogger|max@reist.example||instagram.com/maxreist|8.900|DE""",
        None,
        Told("name family_name - email phone handle@instagram followers@instagram country",
             [("instagram", "lenahuber", 12_400)], "Lena Huber", "AT"),
    ),
    "a German agency: the network under “Kanal”, words in brackets, a line of titles": (
        """Influencer-Liste Frühjahr 2026||||
        ||||
        Creator|Kanal|Profil-URL|Follower (Stand 02/2026)|Engagement-Rate in %
        Mia Bauer|Instagram|https://www.instagram.com/miabauer/|45.300|3,4
        Tim K.|TikTok|https://www.tiktok.com/@timk|1.250.000|8,1""",
        None,
        Told("name network url followers engagement_rate", [("instagram", "miabauer", 45_300)], "Mia Bauer"),
    ),
    "a Spanish roster": (
        """Influencer|Red social|Usuario|N.º de seguidores|Tasa de interacción (%)|Precio por post|País|Móvil
        Lucía P.|IG|@lucia.p|125.300|2,5|350 €|España|612 345 678
        Diego|TikTok|diego_r|1,2 M|7,8|1.200 €|México|""",
        None,
        Told("name network handle followers engagement_rate - country phone", [("instagram", "lucia.p", 125_300)],
             "Lucía P.", "ES"),
    ),
    "a Brazilian roster": (
        """Nome|@ Instagram|Seguidores|Engajamento (%)|Nicho|Cidade/UF|WhatsApp|Valor (R$)
        Júlia Souza|@juliasouza|32,4 mil|4,1%|Moda|São Paulo/SP|(11) 98765-4321|1.500,00
        Rafa Lima|rafalima_|1.1 mi|2%|Games|Recife/PE|81 99876-5432|900""",
        None,
        Told("name handle@instagram followers engagement_rate categories - phone -",
             [("instagram", "juliasouza", 32_400)], "Júlia Souza"),
    ),
    "an Italian roster": (
        """Nome|Cognome|Profilo IG|Follower|Engagement|Città
        Anna|Rossi|anna.rossi|45,3k|3,2%|Roma
        Luca|Bianchi|https://instagram.com/lucab|8.100|4%|Milano""",
        None,
        Told("name family_name url@instagram followers engagement_rate -", [("instagram", "anna.rossi", 45_300)],
             "Anna Rossi"),
    ),
    "an Indonesian roster": (
        """No|Nama|Akun IG|Jumlah Followers|ER|Kategori|No. WA|Rate Card
        1|Sari Dewi|@saridewi|45,2rb|3.1%|Beauty|081234567890|Rp 500.000
        2|Budi|budi.jalan|1,2jt|2.4%|Travel|+62 812 3456 7891|Rp 2.000.000""",
        None,
        Told("- name handle@instagram followers engagement_rate categories phone -",
             [("instagram", "saridewi", 45_200)], "Sari Dewi"),
    ),
    "an Arabic roster, its network named in Arabic": (
        """الاسم|حساب انستقرام|عدد المتابعين|نسبة التفاعل|الدولة|المجال|رقم الجوال
        سارة العلي|@sara_ali|١٢٥ ألف|٣٫٢٪|السعودية|جمال|+966 50 123 4567
        محمد|mohd.q8|1.2 مليون|2.1%|الكويت|رياضة|""",
        None,
        Told("name handle@instagram followers engagement_rate country categories phone",
             [("instagram", "sara_ali", 125_000)], "سارة العلي", "SA"),
    ),
    "a Japanese roster": (
        """名前|アカウント|媒体|フォロワー数|エンゲージメント率|カテゴリ|備考
        田中花子|@hanako|インスタグラム|12.5万|3.2%|美容|
        佐藤|sato_tt|TikTok|8千|5%|旅行|良い""",
        None,
        Told("name handle network followers engagement_rate categories notes", [("instagram", "hanako", 125_000)],
             "田中花子"),
    ),
    "what a scraper of one network gives": (
        """authorMeta/name|authorMeta/nickName|authorMeta/fans|authorMeta/heart|authorMeta/profileUrl|authorMeta/region
        kimdoe|Kim 🌸|120400|3400000|https://www.tiktok.com/@kimdoe|US
        bo.lind|Bo|8800|120000|https://www.tiktok.com/@bo.lind|SE""",
        None,
        Told("handle name followers - url@tiktok country", [("tiktok", "kimdoe", 120_400)], "Kim 🌸", "US"),
    ),
    "what an interface of channels gives": (
        """Channel Title|Channel ID|Custom URL|Country|Subscriber Count|View Count|Published At|Topic Categories
        Kim TV|UCinvented-Channel_Id-01|@kimtv|US|120400|34000000|2014-03-01T10:00:00Z|Lifestyle
        Bo Plays|UCinvented-Channel_Id-02|@boplays|SE|8800|120000|2019-05-11T10:00:00Z|Gaming""",
        None,
        Told("name channel_id handle country followers - - categories", [("youtube", "kimtv", 120_400)], "Kim TV",
             "US"),
    ),
    "accounts noted in one cell": (
        """Name|Social Media|Email
        Kim|IG: @kim (12k), TT: @kim.tt|kim@k.example
        Bo|Instagram: @bo.l (9.5K)|
        Cy|YT: CyTV (1.2M subs) / IG @cy|""",
        None,
        Told("name other_accounts email", [("instagram", "kim", 12_000), ("tiktok", "kim.tt", None)], "Kim"),
    ),
    "two columns that are called a name on the network": (
        """Influencer insta name|instagram name|category_1|Followers|Audience country(mostly)|Engagement avg
        thv|V|Music|49300000|India|11100000
        kim.tv|Kim|Shows|1200000|United States|25000
        bo_99|Bo Lind|Music|800000||9000""",
        "instagram",
        Told("handle@instagram - categories followers - -", [("instagram", "thv", 49_300_000)]),
    ),
    "no header": (
        """Ana Bell|@anabell|12K|Spain|ana@bell.example
        Bo Lind|@bo.lind|9.5K|US|
        Cy Young|@cy|1.2M|Sweden|cy@y.example""",
        "instagram",
        Told("name handle followers country email", [("instagram", "anabell", 12_000)], "Ana Bell", "ES"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_understood(kind: str) -> None:
    text, network, told = LISTS[kind]
    rows = cells(text)
    found = recognise(rows, network=network)
    assert " ".join(meanings(found)) == told.meanings
    assert check(found.mapping()) == []
    read = read_all(rows, found)
    assert all(isinstance(row, CleanRow) for row in read), read
    first = read[0]
    assert isinstance(first, CleanRow)
    assert [(each.network, each.handle_key, each.followers) for each in first.accounts] == told.accounts
    assert (first.name, first.country) == (told.name, told.country)
