"""What every page of the admin shares: rows, choices and related objects only as far as the user sees them, and a word
or a 404 wherever the stock admin answers with an error page.

What the stock admin lets through, and is closed here: foreign ids posted to a form, lookups typed into the address, ids
of thirty digits, values that a page was not made for, foreign rows named on the confirmation of a deletion.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from relationships.admin import conflicts, deletion, history
from relationships.admin.fields import FORM_FIELDS, SafeAutocomplete
from relationships.admin.lists import SEARCH_MAX, CappedPaginator, SteadyChangeList, WrongQuery
from relationships.admin.versioned import VersionedForm, gone_row, has_version, versioned
from relationships.admin.visible import last_of, visible_rows
from relationships.admin.walking import rows_visible_to
from relationships.domain.ids import is_id
from relationships.domain.text import clean_line, fold
from relationships.reports.timeline_versions import Place
from relationships.services.blocks import Blocked
from relationships.services.versions import Outdated, claim

#: An action reads every row it is given: a longer selection is made in parts.
ACTION_MAX = 1_000
POPUP, TO_FIELD = "_popup", "_to_field"
_OWN_PARAMETERS = {ALL_VAR, ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR, POPUP, TO_FIELD}


class VisibleRows(BaseModelAdmin[Any]):
    """For pages and inlines alike: rows and choices begin with what the user may see."""

    formfield_overrides = FORM_FIELDS
    #: Foreign keys of which a plain select shows all choices; every other one is found by typing.
    selects: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows_visible_to(rows, request) if hasattr(rows, "visible_to") else rows

    def choices_of(self, name: str, request: HttpRequest) -> QuerySet[Any] | None:
        """The rows offered for the foreign key ``name``, when that is not simply all that the user may see."""
        return None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        offered = self.choices_of(db_field.name, request)
        kwargs["queryset"] = visible_rows(db_field.related_model, request.user) if offered is None else offered
        if db_field.name not in self.selects:
            kwargs.setdefault("widget", SafeAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.ForeignKey) and db_field.name in self.selects:
            # Without the stock wrapper of links; and its choices are read once, however many forms show them
            # (through an iterator of their own: a list would first ask the database how many there are).
            field: Any = self.formfield_for_foreignkey(db_field, request, **kwargs)
            field.choices = list(iter(field.choices))
            return field
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RapportAdmin(VisibleRows, admin.ModelAdmin[Any]):
    """``folded``: the column with the folded name that a search looks into when the model has no `search` of its own.

    ``through``: the lookup to the relationship whose creator a search is about. ``trails``: what the history page tells
    besides the object's own. ``prefilled``: what a link may fill into the form for a new row.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    list_per_page = 50
    list_max_show_all = 0
    ordering: ClassVar[Any] = ("-pk",)
    sortable_by: ClassVar[Any] = ()
    search_fields: ClassVar[Any] = ("pk",)
    save_on_top = False
    object_history_template: ClassVar[Any] = "admin/relationships/object_history.html"
    folded: ClassVar[str] = ""
    through: ClassVar[str] = ""
    trails: ClassVar[tuple[history.Trail, ...]] = ()
    prefilled: ClassVar[tuple[str, ...]] = ()

    # --- One object -----------------------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, None) if is_id(object_id) else None
        if found is None:
            raise Http404("no such object, or none that this user may see")
        return found

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return to_field == self.opts.pk.attname

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {name: value for name in self.prefilled if is_id(value := request.GET.get(name, ""))}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return self._answer(request, object_id, form_url, extra_context)
        except Blocked as blocked:
            # Each form asked for itself; what is left is two rows of one page that only together are stopped.
            messages.error(request, f"Nothing was saved. {' '.join(blocked.messages)}")
            return HttpResponseRedirect(request.get_full_path())
        except (IntegrityError, ProtectedError, RestrictedError):
            # Each form checks what it can; what is left is two people who saved the same at the same moment.
            messages.error(
                request,
                "Nothing was saved: somebody else saved something that this does not go with. "
                "Look at how it stands now, and try again.",
            )
            return HttpResponseRedirect(request.get_full_path())

    # --- Two people at one object ---------------------------------------------------------------------------------

    def _answer(self, request: HttpRequest, *rest: Any) -> Any:
        try:
            return super().changeform_view(request, *rest)
        except Outdated:
            # Somebody saved between the look at the versions and the write, which was refused: the page shows it now.
            return super().changeform_view(request, *rest)
        except Http404:
            gone = self._gone(request, rest[0]) if request.method == "POST" else None
            if gone is None:
                raise
            return gone

    def _gone(self, request: HttpRequest, object_id: str | None) -> TemplateResponse | None:
        """What was typed into a row that has been deleted since, for who could see it; None for any other."""
        row = last_of(self.model, object_id, request.user) if has_version(self.model) else None
        if row is None or not self.has_change_permission(request, row):
            return None
        names = flatten_fieldsets(self.get_fieldsets(request, row))
        form: Any = self.get_form(request, row, change=True, fields=names)(request.POST, instance=gone_row(row))
        form.full_clean()
        context = {
            **self.admin_site.each_context(request),
            "title": _("%s is deleted") % row,
            "opts": self.opts,
            "row": conflicts.gone(form),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/relationships/gone.html", context, status=409)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if change and has_version(self.model):
            kwargs["form"] = versioned(kwargs.get("form") or self.form)
        # By name: Django's own form of users takes it only so.
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What nobody touched is not written: it would be a change without a change, and news to others at it."""
        if change and isinstance(form, VersionedForm) and form.on_file:
            if not form.has_changed():
                return
            claim(obj, form.read_at)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for one in (form, *(row for formset in formsets for row in formset.forms)):
            if taken_over := getattr(one, "taken_over", ()):
                told = {"row": one.instance, "fields": ", ".join(taken_over)}
                words = _("Somebody else changed %(row)s meanwhile (%(fields)s). That stays as they saved it.")
                self.message_user(request, words % told, messages.INFO)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = (row for inline in context["inline_admin_formsets"] for row in inline.formset.forms)
        context["conflicts"] = conflicts.shown((context["adminform"].form, *rows))
        response = super().render_change_form(request, context, *args, **kwargs)
        if context["conflicts"]:
            response.status_code = 409
        return response

    # --- Deleting -------------------------------------------------------------------------------------------------

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        return deletion.deleted_objects(objs, request, self.admin_site)

    # --- Lists ----------------------------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return SteadyChangeList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in self._parameters(request)

    def _parameters(self, request: HttpRequest | None) -> set[str]:
        filters: Any = self.get_list_filter(request) if request else self.list_filter
        return {own.parameter_name for own in filters}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        term = clean_line(search_term[:SEARCH_MAX])
        if not term or not self.search_fields:
            return queryset, False
        if self.through:
            related: Any = self.opts.get_field(self.through).related_model
            found: Any = visible_rows(related, request.user)
            return queryset.filter(**{f"{self.through}__in": found.search(term)}), False
        if hasattr(queryset, "search"):
            return queryset.search(term), False
        key, looked_for = (self.folded, fold(term)) if self.folded else ("name__icontains", term)
        return queryset.filter(**{key: looked_for}), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            unknown = request.GET.keys() - self._parameters(request) - _OWN_PARAMETERS
            if unknown:
                raise WrongQuery(
                    "The address asked for something that this list does not know; it was left out.", unknown
                )
            return super().changelist_view(request, extra_context)
        except WrongQuery as wrong:
            messages.warning(request, str(wrong))
            kept = request.GET.copy()
            for name in wrong.names:
                kept.pop(name, None)
            return HttpResponseRedirect(f"{request.path}?{kept.urlencode()}" if kept else request.path)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any], *rest: Any) -> HttpResponse | None:
        selected = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        across = request.POST.get("select_across") == "1"
        if not all(is_id(pk) for pk in selected):
            self.message_user(request, "What was selected is not in this list. Nothing was changed.", messages.WARNING)
            return None
        if (queryset[: ACTION_MAX + 1].count() if across else len(selected)) > ACTION_MAX:
            self.message_user(
                request, f"Select at most {ACTION_MAX:,} at a time. Nothing was changed.", messages.WARNING
            )
            return None
        return super().response_action(request, queryset, *rest)

    # --- History --------------------------------------------------------------------------------------------------

    def numbers_of(self, row: Any) -> list[int]:
        """Whose history is told: the object's, and that of whatever was merged into it."""
        return [row.pk]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        row = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        after = Place.parse(request.GET.get(history.AFTER, ""))
        trails = (history.Trail(self.model), *self.trails)
        versions, older = history.history_page(self.numbers_of(row), trails, request.user, after)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "versions": versions,
            "after_var": history.AFTER,
            "after": after,
            "older": older,
            "object": row,
            "original": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, str(self.object_history_template), context)

    # Who did what stands in the history tables, with old and new values; the stock log would be a second, poorer one.

    def log_addition(self, *args: Any) -> Any:
        return None

    def log_change(self, *args: Any) -> Any:
        return None

    def log_deletions(self, *args: Any) -> Any:
        return None

    def log_deletion(self, *args: Any) -> Any:
        return None


class SignedForm(forms.ModelForm[Any]):
    """A form for rows that bear a name and a day nobody types in: both count when the database's rules are checked."""

    signed: ClassVar[frozenset[str]] = frozenset()

    def _get_validation_exclusions(self) -> set[str]:
        return set(super()._get_validation_exclusions()) - self.signed  # type: ignore[misc]  # Django's own hook

    def validate_unique(self) -> None:
        """Django leaves constraints that name the parent out of an inline's checks; the database would not."""
        super().validate_unique()
        if not self.errors:
            try:
                self.instance.validate_constraints(exclude=self._get_validation_exclusions())
            except ValidationError as problem:
                self.add_error(None, problem)
