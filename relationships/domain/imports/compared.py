"""Columns compared with each other: two of one meaning, and meanings that only the lack of others suggests."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from relationships.domain.imports.drafts import CONTRADICTS, Draft, told
from relationships.domain.imports.fields import ACCOUNT_FIELDS, FIELD_LABELS, IDENTIFYING, SEVERAL, Field, Sureness
from relationships.domain.imports.headers import header_key
from relationships.domain.imports.mapping import labels_of
from relationships.domain.imports.naming import names_and_handles

_ORDER = {Sureness.SURE: 0, Sureness.LIKELY: 1, Sureness.GUESS: 2, None: 3}
_ROUNDING = 0.06
"""1.2M stands for anything from 1,150,000 to 1,299,999, be it rounded or cut."""

_MARKED_MIN = 0.25
"""Of handles at least such a part has a digit, a mark or small letters alone; of first names hardly any has."""
_NAME_USUAL = 30
"""Characters: half of a list's names are shorter."""
_NAME_WORDS = 5
"""Hardly any name has more."""
_OTHER_THINGS = frozenset(
    re.findall(
        r"\w+",
        "id ids key code codes uuid hash token sku slug word words date time type campaign brand product shop store"
        " company firm event project song track album video post tweet playlist game"
        " file filename path folder hashtag hashtags keyword query",
    )
)
_OTHER_THINGS_EAST = tuple(
    map(header_key, ("视频", "作品", "笔记", "商品", "店铺", "活动", "品牌", "動画", "영상", "상품"))
)
_ROWS_NUMBERED = 10
"""So many figures that only grow number rows."""
_ROW_NUMBER = re.compile(r"([^\W\d]{1,20}[-_ ]?)\d+")
_NUMBERED = re.compile(r"(?:column|unnamed|spalte|colonne|columna|coluna|field) ?\d+")

Drafts = Sequence[Draft]


_SUM = frozenset(("total", "combined", "overall", "all", "sum", "gesamt", "totale", "totaux", "totales", "cumules"))


def compare(drafts: Drafts, network: str | None) -> tuple[list[Draft], list[str]]:
    """The columns, of each meaning one for each network, and sentences about what was decided.

    ``network``: the list's own, of which columns without a network are.
    """
    labels = labels_of([draft.header for draft in drafts])
    found, notes = _without_sums(names_and_handles(drafts, network, labels)), []
    for field in Field:
        if field not in SEVERAL:
            notes += _settle(found, field, network, labels)
    return found, notes


def _without_sums(drafts: Drafts) -> list[Draft]:
    """Followers of all networks together, beside those of each, are nobody's tier: audiences overlap."""
    if not any(draft.field is Field.FOLLOWERS and draft.network for draft in drafts):
        return list(drafts)
    return [
        draft.left_out("followers of all networks together, which say nothing about any one of them")
        if draft.field is Field.FOLLOWERS and draft.network is None and _SUM & set(header_key(draft.header).split())
        else draft
        for draft in drafts
    ]


def _settle(found: list[Draft], field: Field, network: str | None, labels: Sequence[str]) -> list[str]:
    groups: dict[str | None, list[Draft]] = {}
    for draft in found:
        if draft.field is field:
            key = (draft.network or network) if field in ACCOUNT_FIELDS else None
            groups.setdefault(key, []).append(draft)
    notes: list[str] = []
    for rivals in groups.values():
        if len(rivals) > 1:
            notes += _choose(found, field, rivals, labels)
    return notes


def _choose(found: list[Draft], field: Field, rivals: list[Draft], labels: Sequence[str]) -> list[str]:
    ordered = sorted(rivals, key=_rank)
    best, notes = ordered[0], []
    for rival in ordered[1:]:
        other = rival
        if field is Field.FOLLOWERS:
            best, other, reason, note = _followers_twice(best, rival, labels)
            notes += [note] if note else []
        else:
            reason = f"“{labels[best.position]}” already gives the {FIELD_LABELS[field]}"
        found[other.position] = other.left_out(reason)
        found[best.position] = best
    return notes


def _rank(draft: Draft) -> tuple[object, ...]:
    """The surest first; of equals the exact one, the fullest, and the one whose header says it for its network."""
    values = draft.values
    telling = ("exact",) if draft.field is Field.FOLLOWERS else ("at", "marked", "address", "channel id")
    exact = values.share(*telling) if draft.field in IDENTIFYING or draft.field is Field.FOLLOWERS else 0.0
    return (
        _ORDER[draft.sureness],
        -round(exact, 2),
        -values.said,
        draft.network is None,
        len(draft.header),
        draft.header.casefold(),
        draft.header,
        draft.position,
    )


def _followers_twice(one: Draft, other: Draft, labels: Sequence[str]) -> tuple[Draft, Draft, str, str]:
    """(the one to take, the other, why not the other, a sentence for the person if it is no plain matter)."""
    pairs = [
        (a, b)
        for a, b in zip(one.values.numbers, other.values.numbers, strict=False)
        if a is not None and b is not None
    ]
    if pairs and sum(_about(a, b) for a, b in pairs) >= 0.8 * len(pairs):
        exact, display = sorted((one, other), key=lambda draft: (-draft.values.share("exact"), _rank(draft)))
        same = f"the same followers as in “{labels[exact.position]}”"
        same += ", rounded" if display.values.share("short") > exact.values.share("short") else ""
        return exact, display, same, ""
    if not pairs or not one.values.said or not other.values.said:
        fuller, emptier = sorted((one, other), key=lambda draft: (-draft.values.said, _rank(draft)))
        return fuller, emptier, f"“{labels[fuller.position]}” already gives the followers", ""
    larger, smaller = (one, other) if one.values.middle >= other.values.middle else (other, one)
    above = sum((a >= b) is (larger is one) or a == b for a, b in pairs)
    sure = above >= 0.8 * len(pairs)
    kept = larger if sure else one
    lost = smaller if sure else other
    note = (
        f"“{labels[one.position]}” and “{labels[other.position]}” are both called followers and differ: "
        f"“{labels[kept.position]}” is taken"
        + (", as the larger one; the other may be the accounts followed." if sure else "; please look at both.")
    )
    reason = "called followers like another column, but it says something else: perhaps the accounts followed"
    guess = replace(kept, sureness=Sureness.GUESS, reason=f"{kept.reason}; another column is called so, too")
    return guess, lost, reason, note


def _about(one: int, other: int) -> bool:
    return abs(one - other) <= max(_ROUNDING * max(one, other), 1)


def fill_gaps(drafts: Drafts, network: str | None) -> list[Draft]:
    """Meanings that are guessed only because no column has them for sure: the account, the name, the followers.

    What a header says that we do not know is not what a figure is called: a donation, too, is a count.
    """
    found = list(drafts)
    if not any(draft.field in IDENTIFYING for draft in found):
        _guess(found, Field.HANDLE, "no other column tells the account, and ", "marked", whole=0.8)
    if not any(draft.field in IDENTIFYING for draft in found):
        _guess(found, Field.HANDLE, "no other column tells the account, and ", "handle", whole=0.9)
    if not any(draft.field in (Field.NAME, Field.FAMILY_NAME) for draft in found):
        _guess(found, Field.NAME, "no other column gives a name, and ", "name", whole=0.4)
    if not any(draft.field is Field.FOLLOWERS for draft in found):
        _guess(found, Field.FOLLOWERS, "no other column gives the followers, and ", "count", whole=0.9)
    if not any(draft.field is Field.ENGAGEMENT_RATE for draft in found):
        _guess(found, Field.ENGAGEMENT_RATE, "no other column gives a rate, and ", "percent", whole=0.9)
    return found


def _guess(found: list[Draft], field: Field, why: str, kind: str, *, whole: float) -> None:
    """Take the one column that can be it, if there is one alone. A column of names may turn out to be the handles."""
    named = field is Field.HANDLE
    may = [draft for draft in found if _free(draft, named) and draft.values.share(kind) >= whole]
    may = [draft for draft in may if _varied(draft) and _MAY_BE[field](draft)]
    if named and len(may) > 1:
        may = [draft for draft in may if draft.field is Field.NAME] or may
    if len(may) == 1:
        [only] = may
        found[only.position] = only.taken_for(field, Sureness.GUESS, why + told(only.values, kind))


def _like_handles(draft: Draft) -> bool:
    """No list of first names, of names in a script that handles are hardly ever written in, nor of codes."""
    values = draft.values
    plain = sum(map(str.isascii, values.cells)) >= 0.9 * values.said
    if not plain or values.share("marked") < _MARKED_MIN:
        return False
    return not _numbered_alike(values.cells) and not (draft.field is None and _of_things(draft.header))


def _numbered_alike(cells: Sequence[str]) -> bool:
    """INF051, INF052 …: a number of the row with the same letters before each."""
    letters = [found[1].casefold() for cell in cells if (found := _ROW_NUMBER.fullmatch(cell))]
    return len(letters) >= 0.9 * len(cells) and len(set(letters)) == 1


def _of_things(header: str) -> bool:
    """Whether a header that is not known says that its cells tell rows, things or days apart, and no people."""
    key = header_key(header)
    return not _OTHER_THINGS.isdisjoint(key.split()) or any(word in key for word in _OTHER_THINGS_EAST)


def _like_names(draft: Draft) -> bool:
    """No sentences and no lists of words."""
    cells = draft.values.cells
    lengths = sorted(map(len, cells))
    if lengths[len(lengths) // 2] > _NAME_USUAL or sum("," in cell for cell in cells) >= 0.5 * len(cells):
        return False
    return sum(len(cell.split()) > _NAME_WORDS for cell in cells) < 0.2 * len(cells)


def _is_plain_figure(draft: Draft) -> bool:
    """Its header says nothing at all, so that the figures themselves are all there is."""
    return not header_key(draft.header) or _NUMBERED.fullmatch(header_key(draft.header)) is not None


def _like_followers(draft: Draft) -> bool:
    known = [number for number in draft.values.numbers if number is not None]
    if len(known) >= _ROWS_NUMBERED and all(before < after for before, after in pairwise(known)):
        return False  # numbers of rows, of which some were left out
    return _is_plain_figure(draft) and not draft.values.counts_up and draft.values.middle >= 100


_MAY_BE: Mapping[Field, Callable[[Draft], bool]] = {
    Field.HANDLE: _like_handles,
    Field.NAME: _like_names,
    Field.FOLLOWERS: _like_followers,
    Field.ENGAGEMENT_RATE: _is_plain_figure,
}


def _free(draft: Draft, named: bool) -> bool:
    if draft.field is None:
        return draft.meaning is None
    return named and draft.field is Field.NAME


def _varied(draft: Draft) -> bool:
    """Hardly any cell occurs twice, as with what tells people apart; a list of names may have several rows of each."""
    values, part = draft.values, 0.2 if draft.field is Field.NAME else 0.8
    return (
        values.said > 0
        and values.distinct >= part * values.said
        and values.share("country word", "country code", "language word") < CONTRADICTS
    )
