"""The files of a relationship, wherever a page shows them: one tag, so that no page has to gather them itself."""

from typing import Any

from django import template

from relationships.domain.attachment_types import ALLOWED
from relationships.domain.attachments import AT_ONCE, SIZE_MAX, AttachmentKind, shown_size
from relationships.models.base import choices
from relationships.reports.attachments import CAN_SEE, attached_files
from relationships.services.attachments import NOTE_MAX

register = template.Library()

#: What a file dialog offers first; what is dropped is judged by the server all the same.
_ACCEPT = ",".join(f".{extension}" for one in ALLOWED for extension in one.extensions)


@register.inclusion_tag("staff/attachments/panel.html", takes_context=True)
def attachments_panel(context: Any, relationship: Any, form: Any = None) -> dict[str, Any]:
    """``form``: an upload that was refused as a whole, to be asked again with what was typed."""
    user = context["request"].user
    if not user.has_perm(CAN_SEE):
        return {}
    return {
        "request": context["request"],
        "relationship": relationship,
        "attached": attached_files(relationship, user),
        "kinds": choices(AttachmentKind),
        "typed": form.data if form is not None else {},
        "problems": [error for errors in form.errors.values() for error in errors] if form is not None else [],
        "limits": {
            "accept": _ACCEPT, "size": SIZE_MAX, "size_shown": shown_size(SIZE_MAX), "at_once": AT_ONCE,
            "note": NOTE_MAX,
        },
    }  # fmt: skip
