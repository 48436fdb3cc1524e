"""Lists to bring in, of invented people: as a colleague would hand them over, and the same said in clean columns.

The clean columns are what the floor and the peer are given, which clean nothing themselves.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEADER = (
    "Username", "Name", "Platform", "Followers", "Engagement Rate", "Country", "Language", "Category", "Email", "Phone",
)  # fmt: skip
#: How much every count of followers has moved in the changed list.
MOVED = 1_000

_FIRST = (
    "Maria", "Ana", "Jose", "Li", "Wang", "Olga", "Tunde", "Amina", "Pedro", "Sara", "Mina", "Joao", "Lena", "Karl",
    "Aisha", "Noor", "Ines", "Hugo", "Zoe", "Ravi",
)  # fmt: skip
_LAST = (
    "Silva", "Garcia", "Okafor", "Kowalska", "Muller", "Rossi", "Dubois", "Tanaka", "Kim", "Smith", "Novak", "Haddad",
    "Costa", "Ahmed", "Lopez", "Brown", "Ivanov", "Nowak", "Sato", "Singh",
)  # fmt: skip
#: As written, and as kept.
_COUNTRIES = (
    ("Spain", "ES"), ("France", "FR"), ("Nigeria", "NG"), ("Poland", "PL"), ("DE", "DE"), ("Italy", "IT"),
    ("Japan", "JP"), ("US", "US"), ("BR", "BR"), ("India", "IN"),
)  # fmt: skip
_LANGUAGES = ("en", "es", "fr", "")
_CATEGORIES = ("Beauty", "Travel, Food", "Fitness", "Gaming")


class Person(NamedTuple):
    """Clean. ``number``: from 1; ``categories``: joined by ", "; ``rate`` in percent."""

    number: int
    name: str
    network: str
    handle: str
    url: str
    followers: int
    rate: str
    country: str
    language: str
    email: str
    phone: str
    categories: str


def people(count: int, moved: int = 0) -> Iterator[tuple[Person, list[str]]]:
    """Each person, and the row of the list that speaks of them. The same people at every call."""
    chance = random.Random(7)
    for number in range(1, count + 1):
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        hundreds = int(10 ** chance.uniform(1, 4.5))
        followers = hundreds * 100 + moved
        shown, country = chance.choice(_COUNTRIES)
        tiktok = number % 3 == 0
        handle = f"{first}_{last}{number}".lower()
        person = Person(
            number,
            name=f"{first} {last} {number}",
            network="tiktok" if tiktok else "instagram",
            handle=f"@{handle}",
            url=f"https://www.tiktok.com/@{handle}" if tiktok else f"https://www.instagram.com/{handle}/",
            followers=followers,
            rate=f"{chance.uniform(0.5, 9):.2f}",
            country=country,
            language=chance.choice(_LANGUAGES),
            email=f"{first}.{last}{number}@example.com".lower() if number % 4 else "",
            phone=f"+336{10_000_000 + number % 89_000_000}" if number % 5 == 0 else "",
            categories=chance.choice(_CATEGORIES),
        )
        yield person, _as_listed(person, shown)


def _as_listed(person: Person, country: str) -> list[str]:
    followers = f"{person.followers:,}" if person.number % 2 else f"{person.followers / 1_000:.1f}K"
    phone = person.phone and f"{person.phone[:3]} {person.phone[3]} {person.phone[4:8]} {person.phone[8:]}"
    network = person.network.title()
    return [
        person.handle, person.name, network, followers, f"{person.rate}%", country, person.language, person.categories,
        person.email, phone,
    ]  # fmt: skip


def write_list(path: Path, count: int, moved: int = 0) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(listed for _, listed in people(count, moved))


def write_clean(path: Path, count: int) -> None:
    """Without a header, as `COPY` and sqlite3's ``.import`` take it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(person for person, _ in people(count))
