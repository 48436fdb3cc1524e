"""Which rows of a list are meant: those that were ticked, or all that match its filters; and that they still are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from relationships.domain.bulk import MOST
from relationships.domain.ids import ids_of
from relationships.models import Relationship
from relationships.models.lists import QUERY_MAX
from relationships.querysets.walks import along
from relationships.views.lists.found import FoundList
from relationships.views.lists.listing import Listing

#: Names in the form of the list's bar. ``ROW`` stands there once a ticked box, ``ROWS`` holds all that were ticked on
#: this page and others, which the script keeps.
ROW, ROWS, ALL, QUERY = "row", "rows", "all", "query"
#: Rows that can be ticked one by one.
TICKED_MOST = 5_000
_SALT = "rapport.bulk"
#: For how long a confirmation is good.
_GOOD_FOR = timedelta(hours=12)


class TooMany(ValidationError):  # noqa: N818 - said to people: it names what is wrong
    """More rows than can be meant at once."""


def named_rows(sent: QueryDict) -> list[str]:
    """The rows that a form names, as it writes them: some may be no ids at all."""
    return [*sent.getlist(ROW), *filter(None, sent.get(ROWS, "").split(","))]


@dataclass(frozen=True)
class Selection:
    """``query``: the list's filters, as its address has them. ``ticked``: ids of rows; empty where ``is_all``."""

    request: HttpRequest
    listing: Listing
    query: str
    is_all: bool
    ticked: Sequence[int]

    @classmethod
    def of(cls, request: HttpRequest, listing: Listing) -> "Selection":
        """Raises ValidationError where nothing is selected, or what is selected cannot be told."""
        sent = request.POST if request.method == "POST" else request.GET
        query, is_all = sent.get(QUERY, ""), sent.get(ALL) == "1"
        if len(query) > QUERY_MAX:
            raise ValidationError("These are more filters than can be kept: take some of them away.")
        ticked = ids_of(named_rows(sent))
        if len(ticked) > TICKED_MOST:
            raise TooMany(f"At most {TICKED_MOST:,} rows can be ticked one by one: choose all that match instead.")
        if not (is_all or ticked):
            raise ValidationError("No row is selected: tick some of them first.")
        return cls(request, listing, query, is_all, () if is_all else tuple(sorted(ticked)))

    @cached_property
    def page(self) -> FoundList:
        """The list as its filters show it. A filter that is not understood would mean more rows than anybody saw."""
        page = FoundList.at(self.request, self.listing, QueryDict(self.query))
        if page.problems:
            raise ValidationError("Not all of the filters are understood any more: load the list again.")
        return page

    @cached_property
    def relationships(self) -> Sequence[int]:
        """Their ids, in order: what the reader sees of what was asked for. Raises TooMany."""
        user = self.request.user
        if self.is_all:
            filters = self.page.filters
            rows = along(filters.rows(), filters.index_to_find())
        else:
            rows = self.listing.rows(user).filter(pk__in=self.ticked)
        if self.listing.model is not Relationship:
            rows = Relationship.objects.visible_to(user).filter(pk__in=rows.order_by().values("relationship_id"))
        found = list(rows.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        if len(found) > MOST:
            raise TooMany(f"At most {MOST:,} relationships can be changed at once: narrow the list by its filters.")
        return found

    @property
    def sent(self) -> Mapping[str, str]:
        """As it travels from step to step."""
        rows = {ALL: "1"} if self.is_all else {ROWS: ",".join(map(str, self.ticked))}
        return {QUERY: self.query, **rows}

    @property
    def filters(self) -> str:
        """What is kept of it on file: nothing where rows were ticked."""
        return self.page.address.filtering if self.is_all else ""

    def confirmed(self, seen: datetime) -> str:
        """Which rows the reader was told of, and from when that is."""
        told = [_digest(self.relationships), len(self.relationships), seen.isoformat()]
        return signing.dumps(told, salt=_SALT)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """``still``: whether the same rows are meant as when they were confirmed; ``count`` and ``seen`` are from then."""

    still: bool
    count: int
    seen: datetime

    @classmethod
    def of(cls, selection: Selection, token: str) -> "Confirmation | None":
        """None where nothing was confirmed, or too long ago."""
        try:
            digest, count, seen = signing.loads(token, salt=_SALT, max_age=_GOOD_FOR)
        except signing.BadSignature:
            return None
        return cls(digest == _digest(selection.relationships), count, datetime.fromisoformat(seen))


def hidden_form(values: Mapping[str, Any]) -> forms.Form:
    """A form that shows nothing and sends ``values`` on."""
    form = forms.Form(initial=dict(values), auto_id=False)
    for name in values:
        form.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)
    return form


def _digest(ids: Sequence[int]) -> str:
    return sha256(",".join(map(str, ids)).encode()).hexdigest()
