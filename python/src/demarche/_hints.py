# SPDX-License-Identifier: MIT
"""How messages tell a value and suggest a name; the module imports nothing else of the package."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any


def shown(value: Any) -> str:
    """Give a value and its type in few words, for messages."""
    text = repr(value)
    if len(text) > 60:
        return f"a {type(value).__name__}"
    return f"{text} ({type(value).__name__})"


def name_hint(name: object, known: Iterable[str]) -> str:
    """Give the closest name that is known, or all of them."""
    names = list(known)
    close = difflib.get_close_matches(str(name), names, 1)
    return f"did you mean '{close[0]}'?" if close else f"there are {', '.join(names) or 'none'}"
