"""Which accounts a row is about, and their figures, whatever its cells say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.account import Account
from relationships.domain.imports.cells import count, is_range, scaled_count
from relationships.domain.imports.clean import CleanAccount, Problem, problem
from relationships.domain.imports.fields import Field
from relationships.domain.imports.groups import Column, Columns, CountColumn, ReadColumn
from relationships.domain.imports.handles import Told, address_in, handle_in, is_one, key_of, pieces, url_of
from relationships.domain.imports.mentions import Mention, mentions
from relationships.domain.networks import NETWORKS, is_channel_id
from relationships.domain.text import clean_line, is_unknown


class RowAccounts:
    """The accounts of one row, gathered column by column."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = cells
        self.found: dict[str, Account] = {}
        #: Further accounts, each (network, key) once, with their followers where a cell says them.
        self.others: dict[tuple[str, str], Mention] = {}
        #: What keeps the row out.
        self.refusals: list[Problem] = []
        self.remarks: list[Problem] = []
        #: Figures that no network was found for.
        self.stray: Account | None = None

    def gather(self, groups: Sequence[Columns], others: Sequence[Column], own: str | None) -> tuple[CleanAccount, ...]:
        """The accounts that the row tells, its own (of the network ``own``) first; `refusals` keep it out."""
        for columns in groups:
            self._take(columns, own)
        self._take_others(others)
        return self._clean(own)

    def _take(self, columns: Columns, own: str | None) -> None:
        network = columns.network or own
        if network is None and columns.identify:
            network = self._told_by_address(columns)
        if network is None:
            self.stray = Account("")
            self._figures(columns, self.stray)
            if handle := next(self._said(columns.handles), None):
                self.refusals.append(
                    problem(str(Field.NETWORK), "", f"no network: say which network “{handle[1][:60]}” is on")
                )
            return
        account = self.found.get(network)
        if account is None:
            account = self.found[network] = Account(network)
        for column, cell in self._said(columns.handles):
            self._handle(account, column.label, cell)
        self._urls(account, columns.urls)
        for column, cell in self._said(columns.ids):
            self._channel_id(account, column.label, cell)
        self._figures(columns, account)

    def _urls(self, account: Account, columns: Sequence[Column]) -> None:
        elsewhere: list[tuple[str, str, Told]] = []
        for column in columns:
            if cell := self.cells[column.position]:
                elsewhere += self._addresses(account, column.label, cell)
        if elsewhere and account.keys and not any("/" in cell for _, _, cell in account.keys):
            self._contradicted(account, *elsewhere[0])

    def _contradicted(self, account: Account, label: str, cell: str, told: Told) -> None:
        """The only addresses beside a bare handle are on another network: one of the two would be a false account."""
        there, here = NETWORKS[told.network].label, NETWORKS[account.network].label
        what = (
            f"the address is on {there}, but “{account.keys[0][0].shown}” is taken for a handle on {here}: choose"
            f" {there} as the network, or use the column as other accounts"
        )
        self.refusals.append(problem(label, cell, what))

    def _said(self, columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
        """(column, cell) of each cell that says something."""
        for column in columns:
            cell = self.cells[column.position]
            if cell and not is_unknown(cell):
                yield column, cell

    def _told_by_address(self, columns: Columns) -> str | None:
        for _, cell in self._said((*columns.urls, *columns.handles)):
            if noted := mentions(cell):
                return noted[0].told.network
            for piece in pieces(cell):
                if told := address_in(piece):
                    return told.network
        if any(is_channel_id("youtube", cell) for _, cell in self._said(columns.ids)):
            return "youtube"
        return None

    def _handle(self, account: Account, label: str, cell: str) -> None:
        if self._mentioned(label, cell, account):
            return
        try:
            account.keys.append((handle_in(account.network, cell), label, cell))
        except ValueError as fault:
            if " " in cell and not account.name and "/" not in cell:
                account.name = clean_line(cell)
            account.unread.append(problem(label, cell, str(fault)))

    def _mentioned(self, label: str, cell: str, account: Account | None = None) -> bool:
        """Whether a cell notes accounts with their networks, as in `IG: @kim (12k)`; they are taken."""
        found = mentions(cell) if not is_one(cell) or ":" in cell else ()
        for told, followers in found:
            if account and told.network == account.network:
                account.keys.append((told, label, cell))
                if account.followers is None:
                    account.followers = followers
            else:
                self.others.setdefault((told.network, told.key), Mention(told, followers))
        return bool(found)

    def _addresses(self, account: Account, label: str, cell: str) -> list[tuple[str, str, Told]]:
        """Addresses of the account, and of accounts on other networks, which are given back where they are all that
        there is; a bare handle counts as well."""
        told = address_in(cell) if is_one(cell) else None
        if told and told.network == account.network:
            account.keys.append((told, label, cell))
            return []
        if (told is None and is_unknown(cell)) or self._mentioned(label, cell, account):
            return []
        before = len(account.keys)
        elsewhere: list[tuple[str, str, Told]] = []
        unread: list[Problem] = []
        parts = [(piece, address_in(piece)) for piece in pieces(cell)]
        # Beside an address bare words are no handles: "youtube.com/@kim, 19K subscribers", "mysite.example, x.com/kim".
        bare = len(parts) == 1 or not any(told or "/" in piece for piece, told in parts)
        for piece, named in parts:
            if named is None and not bare and "/" not in piece:
                continue
            try:
                told = named or self._bare(account.network, piece)
            except ValueError as fault:
                unread.append(problem(label, piece, str(fault)))
                continue
            if told.network == account.network:
                account.keys.append((told, label, piece))
            else:
                elsewhere.append((label, piece, told))
                self.others.setdefault((told.network, told.key), Mention(told, None))
        if len(account.keys) > before:
            return []
        if not elsewhere:
            account.unread += unread
        return elsewhere

    @staticmethod
    def _bare(network: str, piece: str) -> Told:
        key = key_of(network, piece)
        return Told(network, key, key)

    def _channel_id(self, account: Account, label: str, cell: str) -> None:
        network = account.network
        told = next((told for piece in pieces(cell) if (told := address_in(piece))), None)
        key = told.key if told and told.network == network else cell
        if is_channel_id(network, key):
            account.keys.append((Told(network, key, key), label, cell))
            return
        what = f"“{cell[:60]}” is not a channel id of {NETWORKS[network].label}: leave it empty"
        account.unread.append(problem(label, cell, what))

    def _figures(self, columns: Columns, account: Account) -> None:
        for counts in columns.followers:
            cell = self.cells[counts.position]
            if cell and account.followers is None:
                account.followers = self._count(counts, cell)
        for column in columns.rates:
            cell = self.cells[column.position]
            if cell and account.rate is None and (rate := self._read(column, cell)) is not None:
                account.rate = rate
                account.basis = self._basis(columns)

    def _count(self, column: CountColumn, cell: str) -> int | None:
        label = column.label
        try:
            followers = count(cell) if column.scale == 1 else scaled_count(cell, column.scale)
        except ValueError as fault:
            self.refusals.append(problem(label, cell, str(fault)))
            return None
        if followers is not None and ("-" in cell or "\u2013" in cell) and is_range(cell):
            self.remarks.append(problem(label, cell, f"a range: taken at its lower end, {followers:,}"))
        return followers

    def _read(self, column: ReadColumn, cell: str) -> Any:
        value, fault = column.read(cell)
        if fault:
            self.remarks.append(problem(column.label, cell, fault))
        return value

    def _basis(self, columns: Columns) -> EngagementBasis:
        """What the row itself says goes before what the rate's header names."""
        for column in columns.bases:
            cell = self.cells[column.position]
            if cell and (basis := self._read(column, cell)) is not None:
                return EngagementBasis(basis)
        return columns.header_basis

    def _take_others(self, columns: Sequence[Column]) -> None:
        """Cells with addresses of further accounts."""
        for column, cell in self._said(columns):
            for piece in () if self._mentioned(column.label, cell) else pieces(cell):
                if told := address_in(piece):
                    self.others.setdefault((told.network, told.key), Mention(told, None))
                else:
                    what = "not the address of a profile on a network we know"
                    self.remarks.append(problem(column.label, piece, what))

    def _clean(self, own: str | None) -> tuple[CleanAccount, ...]:
        told = [account for account in self.found.values() if account.keys]
        if len(told) != len(self.found):
            self._untold(own, bool(told or self.others))
        if len(told) > 1:
            told.sort(key=lambda account: account.network != own)
        accounts = [account.clean(self.remarks) for account in told]
        if self.others:
            self._add_others(accounts)
        if self.stray and self.stray.has_figures:
            accounts = self._with_stray(accounts, self.stray)
        return tuple(accounts)

    def _untold(self, own: str | None, has_others: bool) -> None:
        """Accounts of which there are figures, or cells that cannot be read, but nothing that tells them."""
        for account in self.found.values():
            if account.keys:
                continue
            if not has_others:
                self.refusals += account.unread
                continue
            self.remarks += [each for each in account.unread if each.value != account.name]
            label = NETWORKS[account.network].label
            if not account.has_figures:
                continue
            if account.network == own and not any(other.keys for other in self.found.values()):
                [(other, _), *_] = self.others.values()
                there = NETWORKS[other.network].label
                what = f"the address is on {there}, but the row has figures for {label}: choose {there} as the network"
                self.refusals.append(problem(str(Field.URL), url_of(other.network, other.key) or other.key, what))
            else:
                what = f"no account on {label} in this row: its figures are left out"
                self.remarks.append(problem(label, "", what))

    def _add_others(self, accounts: list[CleanAccount]) -> None:
        known = {(each.network, key) for each in accounts for key in (each.handle_key, each.channel_id) if key}
        for at, (told, followers) in self.others.items():
            if at not in known:
                channel = told.key if is_channel_id(told.network, told.key) else None
                url = url_of(told.network, told.key)
                accounts.append(CleanAccount(told.network, told.shown, told.key, channel, url, followers))

    def _with_stray(self, accounts: list[CleanAccount], stray: Account) -> list[CleanAccount]:
        """Figures of no network belong to the row's only account; of several nobody can say whose they are."""
        if len(accounts) == 1:
            [only] = accounts
            if only.followers is None:
                only = replace(only, followers=stray.followers)
            if only.engagement_rate is None:
                only = replace(only, engagement_rate=stray.rate, engagement_basis=stray.basis)
            return [only]
        if accounts:
            what = "figures that do not say of which account they are: left out"
            self.remarks.append(problem(str(Field.FOLLOWERS), "", what))
        return accounts

    def display_name(self) -> str:
        """The name that stands beside a handle, or where a handle should be."""
        return next((name for account in self.found.values() if (name := account.display_name())), "")
