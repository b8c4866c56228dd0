# SPDX-License-Identifier: MIT
"""Checks of arguments: what is wrong is said with the argument's name, and with what would fit."""

from __future__ import annotations

import contextlib
import math
import operator
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from demarche._core import InvalidArgument, parse_byte_count
from demarche._hints import shown

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: The most draws of a run, the largest seed, and the most threads.
MOST_DRAWS = 2**48
LARGEST_SEED = 2**64 - 1
MOST_THREADS = 1024


def whole(name: str, value: Any, low: int, high: int | None = None) -> int:
    """Give an integer, also one of NumPy's, in [low, high].

    A bool, or a float such as 1e4, is none: which draws a run has must not depend on rounding.
    """
    fits = f"at least {low:,}" if high is None else f"in [{low:,}, {high:,}]"
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        hint = ""
        if isinstance(value, float) and value.is_integer():
            hint = f"; write {int(value)}"
        raise InvalidArgument(f"{name} must be a whole number {fits}, got {shown(value)}{hint}")
    number = operator.index(value)
    if number < low or (high is not None and number > high):
        raise InvalidArgument(f"{name} must be {fits}, got {number:,}")
    return number


def optional_whole(name: str, value: Any, low: int, high: int | None = None) -> int | None:
    """As `whole`, or None."""
    return None if value is None else whole(name, value, low, high)


def thread_count(value: Any) -> int:
    """Check an argument called `threads`."""
    return whole("threads", value, 0, MOST_THREADS)


def byte_count(value: Any) -> int:
    """Check an argument called `max_memory`: bytes, or text such as "4G"; None gives 0."""
    if value is None:
        return 0
    if not isinstance(value, str):
        return whole("max_memory", value, 1, 2**63)
    number = parse_byte_count(value.strip())
    if number is None:
        raise InvalidArgument(
            'max_memory must be a number of bytes from 1 to 2**63 such as 2**32 or "4G", got '
            f"{shown(value)}"
        )
    return number


def names_of(name: str, value: Any, example: str = "") -> list[str]:
    """Give a sequence of names as a list; text alone is none, though it can be iterated over.

    Without an `example` it may be empty.
    """
    if isinstance(value, (str, bytes)):
        raise InvalidArgument(f"{name} must be a list of names, got {value!r}; write [{value!r}]")
    if not isinstance(value, Iterable) or isinstance(value, (set, frozenset)):
        raise InvalidArgument(f"{name} must be a list of names, got {shown(value)}")
    names = list(value)
    if example and not names:
        raise InvalidArgument(f"{name} must hold at least one name, for example [{example!r}]")
    for one in names:
        text(name, one)
        if names.count(one) > 1:
            raise InvalidArgument(f"{name} must hold each name once, got '{one}' twice")
    return names


def one_or_more(name: str, value: Any) -> list[str]:
    """Give a text, or several in any order, as a list."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Iterable) or isinstance(value, bytes):
        raise InvalidArgument(f"{name} must be a name or a list of names, got {shown(value)}")
    return [text(name, one) for one in value]


def mapping(name: str, value: Any, fits: str) -> Mapping[Any, Any]:
    """Give a mapping, or say what `fits`."""
    if not isinstance(value, Mapping):
        raise InvalidArgument(f"{name} must be {fits}, got {shown(value)}")
    return value


def text(name: str, value: Any) -> str:
    """Give what must be text."""
    if not isinstance(value, str):
        raise InvalidArgument(f"{name} must be a name (str), got {shown(value)}")
    return value


def flag(name: str, value: Any) -> bool:
    """Give True or False."""
    if isinstance(value, bool):
        return value
    raise InvalidArgument(f"{name} must be True or False, got {shown(value)}")


def flag_or_function(name: str, value: Any) -> Any:
    """Give True, False or a function."""
    if isinstance(value, bool) or callable(value):
        return value
    raise InvalidArgument(f"{name} must be True, False or a function, got {shown(value)}")


def real_number(name: str, value: Any, fits: str = "a number") -> float:
    """Give what one double can hold, also one of NumPy's, or say that it `fits` not."""
    if hasattr(value, "__float__") and not isinstance(value, (str, bytes, bool)):
        with contextlib.suppress(OverflowError, TypeError):  # 10**400, or an array of several.
            return float(value)
    raise InvalidArgument(f"{name} must be {fits}, got {shown(value)}")


def positive(name: str, value: Any) -> float:
    """Give a finite number above 0."""
    fits = "a finite number above 0"
    found = real_number(name, value, fits)
    if not 0.0 < found < math.inf:
        raise InvalidArgument(f"{name} must be {fits}, got {shown(value)}")
    return found


def table_of_numbers(
    name: str, value: Any, fits: str, *, as_column: bool = False
) -> npt.NDArray[np.float64]:
    """Give an array of two dimensions, or say what `fits`.

    With `as_column` an array of one dimension is the only column.
    """
    import numpy as np

    try:
        found = np.asarray(value, dtype=float)
    except (TypeError, ValueError) as error:
        raise InvalidArgument(f"{name} must have {fits}, got {shown(value)}: {error}") from error
    if as_column and found.ndim == 1:
        found = found[:, None]
    if found.ndim != 2:
        raise InvalidArgument(f"{name} must have {fits}, got the shape {found.shape}")
    return found
