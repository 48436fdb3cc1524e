"""The staff pages. Every one is closed to anybody who is not staff."""

from django.urls import URLPattern, path

from relationships.views.briefs import brief_changes, brief_page, brief_pdf, brief_room, brief_send
from relationships.views.playbooks import playbooks
from relationships.views.relationships import relationship_list

app_name = "staff"

urlpatterns: list[URLPattern] = [
    path("relationships/", relationship_list, name="relationships"),
    path("playbooks/", playbooks, name="playbooks"),
    path("collaborations/<int:pk>/brief/", brief_room, name="brief"),
    path("briefs/<int:pk>/", brief_page, name="brief_page"),
    path("briefs/<int:pk>/pdf", brief_pdf, name="brief_pdf"),
    path("briefs/<int:pk>/changes/", brief_changes, name="brief_changes"),
    path("briefs/<int:pk>/send", brief_send, name="brief_send"),
]
