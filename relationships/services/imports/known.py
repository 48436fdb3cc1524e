"""What a list says again, word for word, about people whom nobody has touched since: it need not be asked anew.

Most of a list that comes every month is what it was the month before. So an import keeps a digest of each row that it
took, with the creator whom it meant, and the next list of the same kind passes over the rows that it finds there. A row
is passed over only where all that decides about it still stands: what columns mean and how they are read, the brand,
and everything on file about the creator, of which the history tells since every write leaves a row there. What somebody
writes between the reading of a list and its writing stays as it is; the next list is asked about it.
"""

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b, sha256
from heapq import merge
from importlib.metadata import version
from itertools import compress, islice
from json import dumps
from pathlib import Path
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import Count, Model
from django.utils import timezone

import relationships
from relationships.domain.import_states import ImportStatus, Outcome
from relationships.domain.imports import Mapping as Columns
from relationships.models import Category, Creator, CreatorImport, KnownPart, KnownRows, Tag
from relationships.querysets.staged.again import taken
from relationships.querysets.staged.writing import history_end
from relationships.services.audit import ADDED
from relationships.services.imports.traces import CREATOR_OF, Traces

#: Rows of history about one model after which a list is asked about as a whole.
MANY = 20_000
#: A transaction that is open for longer than this may be overlooked. On SQLite one writes after another.
_OPEN_AT_MOST = timedelta(minutes=10)
_LABELS: Sequence[type[Model]] = (Category, Tag)
#: Rows that are kept together; creators that are asked about at once.
_PART, _ASKED = 20_000, 1_000
_NUMBERS = "q"  # signed, eight bytes
Numbers: TypeAlias = "array[int]"


def digest_of(cells: Sequence[str]) -> int:
    """Of a row as it stands in the file; two rows of a million share theirs once in forty million lists."""
    said = "\x1f".join(cells).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big", signed=True)


class Known:
    """The rows that an earlier list said, and which of them this one says again."""

    def __init__(self, digests: Numbers, creators: Numbers, touched: Collection[int] = ()) -> None:
        self._digests, self._creators, self._touched = digests, creators, set(touched)
        self._met = bytearray(len(digests))
        self._twice: set[int] = set()

    def meets(self, digest: int) -> bool:
        """Whether the row need not be asked about; it is counted then."""
        at = bisect_left(self._digests, digest)
        if at == len(self._digests) or self._digests[at] != digest or self._creators[at] in self._touched:
            return False
        if self._met[at]:
            self._twice.add(self._creators[at])
        self._met[at] = 1
        return True

    def __len__(self) -> int:
        return self._met.count(1)

    def met(self) -> Iterator[tuple[int, int]]:
        """(digest, creator) of the rows that were met, digests rising."""
        return compress(zip(self._digests, self._creators, strict=True), self._met)

    def ask_about(self, others: Iterable[int]) -> bool:
        """Whether rows that were met are about somebody of whom another row speaks too: these have to be read after
        all, so the list is begun again. ``others``: creators, their numbers rising."""
        of_others = array(_NUMBERS, others)
        both = {creator for _, creator in self.met() if _holds(of_others, creator)} | self._twice
        self._touched |= both
        if both:
            self._met, self._twice = bytearray(len(self._digests)), set()
        return bool(both)


def _holds(numbers: Numbers, number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def nothing_known() -> Known:
    return Known(array(_NUMBERS), array(_NUMBERS))


def known_for(record: CreatorImport, day: date) -> tuple[Known, KnownRows]:
    """What is known before a list is read whose figures are of ``day``, and where to `keep` what it says itself."""
    own = KnownRows(creator_import=record, kind=_kind(record), measured_on=day, since=_since())
    done = KnownRows.objects.filter(kind=own.kind, creator_import__status=ImportStatus.DONE, measured_on__lte=day)
    last = done.select_related("creator_import").order_by("-pk").first()
    touched = None if last is None else _touched(last)
    if last is None or touched is None:
        return nothing_known(), own
    return Known(*_numbers(last), touched), own


def note(own: KnownRows, known: Known) -> None:
    """Keep beside the staged list what it need not be asked about."""
    own.save()
    _write(own, known.met())


def keep(record: CreatorImport) -> None:
    """For the next list: what this one says. Within the transaction that writes it, before staged rows are removed."""
    own = KnownRows.objects.filter(creator_import=record).first()
    if own is None:
        return
    again = _numbers(own)
    own.parts.all().delete()
    _write(own, merge(zip(*again, strict=True), taken({"of": record.pk})))
    KnownRows.objects.filter(kind=own.kind, creator_import__status=ImportStatus.DONE).exclude(pk=own.pk).delete()


def forget(record: CreatorImport) -> None:
    KnownRows.objects.filter(creator_import=record).delete()


def with_those_known(record: CreatorImport) -> dict[str, Any]:
    """The counts of a list that was written, with the people whom it says again among those who are unchanged."""
    outcomes, tiers = Counter(record.counts["outcomes"]), Counter(record.counts["tiers"])
    for part in KnownPart.objects.filter(known__creator_import=record).iterator(chunk_size=1):
        creators = _read(part.creators)
        outcomes[Outcome.UNCHANGED.value] += len(creators)
        for start in range(0, len(creators), _ASKED):
            some = Creator.objects.filter(pk__in=creators[start : start + _ASKED]).order_by()
            tiers.update(dict(some.values_list("tier").annotate(Count("pk"))))
    return {**record.counts, "outcomes": outcomes, "tiers": tiers}


def _write(own: KnownRows, pairs: Iterable[tuple[int, int]]) -> None:
    left = iter(pairs)
    while some := list(islice(left, _PART)):
        digests, creators = (array(_NUMBERS, numbers) for numbers in zip(*some, strict=True))
        KnownPart.objects.create(known=own, digests=_kept(digests), creators=_kept(creators))


def _numbers(known: KnownRows) -> tuple[Numbers, Numbers]:
    """(digests, creators)"""
    digests, creators = array(_NUMBERS), array(_NUMBERS)
    for part in known.parts.iterator(chunk_size=1):
        digests += _read(part.digests)
        creators += _read(part.creators)
    return digests, creators


def _kept(numbers: Numbers) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _read(kept: Any) -> Numbers:
    numbers = array(_NUMBERS, bytes(kept))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _kind(record: CreatorImport) -> str:
    """The day of the figures is no part of it: this month's list is of the kind of last month's."""
    columns = replace(Columns.from_json(record.mapping), measured_on=None).as_json()
    # Our own export tells by its name which brand a row is about.
    brand = (record.brand_id, record.brand.name)
    return sha256(dumps([_reader(), brand, columns], sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=1)
def _reader() -> str:
    """A digest of the product: another version may read or compare a row otherwise."""
    said = sha256(" ".join(version(name) for name in ("babel", "phonenumbers", "python-calamine")).encode())
    for file in sorted(Path(str(relationships.__file__)).parent.rglob("*.py")):
        said.update(file.read_bytes())
    return said.hexdigest()


def _since() -> dict[str, int]:
    """By model, a row of history before which nothing can be missed that is written from now on."""
    return {_name(model): _settled(model) for model in (*CREATOR_OF, *_LABELS)}


def _settled(model: Any) -> int:
    if connection.vendor == "sqlite":
        return history_end(model)
    settled = model.history.filter(history_date__lt=timezone.now() - _OPEN_AT_MOST).order_by("-history_id")
    return int(settled.values_list("history_id", flat=True).first() or 0)


def _touched(last: KnownRows) -> set[int] | None:
    """Creators about whom anything was written since that list was read, but for what it wrote itself; None: very many,
    or a category or tag is called otherwise, or the history does not reach back so far."""
    traces, found = Traces(last.creator_import), set[int]()
    since = last.since
    if any(traces.besides(label, since[_name(label)]).exclude(history_type=ADDED).exists() for label in _LABELS):
        return None
    for model, path in CREATOR_OF.items():
        historical: Any = model
        # Whoever clears old rows of history away begins with these; a first number may be nobody's.
        landmarks = {since[_name(model)], *last.creator_import.written.get(_name(model), ())[1:]} - {0}
        if historical.history.filter(history_id__in=landmarks).count() < len(landmarks):
            return None
        later = traces.besides(model, since[_name(model)])
        if later.order_by()[: MANY + 1].count() > MANY:
            return None
        # Whose a row was before counts, too.
        entries = historical.history.filter(id__in=later.order_by().values("id")).order_by()
        found.update(entries.values_list("id" if path == "pk" else path, flat=True).distinct())
    return found - {None}  # of an account that is gone


def _name(model: type[Model]) -> str:
    return str(model._meta.model_name)
