"""Taking a step in a small form above the page, and reading what it answers."""

from __future__ import annotations

import json
from typing import Any

HTMX = {"HX-Request": "true"}


def told(response: Any) -> dict[str, Any]:
    """What a step that was taken tells the page behind it."""
    assert response.status_code == 204, response.content.decode()[:3_000]
    done: dict[str, Any] = json.loads(response["HX-Trigger"])["rapport:done"]
    return done
