"""The files of one relationship as its page shows them: newest first, with what the reader may do about each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationships.domain.attachments import AttachmentKind, shown_size
from relationships.models import Attachment, Collaboration, Relationship
from relationships.services.attachments import CAN_ADD, CAN_CHANGE, may_remove

#: So many stand on the page; the list of all files has the others.
SHOWN = 20
#: So many of the newest collaborations are offered for a new file.
OFFERED = 50
CAN_SEE = "relationships.view_attachment"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """``kind_label`` in words; ``collaboration``: its name, "" for a file of the whole relationship."""

    id: int
    kind: str
    kind_label: str
    name: str
    size: str
    note: str
    who: str
    when: datetime
    collaboration: str
    may_change: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class AttachedFiles:
    """``more``: there are others than those shown. ``collaborations``: what a new file can be about, id and name."""

    files: tuple[AttachedFile, ...]
    more: bool
    may_add: bool
    collaborations: tuple[tuple[str, str], ...]


def attached_files(relationship: Relationship, user: Any) -> AttachedFiles:
    """Two queries, however many files there are; the caller has made sure that ``user`` sees the relationship."""
    rows = Attachment.objects.filter(relationship=relationship).select_related("collaboration", "uploaded_by")
    found = list(rows[: SHOWN + 1])
    may_change, may_add = user.has_perm(CAN_CHANGE), user.has_perm(CAN_ADD)
    collaborations = Collaboration.objects.filter(relationship=relationship).order_by("-pk")
    offered = collaborations[:OFFERED] if may_add else ()
    return AttachedFiles(
        files=tuple(_shown(row, user, may_change=may_change) for row in found[:SHOWN]),
        more=len(found) > SHOWN,
        may_add=may_add,
        collaborations=tuple((str(one.pk), str(one)) for one in offered),
    )


def _shown(row: Attachment, user: Any, *, may_change: bool) -> AttachedFile:
    return AttachedFile(
        id=row.pk,
        kind=AttachmentKind(row.kind).value,
        kind_label=row.get_kind_display(),
        name=row.name,
        size=shown_size(row.size),
        note=row.note,
        who=str(row.uploaded_by),
        when=row.created_at,
        collaboration=str(row.collaboration) if row.collaboration else "",
        may_change=may_change,
        may_remove=may_remove(row, user),
    )
