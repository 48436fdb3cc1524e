"""Headers that say more than what they mean: paths of machines, questions of forms, alternatives, turned words."""

import pytest

from relationships.domain.imports.headers import meaning_of


@pytest.mark.parametrize(
    ("header", "field", "network"),
    [
        # Where a machine keeps a value.
        ("snippet.title", "name", None), ("statistics.subscriberCount", "followers", None),
        ("author.public_metrics.followers_count", "followers", None), ("user_followers_count", "followers", None),
        ("edge_followed_by.count", "followers", None), ("authorMeta/fans", "followers", None),
        ("snippet.customUrl", "handle", None), ("businessCategoryName", "categories", None),
        ("AccountCategory1", "categories", None), ("shipping_address.country_code", "country", None),
        ("nb_followers", "followers", None), ("engagement_rate_pct", "engagement_rate", None),
        # Questions of forms.
        ("What's your Instagram handle?", "handle", "instagram"), ("What is your full name?", "name", None),
        ("How many followers do you have on Instagram?", "followers", "instagram"),
        ("Which country do you live in?", "country", None), ("Please share your e-mail address", "email", None),
        ("Quel est votre pays ?", "country", None), ("Wie viele Follower hast du?", "followers", None),
        # The sign stands for the handle.
        ("@", "handle", None), ("IG @", "handle", "instagram"), ("@ (TikTok)", "handle", "tiktok"),
        ("Qual o @ (identifica a rede)", "handle", None), ("E-mail @", "email", None),
        # Alternatives of one meaning.
        ("Follower/subscriber count", "followers", None), ("Country/Region", "country", None),
        ("Link or URL", "url", None), ("handle_or_url", "handle", None),
        ("TikTok username or link", "handle", "tiktok"),
        ("Niche & Topics", "categories", None), ("Followers (IG) / Instagram fans", "followers", "instagram"),
        # A day that the figures are of.
        ("Seguidores a 1 de Febrero", "followers", None), ("Followers as of March 2026", "followers", None),
        ("Subscribers 01/02/2026", "followers", None), ("Abonnenten Stand 01.03.2026", "followers", None),
        ("Instagram followers Q1 2026", "followers", "instagram"), ("ER 2025", "engagement_rate", None),
        # Turned words.
        ("titleChannel", "name", None), ("Count of followers on TikTok", "followers", "tiktok"),
    ],
)  # fmt: skip
def test_what_surrounds_a_meaning_does_not_hide_it(header: str, field: str, network: str | None) -> None:
    meaning = meaning_of(header)
    assert meaning is not None
    assert (meaning.field, meaning.network) == (field, network)


@pytest.mark.parametrize(
    ("header", "stranger"),
    [
        ("relatedProfiles/0/username", "several"), ("latestPosts.1.ownerUsername", "several"),
        ("tags[0].name", "several"),
        ("public_metrics.like_count", "likes"), ("nb_following", "accounts followed"), ("friends_count", "followed"),
        ("user_description", "biography"), ("video_id", "post"), ("18-24", "audience"), ("55+ %", "audience"),
        ("account_created", "date"), ("Do you have an agent?", "contact"), ("Profile views", "views"),
        ("Rate / Reel", "price"), ("RATECARD IG STORY", "price"), ("Followers or following?", ""),
        ("Name / Handle", ""), ("E-mail & phone", ""), ("Instagram / TikTok followers", ""),
        ("1 of 24", ""), ("24-1", ""),
        ("Followers gained March 2026", "growth"), ("May 2026", ""), ("Posts Q1 2026", "posts"), ("Top 10 2026", ""),
    ],
)  # fmt: skip
def test_what_is_none_of_ours_stays_so(header: str, stranger: str) -> None:
    meaning = meaning_of(header)
    assert meaning is None or meaning.field is None
    assert stranger in (meaning.stranger if meaning else "")
    assert bool(stranger) == bool(meaning and meaning.stranger)
