"""The palette (Ctrl+K): one search over creators, brands, saved views and pages, and what can be begun at once.

Asked for by script it answers with the results alone; otherwise it is a page with the same results.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from relationships.domain.text import clean_line, fold
from relationships.querysets.search import search_terms
from relationships.reports import palette as reports
from relationships.reports.palette import Found
from relationships.views.access import staff_page
from relationships.views.listings import LISTS
from relationships.views.lists.views_bar import view_url
from relationships.views.navigation import navigation_for

LONGEST = 200
PAGES_SHOWN = 8

SEE_RELATIONSHIPS = "relationships.view_relationship"
SEE_CREATORS = "relationships.view_creator"

#: What can be begun from anywhere: label, page, permission, icon, and words by which it is found beside its label.
ACTIONS: tuple[tuple[Any, str, str, str, str], ...] = (
    (
        gettext_lazy("Add a relationship"),
        "admin:relationships_relationship_add",
        "relationships.add_relationship",
        "plus",
        "new",
    ),
    (gettext_lazy("Add a creator"), "admin:relationships_creator_add", "relationships.add_creator", "plus", "new"),
    (
        gettext_lazy("Import a list of creators"),
        "staff:import_new",
        "relationships.add_creatorimport",
        "upload",
        "bring in new csv excel spreadsheet file paste upload",
    ),
    (
        gettext_lazy("Start a collaboration"),
        "admin:relationships_collaboration_add",
        "relationships.add_collaboration",
        "plus",
        "add new booking",
    ),
    (
        gettext_lazy("Log a touch"),
        "admin:relationships_touchpoint_add",
        "relationships.add_touchpoint",
        "plus",
        "add new touchpoint call message",
    ),
    (gettext_lazy("Add a brand"), "admin:relationships_brand_add", "relationships.add_brand", "plus", "new"),
    (gettext_lazy("Profile and calendar"), "staff:profile", SEE_RELATIONSHIPS, "users", "time zone feed"),
    (gettext_lazy("Change password"), "admin:password_change", "", "lock", ""),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One line. ``number`` is unique among all lines; ``tier`` is "" for what has none."""

    number: int
    label: str
    url: str
    icon: str
    detail: str = ""
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Results:
    """``written`` as it was understood; ``total`` over all groups."""

    written: str
    groups: Sequence[Group]

    @property
    def total(self) -> int:
        return sum(len(group.hits) for group in self.groups)


@require_safe
@staff_page()
def palette(request: HttpRequest) -> HttpResponse:
    written = clean_line(request.GET.get("q", "")[:LONGEST])
    results = Results(written, Search(request, written).groups())
    part = bool(getattr(request, "htmx", None))
    template = "staff/palette/results.html" if part else "staff/palette/page.html"
    return render(request, template, {"results": results, "as_options": part, "title": _("Search")})


class Search:
    """One search: its groups share the numbering of their lines."""

    def __init__(self, request: HttpRequest, written: str) -> None:
        self.request, self.user, self.written = request, request.user, written
        self.numbers = count(1)

    def groups(self) -> Sequence[Group]:
        """Those with a line; a group with a label that begins with the text comes before one that only holds it."""
        parts = (
            (_("Relationships"), self._relationships()),
            (_("Creators"), self._creators()),
            (_("Brands"), self._brands()),
            (_("Views"), self._views()),
            (_("Start"), self._actions()),
            (_("Pages"), self._pages()),
        )
        groups = [Group(title, hits) for title, found in parts if (hits := list(found))]
        text = fold(self.written)
        return sorted(groups, key=lambda group: not any(fold(hit.label).startswith(text) for hit in group.hits))

    def _relationships(self) -> Iterator[Hit]:
        if not self.user.has_perm(SEE_RELATIONSHIPS):
            return
        found = reports.found_relationships(self.user, self.written)
        yield from self._people(found, "admin:relationships_relationship_change", "relationships")
        yield from self._all(found, "staff:relationships", _("All relationships that match"))

    def _creators(self) -> Iterator[Hit]:
        if not self.user.has_perm(SEE_CREATORS):
            return
        found = reports.found_creators(self.user, self.written)
        yield from self._people(found, "admin:relationships_creator_change", "creators")
        yield from self._all(found, "admin:relationships_creator_changelist", _("All creators that match"))

    def _people(self, found: Iterable[Found], url_name: str, icon: str) -> Iterator[Hit]:
        for one in found:
            url = reverse(url_name, args=[one.id])
            yield Hit(next(self.numbers), one.name, url, icon, one.detail, one.tier)

    def _all(self, found: Sequence[Found], url_name: str, label: str) -> Iterator[Hit]:
        """More than are shown here: the list has them all."""
        if len(found) == reports.SHOWN:
            yield Hit(next(self.numbers), label, f"{reverse(url_name)}?{urlencode({'q': self.written})}", "search")

    def _brands(self) -> Iterator[Hit]:
        if not (self.written and self.user.has_perm(SEE_RELATIONSHIPS)):
            return
        for one in reports.found_brands(self.user, self.written):
            url = f"{reverse('staff:relationships')}?brand={one.id}"
            yield Hit(next(self.numbers), one.name, url, "brands", _("its relationships"))

    def _views(self) -> Iterator[Hit]:
        lists = {key: listing for key, listing in LISTS.items() if self.user.has_perm(listing.permission)}
        for one in reports.found_views(self.user, self.written, lists) if lists else ():
            listing = lists[one.list_key]
            shared = _("shared by %s") % one.by if one.by else ""
            detail = ", ".join(part for part in (listing.title, shared) if part)
            url = view_url(reverse(listing.url_name), one.id, one.query)
            yield Hit(next(self.numbers), one.name, url, "eye", detail)

    def _actions(self) -> Iterator[Hit]:
        for label, url_name, permission, icon, also in ACTIONS:
            allowed = not permission or self.user.has_perm(permission)
            if allowed and self._is_meant(f"{label} {also}"):
                yield Hit(next(self.numbers), str(label), reverse(url_name), icon)

    def _pages(self) -> Iterator[Hit]:
        """The entries of the navigation; all of them when nothing is written."""
        shown = navigation_for(self.request)
        links = [(title, link) for title, group in shown.groups for link in group] if shown else []
        meant = [(title, link) for title, link in links if self._is_meant(f"{link.label} {title}")]
        for title, link in meant[:PAGES_SHOWN] if self.written else meant:
            yield Hit(next(self.numbers), link.label, link.url, link.icon, title)

    def _is_meant(self, label: str) -> bool:
        """Every word written begins a word of the label."""
        words = fold(label).split()
        return all(any(word.startswith(term) for word in words) for term in search_terms(self.written))
