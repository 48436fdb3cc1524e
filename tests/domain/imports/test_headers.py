"""What headers say by themselves."""

import pytest

from relationships.domain.imports.fields import FIELD_LABELS, Field
from relationships.domain.imports.headers import BASES, FIELDS, header_key, meaning_of
from relationships.domain.imports.phrases import PHRASES
from relationships.domain.imports.strangers import NUMBERS, OTHERS


def test_no_phrase_stands_under_two_meanings() -> None:
    tables: dict[str, set[str]] = {}
    for field, tongues in PHRASES.items():
        for phrases in tongues.values():
            for phrase in phrases.split(";"):
                tables.setdefault(header_key(phrase), set()).add(field.value)
    for table in (NUMBERS, OTHERS):
        for what, phrases in table.items():
            for phrase in phrases.split(";"):
                tables.setdefault(header_key(phrase), set()).add(what)
    assert {phrase: found for phrase, found in tables.items() if len(found) > 1} == {}
    assert "" not in tables


@pytest.mark.parametrize("field", list(Field))
def test_every_field_is_called_something_and_its_phrases_lead_to_it(field: Field) -> None:
    assert FIELD_LABELS[field]
    phrases = [phrase for phrase, found in FIELDS.items() if found is field]
    assert phrases
    for phrase in phrases:
        meaning = meaning_of(phrase)
        assert meaning is not None
        assert meaning.field is field


@pytest.mark.parametrize(
    ("header", "field", "network"),
    [
        ("Username", "handle", None), ("USER_NAME", "handle", None), ("userName", "handle", None),
        ("Nombre de usuario", "handle", None), ("Benutzername", "handle", None), ("Gebruikersnaam", "handle", None),
        ("Kullanıcı Adı", "handle", None), ("Имя пользователя", "handle", None), ("ユーザー名", "handle", None),
        ("계정", "handle", None), ("账号", "handle", None), ("اسم المستخدم", "handle", None),
        ("Instagram Username", "handle", "instagram"), ("IG Handle", "handle", "instagram"),
        ("Instagram", "handle", "instagram"), ("instagram name", "handle", "instagram"),
        ("Tik Tok", "handle", "tiktok"),
        ("Twitter", "handle", "x"), ("Name", "name", None), ("Influencer's name", "name", None),
        ("Nom complet", "name", None), ("Imię i nazwisko", "name", None), ("ФИО", "name", None), ("昵称", "name", None),
        ("Suscribers", "followers", None), ("Follower Count", "followers", None), ("# of followers", "followers", None),
        ("Total Followers", "followers", None), ("TikTok followers", "followers", "tiktok"),
        ("You Tube subscribers", "followers", "youtube"), ("Seguidores de Instagram", "followers", "instagram"),
        ("Подписчиков в Instagram", "followers", "instagram"), ("Abonnés", "followers", None),
        ("Anzahl Follower", "followers", None), ("Takipçi sayısı", "followers", None),
        ("フォロワー数", "followers", None),
        ("구독자 수", "followers", None), ("粉丝数", "followers", None), ("عدد المتابعين", "followers", None),
        ("Liczba obserwujących", "followers", None), ("Jumlah pengikut", "followers", None),
        ("Avg ER", "engagement_rate", None), ("AVG. ER %", "engagement_rate", None),
        ("Average ER", "engagement_rate", None),
        ("Instagram avg ER", "engagement_rate", "instagram"),
        ("ER (%)", "engagement_rate", None), ("engagementRate", "engagement_rate", None),
        ("Taxa de engajamento", "engagement_rate", None), ("互动率", "engagement_rate", None),
        ("País", "country", None), ("Creator country", "country", None), ("Kraj", "country", None),
        ("Ülke", "country", None), ("国家", "country", None), ("Idioma", "language", None), ("Taal", "language", None),
        ("Kategorien", "categories", None), ("Topics of influence", "categories", None),
        ("Тематика", "categories", None), ("Category 2", "categories", None), ("Links", "url", None),
        ("YouTube link", "url", "youtube"), ("Link 1", "url", None), ("Channel ID", "channel_id", None),
        ("E-Mail", "email", None), ("Courriel", "email", None), ("邮箱", "email", None), ("E-posta", "email", None),
        ("Teléfono", "phone", None), ("WhatsApp", "phone", None), ("Plattform", "network", None),
        ("Observações", "notes", None), ("備考", "notes", None), ("Stand", "measured_on", None),
        ("@", "handle", None), ("handle_or_url", "handle", None), ("ชื่อผู้ใช้", "handle", None),
        ("达人ID", "handle", None), ("Όνομα χρήστη", "handle", None), ("博主昵称", "name", None),
        ("ชื่อช่อง", "name", None), ("Nombre artístico", "name", None), ("שם", "name", None),
        ("ผู้ติดตาม", "followers", None), ("Följare", "followers", None), ("دنبال کنندگان", "followers", None),
        ("members_count", "followers", None), ("user_followers_count", "followers", None),
        ("Seguidores en Instagram", "followers", "instagram"), ("engagement_rate_pct", "engagement_rate", None),
        ("collected_at", "measured_on", None), ("업데이트일", "measured_on", None),
        ("SUBS_CANAL", "followers", None), ("Nome do canal", "name", None), ("Channel country", "country", None),
        ("YouTube channel link", "url", "youtube"), ("Profil-Kategorie", "categories", None),
        # No blank stands between the words of some scripts, nor before an article.
        ("IG粉絲數", "followers", "instagram"), ("TikTok账号", "handle", "tiktok"),
        ("YouTube登録者数", "followers", "youtube"), ("インスタフォロワー数", "followers", "instagram"),
        ("인스타팔로워수", "followers", "instagram"), ("유튜브구독자수", "followers", "youtube"),
        ("油管频道链接", "url", "youtube"), ("ins主页链接", "url", "instagram"),
        ("حساب الانستقرام", "handle", "instagram"), ("ไอจี", "handle", "instagram"),
        ("Creator number", "creator_id", None), ("Other accounts", "other_accounts", None),
    ],
)  # fmt: skip
def test_headers_are_known_in_many_languages(header: str, field: str, network: str | None) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert (meaning.field, meaning.network) == (field, network)


@pytest.mark.parametrize(
    "header",
    [
        "Rank", "Visits", "Likes", "Comments", "Followers growth", "Followers growth 30d", "Engagement avg", "Website",
        "Agent email", "Blog", "Agent's assistant", "Audience 18-24",
        "平均点赞", "均播", "Peak viewers", "STT", "Giá", "เพศ", "Bundesland", "Timestamp", "Eng (Auth.)",
        "City", "Bio", "Fee", "Following", "Avg. reel views",
    ],
)  # fmt: skip
def test_headers_that_could_mislead_are_known_for_what_they_are(header: str) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert meaning.field is None
    assert meaning.stranger


@pytest.mark.parametrize("header", ["", "  ", "Zorblax", "Instagram and TikTok followers", "x" * 101, "#NAME?", "42"])
def test_headers_that_say_nothing_are_not_guessed_at(header: str) -> None:
    assert meaning_of(header) is None


@pytest.mark.parametrize(
    ("header", "basis"),
    [
        ("ER", None), ("ER by views", "views"), ("Engagement rate (reach)", "reach"), ("ERR", "reach"),
        ("ERV", "views"),
        ("Engagement rate per follower", "followers"), ("IG ER by views", "views"),
    ],
)  # fmt: skip
def test_a_rate_has_the_denominator_that_its_header_names(header: str, basis: str | None) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert (meaning.field, meaning.basis) == (Field.ENGAGEMENT_RATE, basis)


def test_a_phrase_of_a_denominator_is_no_other_column() -> None:
    assert not set(BASES) & set(FIELDS)
