# SPDX-License-Identifier: MIT
"""Bars for work that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from demarche._arguments import flag_or_function
from demarche._core import Progress
from demarche._warnings import warn

Report = TypeVar("Report")
ProgressArgument = bool | Callable[[Progress], bool | None]


@contextmanager
def progress_callback(
    argument: bool | Callable[[Report], bool | None],
    unit: str,
    count: Callable[[Report], tuple[int, int]],
) -> Iterator[Callable[[Report], bool | None] | None]:
    """Give a callback: the caller's own, or a bar of tqdm where that is installed.

    `count` gives what is done and what there is to do of a report.
    """
    if callable(argument):
        yield argument
        return
    if not argument:
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        warn("progress=True shows a bar only where tqdm is installed", UserWarning)
        yield None
        return
    with tqdm(unit=f" {unit}", unit_scale=True) as bar:

        def show(report: Report) -> None:
            done, bar.total = count(report)
            bar.update(max(0, done - bar.n))

        yield show


def progress_of(
    argument: ProgressArgument,
) -> AbstractContextManager[Callable[[Progress], bool | None] | None]:
    """Give the function that a run reports its draws to."""
    return progress_callback(
        flag_or_function("progress", argument),
        "draws",
        lambda progress: (progress.draws_done, progress.draws_total),
    )
