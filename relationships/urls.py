"""The staff pages. Every one is closed to anybody who is not staff."""

from django.urls import URLPattern, path

from relationships.views.relationships import relationship_list

app_name = "staff"

urlpatterns: list[URLPattern] = [
    path("relationships/", relationship_list, name="relationships"),
]
