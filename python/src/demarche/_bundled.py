# SPDX-License-Identifier: MIT
"""The scenarios that come with the package, and how paths and their names are told apart."""

from __future__ import annotations

import os

from demarche._core import InvalidArgument, IoError
from demarche._hints import name_hint

#: The folder of the scenarios that come with the package.
BUNDLED = os.path.join(os.path.dirname(__file__), "scenarios")


def bundled_scenarios() -> list[str]:
    """Name the scenarios that come with demarche.

    Returns
    -------
    list of str
        Names that `load_scenario`, `run` and all else that takes a scenario know.

    Examples
    --------
    >>> "chicken" in demarche.bundled_scenarios()
    True
    """
    return sorted(
        name
        for name in os.listdir(BUNDLED)
        if os.path.exists(os.path.join(BUNDLED, name, "scenario.txtpb"))
    )


def bundled_path(name: str) -> str | None:
    """Give the folder of a bundled scenario; None if there is none of this name."""
    return os.path.join(BUNDLED, name) if name in bundled_scenarios() else None


def find_scenario(path: str | os.PathLike[str]) -> str:
    """Prefer what exists; else a bare name may be that of a bundled scenario."""
    try:
        given = os.fspath(path)
    except TypeError:
        raise InvalidArgument(
            f"path must be a path or the name of a bundled scenario, got {type(path).__name__}"
        ) from None
    if os.path.exists(given):
        return given
    bundled = bundled_path(given)
    if bundled is not None:
        return bundled
    if os.path.basename(given) != given or os.path.splitext(given)[1]:
        return given  # A path, of which the library says what is wrong.
    raise IoError(
        f"there is no file or folder '{given}', and no bundled scenario of this name; "
        f"{name_hint(given, bundled_scenarios())}"
    )
