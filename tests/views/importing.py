"""A list sent through the pages, for tests of them."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from relationships.models import Brand, CreatorImport
from relationships.services.imports.mappings import mapping_of
from relationships.services.versions import token

LIST = """Handle;Name;Followers;Country;E-mail;Shoe size
@ana;Ana Sol;12,4K;Poland;ana@example.org;38
@ben;Ben Ray;3.4;Germany;ben@example.org;44
@zoe;Zoë;1.2M+;Deutschland;zoe@example.org;39
"""
HTMX = {"HX-Request": "true"}


def send(client: Client, brand: Brand, content: str | bytes = LIST, name: str = "list.csv", **more: Any) -> Any:
    data = content.encode() if isinstance(content, str) else content
    form = {"brand": brand.pk, "network": "instagram", "file": SimpleUploadedFile(name, data), **more}
    return client.post(reverse("staff:import_new"), form)


def paste(client: Client, brand: Brand, text: str, **more: Any) -> Any:
    return client.post(reverse("staff:import_new"), {"brand": brand.pk, "network": "instagram", "text": text, **more})


def last() -> CreatorImport:
    found: CreatorImport | None = CreatorImport.objects.order_by("-pk").first()
    assert found is not None
    return found


def step(client: Client, name: str, data: dict[str, Any] | None = None, **headers: Any) -> Any:
    row = last()
    return client.post(reverse(f"staff:import_{name}", args=[row.pk]), {"seen": token(row), **(data or {})}, **headers)


def columns_as_they_stand(row: CreatorImport) -> dict[str, Any]:
    """What the form of the columns would send untouched."""
    mapping = mapping_of(row)
    sent: dict[str, Any] = {"network": mapping.network or "", "measured_on": "2026-05-01", "seen": token(row)}
    for use in mapping.uses:
        sent[f"field-{use.position}"] = use.field or ""
        if use.network:
            sent[f"network-{use.position}"] = use.network
        if use.unit:
            sent[f"unit-{use.position}"] = use.unit
    return sent


def staged(client: Client, brand: Brand, content: str = LIST, **said: str) -> CreatorImport:
    """``said``: what a person says about columns, as the form names it, "_" for "-"."""
    send(client, brand, content)
    more = {name.replace("_", "-"): value for name, value in said.items()}
    step(client, "columns", {**columns_as_they_stand(last()), **more})
    assert last().status == "ready", last().problem
    return last()


def page(client: Client, query: str = "", **headers: Any) -> str:
    response = client.get(reverse("staff:import", args=[last().pk]) + query, **headers)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text
