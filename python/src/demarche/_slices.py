# SPDX-License-Identifier: MIT
"""Slices of a run on an executor."""

from __future__ import annotations

import functools
import os
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from typing import Any, SupportsIndex

from demarche import _core
from demarche._arguments import optional_whole
from demarche._core import InvalidArgument, Progress
from demarche._custom import Code
from demarche._model import Model
from demarche._progress import ProgressArgument, progress_of
from demarche._schema.generated import ScenarioMessage

#: What Model._settings takes; it goes to workers.
_Settings = tuple[
    list[str],
    SupportsIndex | None,
    SupportsIndex | None,
    SupportsIndex,
    SupportsIndex | str | None,
    Mapping[str, Any],
]


@functools.lru_cache(maxsize=4)
def _compiled(json: str) -> Model:
    return Model(ScenarioMessage.from_json(json))


def _run_slice(
    json: str, settings: _Settings, code: Code, analysis: bool, index: int, count: int
) -> bytes:
    """Run in a worker, which compiles a scenario once."""
    model = _compiled(json)
    own = code.put_into(model._settings(*settings), model)
    own.keeps_sums = analysis
    return _core.run_slice(code.compiled(model), own, index, count)


def _check_pickling(code: Code, executor: Executor) -> None:
    """Raise before a process pool gets what it cannot pickle: some versions then never end."""
    from concurrent.futures import ProcessPoolExecutor

    if isinstance(executor, ProcessPoolExecutor):
        try:
            pickle.dumps(code)
        except Exception as error:
            raise _not_sent(error) from error


def _not_sent(error: Exception) -> InvalidArgument:
    return InvalidArgument(
        "payoffs and metrics cannot be sent to the executor's workers; define them at the top "
        f"level of a module that workers can import ({error})"
    )


@contextmanager
def _explained(code: Code) -> Iterator[None]:
    """Say so if another executor could not send the code."""
    try:
        yield
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        # Pickling has no exception of its own, but its messages say what they are about.
        if code and ("pickle" in str(error) or str(error).startswith("Can't get local object")):
            raise _not_sent(error) from error
        raise


def run_slices(
    model: Model,
    executor: Executor,
    slices: SupportsIndex | None,
    progress: ProgressArgument,
    settings: _Settings,
    code: Code,
    analysis: bool,
) -> tuple[str, bool]:
    """Run on an executor; give JSON of what is done, and whether anything stopped it."""
    own = code.put_into(model._settings(*settings), model)
    own.keeps_sums = analysis
    _check_pickling(code, executor)
    workers = getattr(executor, "_max_workers", None) or os.cpu_count() or 1
    count = optional_whole("slices", slices, 1) or 4 * workers
    futures: list[Future[bytes]] = [
        executor.submit(_run_slice, model._json, settings, code, analysis, index, count)
        for index in range(count)
    ]
    with progress_of(progress) as callback, _explained(code):
        interrupted = not _wait(futures, own.draws, callback)
    done = [f.result() for f in futures if f.done() and not f.cancelled() and f.exception() is None]
    if interrupted and (not futures[0].done() or futures[0].cancelled()):
        raise KeyboardInterrupt  # There is nothing to give back: no slice begins the run.
    return _core.merge_slices(code.compiled(model), own, done), interrupted


def _wait(
    futures: Sequence[Future[bytes]],
    draws: int,
    callback: Callable[[Progress], bool | None] | None,
) -> bool:
    """Wait for all; False if Ctrl-C or the callback stopped it, which cancels those not begun."""
    begin = time.monotonic()
    try:
        for number, future in enumerate(as_completed(futures), 1):
            future.result()  # Raises what the slice raised.
            done = draws * number // len(futures)
            now = Progress(draws_done=done, draws_total=draws, seconds=time.monotonic() - begin)
            if callback is not None and callback(now) is False:
                return all(f.done() for f in futures)
    except KeyboardInterrupt:
        return False
    finally:
        for future in futures:
            future.cancel()
    return True
