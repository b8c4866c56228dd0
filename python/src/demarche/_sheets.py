# SPDX-License-Identifier: MIT
"""Parameters as tables for spreadsheets."""

from __future__ import annotations

import contextlib
import math
import numbers
import os
import pathlib
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._arguments import one_or_more
from demarche._core import InvalidArgument, IoError
from demarche._hints import shown
from demarche._model import ScenarioError
from demarche._warnings import ScenarioProblemWarning, warn

if TYPE_CHECKING:
    import pandas as pd

#: Columns whose cells are texts, even where all of them look like numbers.
_TEXTS = ("id", "name", "unit", "expert", "family", "document", "paragraph", "rationale")
#: Spreadsheet programs take a CSV file without it for one of an older encoding.
_BYTE_ORDER_MARK = "\ufeff"
#: What messages call a table that is no file.
_TABLE = "<table>"


def _cells(json: str, experts: str | Iterable[str]) -> list[list[str]]:
    """Give the cells of a scenario's parameters."""
    return _core.parameter_sheet(json, one_or_more("experts", experts))


def _number(text: str) -> float | str:
    """Give what a cell holds: a number, nothing as NaN, or a text."""
    with contextlib.suppress(ValueError):
        return float(text) if text else math.nan
    return text


def sheet_table(json: str, experts: str | Iterable[str]) -> pd.DataFrame:
    """Give the parameters as a table."""
    import pandas as pd

    headings, *rows = _cells(json, experts)
    return pd.DataFrame(
        {
            heading: pd.Series(
                [row[k] if heading in _TEXTS else _number(row[k]) for row in rows],
                dtype=object if heading in _TEXTS else None,
            )
            for k, heading in enumerate(headings)
        }
    )


def _needs_openpyxl(path: str, error: ImportError) -> ImportError:
    """Say what reading and writing of workbooks needs."""
    return ImportError(
        f"{path}: .xlsx files need pandas and openpyxl (pip install openpyxl); "
        f".csv files do not: {error}",
        name=error.name,
    )


def _not_written(path: str, error: OSError) -> IoError:
    return IoError(f"{path}: cannot be written: {error.strerror or error}")


def save_sheet(json: str, path: str | os.PathLike[str], experts: str | Iterable[str]) -> None:
    """Write the parameters to a file."""
    name = os.fspath(path)
    ending = pathlib.PurePath(name).suffix.lower()
    if ending == ".csv":
        text = _BYTE_ORDER_MARK + _core.sheet_csv(_cells(json, experts))
        try:
            pathlib.Path(name).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise _not_written(name, error) from error
    elif ending == ".xlsx":
        try:
            table = sheet_table(json, experts)
            table.to_excel(name, index=False, sheet_name="parameters", engine="openpyxl")
        except ImportError as error:
            raise _needs_openpyxl(name, error) from error
        except OSError as error:
            raise _not_written(name, error) from error
    else:
        raise InvalidArgument(f"{name}: a sheet of parameters ends in .csv or .xlsx")


def cell_text(value: Any) -> str:
    """Give the text of a cell; numbers read back to the bit."""
    if value is None or (isinstance(value, numbers.Real) and math.isnan(value)):
        return ""
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return repr(float(value))
    text = str(value)
    return "" if text in ("NaT", "<NA>") else text


def _rows(frame: pd.DataFrame) -> list[list[str]]:
    """Give the cells of a table without its headings."""
    return [
        [cell_text(value) for value in row] for row in frame.astype(object).itertuples(index=False)
    ]


def _read_workbook(path: str, header: int | None) -> pd.DataFrame:
    """Read the first sheet of a workbook."""
    try:
        import pandas as pd

        return pd.read_excel(path, header=header, dtype=object, engine="openpyxl")
    except ImportError as error:
        raise _needs_openpyxl(path, error) from error
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise IoError(f"{path}: cannot be read as an .xlsx file: {error}") from error


def _is_workbook(path: str) -> bool:
    return pathlib.PurePath(path).suffix.lower() == ".xlsx"


def _table_of(given: Any, what: str) -> pd.DataFrame:
    """Give a table, or rows, as a table with a column of ids."""
    import pandas as pd

    if isinstance(given, pd.DataFrame):
        frame = given
    elif isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping)):
        frame = pd.DataFrame(list(given))
    else:
        raise InvalidArgument(
            f"{what} must be a path, a DataFrame or a list of dicts, got {shown(given)}"
        )
    return frame.reset_index() if frame.index.name == "id" else frame


def read_table(given: Any, what: str) -> pd.DataFrame:
    """Give a table that may be in a ``.csv`` or ``.xlsx`` file; `what` is for messages."""
    import pandas as pd

    if not isinstance(given, (str, os.PathLike)):
        return _table_of(given, what)
    path = os.fspath(given)
    if _is_workbook(path):
        return _read_workbook(path, header=0)
    headings, *rows = _core.read_cells(path) or [[]]
    return pd.DataFrame(rows, columns=headings)


def apply_sheet(json: str, sheet: Any) -> str:
    """Apply a table or a file with one to a scenario as JSON; give that of what comes of it."""
    if isinstance(sheet, (str, os.PathLike)):
        name = os.fspath(sheet)
        if _is_workbook(name):
            cells = _rows(_read_workbook(name, header=None))
            compiled, problems = _core.apply_parameter_sheet(json, cells, name)
        else:
            compiled, problems = _core.read_parameter_csv(json, name)
    else:
        frame = _table_of(sheet, "a sheet")
        cells = [[str(heading) for heading in frame.columns], *_rows(frame)]
        compiled, problems = _core.apply_parameter_sheet(json, cells, _TABLE)
    if compiled is None:
        raise ScenarioError(problems)
    for problem in problems:
        if problem.severity == "warning":
            warn(str(problem), ScenarioProblemWarning)
    return compiled.scenario
