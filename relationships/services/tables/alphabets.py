"""Which encoding of one byte for each letter a text is in, told by the letters of the languages written in it.

A guess by the frequency of letters needs long texts; a list has a few names. But nearly all letters with marks in it
are of one language: ``ø ì ù`` belong to none, ``ř ě ů`` are Czech.
"""

import re
from collections.abc import Iterator, Mapping

#: Small letters beyond a to z of each language, by the encodings that were made for them; the likely one first.
_WESTERN = (
    "áéíóúüñ",
    "áâãàçéêíóôúü",
    "àâæçéèêëîïôœùûüÿ",
    "äöüßé",
    "àèéìíòóùú",
    "åäöæøéü",
    "áðéíóúýþæö",
    "àçèéíïòóúü",
    "éëïöüèáó",
)
#: These stand where Windows-1252 has signs, so that any of the letters is evidence, whatever language has it.
_ANY_WESTERN = ("".join(sorted(set("".join(_WESTERN)))) + "õ",)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž")
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",
)
_GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)
_HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
_ARABIC = ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچژگ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640",)
_THAI = ("".join(map(chr, (*range(0xE01, 0xE3B), *range(0xE3F, 0xE5C)))),)

LATIN = {
    "cp1250": _CENTRAL,
    "cp1254": ("çğ\u0131öşüâîi\u0307",),
    "cp1257": _BALTIC,
    "iso8859-2": _CENTRAL,
    "mac-roman": _ANY_WESTERN,
    "cp850": _ANY_WESTERN,
    "mac-latin2": _CENTRAL,
    "cp852": _CENTRAL,
}
CASED = {
    "cp1251": _CYRILLIC,
    "koi8-u": _CYRILLIC,
    "mac-cyrillic": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "cp1253": _GREEK,
    "iso8859-7": _GREEK,
}
CASELESS = {
    "cp1255": _HEBREW,
    "iso8859-8": _HEBREW,
    "cp1256": _ARABIC,
    "iso8859-6": _ARABIC,
    "cp874": _THAI,
}
_NO_LETTERS = "’\u2018“”„–—…•®™©°«»¿¡€£¥§ªº·\u00b4†\u00a0"
_WITHIN_A_WORD = "’·"
_MARKED = re.compile(r"[^\x00-\x7f]")
_MARKED_RUN = re.compile(r"[^\x00-\x7f]{2,}")

#: Another encoding must explain this share of the marked letters, and this much more than Windows-1252 does.
_SURE = 0.9
_AHEAD = 0.1
#: Share of the letters of another script that stand beside one of their own.
_TOGETHER = 0.7


def latin_encoding(sample: bytes) -> str:
    """The encoding of a text in Latin letters: Windows-1252 unless its letters speak for another one."""
    best, best_fit = "cp1252", 0.0
    for name, languages in LATIN.items():
        here = fit(sample, name, languages)
        western = fit(sample, "cp1252", _ANY_WESTERN if languages == _ANY_WESTERN else _WESTERN)
        if here >= max(_SURE, western + _AHEAD) and here > best_fit:
            best, best_fit = name, here
    return best


def cased_encoding(sample: bytes) -> str | None:
    """The encoding of a text in Cyrillic or Greek, or None when none of them explains it."""
    return _best(sample, CASED)


def caseless_encoding(sample: bytes) -> str | None:
    """The same for Hebrew, Arabic and Thai."""
    return _best(sample, CASELESS)


def _best(sample: bytes, encodings: Mapping[str, tuple[str, ...]]) -> str | None:
    fits = {name: _fit_of_words(sample, name, languages) for name, languages in encodings.items()}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] >= _SURE else None


def _fit_of_words(sample: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """Of letters that stand together: one between Latin ones is Latin itself. A list has capitals and small letters."""
    text = sample.decode(encoding, "replace")
    marked = _MARKED.findall(text)
    together = sum(len(run) for run in _MARKED_RUN.findall(text))
    capitals = encoding not in CASED or (any(map(str.isupper, marked)) and any(map(str.islower, marked)))
    return fit(sample, encoding, languages) if capitals and together >= _TOGETHER * len(marked) else 0


def fit(sample: bytes, encoding: str, languages: tuple[str, ...]) -> float:
    """The share (0 to 1) of the marks in the text that are letters of the one language that explains most of them.

    Signs that stand alone say nothing; a sign or a capital within a word speaks against the encoding.
    """
    text = sample.decode(encoding, "replace")
    letters = list(_letters(text))
    if not letters:
        return 0
    return max(sum(letter in language for letter in letters) for language in languages) / len(letters)


def _letters(text: str) -> Iterator[str]:
    """Each marked character as a small letter; "?" for one that has no place where it stands."""
    for found in _MARKED.finditer(text):
        letter, before, after = found[0], text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        within = before.isalpha() and after.isalpha()
        if letter in _NO_LETTERS and (not within or letter in _WITHIN_A_WORD):
            continue
        capital_within = (
            letter.isupper() and before.isalpha() and not before.isupper() and before.lower() != before.upper()
        )
        yield "?" if capital_within else letter.lower()
