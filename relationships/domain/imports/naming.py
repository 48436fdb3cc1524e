"""Which columns hold names and which the handles, where a list's headers call both a name, or an id a handle."""

import re
from collections.abc import Sequence

from relationships.domain.imports.drafts import Draft
from relationships.domain.imports.fields import IDENTIFYING, Field, Sureness
from relationships.domain.imports.headers import header_key

Drafts = Sequence[Draft]

_GIVEN = frozenset(
    (
        "first name", "firstname", "given name", "forename", "prenom", "vorname", "voornaam", "nombre de pila",
        "primer nombre", "primeiro nome", "nama depan", "imie", "имя",
    )
)  # fmt: skip
"""Headers of given names alone."""
_TITLES = frozenset(("title", "titre", "titel", "titulo", "titolo", "название"))
_NICKS = frozenset(("nickname", "nick name", "nick", "ник", "никнейм", "нікнейм"))
_PLAIN_NAME = frozenset(("name", "nom", "nome", "naam", "nazwa", "nombre"))
"""Headers that mean the family name where a column of given names stands beside them."""
_HANDLE = re.compile(r"@?[\w.](?:[\w.\-]{0,98}[\w\-.])?")
_ID = re.compile(r"\d{10,}|[0-9a-f]{20,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_IDS_NAME_ACCOUNTS = frozenset(("facebook", "other"))
"""Networks on which a number may be all that tells an account."""
_DIFFER = 0.2
"""Two columns of names say two things when so many rows differ."""
_ALL_BUT_FEW = 0.95
_MARKED = 0.3
"""Of handles that stand beside names so many are of small letters alone, or have a digit or a mark."""


def names_and_handles(drafts: Drafts, network: str | None, labels: Sequence[str]) -> Drafts:
    """The columns, names and handles told apart. ``network``: the list's own."""
    found = _without_ids(drafts, network)
    if not any(draft.field in IDENTIFYING for draft in found):
        found = _handles_among_names(found)
    return _nicknames(_names(_without_titles(found), labels))


def _without_ids(drafts: Drafts, network: str | None) -> Drafts:
    """A number by which a network counts its accounts is no handle: no address can be made of it."""
    what = "numbers by which a network counts its accounts: no handles"
    return [
        draft.left_out(what)
        if draft.field is Field.HANDLE
        and (draft.network or network) not in _IDS_NAME_ACCOUNTS
        and _part(draft.values.cells, _ID) >= _ALL_BUT_FEW
        else draft
        for draft in drafts
    ]


def _part(cells: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(cell) is not None for cell in cells) / max(len(cells), 1)


def _handles_among_names(drafts: Drafts) -> Drafts:
    """Of two columns that are both called names, one holds handles if it does wherever the two differ."""
    named = [draft for draft in drafts if draft.field is Field.NAME and draft.values.said]
    for draft in named:
        for other in named:
            if draft is not other and _are_handles_of(draft, other):
                reason = "where it differs from the other name, it is like a handle"
                taken = draft.taken_for(Field.HANDLE, Sureness.GUESS, reason, draft.network)
                return [taken if each is draft else each for each in drafts]
    return drafts


def _are_handles_of(draft: Draft, other: Draft) -> bool:
    pairs = [(one, two) for one, two in zip(draft.values.rows, other.values.rows, strict=True) if one and two]
    differing = [pair for pair in pairs if header_key(pair[0]) != header_key(pair[1])]
    if len(differing) < _DIFFER * len(pairs):
        return False
    handles = [_is_like_handle(one) for one, _ in differing]
    marked = sum(one == one.lower() or any(char in "_." or char.isdigit() for char in one) for one, _ in differing)
    beside = [_is_like_handle(two) for _, two in differing]
    return (
        sum(handles) >= _ALL_BUT_FEW * len(differing)
        and marked >= _MARKED * len(differing)
        and 2 * sum(beside) < len(differing)
    )


def _is_like_handle(cell: str) -> bool:
    return cell.isascii() and _HANDLE.fullmatch(cell) is not None


def _without_titles(drafts: Drafts) -> Drafts:
    """A "title" is a channel's where nothing else is its name; beside a name it may be a post's."""
    names = [draft for draft in drafts if draft.field is Field.NAME and draft.values.said]
    if all(map(_is_title, names)):
        return drafts
    why = "another column gives the name, and a title may be a post's"
    return [draft.left_out(why) if draft in names and _is_title(draft) else draft for draft in drafts]


def _is_title(draft: Draft) -> bool:
    return header_key(draft.header) in _TITLES


def _names(drafts: Drafts, labels: Sequence[str]) -> Drafts:
    """Given and family names belong together, unless a column has the whole name."""
    found = list(drafts)
    names = [draft for draft in drafts if draft.field is Field.NAME]
    given = [draft for draft in names if header_key(draft.header) in _GIVEN]
    families = [draft for draft in drafts if draft.field is Field.FAMILY_NAME]
    whole = [draft for draft in names if header_key(draft.header) not in _GIVEN and draft.values.said]
    if not given or not whole:
        return found
    if not families and len(whole) == 1 and header_key(whole[0].header) in _PLAIN_NAME:
        reason = f"the header says name, beside given names in “{labels[given[0].position]}”"
        found[whole[0].position] = whole[0].taken_for(Field.FAMILY_NAME, Sureness.LIKELY, reason)
        return found
    plain = [draft for draft in whole if header_key(draft.header) in _PLAIN_NAME]
    sure = [draft for draft in whole if draft not in plain] or whole
    for part in (*given, *families, *(plain if sure is not whole else ())):
        found[part.position] = part.left_out(f"“{labels[sure[0].position]}” gives the whole name")
    return found


def _nicknames(drafts: Drafts) -> Drafts:
    """A "nickname" is the handle in some lists; beside what tells the account in others it is the name shown."""
    account = (Field.HANDLE, Field.URL, Field.CHANNEL_ID)
    nicks = [draft for draft in drafts if draft.field is Field.HANDLE and header_key(draft.header) in _NICKS]
    told = any(draft.field in account and draft not in nicks for draft in drafts)
    if len(nicks) != 1 or not told or any(draft.field is Field.NAME for draft in drafts):
        return list(drafts)
    reason = "the header says nickname, and another column tells the account"
    return [draft.taken_for(Field.NAME, Sureness.LIKELY, reason) if draft in nicks else draft for draft in drafts]
