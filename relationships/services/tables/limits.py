"""How much is taken of a file, and why no more. Each limit stops harm; none stops a list that people work with."""

MEBI = 2**20

#: Bytes of any file. A million creators with twelve columns are 150 MB of CSV; the setting IMPORT_MAX_MB may lower it.
MAX_BYTES = 400 * MEBI
#: Rows of one table: a spreadsheet program ends at 1,048,576; what has more is a database, not a list.
MAX_ROWS = 2_000_000
#: Columns of a row. The discovery tools' widest exports have some two hundred.
MAX_COLUMNS = 1_000
#: Characters of a cell: what a cell of Excel holds at most.
MAX_CELL = 32_767
#: Characters of a row with all its lines; beyond, the row is told as a fault.
MAX_ROW = 1_000_000
#: Lines of one row. A bio has some, a quotation mark that is never closed would take in the rest of the file.
MAX_ROW_LINES = 500
#: Characters of one line after which no end of it is waited for: no list has such a line, a dump without breaks has.
MAX_LINE = 16_000_000

#: Bytes of all parts of a zip-based workbook, unpacked: a sheet of a million rows has some 600 MB of XML.
MAX_UNPACKED = 1_500 * MEBI
#: A sheet's XML shrinks to a tenth or a thirtieth; what shrinks to less than a hundredth was made to do harm …
MAX_RATIO = 100
#: … which is asked from this size on, since a small empty sheet shrinks even more.
RATIO_FROM = 20 * MEBI
#: Parts of a zip-based workbook; one with a hundred sheets and pictures has some five hundred.
MAX_PARTS = 10_000
#: Bytes of a zip's table of contents: that many parts with long names.
MAX_CONTENTS = 2 * MEBI
#: Bytes of XML without any element or text after which the parser is stopped: it would hold all of it in memory.
MAX_TOKEN = 4 * MEBI
#: Sheets of a workbook.
MAX_SHEETS = 500
#: Bytes of a workbook's small parts (list of sheets, formats), which are held in memory.
MAX_SMALL_PART = 16 * MEBI

#: Bytes of an old binary workbook (.xls, .xlsb) or .ods, which is read whole: 65,536 rows of Excel 97 are 20 MB.
MAX_OLD_BOOK = 50 * MEBI
#: Bytes of address space and seconds of processor time for reading one; a forged size of the sheet would ask for more.
OLD_BOOK_MEMORY = 1_200 * MEBI
OLD_BOOK_SECONDS = 60
#: Bytes of text that it may give.
OLD_BOOK_OUTPUT = 800 * MEBI

#: Bytes of a web page that is read as a table: 50,000 rows of ten cells are some 20 MB.
MAX_PAGE = 25 * MEBI

#: Rows that tell what a table is: its header, its delimiter.
HEAD_ROWS = 300
