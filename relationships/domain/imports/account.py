"""What one row says about one account, gathered cell by cell."""

from decimal import Decimal

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.clean import CleanAccount, Problem, problem
from relationships.domain.imports.handles import Told, url_of
from relationships.domain.networks import NETWORKS, is_channel_id


class Account:
    """What a row says about one account, gathered."""

    __slots__ = ("basis", "followers", "keys", "name", "network", "rate", "unread")

    def __init__(self, network: str) -> None:
        self.network = network
        #: Every key that is told, with the column and cell that tell it.
        self.keys: list[tuple[Told, str, str]] = []
        #: Cells that tell none.
        self.unread: list[Problem] = []
        self.name = ""
        self.followers: int | None = None
        self.rate: Decimal | None = None
        self.basis: EngagementBasis | None = None

    @property
    def has_figures(self) -> bool:
        return self.followers is not None or self.rate is not None

    def clean(self, remarks: list[Problem]) -> CleanAccount:
        """The account; cells that could not be read or that name another one are remarked on."""
        keys = self.keys
        first = keys[0][0]
        network = self.network
        handle = channel = None
        if NETWORKS[network].channel_id is None:
            handle = first
        else:
            for told, _, _ in keys:
                if is_channel_id(network, told.key):
                    channel = channel or told.key
                else:
                    handle = handle or told
        main = handle or first
        if len(keys) > 1:
            remarks += [
                problem(label, cell, "names another account than the one taken: correct one of them")
                for told, label, cell in keys
                if told.key not in (main.key, channel) and not told.key.lower().endswith(f"/{main.key}")
            ]
        if self.unread:
            remarks += [each for each in self.unread if each.value != self.name]
        url = url_of(network, channel or main.key)
        return CleanAccount(network, main.shown, main.key, channel, url, self.followers, self.rate, self.basis)

    def display_name(self) -> str:
        return self.name or next((told.name for told, _, _ in self.keys if told.name), "")
