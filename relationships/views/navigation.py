"""The left navigation as data, and the part of it that one user may see on one page.

An entry is shown when its page exists and the user may view it; every model stands here once, no page twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. `owns` are the beginnings of the view names that belong to it."""

    label: str
    url_name: str
    icon: str
    permission: str
    owns: tuple[str, ...]


def records(label: str, model: str, icon: str, *, app: str = "relationships") -> Entry:
    """The admin's own list of a model and everything below it (its form, history, deletion)."""
    pages = f"admin:{app}_{model}_"
    return Entry(label, f"{pages}changelist", icon, f"{app}.view_{model}", (pages,))


#: Work is what an account manager touches daily, Review what people judged, Set-up what changes seldom.
#: "Relationships" is the list from which a relationship's own page is reached, so that page counts as its own;
#: the admin's plain list of the same rows, with its actions, is named differently and stands apart.
NAVIGATION: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Work",
        (
            Entry("Today", "staff:today", "today", "relationships.view_relationship", ("staff:today",)),
            Entry("Due", "staff:due", "calendar", "relationships.view_relationship", ("staff:due",)),
            Entry(
                "Relationships",
                "staff:relationships",
                "relationships",
                "relationships.view_relationship",
                ("staff:relationships", "admin:relationships_relationship_"),
            ),
            Entry(
                "Creators",
                "admin:relationships_creator_changelist",
                "creators",
                "relationships.view_creator",
                ("admin:relationships_creator_", "staff:creator_"),
            ),
            Entry("Import", "staff:imports", "upload", "relationships.view_creatorimport", ("staff:import",)),
            Entry(
                "Collaborations",
                "staff:collaborations",
                "collaborations",
                "relationships.view_collaboration",
                ("staff:collaborations", "admin:relationships_collaboration_"),
            ),
            Entry(
                "Ambassadors",
                "staff:ambassadors",
                "star",
                "relationships.view_relationship",
                ("staff:ambassadors",),
            ),
            Entry(
                "Briefs",
                "admin:relationships_brief_changelist",
                "brief",
                "relationships.view_brief",
                ("admin:relationships_brief_", "staff:brief"),
            ),
            records("Touchpoints", "touchpoint", "touchpoints"),
            records("Files", "attachment", "file"),
            records("Insights & co-creations", "contribution", "insight"),
            records("Results", "result", "results"),
        ),
    ),
    (
        "Review",
        (
            Entry("Fit review", "staff:fit_review", "eye", "relationships.view_relationship", ("staff:fit_review",)),
            Entry(
                "Side by side",
                "staff:side-by-side",
                "columns",
                "relationships.view_relationship",
                ("staff:side-by-side",),
            ),
            Entry("Playbooks", "staff:playbooks", "playbook", "relationships.view_playbook", ("staff:playbooks",)),
            records("Fit ratings", "rating", "rating"),
            records("Adjudications", "adjudication", "adjudications"),
            records("Gate overrides", "gateoverride", "shield"),
            records("Ladder decisions", "ladderdecision", "ladder"),
            records("Advice decisions", "advicedecision", "verdict"),
            records("Checklist ticks", "checklisttick", "ticks"),
            records("Audience snapshots", "audiencesnapshot", "snapshots"),
            records("Bulk changes", "bulkchange", "history"),
            records("Merges", "creatormerge", "creators"),
            records("Exports", "export", "download"),
            records("Import records", "creatorimport", "records"),
            Entry(
                "Relationship records",
                "admin:relationships_relationship_changelist",
                "records",
                "relationships.view_relationship",
                ("admin:relationships_relationship_changelist",),
            ),
            Entry(
                "Collaboration records",
                "admin:relationships_collaboration_changelist",
                "records",
                "relationships.view_collaboration",
                ("admin:relationships_collaboration_changelist",),
            ),
        ),
    ),
    (
        "Set-up",
        (
            records("Brands", "brand", "brands"),
            records("Playbook norms", "playbook", "norms"),
            records("Fit criteria", "fitcriterion", "criteria"),
            records("Tier bands", "tierbandset", "tiers"),
            records("Agents", "agent", "agents"),
            records("Categories", "category", "categories"),
            records("Tags", "tag", "tags"),
            records("Shared views", "savedview", "views"),
            records("Saved columns", "savedmapping", "columns"),
            records("Users", "user", "users"),
            records("Calendar feeds", "calendarfeed", "calendar"),
            records("Groups", "group", "groups", app="auth"),
        ),
    ),
)


@dataclass(frozen=True)
class Link:
    """What the template draws. `current` is the value of aria-current: "page", "true" (a page below it) or ""."""

    label: str
    url: str
    icon: str
    current: str


@dataclass(frozen=True)
class Navigation:
    """`groups` without the empty ones; `search_url` answers ?q= with whatever of everything the user may see."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    search_url: str


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: `navigation` for staff, None for everybody else. Built only when a template draws it."""
    return {"navigation": SimpleLazyObject(lambda: navigation_for(request))}


def navigation_for(request: HttpRequest) -> Navigation | None:
    user = getattr(request, "user", None)
    if user is None or not (user.is_active and user.is_staff):
        return None
    shown = [(title, _shown(entries, user)) for title, entries in NAVIGATION]
    here = request.resolver_match.view_name if request.resolver_match else ""
    owner = _owner(here, [entry for _, pairs in shown for entry, _ in pairs])
    groups = tuple(
        (title, tuple(Link(entry.label, url, entry.icon, _current(entry, owner, here)) for entry, url in pairs))
        for title, pairs in shown
        if pairs
    )
    return Navigation(groups, reverse("staff:palette"))


def _shown(entries: Iterable[Entry], user: AbstractUser) -> list[tuple[Entry, str]]:
    """The entries that the user may open, each with its address."""
    allowed = ((entry, _url(entry.url_name)) for entry in entries if user.has_perm(entry.permission))
    return [(entry, url) for entry, url in allowed if url]


def _url(name: str) -> str:
    """Its address, "" where there is no such page. Looked up once: three dozen of them stand on every page."""
    return _address(name, get_urlconf(), get_script_prefix())


@cache
def _address(name: str, urlconf: str | None, prefix: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _owner(here: str, entries: list[Entry]) -> Entry | None:
    """The entry whose own beginning fits the page best: the longest one."""
    fits = [(len(start), entry) for entry in entries for start in entry.owns if here.startswith(start)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _current(entry: Entry, owner: Entry | None, here: str) -> str:
    if entry is not owner:
        return ""
    return "page" if entry.url_name == here else "true"
