"""Which accounts of a list are on file: by network and handle, or by the lasting channel id; never by e-mail."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from relationships.models import Account
from relationships.services.imports.staging import Named, Staging

CHUNK = 2_000


def match(staging: Staging) -> None:
    """Note in the staging which accounts are on file already."""
    staging.start_again()
    given_away: set[int] = set()
    for named in staging.identities(CHUNK):
        known = _Known(named)
        pairs = ((known.account_of(one, given_away), one.identity) for one in named)
        staging.set_accounts([(account, identity) for account, identity in pairs if account is not None])


class _Known:
    """The accounts on file that some names could mean."""

    def __init__(self, named: Sequence[Named]) -> None:
        self.by_handle: dict[tuple[str, str], tuple[int, str]] = {}
        self.by_channel: dict[tuple[str, str], int] = {}
        for network, (handles, channels) in _keys_by_network(named).items():
            found = Account.objects.filter(network=network).order_by()
            # An account written down by hand may have its channel id where others have their handle.
            for pk, handle_key, channel_id in found.filter(handle_key__in=[*handles, *channels]).values_list(
                "pk", "handle_key", "channel_id"
            ):
                self.by_handle[network, handle_key] = pk, channel_id
            if channels:
                with_channel = found.exclude(channel_id="").filter(channel_id__in=channels)
                self.by_channel |= {
                    (network, channel): pk for pk, channel in with_channel.values_list("pk", "channel_id")
                }

    def account_of(self, one: Named, given_away: set[int]) -> int | None:
        """A channel id decides; a handle names the account unless that is known to be another channel's.

        ``given_away``: accounts that get their channel id from this list; a second channel of that handle is another.
        """
        by_handle, channel = self.by_handle.get((one.network, one.handle_key)), one.channel_id
        if channel is None:
            return by_handle[0] if by_handle else None
        under_id = self.by_handle.get((one.network, channel))
        sure = self.by_channel.get((one.network, channel)) or (under_id and under_id[0])
        if sure or by_handle is None:
            return sure or None
        account, known_channel = by_handle
        if known_channel or account in given_away:
            return None
        given_away.add(account)
        return account


def _keys_by_network(named: Sequence[Named]) -> Mapping[str, tuple[list[str], list[str]]]:
    """Network -> the handles and the channel ids to look for there."""
    keys: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for one in named:
        handles, channels = keys[one.network]
        handles.append(one.handle_key)
        if one.channel_id:
            channels.append(one.channel_id)
    return keys
