"""What the columns of a list mean: as they were recognised, and as a person says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from relationships import tasks
from relationships.domain import imports as rules
from relationships.domain.engagement import EngagementBasis
from relationships.domain.ids import is_id
from relationships.domain.import_states import ImportStatus
from relationships.domain.imports import Field, Guess, Policy, Unit, Use
from relationships.domain.imports.fields import DATES
from relationships.domain.networks import CHOICES as NETWORKS
from relationships.domain.text import clean_line
from relationships.models import CreatorImport, SavedMapping
from relationships.services.imports import mappings
from relationships.services.imports.arrival import brought_before, choose_table, sheets_of
from relationships.services.tables import CannotTakeError
from relationships.services.tables.limits import HEAD_ROWS
from relationships.views.access import staff_page
from relationships.views.imports import words
from relationships.views.imports.common import CAN_ADD, begin, by_script, import_of, refuse, to_import

#: They say who or when a row is about: nothing of them is filled in or replaced. A family name goes with the name.
NOT_KEPT = frozenset(
    {Field.HANDLE, Field.NETWORK, Field.CHANNEL_ID, Field.CREATOR_ID, Field.MEASURED_ON, Field.FAMILY_NAME}
)
#: So many columns that were not recognised are folded.
FOLDED_FROM = 5
NAME_MAX = SavedMapping._meta.get_field("name").max_length or 0
#: What a form may say, and what that means.
_NETWORKS = {key: key for key, _ in NETWORKS}
_FIELDS = {one.value: one for one in Field}
_BASES = {one.value: one for one in EngagementBasis}
_UNITS = {one.value: one for one in Unit}
_POLICIES = {one.value: one for one in Policy}
_DAYS = {"day": True, "month": False}
_MOVED_ON = "The columns of this list are settled already. Go back to them first."


@dataclass(frozen=True, slots=True)
class Line:
    """One column as it is asked about. ``use``: what is chosen now; ``guess``: what it was recognised as."""

    use: Use
    guess: Guess

    @property
    def position(self) -> int:
        return self.use.position

    @property
    def header(self) -> str:
        return self.guess.header or f"Column {self.position + 1}"

    @property
    def samples(self) -> Sequence[str]:
        return self.guess.samples[:3]

    @property
    def field(self) -> str:
        return self.use.field or ""

    @property
    def is_as_recognised(self) -> bool:
        return self.use.field == self.guess.use.field

    @property
    def is_unknown(self) -> bool:
        """Not recognised, and nobody said anything about it."""
        return self.use.field is None and self.guess.use.field is None

    @property
    def sure(self) -> str:
        return words.SURE[self.guess.sureness]

    @property
    def why(self) -> str:
        """What made it be recognised so, and what else it may be."""
        others = [words.label_of(field) for field in self.guess.others]
        sentences = [self.guess.reason, f"perhaps {' or '.join(others)}" if others else ""]
        return " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in sentences if one)

    @property
    def asks_network(self) -> bool:
        return self.use.field in rules.ACCOUNT_FIELDS

    @property
    def is_rate(self) -> bool:
        return self.use.field is Field.ENGAGEMENT_RATE

    @property
    def is_day(self) -> bool:
        return self.use.field in DATES

    @property
    def asks_policy(self) -> bool:
        return self.use.field is not None and self.use.field not in NOT_KEPT

    @property
    def policy(self) -> Policy | None:
        field = self.use.field
        return self.use.policy or (rules.default_policy(field) if field else None)

    @property
    def day_order(self) -> str:
        return {None: "", True: "day", False: "month"}[self.use.day_first]


# --- Asked ------------------------------------------------------------------------------------------------------------


def show_columns(
    request: HttpRequest, row: CreatorImport, mapping: rules.Mapping | None = None, *, refused: bool = False
) -> HttpResponse:
    """``mapping``: as it was sent, where it is not (or not yet) the one that is kept."""
    recognised, kept = mappings.recognised_of(row), mapping or mappings.mapping_of(row)
    shown = _shown(list(_lines(recognised, kept)))
    problems = rules.check(kept)
    context = {
        "title": row.source_name,
        "row": row,
        **shown,
        "unused": [line.header for line in shown["lines"] if not line.field],
        "notes": _notes(row, recognised, kept),
        "problems": problems,
        "refused": refused,
        "recognised": recognised,
        "measured_on": kept.measured_on or recognised.measured_on or timezone.localdate(),
        "network": kept.network or "",
        "networks": NETWORKS,
        "fields": words.FIELDS,
        "units": words.UNITS,
        "bases": words.BASES,
        "policies": words.POLICIES,
        "day_orders": words.DAY_ORDERS,
        "has_figures": any(use.field in (Field.FOLLOWERS, Field.ENGAGEMENT_RATE) for use in kept.uses),
        "sheets": sheets_of(row),
        # Nothing where the list has none.
        "header_row": recognised.header_at + 1 or "",
        "offered": mappings.offered(row),
        "before": brought_before(row),
        "may_keep": request.user.has_perm("relationships.add_savedmapping"),
        "keep_as": request.POST.get("keep_as", ""),
        "name_max": NAME_MAX,
    }
    if by_script(request):
        return render(request, "staff/imports/columns_form.html", context)
    return render(request, "staff/imports/columns.html", context, status=422 if refused else 200)


def _shown(lines: Sequence[Line]) -> dict[str, Sequence[Line]]:
    """A wide list mostly has columns that mean nothing here: they stand together, folded, unless they are few."""
    unknown = [line for line in lines if line.is_unknown]
    if len(unknown) < FOLDED_FROM:
        return {"lines": lines, "folded": ()}
    return {"lines": [line for line in lines if not line.is_unknown], "folded": unknown}


def _notes(row: CreatorImport, recognised: rules.Recognised, mapping: rules.Mapping) -> list[str]:
    """What was said when the list arrived, with the doubts that there are about the columns as they are now."""
    samples = [guess.samples for guess in recognised.guesses]
    before, now = rules.doubts(recognised.mapping(), samples), rules.doubts(mapping, samples)
    return [*(note for note in row.notes if note not in before), *now]


def _lines(recognised: rules.Recognised, mapping: rules.Mapping) -> Iterator[Line]:
    chosen = {use.position: use for use in mapping.uses}
    for position, guess in enumerate(recognised.guesses):
        yield Line(chosen.get(position) or Use(position, None), guess)


# --- Answered ---------------------------------------------------------------------------------------------------------


@require_POST
@staff_page(CAN_ADD)
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Every choice asks anew what follows from it (``again``); sent, the list is read with these columns."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _MOVED_ON)
    mapping = _sent(request.POST, mappings.mapping_of(row))
    if request.POST.get("again"):
        return show_columns(request, row, mapping)
    try:
        mappings.set_mapping(row, mapping)
    except ValidationError:
        if not rules.check(mapping):
            return refuse(request, row, _MOVED_ON)
        return show_columns(request, row, mapping, refused=True)
    _keep(request, row)
    return begin(request, row, tasks.stage_import)


def _keep(request: HttpRequest, row: CreatorImport) -> None:
    name = clean_line(request.POST.get("keep_as", ""))[:NAME_MAX]
    if name and request.user.has_perm("relationships.add_savedmapping"):
        try:
            by: Any = request.user
            mappings.save_as(row, name, by)
        except ValidationError as problem:
            messages.warning(request, " ".join(problem.messages))


@require_POST
@staff_page(CAN_ADD)
def import_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Another sheet, or another row as the header: the columns are recognised anew."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _MOVED_ON)
    sheets = sheets_of(row)
    title, header = request.POST.get("sheet", row.table), request.POST.get("header", "")
    header_at = int(header) - 1 if is_id(header) and 0 < int(header) <= HEAD_ROWS else None
    if sheets and title not in sheets:
        return refuse(request, row, "There is no such sheet in this file.")
    # Of another sheet the header is looked for where it is likely to be.
    try:
        choose_table(row, title, header_at if title == row.table else None)
    except CannotTakeError as problem:
        return refuse(request, row, f"{problem}. The columns are as before.")
    except ValidationError:
        return refuse(request, row, _MOVED_ON)
    return to_import(request, row)


@require_POST
@staff_page(CAN_ADD)
def import_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Columns that were kept for such a header line."""
    row = import_of(request, pk)
    if row.status != ImportStatus.MAPPING:
        return refuse(request, row, _MOVED_ON)
    chosen = request.POST.get("saved", "")
    saved = get_object_or_404(SavedMapping, pk=int(chosen) if is_id(chosen) else 0)
    try:
        mappings.take(row, saved)
    except ValidationError as problem:
        return refuse(request, row, " ".join(problem.messages))
    messages.success(request, f"The columns are as kept under “{saved.name}”.")
    return to_import(request, row)


def _sent(sent: Mapping[str, Any], before: rules.Mapping) -> rules.Mapping:
    """The columns as a form says. What a form cannot say (a meaning that is not there) counts as not used."""
    uses = [_use(sent, position) for position in range(len(before.headers))]
    network = _of(sent.get("network"), _NETWORKS)
    return rules.Mapping(before.headers, tuple(uses), network, _day(sent.get("measured_on", "")))


def _use(sent: Mapping[str, Any], position: int) -> Use:
    def of(name: str, known: Any) -> Any:
        return _of(sent.get(f"{name}-{position}"), known)

    field = of("field", _FIELDS)
    if field is None:
        return Use(position, None)
    return Use(
        position,
        field,
        network=of("network", _NETWORKS) if field in rules.ACCOUNT_FIELDS else None,
        basis=of("basis", _BASES) if field is Field.ENGAGEMENT_RATE else None,
        unit=of("unit", _UNITS) if field is Field.ENGAGEMENT_RATE else None,
        policy=of("policy", _POLICIES) if field not in NOT_KEPT else None,
        day_first=of("days", _DAYS) if field in DATES else None,
    )


def _of(written: Any, known: Mapping[str, Any]) -> Any:
    return known.get(written) if isinstance(written, str) else None


def _day(written: str) -> date | None:
    """Nothing that was read can have been read later than today."""
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return min(day, timezone.localdate()) if day else None
