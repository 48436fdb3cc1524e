"""The rows of a list as a file: those that match its filters, or those that were selected, never more than one sees."""

from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from relationships.domain.ids import ids_of
from relationships.domain.lists import FileFormat
from relationships.models.lists import QUERY_MAX
from relationships.reports.file_formats import WORKBOOK_ROWS, csv_pieces, write_workbook
from relationships.reports.file_tables import FileTable
from relationships.services.exports import begin_export, counted
from relationships.views.access import staff_page
from relationships.views.bulk_selection import named_rows
from relationships.views.listings import listing_of
from relationships.views.lists.found import FoundList

CAN_EXPORT = "relationships.export_relationship"
#: Rows that are read at a time.
_AT_ONCE = 1_000


@require_safe
@staff_page(CAN_EXPORT)
def export_dialog(request: HttpRequest, key: str) -> HttpResponse:
    """What would leave, and in which form. The address's query is the list's own."""
    page = _page(request, key, request.GET)
    page.count()
    context = {
        "title": f"Export {page.listing.things[1]}",
        "page": page,
        "query": page.address.query(),
        "action": {each.value: reverse("staff:export", args=[key, each.value]) for each in FileFormat},
        "too_long": page.counted.total.number > WORKBOOK_ROWS,
        "workbook_rows": WORKBOOK_ROWS,
    }
    by_script = bool(getattr(request, "htmx", None))
    return render(request, "staff/exports/form.html" if by_script else "staff/exports/page.html", context)


class _Asked(forms.Form):
    """``columns``: "shown" for those of the list as it is set up, else all."""

    query = forms.CharField(required=False, max_length=QUERY_MAX)
    columns = forms.ChoiceField(choices=[("all", ""), ("shown", "")], required=False)


@require_POST
@staff_page(CAN_EXPORT)
def export(request: HttpRequest, key: str, file_format: str) -> HttpResponseBase:
    """The file: of the rows that are named (`bulk_selection.named_rows`); without any, of all that match ``query``."""
    asked = _Asked(request.POST)
    if file_format not in set(FileFormat) or not asked.is_valid():
        raise Http404("no such file")
    query: str = asked.cleaned_data["query"]
    page = _page(request, key, QueryDict(query))
    table = _table(page, asked.cleaned_data["columns"])
    selected = named_rows(request.POST)
    ids = _selected(page, selected) if selected else _matching(page)
    if file_format == FileFormat.XLSX and not selected and page.counted.total.number > WORKBOOK_ROWS:
        messages.error(
            request, f"A workbook takes {WORKBOOK_ROWS:,} rows at most. Take CSV, or narrow the list by its filters."
        )
        return HttpResponseRedirect(page.address.url())
    noted = begin_export(
        request.user, key, "" if selected else page.address.query(), [c.head for c in table.columns], file_format
    )
    rows = counted(noted, table.rows(ids))
    name = f"{key}-{timezone.localdate():%Y-%m-%d}.{file_format}"
    heads = [column.head for column in table.columns]
    if file_format == FileFormat.XLSX:
        file = TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
        write_workbook(page.listing.title, heads, rows, file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name)
    pieces = _in_zone(csv_pieces(heads, rows))
    return StreamingHttpResponse(
        pieces,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(request: HttpRequest, key: str, query: QueryDict) -> FoundList:
    """The list as its own address with that query would show it."""
    listing = listing_of(key)
    if listing.file is None:
        raise Http404("this list has no file")
    if not request.user.has_perm(listing.permission):
        raise PermissionDenied
    return FoundList.at(request, listing, query)


def _table(page: FoundList, columns: str) -> FileTable:
    if page.listing.file is None:
        raise Http404("this list has no file")
    return page.listing.file.kept({column.key for column in page.columns} if columns == "shown" else None)


def _matching(page: FoundList) -> Iterator[Sequence[int]]:
    page.count()
    return page.ids(_AT_ONCE)


def _selected(page: FoundList, rows: Sequence[str]) -> Iterator[Sequence[int]]:
    """Those of the ids that are the reader's to see, in the order of the ids. Anything else is not there."""
    visible = page.listing.rows(page.request.user).filter(pk__in=ids_of(rows))
    found = list(visible.order_by("pk").values_list("pk", flat=True))
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))


def _in_zone(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces are made while they are sent, when the request's own time zone is no longer set."""
    zone = timezone.get_current_timezone()

    def sent() -> Iterator[bytes]:
        with timezone.override(zone):
            yield from pieces

    return sent()
