"""Micro and macro side by side: the report as a page and as a file. Only brands that the reader may see count."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from relationships.domain.samples import MIN_SAMPLE
from relationships.filters.side_by_side import BRAND, FIRST, LAST, SideBySideFilters
from relationships.models import Brand, Relationship
from relationships.reports.side_by_side import Period, SideBySide, side_by_side
from relationships.reports.side_by_side_csv import csv_rows
from relationships.services.freshness import freshen_histories, freshen_some
from relationships.views.access import staff_page

#: Further brands are in the file, and on the page when they are asked for.
BOARDS_SHOWN = 12
#: Periods that are one click away (days up to today).
_PERIODS: Mapping[int, str] = {90: "90 days", 365: "12 months", 730: "24 months"}


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool


def _filters(request: HttpRequest) -> SideBySideFilters:
    brands = Brand.objects.visible_to(request.user).values_list("pk", "name")
    return SideBySideFilters(request.GET, dict(brands), timezone.localdate())


def _report(filters: SideBySideFilters) -> SideBySide:
    """What turned by itself since the last look is rewritten first: the report reads the rows' own copies."""
    freshen_histories()
    freshen_some(Relationship.objects.filter(brand_id__in=filters.brands))
    return side_by_side(filters.brands, Period(*filters.days))


def _query(filters: SideBySideFilters, days: tuple[date, date]) -> str:
    brands = [(BRAND, str(pk)) for pk in filters.chosen]
    return urlencode([*brands, (FIRST, days[0].isoformat()), (LAST, days[1].isoformat())])


def _periods(filters: SideBySideFilters) -> Sequence[Link]:
    links = []
    for length, label in _PERIODS.items():
        days = (filters.today - timedelta(days=length - 1), filters.today)
        links.append(Link(label, f"?{_query(filters, days)}", days == filters.days))
    return links


@require_safe
@staff_page("relationships.view_relationship")
def side_by_side_page(request: HttpRequest) -> HttpResponse:
    filters = _filters(request)
    report = _report(filters) if filters.offered else None
    context = {
        "title": _("Micro and macro side by side"),
        "filters": filters,
        "report": report,
        "shown": report.brands[:BOARDS_SHOWN] if report else [],
        "hidden": max(len(report.brands) - BOARDS_SHOWN, 0) if report else 0,
        "periods": _periods(filters),
        "enough": MIN_SAMPLE,
        "file": f"{reverse('staff:side-by-side-csv')}?{_query(filters, filters.days)}",
    }
    return render(request, "staff/side_by_side/page.html", context)


class _Echo:
    """A file that hands back what is written to it, so that a row can be sent as soon as it is made."""

    def write(self, row: str) -> str:
        return row


@require_safe
@staff_page("relationships.view_relationship")
def side_by_side_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What the page shows, and every brand that it leaves out for its length. Begins with a mark by which spreadsheets
    know UTF-8.
    """
    filters = _filters(request)
    writer = csv.writer(_Echo())
    report = _report(filters)

    def lines() -> Iterator[str]:
        yield "\ufeff"
        for row in csv_rows(report):
            yield writer.writerow(row)

    first, last = filters.days
    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="side-by-side-{first}-{last}.csv"'
    return response
