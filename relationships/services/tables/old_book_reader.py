"""Reads an old binary workbook in a process of its own, with bounded memory and time; run as a script.

The workbook comes on standard input. Lines of JSON go to standard output: ``{"title": …, "hidden": …}`` for each sheet,
then a list for each of its rows, from the first one on. A number stays a number; all else is text. What is wrong with
the workbook goes to standard error, with the exit status 3. The library is not written in Python and holds a sheet as
a full rectangle: a forged one ends this process by its limits, and no other.
"""

import datetime as dt
import io
import json
import resource
import sys
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main(memory: int, seconds: int, size: int) -> int:
    """``memory`` and ``size`` (of the output) in bytes, ``seconds`` of processor time."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    write = sys.stdout.write
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                hidden = sheet.visible != SheetVisibleEnum.Visible
                write(json.dumps({"title": sheet.name, "hidden": hidden}) + "\n")
                for row in book.get_sheet_by_name(sheet.name).iter_rows():
                    write(json.dumps([_plain(cell) for cell in row]) + "\n")
    except CalamineError as problem:
        sys.stderr.write(f"{type(problem).__name__}: {problem}")
        return 3
    return 0


def _plain(cell: Any) -> str | int | float:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, str | int | float):
        return cell
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
