"""The agency itself: three brands with their rubrics, the people who work for them, and its word lists.

Found by slug, user name or name; what is there already is left as it is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.contrib.auth.models import Group
from django.db.models import Q

from relationships.models import Agent, Brand, Category, Competitor, FitCriterion, Membership, Tag, User
from relationships.models.base import sort_key
from relationships.services.demo.opinions import Panel
from relationships.services.fits import unrated_values

VERALIS, HALDEN, ONAPANTRY = "maison-veralis", "halden-fir", "ona-pantry"

#: slug: name, market country, currency, values.
_BRANDS = {
    VERALIS: (
        "Maison Veralis",
        "FR",
        "EUR",
        "Skin care without secrets: every ingredient explained\nEvery skin, every age\nRefill before recycle",
    ),
    HALDEN: (
        "Halden & Fir",
        "GB",
        "GBP",
        "Made to be mended\nOutdoors is for everybody\nFair wages along the whole chain",
    ),
    ONAPANTRY: (
        "Ona Pantry",
        "US",
        "USD",
        "Real food on a weeknight\nGrown by people we know\nNothing wasted",
    ),
}

#: Rubrics of brands that split or drop what the default has: key, name, what to look for, weight, gate, applicable.
_RUBRICS = {
    HALDEN: (
        ("mending", "Mends and re-wears", "Shows worn things, repairs, second hand", 20, False, True),
        ("outdoors", "Outdoors for everybody", "Welcomes beginners; not only summits", 15, False, True),
        ("audience", "Audience", "Lives where we deliver; hikes, camps or cycles", 20, False, True),
        ("content", "Content", "Craft of picture and story", 15, False, True),
        ("mentions", "Past mentions", "Spoke of us before we asked", 10, False, True),
        ("safety", "Brand safety", "No cruelty, no danger for likes", 15, True, True),
        ("conflict", "Competitor conflict", "No running contract with a rival", 5, True, True),
    ),
    ONAPANTRY: (
        ("values", "Values", "Cooks real food, wastes little", 30, False, True),
        ("audience", "Audience", "Cooks at home, in the United States", 20, False, True),
        ("content", "Content", "Recipes that can be followed", 20, False, True),
        ("mentions", "Past mentions", "Spoke of us before we asked", 10, False, False),
        ("sentiment", "Sentiment", "How comments speak about past partners", 10, False, True),
        ("safety", "Brand safety", "No diet harm, no unsafe kitchen", 20, True, True),
    ),
}

#: Brand, competitor's name, and the competitor where it is a brand here.
_COMPETITORS = (
    (VERALIS, "Atelier Solvanne", ""),
    (VERALIS, "Halden & Fir (sun care)", HALDEN),
    (HALDEN, "Fjellvar Outfitters", ""),
    (ONAPANTRY, "Greenspoon Kitchens", ""),
)

#: user name: first and last name, group, time zone, teams.
_PEOPLE = {
    "nadia": ("Nadia", "Ferrandot", "account manager", "Europe/Paris", (VERALIS,)),
    "jules": ("Jules", "Marsanglier", "account manager", "", (VERALIS, HALDEN)),
    "rowan": ("Rowan", "Oakhallow", "account manager", "Europe/London", (HALDEN,)),
    "imani": ("Imani", "Larkmere", "account manager", "Europe/London", (HALDEN, ONAPANTRY)),
    "mateo": ("Mateo", "Fuentesol", "account manager", "America/New_York", (ONAPANTRY,)),
    "hana": ("Hana", "Shiratorizawa", "account manager", "America/Los_Angeles", (ONAPANTRY,)),
    "edith": ("Edith", "Rochemaure", "lead", "Europe/Paris", (VERALIS, HALDEN, ONAPANTRY)),
    "tomas": ("Tomas", "Bergwaldt", "viewer", "Europe/Berlin", (VERALIS,)),
}

_CATEGORIES = (
    "Beauty", "Skin care", "Fashion", "Travel", "Food", "Fitness", "Family", "Home & garden", "Outdoors", "Cycling",
    "Books", "Gaming", "Music", "Comedy", "Technology", "Sustainability", "Pets", "Photography",
)  # fmt: skip
_TAGS = (
    "spring launch", "gift list", "loves refills", "answers fast", "needs a brief", "event guest", "reviews well",
    "price too high", "christmas", "long-term",
)  # fmt: skip
#: name: agency, commission in percent.
_AGENTS = {
    "Odile Garancier": ("Agence Lumen Sud", 20),
    "Callum Fernsby-Holt": ("Northlight Talent", 15),
    "Bianca Oltreponte": ("Studio Ponte", 18),
    "Tyler Quillhurst": ("Paper Crane Management", 20),
    "Jördis Auenthal": ("Auenthal & Partner", 15),
    "Kemi Adewumare": ("Harmattan Creators", 10),
    "Ren Tsukiokada": ("Office Tsukioka", 25),
    "Adriana Villaroca": ("", 12),
}

Word = TypeVar("Word", Category, Tag)


@dataclass
class Agency:
    """What relationships are made of: whole rows, keyed as the generator needs them."""

    brands: list[Brand]
    managers: dict[int, list[User]]
    panels: dict[int, Panel]
    categories: list[Category]
    tags: list[Tag]
    agents: list[Agent]
    lead: User


def found_agency(today: date) -> Agency:
    """The agency on file, made where it is missing. ``today``: the day for which ratings are scored."""
    brands = [_brand(slug) for slug in _BRANDS]
    users = {username: _user(username) for username in _PEOPLE}
    teams = dict(zip(_BRANDS, brands, strict=True))
    for slug, name, rival in _COMPETITORS:
        Competitor.objects.get_or_create(brand=teams[slug], name=name, defaults={"rival": teams.get(rival)})
    managers: dict[int, list[User]] = {brand.pk: [] for brand in brands}
    for username, (_, _, group, _, slugs) in _PEOPLE.items():
        for slug in slugs:
            Membership.objects.get_or_create(brand=teams[slug], user=users[username])
            if group == "account manager":
                managers[teams[slug].pk].append(users[username])
    return Agency(
        brands=brands,
        managers=managers,
        panels={brand.pk: _panel(brand, managers[brand.pk], users["edith"], today) for brand in brands},
        categories=[_named(Category, name) for name in _CATEGORIES],
        tags=[_named(Tag, name) for name in _TAGS],
        agents=[_agent(name) for name in _AGENTS],
        lead=users["edith"],
    )


def _brand(slug: str) -> Brand:
    name, country, currency, values = _BRANDS[slug]
    found: Brand | None = Brand.objects.filter(Q(slug=slug) | Q(name=name)).first()
    if found:
        return found
    brand = Brand.objects.create(slug=slug, name=name, market_country=country, currency=currency, values=values)
    if slug in _RUBRICS:
        for criterion in FitCriterion.objects.filter(brand=brand):
            criterion.delete()
        for position, (key, title, look_for, weight, gate, applicable) in enumerate(_RUBRICS[slug]):
            FitCriterion.objects.create(
                brand=brand,
                key=key,
                name=title,
                description=look_for,
                weight=weight,
                is_gate=gate,
                is_applicable=applicable,
                position=position,
            )
    return brand


def _panel(brand: Brand, managers: list[User], lead: User, today: date) -> Panel:
    criteria = list(FitCriterion.objects.filter(brand=brand))
    return Panel(criteria, [*managers, lead], lead, unrated_values(brand.pk, today))


def _user(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found:
        return found
    first, last, group, zone, _ = _PEOPLE[username]
    user = User(
        username=username,
        first_name=first,
        last_name=last,
        email=f"{username}@example.com",
        is_staff=True,
        time_zone=zone,
    )
    user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name=group))
    return user


def _named(model: type[Word], name: str) -> Word:
    return model._default_manager.get_or_create(name_key=sort_key(name), defaults={"name": name})[0]


def _agent(name: str) -> Agent:
    agency, percent = _AGENTS[name]
    address = f"{sort_key(name).replace(' ', '.')}@example.org"
    return Agent.objects.get_or_create(
        email=address, defaults={"name": name, "agency": agency, "commission_percent": Decimal(percent)}
    )[0]
