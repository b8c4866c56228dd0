# SPDX-License-Identifier: MIT
"""Payoffs and metrics from Python code."""

from __future__ import annotations

import logging
import os
import pathlib
import pickle
import signal
import threading
import traceback
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import demarche

Array = npt.NDArray[np.float64]


def by_hand(parameters: demarche.DrawColumns) -> Array:
    """Chicken's payoffs."""
    given = np.zeros((parameters.num_draws, 2, 2, 2))
    given[:, 0] = of_north(parameters)
    worth = parameters["resolve"] * parameters["prize"]
    given[:, 1, 0, 1], given[:, 1, 1, 0] = worth, -worth
    given[:, 1, 1, 1] = -parameters["war_cost_south"]
    return given


def of_north(parameters: demarche.DrawColumns) -> Array:
    given = np.zeros((parameters.num_draws, 2, 2))
    given[:, 1, 0], given[:, 0, 1] = parameters["prize"], -parameters["prize"]
    given[:, 1, 1] = -parameters["war_cost_north"]
    return given


def num_firm(parameters: demarche.DrawColumns, levels: demarche.DrawColumns) -> npt.NDArray[Any]:
    firm: npt.NDArray[Any] = levels["north.stance"] + levels["south.stance"]
    return firm


def without_names(result: demarche.Result) -> demarche.ResultMessage:
    message = demarche.ResultMessage.from_json(result.message.to_json())
    assert message.options is not None
    message.options.payoffs = ""
    message.options.payoff_actors = []
    return message


@pytest.mark.parametrize("threads", [1, 2])
def test_the_scenario_s_payoffs_by_hand_give_its_bits(
    chicken: demarche.Model, threads: int
) -> None:
    own = demarche.run(chicken, draws=5_000, seed=3, analysis=False)

    def run(payoffs: Any) -> demarche.Result:
        return demarche.run(
            chicken, draws=5_000, seed=3, threads=threads, payoffs=payoffs, analysis=False
        )

    given = run(by_hand)
    north = run({"north": of_north})

    assert without_names(given) == own.message
    assert without_names(north) == own.message
    assert given.message.options is not None
    assert given.message.options.payoffs.endswith("by_hand")
    assert given.message.options.payoff_actors == ["north", "south"]
    assert "Payoffs of north, south computed by code" in given.summary()


def test_arrays_of_any_type_and_order_will_do(chicken: demarche.Model) -> None:
    whole = demarche.run(chicken, draws=500, payoffs=lambda p: np.rint(by_hand(p)).astype(np.int16))
    turned = demarche.run(
        chicken, draws=500, payoffs=lambda p: np.asfortranarray(np.rint(by_hand(p)))
    )

    assert without_names(whole) == without_names(turned)


def test_tables_over_few_levers_add_up(chicken: demarche.Model) -> None:
    def parts(parameters: demarche.DrawColumns) -> dict[str, list[Array]]:
        prize = parameters["prize"]
        nothing = np.zeros_like(prize)
        war = np.zeros((parameters.num_draws, 2, 2))
        war[:, 1, 1] = -parameters["war_cost_north"]
        return {
            "north": [np.stack([nothing, prize], 1), np.stack([nothing, -prize], 1), war],
        }

    code = demarche.CustomPayoffs(
        parts,
        name="north in parts",
        actors=["north"],
        tables={"north": [["north.stance"], ["south.stance"], ["north.stance", "south.stance"]]},
    )

    result = demarche.run(chicken, draws=2_000, payoffs=code)

    own = demarche.run(chicken, draws=2_000)
    assert result.outcomes["mean"].tolist() == pytest.approx(own.outcomes["mean"].tolist())
    assert result.message.options is not None
    assert result.message.options.payoffs == "north in parts"


def test_a_metric_is_summarised_and_replayed(chicken: demarche.Model) -> None:
    result = demarche.run(
        chicken, draws=3_000, seed=1, payoffs=by_hand, metrics={"num_firm": num_firm}
    )

    draws = result.draws()
    firm = draws.sampled_levels.sum("lever")
    values = draws.sampled_metrics.sel(metric="num_firm")
    assert (firm == values).all()
    row = result.metrics.set_index("metric").loc["num_firm"]
    assert row["mean"] == pytest.approx(float(firm.mean()))
    assert row["standard_deviation"] == pytest.approx(float(firm.std(ddof=1)))
    replayed = result.replay(2_999)
    assert replayed.custom_metrics == [("num_firm", float(firm[2_999]))]
    text = result.explain(2_999)
    assert "computed by code: " in text
    assert "num_firm" in text
    comparison = demarche.compare_concepts(
        chicken, ["nash", "qre"], draws=500, payoffs=by_hand, metrics={"num_firm": num_firm}
    )
    assert "num_firm" in set(comparison.metrics["metric"])


def test_a_loaded_result_asks_for_its_code(chicken: demarche.Model, tmp_path: pathlib.Path) -> None:
    result = demarche.run(chicken, draws=500, payoffs=by_hand, metrics={"num_firm": num_firm})
    result.save(tmp_path / "result.pb")
    loaded = demarche.Result.load(tmp_path / "result.pb", scenario=chicken)

    with pytest.raises(demarche.InvalidArgument, match=r"payoffs from code: .*by_ha"):
        loaded.replay(7)
    with pytest.raises(demarche.InvalidArgument, match="metrics= gives none"):
        loaded.draws(payoffs=by_hand)
    again = loaded.replay(7, payoffs=by_hand, metrics={"num_firm": num_firm})
    assert again.custom_metrics == result.replay(7).custom_metrics


def test_kept_parameters_stay_what_they_are(chicken: demarche.Model) -> None:
    kept: list[demarche.DrawColumns] = []

    def keep(parameters: demarche.DrawColumns) -> Array:
        kept.append(parameters)
        return by_hand(parameters)

    result = demarche.run(chicken, draws=5_000, threads=1, payoffs=keep)

    assert [columns.num_draws for columns in kept] == [2_048] * 3
    assert list(kept[0]) == ["prize", "resolve", "war_cost_north", "war_cost_south"]
    drawn = np.concatenate([columns.array for columns in kept])[:5_000]
    assert (drawn == result.draws(count=5_000).parameters.values).all()
    with pytest.raises(ValueError, match="read-only"):
        kept[0]["prize"][0] = 1.0
    with pytest.raises(KeyError, match="did you mean 'prize'"):
        kept[0]["price"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (lambda p: np.zeros((p.num_draws, 2, 2)), r"shape \(2048, 2, 2, 2\), got \(2048, 2, 2\)"),
        (lambda p: {"north": of_north(p)}, "a dict with north, south, got north"),
        (lambda p: None, "must be an array of numbers, got object"),
        (lambda p: by_hand(p) * 1j, "must be an array of numbers, got complex128"),
        ({"north": lambda p: np.zeros(3)}, r"payoffs of north must .* \(2048, 2, 2\), got \(3,\)"),
        ({"east": of_north}, "no actor 'east'"),
        (7, "must be callable, got int"),
    ],
)
def test_payoffs_of_the_wrong_form_are_told(
    chicken: demarche.Model, code: Any, message: str
) -> None:
    with pytest.raises(demarche.InvalidArgument, match=message):
        demarche.run(chicken, draws=10_000, payoffs=code)


def test_metrics_of_the_wrong_form_are_told(chicken: demarche.Model) -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"'m' must .* \(2048,\), got \(\)"):
        demarche.run(chicken, draws=500, metrics={"m": lambda p, levels: 1.0})
    with pytest.raises(demarche.InvalidArgument, match="two metrics 'joint_loss'"):
        demarche.run(chicken, draws=500, metrics={"joint_loss": num_firm})


def test_payoffs_that_are_not_finite_count_as_failures(chicken: demarche.Model) -> None:
    def holes(parameters: demarche.DrawColumns) -> Array:
        given = by_hand(parameters)
        given[::4, 0, 0, 0] = np.nan
        return given

    def undefined(parameters: demarche.DrawColumns, levels: demarche.DrawColumns) -> Array:
        return np.where(levels["north.stance"] == 1, np.inf, 1.0)

    with pytest.warns(demarche.UnsolvedDrawsWarning, match="1,000 of 4,000"):
        result = demarche.run(chicken, draws=4_000, payoffs=holes, metrics={"m": undefined})

    solving = result.message.solving
    assert solving is not None
    assert solving.failures == {"not_finite": 1_000}
    metric = result.message.metrics[1]
    assert metric.count + metric.undefined == solving.solved == 3_000
    assert metric.undefined > 0


def test_an_exception_stops_the_run_with_its_traceback(chicken: demarche.Model) -> None:
    def fail(parameters: demarche.DrawColumns) -> Array:
        raise ZeroDivisionError("in my code")

    with pytest.raises(ZeroDivisionError, match="in my code") as caught:
        demarche.run(chicken, draws=10_000_000_000, payoffs=fail)

    assert "fail" in [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]


def test_ctrl_c_gives_back_what_there_is(
    chicken: demarche.Model, caplog: pytest.LogCaptureFixture
) -> None:
    timer = threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()

    with caplog.at_level(logging.WARNING, "demarche"):
        result = demarche.run(
            chicken, draws=10_000_000_000, payoffs=by_hand, metrics={"num_firm": num_firm}
        )

    assert not result.is_complete
    assert result.message.draws_done > 0
    assert "interrupted" in caplog.text


def executors() -> list[Executor]:
    return [ThreadPoolExecutor(2), ProcessPoolExecutor(2, mp_context=get_context("spawn"))]


@pytest.mark.parametrize("executor", executors(), ids=lambda e: type(e).__name__)
def test_executors_give_the_bits_of_the_local_run(
    chicken: demarche.Model, executor: Executor
) -> None:
    metrics = {"num_firm": num_firm}
    local = demarche.run(chicken, draws=9_000, seed=3, payoffs=by_hand, metrics=metrics)

    with executor:
        spread = demarche.run(
            chicken,
            draws=9_000,
            seed=3,
            payoffs=by_hand,
            metrics=metrics,
            executor=executor,
            slices=5,
        )

    assert spread == local


class Pickling(ThreadPoolExecutor):
    """Pickles what it is given, as executors of other libraries do."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        return super().submit(lambda: pickle.dumps(args))


def test_what_cannot_be_pickled_is_told(chicken: demarche.Model) -> None:
    with (
        Pickling(1) as pickling,
        pytest.raises(demarche.InvalidArgument, match="top level of a module"),
    ):
        demarche.run(chicken, draws=500, payoffs=lambda p: by_hand(p), executor=pickling)
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor,
        pytest.raises(demarche.InvalidArgument, match="top level of a module") as caught,
    ):
        demarche.run(chicken, draws=500, payoffs=lambda p: by_hand(p), executor=executor)

    assert isinstance(caught.value.__cause__, (pickle.PicklingError, AttributeError, TypeError))
