"""The one address of a list: what it shows follows from where the list stands."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from relationships.domain.import_states import ImportStatus
from relationships.models import CreatorImport
from relationships.views.access import staff_page
from relationships.views.imports.columns import show_columns
from relationships.views.imports.common import CAN_ADD, CAN_SEE, import_of
from relationships.views.imports.preview import show_preview
from relationships.views.imports.record import show_record
from relationships.views.imports.work import is_under_way, show_work, waits

#: Where a person has to say something.
_ASKING: Mapping[str, Callable[[HttpRequest, CreatorImport], HttpResponse]] = {
    ImportStatus.MAPPING: show_columns,
    ImportStatus.READY: show_preview,
}


@require_safe
@staff_page(CAN_SEE)
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = import_of(request, pk)
    waiting = waits(row)
    if is_under_way(row, waiting):
        return show_work(request, row, waiting)
    if row.status in _ASKING and request.user.has_perm(CAN_ADD):
        return _ASKING[row.status](request, row)
    return show_record(request, row)
