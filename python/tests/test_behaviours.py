# SPDX-License-Identifier: MIT
"""What outcomes and claims are if actors behave otherwise."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

import demarche


@pytest.fixture(scope="module")
def result() -> demarche.Result:
    return demarche.run(
        "outreach", draws=128, seed=3, behaviours=["qre*0.5", "level-k", "best-response"]
    )


def test_behaviours_are_what_runs_under_them_give(result: demarche.Result) -> None:
    table = result.behaviours
    assert table["behaviour"].unique().tolist() == ["qre", "qre*0.5", "level-k", "best-response"]
    assert table.attrs["draws"] == 128
    for concept in ("qre", "level-k"):
        alone = demarche.run("outreach", draws=128, seed=3, concept=concept)
        claims = table.query("behaviour == @concept and kind == 'claim'")
        assert claims["mean"].tolist() == alone.claims["mean"].tolist()
        assert claims["id"].tolist() == alone.claims["claim"].tolist()


def test_ranges_hold_all_that_count(result: demarche.Result) -> None:
    ranges = result.behaviour_ranges
    counted = result.behaviours.query("is_counted").dropna(subset=["mean"])
    for one in ranges.to_dict("records"):
        rows = counted[(counted["kind"] == one["kind"]) & (counted["id"] == one["id"])]
        assert one["low"] <= rows["mean"].min()
        assert one["high"] >= rows["mean"].max()
        assert one["count"] == len(rows)


def test_baselines_have_their_names(result: demarche.Result) -> None:
    table = result.baselines
    assert table["baseline"].unique().tolist() == ["uniform", "status-quo", "status-quo-response"]
    assert ((table["mean"] >= 0) & (table["mean"] <= 1) | (table["note"] != "")).all()


def test_slices_have_behaviours_too(result: demarche.Result) -> None:
    names = ["qre*0.5", "level-k", "best-response"]
    with ThreadPoolExecutor(2) as pool:
        sliced = demarche.run(
            "outreach", draws=128, seed=3, executor=pool, slices=2, behaviours=names
        )
    assert sliced.behaviours.equals(result.behaviours)


def test_wrong_behaviours_are_refused() -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"behaviour qree: .*qre"):
        demarche.run("chicken", draws=50, behaviours=["qree"])
    with pytest.raises(demarche.InvalidArgument, match="nash has no precision"):
        demarche.run("chicken", draws=50, behaviours=["nash*2"])
    with pytest.raises(demarche.InvalidArgument, match="behaviours must be a list of names"):
        demarche.run("chicken", draws=50, behaviours="qre")


def test_a_run_without_behaviours_says_so() -> None:
    result = demarche.run("chicken", draws=50)
    with pytest.raises(demarche.InvalidArgument, match="run with behaviours=True"):
        _ = result.behaviours


def test_figure_shows_every_behaviour_and_baseline(result: demarche.Result) -> None:
    for kind in ("claims", "outcomes"):
        ax = demarche.plot.behaviours(result, kind)
        ranges = result.behaviour_ranges.query("kind == @kind[:-1]")
        bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
        assert [bar.get_x() for bar in bars] == ranges["low"].tolist()
        strokes = [c for c in ax.collections if isinstance(c, LineCollection)]
        assert len(strokes[0].get_segments()) == ranges["count"].iloc[0]
        assert ax.get_legend() is not None
        plt.close("all")


def test_figure_says_what_it_cannot_show(result: demarche.Result) -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"'claims' or 'outcomes', got 'claim'"):
        demarche.plot.behaviours(result, "claim")
    with pytest.raises(demarche.InvalidArgument, match="run with behaviours=True"):
        demarche.plot.behaviours(demarche.run("chicken", draws=100))
