"""Calendar feeds: an address that only its owner knows. Of the secret in it no more than a digest is kept."""

import secrets
from hashlib import sha256
from typing import Any

from django.db import transaction

from relationships.models import CalendarFeed, User

#: Bytes of a secret: 256 bits, so that it can neither be guessed nor found by trying.
_SECRET_BYTES = 32
#: No address of ours is longer (characters).
_LONGEST = 100


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(user: Any) -> str:
    """A new secret, told this once; the address before it is closed by that."""
    token = secrets.token_urlsafe(_SECRET_BYTES)
    # Of two that are asked for at once the second one waits, then replaces the first.
    User.objects.select_for_update().get(pk=user.pk)
    feed = CalendarFeed.objects.filter(user=user).first() or CalendarFeed(user=user)
    feed.token_digest = digest_of(token)
    feed.save()
    return token


def revoke_feed(user: Any) -> bool:
    """Close the address; returns whether there was one."""
    feed = CalendarFeed.objects.filter(user=user).first()
    if feed is None:
        return False
    feed.delete()
    return True


def owner_of_feed(token: str) -> User | None:
    """Whose feed it is, while they may see anything at all. Looked up by digest, so that no time tells of the token."""
    if len(token) > _LONGEST:
        return None
    feed = CalendarFeed.objects.select_related("user").filter(token_digest=digest_of(token)).first()
    if feed is None or not (feed.user.is_active and feed.user.is_staff):
        return None
    owner: User = feed.user
    return owner if owner.has_perm("relationships.view_relationship") else None
