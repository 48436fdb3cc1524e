"""Text as it is stored, and text as it is searched and sorted by.

People paste names from phones, spreadsheets and web pages: with accents composed or not, with invisible marks, with
NUL bytes that PostgreSQL refuses. `clean` and `clean_line` make what is stored safe and keep how it was written; `fold`
makes the key by which "Beyoncé", "BEYONCE" and "beyoncé " are the same.
"""

import re
import unicodedata
from functools import lru_cache

# Latin letters with a mark that Unicode does not decompose: people search them without the mark (Łukasz, Søren).
_PLAIN_LETTERS = str.maketrans(
    dict(zip("łøđðħŧ\u0131\u02bc\u2019", "loddhti''", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
)
# Invisible: bidirectional overrides and the byte order mark. Joiners stay, since emoji and several scripts need them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Variation selectors choose between two pictures of one character (a black or a red heart).
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_BLANK = re.compile(r"\s+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def _printable(text: str) -> str:
    """Without control characters and lone surrogates (which no database can encode); tab and line feed stay."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs"))


def clean(text: str) -> str:
    """Text of several lines as it is stored: NFC, no NUL or other control character, lines end in LF, trimmed."""
    return unicodedata.normalize("NFC", _printable(_INVISIBLE.sub("", _LINE_END.sub("\n", text)))).strip()


def clean_line(text: str) -> str:
    """Text of one line (a name, a cell of a sheet) as it is stored: as `clean`, every run of blanks made one space."""
    if text.isascii() and text.isprintable():  # most cells of most lists
        return " ".join(text.split())
    return _BLANK.sub(" ", clean(text))


def fold(text: str) -> str:
    """The key by which text is searched and sorted: no case, no accents, no compatibility forms, nothing invisible.

    Runs of blanks become one space. Idempotent. Marks that carry a vowel (Thai, Hindi …) stay, since without them
    different words would be one.
    """
    while not (text.isascii() and text.isprintable()):
        folded = _fold_once(text)
        if folded == text:
            return text
        text = folded
    return " ".join(text.lower().split())


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN_LETTERS)
    return " ".join("".join(char for char in decomposed if char.isspace() or _counts(char)).split())


@lru_cache(maxsize=4_096)  # the letters of a list are few, and asked for again and again
def _counts(char: str) -> bool:
    """Whether a character makes a difference in a search."""
    return not (
        unicodedata.combining(char) or char in _VARIATION_SELECTORS or unicodedata.category(char) in ("Cc", "Cf", "Cs")
    )


UNKNOWN_WORDS = frozenset(
    fold(word)
    for word in re.findall(
        "[^;]+",
        "na;n/a;n.a;n/d;n.d;nd;s/d;s/n;k.a;nan;nil;none;null;unknown;not known;not available;not applicable;tbd;tba;"
        "tbc;to be confirmed;hidden;missing;empty;blank;no data;undefined;desconocido;desconocida;desconhecido;"
        "sin datos;no disponible;inconnu;inconnue;non renseigne;unbekannt;keine angabe;sconosciuto;nao informado;"
        "ninguno;aucun;keine;nenhum;nessuno;неизвестно;не указан;не указана;не указано;нет данных;не известно;"
        "belirtilmemis;bilinmiyor;yok;tidak ada;tidak diketahui;khong co;brak;brak danych;onbekend;geen;"
        "غير معروف;غير محدد;لا يوجد;ไม่ระบุ;ไม่มี;không có;不明;未知;暂无;无;無;なし;없음;미상;정보없음",
    )
)
"""What people and spreadsheets write for "not known", folded and without punctuation at the ends."""
# An error left by a spreadsheet, in any of its languages: #VALUE!, #¡VALOR!, #NOMBRE?, #DIV/0!, #N/A, #NV.
_SHEET_ERROR = re.compile(r"#(?:[¡¿]?[\w/ ]+[!?]|n/a|n/d|nv|n/v|ref|name|value|null|num|#+)?")


def is_unknown(text: str) -> bool:
    """Whether a cell says "not known": blank, nothing but punctuation ("-", "??"), "N/A", "TBD", "#VALUE!" …"""
    if text[:1].isalnum() and text[-1].isalnum() and text.isascii() and text.isprintable():  # nearly every cell
        return (" ".join(text.lower().split()) if "  " in text else text.lower()) in UNKNOWN_WORDS
    if text.isdigit():
        return False
    folded = fold(text)
    bare = folded.strip(" '\"`.,;:*-")
    if bare[:1].isalnum():
        return bare in UNKNOWN_WORDS
    if bare in UNKNOWN_WORDS or _SHEET_ERROR.fullmatch(bare):
        return True
    return all((unicodedata.category(char)[0] in "PZ" and char != "_") or char == "\ufffd" for char in folded)
