"""What all staff share besides creators: agents, categories, tags."""

from django.contrib import admin

from relationships.admin.base import RapportAdmin
from relationships.admin.site import site
from relationships.models import Agent, Category, Tag


@admin.register(Agent, site=site)
class AgentAdmin(RapportAdmin):
    list_display = ("name", "agency", "email", "phone", "commission_percent")
    search_help_text = "The agent's name."
    fieldsets = ((None, {"fields": (("name", "agency"), ("email", "phone"), "commission_percent", "notes")}),)


class LabelAdmin(RapportAdmin):
    folded = "name_key__contains"
    list_display = ("label",)
    sortable_by = ("label",)
    ordering = ("name_key",)
    fields = ("name",)

    @admin.display(description="name", ordering="name_key")
    def label(self, row: Category | Tag) -> str:
        return row.name


@admin.register(Category, site=site)
class CategoryAdmin(LabelAdmin):
    pass


@admin.register(Tag, site=site)
class TagAdmin(LabelAdmin):
    pass
