"""A list of creators as it comes: what its columns mean (`recognise`), and its rows made clean (`RowReader`).

head of rows -> recognise -> Recognised -> (a person's changes) -> Mapping -> check -> RowReader -> CleanRow or Problems
"""

from relationships.domain.imports.clean import CleanAccount, CleanRow, Problem
from relationships.domain.imports.doubts import doubts
from relationships.domain.imports.fields import (
    ACCOUNT_FIELDS,
    FIELD_LABELS,
    IDENTIFYING,
    SEVERAL,
    Field,
    Policy,
    Sureness,
    Unit,
    default_policy,
)
from relationships.domain.imports.heads import NO_HEADER, NotAListError
from relationships.domain.imports.mapping import Mapping, Use, check, signature
from relationships.domain.imports.recognise import Guess, Recognised, recognise
from relationships.domain.imports.rows import BLANK_ROW, HEADER_AGAIN, TOTALS_ROW, RowReader, is_blank

__all__ = [
    "ACCOUNT_FIELDS",
    "BLANK_ROW",
    "FIELD_LABELS",
    "HEADER_AGAIN",
    "IDENTIFYING",
    "NO_HEADER",
    "SEVERAL",
    "TOTALS_ROW",
    "CleanAccount",
    "CleanRow",
    "Field",
    "Guess",
    "Mapping",
    "NotAListError",
    "Policy",
    "Problem",
    "Recognised",
    "RowReader",
    "Sureness",
    "Unit",
    "Use",
    "check",
    "default_policy",
    "doubts",
    "is_blank",
    "recognise",
    "signature",
]
