"""The staff pages. Every one is closed to anybody who is not staff."""

from django.urls import URLPattern

app_name = "staff"

urlpatterns: list[URLPattern] = []
