"""Addresses that take a step back: what was done stands in them, signed, for who did it and for some time.

The step's own view makes one for the answer (`dialogs.Done.undo`); the view that it leads to reads it, and does not
believe it beyond that: permission, visibility and what stands on file by now are asked for anew.
"""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest

#: An undo is offered for some seconds; whoever keeps the page open longer has this long (seconds).
GOOD_FOR = 60 * 60
_BY = "by"


def signed(request: HttpRequest, step: str, **done: Any) -> str:
    """``step`` names the kind of step: what one kind wrote no other kind reads. ``done`` has to be fit for JSON."""
    return signing.dumps({_BY: request.user.pk, **done}, salt=_salt(step), compress=True)


def read(request: HttpRequest, step: str, token: str) -> dict[str, Any]:
    """What was signed. Raises Http404 for what we did not write, for somebody else's step, and when it is too late."""
    try:
        done: dict[str, Any] = signing.loads(token, salt=_salt(step), max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Http404("no such step, or too long ago") from None
    if done.pop(_BY) != request.user.pk:
        raise Http404("not theirs")
    return done


def _salt(step: str) -> str:
    return f"rapport.undo.{step}"
