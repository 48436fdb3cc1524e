"""Any file as tables of text cells, streamed: what a list is, before anybody asks what it says.

`opening` decides by the content what a file is (`kinds` names what is none, `containers` looks into archives). Text
goes by `text_file`, `encodings` (`alphabets`, `east_asian`), `delimiters` and `texts`; .xlsx by `archives`, `markup`,
`number_formats` and `xlsx_*`; the binary kinds by `old_book`, web pages by `web_page`. Everything ends as the
`table.Table` of rows of text. `limits` says how much of anything is taken, and why.
"""

from relationships.services.tables.opening import fingerprint, of_text, open_tables
from relationships.services.tables.table import CannotTakeError, Row, Table, Tables, head

__all__ = ["CannotTakeError", "Row", "Table", "Tables", "fingerprint", "head", "of_text", "open_tables"]
