# SPDX-License-Identifier: MIT
"""What figures read of draws: columns, their names and units, what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from demarche._core import InvalidArgument
from demarche.plot._style import require, size_of, with_unit

Array = npt.NDArray[np.float64]


def check_draws(draws: Any) -> None:
    require(xr.Dataset, "draws", draws, "an xarray.Dataset from Result.draws()")


def column_of(draws: xr.Dataset, variable: str, kind: str, name: str) -> Array:
    check_draws(draws)
    known = [str(found) for found in draws[kind].values]
    if name not in known:
        raise InvalidArgument(f"there is no {kind} '{name}'; there are {', '.join(known)}")
    return np.asarray(draws[variable].sel({kind: name}).values, dtype=float)


def label_of(draws: xr.Dataset, kind: str, name: str) -> str:
    """Give the name and the unit of a metric or a parameter; its id in files without them."""
    at = {kind: name}
    called = str(draws[f"{kind}_name"].sel(at).item()) if f"{kind}_name" in draws.coords else name
    has_unit = f"{kind}_unit" in draws.coords
    return with_unit(called or name, str(draws[f"{kind}_unit"].sel(at).item()) if has_unit else "")


def caption_of(draws: xr.Dataset) -> str:
    shown = f"{draws.sizes['draw']:,} of its draws shown"
    return "; ".join(part for part in (str(draws.attrs.get("title", "")), shown) if part)


def legend_below(
    ax: Axes, columns: int, *, drop: float = 0.5, handles: Sequence[Artist] | None = None
) -> None:
    """Put the legend so many inches below the axes, of the artists given or of all with labels."""
    ax.legend(
        handles=handles,
        frameon=False,
        fontsize="small",
        loc="upper left",
        bbox_to_anchor=(0.0, -drop / size_of(ax)[1]),
        ncols=min(columns, max(1, int(size_of(ax)[0] / 2.0))),
    )
