"""Filters of the admin's lists. Each accepts only what it offers; brands and people are those the user may see."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from relationships.admin.lists import WrongQuery
from relationships.admin.visible import visible_rows
from relationships.admin.walking import rows_of_brand
from relationships.domain.ids import is_id
from relationships.models import Brand
from relationships.services.people import people_who_see

Rows = QuerySet[Any]
Options = Iterable[tuple[Any, Any]]
Filter = type["StrictFilter"]


class StrictFilter(SimpleListFilter):
    """A value that is not offered is told and dropped, never looked up."""

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        if self.value() is not None and self.value() not in {str(value) for value, _ in self.lookup_choices}:
            raise WrongQuery(f"The list has no such {self.title} to filter by.", [str(self.parameter_name)])


def one_of(title: str, parameter: str, options: Options | Callable[[HttpRequest], Options], lookup: str = "") -> Filter:
    """One of the words of a column. ``lookup`` leads to the column; by default it bears the parameter's name."""
    offered = options if callable(options) else lambda _: options
    return _made(title, parameter, offered, lambda rows, value: rows.filter(**{lookup or parameter: value}))


def yes_or_no(title: str, parameter: str, lookup: str = "") -> Filter:
    return _made(
        title,
        parameter,
        lambda _: (("yes", "Yes"), ("no", "No")),
        lambda rows, value: rows.filter(**{lookup or parameter: value == "yes"}),
    )


def by_brand(lookup: str = "brand") -> Filter:
    def brands(request: HttpRequest) -> Options:
        return Brand.objects.visible_to(request.user).values_list("pk", "name")

    def rows_of(rows: Rows, value: str, request: HttpRequest) -> Rows:
        return rows_of_brand(rows, request, lookup, int(value))

    return _made("brand", "brand", brands, rows_of, with_request=True)


MINE, NOBODY = "me", "none"


def by_person(title: str, lookup: str) -> Filter:
    """Somebody who sees a brand that the user sees; the user first."""

    def people(request: HttpRequest) -> Options:
        yield MINE, "Me"
        yield NOBODY, "Nobody"
        for person in people_who_see(Brand.objects.visible_to(request.user)):
            if person != request.user:
                yield person.pk, str(person)

    def rows_of(rows: Rows, value: str, request: HttpRequest) -> Rows:
        if value == NOBODY:
            return rows.filter(**{f"{lookup}__isnull": True})
        return rows.filter(**{lookup: request.user.pk if value == MINE else int(value)})

    return _made(title, lookup, people, rows_of, with_request=True)


def due() -> Filter:
    options = (("overdue", "Overdue"), ("today", "Today"), ("week", "Within 7 days"), ("none", "Nothing due"))

    def rows_of(rows: Any, value: str) -> Rows:
        found: Rows = rows.due([value], timezone.localdate())
        return found

    return _made("due", "due", lambda _: options, rows_of)


def only(title: str, parameter: str, model: Any, lookup: str = "") -> Filter:
    """The rows of one object, reached by a link from its page; offered only while the address names it."""

    def named(request: HttpRequest) -> Options:
        pk = request.GET.get(parameter, "")
        rows = visible_rows(model, request.user).filter(pk__in=[pk]) if is_id(pk) else ()
        return [(row.pk, str(row)) for row in rows]

    return _made(title, parameter, named, lambda rows, value: rows.filter(**{lookup or parameter: int(value)}))


def _made(
    title: str,
    parameter: str,
    options: Callable[[HttpRequest], Options],
    rows_of: Callable[..., Rows],
    *,
    with_request: bool = False,
) -> Filter:
    """A filter class, as the admin asks for one."""

    def lookups(self: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(options(request))

    def queryset(self: Any, request: HttpRequest, rows: Rows) -> Rows:
        if self.value() is None:
            return rows
        return rows_of(rows, self.value(), request) if with_request else rows_of(rows, self.value())

    body = {"title": title, "parameter_name": parameter, "lookups": lookups, "queryset": queryset}
    return type(f"By{title.title().replace(' ', '')}", (StrictFilter,), body)
