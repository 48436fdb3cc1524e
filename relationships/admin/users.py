"""The people who work with Rapport, and the groups that say what each may do."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from relationships.admin.base import RapportAdmin
from relationships.admin.listfilters import yes_or_no
from relationships.admin.site import site
from relationships.domain.text import fold
from relationships.models import User

#: Only a superuser hands out rights, or touches another superuser: else a colleague who manages people could take all.
_RIGHTS = ("is_superuser", "groups")


@admin.register(User, site=site)
class UserAdmin(RapportAdmin, StockUserAdmin):  # type: ignore[type-arg]  # the stock class is generic for the checker only
    list_display = ("person", "username", "email", "is_staff", "is_active", "last_login")
    sortable_by = ()
    ordering = ("username",)
    list_filter = (
        yes_or_no("staff", "is_staff"),
        yes_or_no("active", "is_active"),
        yes_or_no("superuser", "is_superuser"),
    )
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": (("username", "password"), ("first_name", "last_name"), ("email", "time_zone"))}),
        ("Rights", {"fields": (("is_active", "is_staff", "is_superuser"), "groups")}),
        ("Dates", {"fields": (("last_login", "date_joined"),)}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    ("first_name", "last_name"),
                    ("email", "time_zone"),
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
        ("Rights", {"fields": ("is_staff", "groups")}),
    )

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        term = search_term.replace("\0", "").strip()[:200]
        found = Q(name_key__contains=fold(term)) | Q(username__icontains=term)
        return (queryset.filter(found) if term else queryset), False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        rights = () if request.user.is_superuser else _RIGHTS
        return ("last_login", "date_joined", *rights)

    def _is_above(self, request: HttpRequest, obj: Any) -> bool:
        return bool(obj and obj.is_superuser and not request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self._is_above(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self._is_above(request, obj) and super().has_delete_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and "is_staff" in form.base_fields:
            form.base_fields["is_staff"].initial = True
        return form

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    @admin.display(description="name")
    def person(self, row: User) -> str:
        return str(row)


@admin.register(Group, site=site)
class GroupAdmin(RapportAdmin, StockGroupAdmin):
    ordering = ("name",)
    sortable_by = ()
    list_display = ("name",)
    filter_horizontal = ()

    # Groups are Django's own model, without a history table of ours: here the stock log is what there is.
    object_history_template = None
    history_view = admin.ModelAdmin.history_view
    log_addition = admin.ModelAdmin.log_addition
    log_change = admin.ModelAdmin.log_change
    log_deletions = admin.ModelAdmin.log_deletions

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """The rights that mean something here: those on our own rows, not on the tables behind their history."""
        own: QuerySet[Permission] = Permission.objects.filter(content_type__app_label="relationships")
        rights = own.exclude(content_type__model__startswith="historical").select_related("content_type")
        kwargs = {"queryset": rights.order_by("content_type__model", "codename"), **kwargs}
        return super(StockGroupAdmin, self).formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )
