"""The saved views above a list: which there are, which one is shown, and whether the list still is as it was saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from relationships.reports.list_views import Kept, View
from relationships.views.lists.address import NO_VIEW, Address

#: So many views stand beside each other; all of them are in the menu.
TABS = 5


def view_url(path: str, pk: int, query: str) -> str:
    """The list at ``path`` as the view has it."""
    return Address(path, parse_qsl(query), view=str(pk)).url()


@dataclass(frozen=True, slots=True)
class ViewLink:
    """``by``: who shares it, "" for one's own."""

    view: View
    url: str
    by: str
    is_current: bool
    is_default: bool


@dataclass(frozen=True, slots=True)
class ViewsBar:
    """``current``: the view that is shown, None for the list as such, whose address is ``plain_url``.

    ``changed``: the list is no longer as the view has it. ``here``: the address of the list as it stands;
    ``is_filtered``: it filters or sorts otherwise than the list as such.
    """

    own: Sequence[ViewLink]
    shared: Sequence[ViewLink]
    current: ViewLink | None
    changed: bool
    plain_url: str
    here: str
    is_filtered: bool

    @classmethod
    def of(cls, address: Address, kept: Kept, current: View | None, user: Any) -> "ViewsBar":
        links = [
            ViewLink(
                view,
                view_url(address.path, view.id, view.query),
                by="" if view.owner_id == user.pk else view.owner,
                is_current=view == current,
                is_default=view == kept.default,
            )
            for view in kept.views
        ]
        plain = Address(address.path, (), view=NO_VIEW if kept.default else "")
        return cls(
            own=[link for link in links if not link.by],
            shared=[link for link in links if link.by],
            current=next((link for link in links if link.is_current), None),
            changed=current is not None and _changed(address, current),
            plain_url=plain.url(),
            here=address.url(),
            is_filtered=bool(address.kept),
        )

    @property
    def tabs(self) -> Sequence[ViewLink]:
        """A few of them: the one to begin with and one's own first, and always the one that is shown."""
        in_order = sorted((*self.own, *self.shared), key=lambda link: (not link.is_default, bool(link.by)))
        first = in_order[:TABS]
        if self.current and self.current not in first:
            first[-1] = self.current
        return first

    @property
    def number(self) -> int:
        return len(self.own) + len(self.shared)


def _changed(address: Address, view: View) -> bool:
    """Columns and density stand in the address only while they differ from the view's."""
    looks_differ = bool(address.columns or address.density)
    return looks_differ or set(parse_qsl(address.kept)) != set(parse_qsl(view.query))
