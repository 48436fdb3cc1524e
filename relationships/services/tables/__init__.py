"""Any file as tables of text cells, streamed: what a list is, before anybody asks what it says.

`opening` decides by the content what a file is (`kinds` names what is none). Text goes by `encodings`, `delimiters` and
`texts`; workbooks by `archives`, `markup` and `xlsx_*`. Everything ends as the `table.Table` of rows of text. `limits`
says how much of anything is taken, and why.
"""

from relationships.services.tables.opening import fingerprint, of_text, open_tables
from relationships.services.tables.table import CannotTakeError, Row, Table, Tables, head

__all__ = ["CannotTakeError", "Row", "Table", "Tables", "fingerprint", "head", "of_text", "open_tables"]
