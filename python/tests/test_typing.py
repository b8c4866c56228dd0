# SPDX-License-Identifier: MIT
"""Type checkers see misspelt options and arguments that are refused at run time."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

WRONG = """
import demarche

demarche.run("chicken", draw=10)
demarche.run("chicken", draws=1e4)
demarche.run("chicken", concept="level-k", levle=1)
demarche.run("chicken", selection="nope")
demarche.load_scenario("chicken").run(drwas=10)
demarche.solve_game([[[1]], [[1]]], max_iteration=3)
demarche.compare_concepts("chicken", ["nash"], sed=1)
demarche.RunSettings(draws=1.5)
demarche.LevelK(level=1.5)
demarche.load_scenario("chicken").name = 5
demarche.run(3)
"""
RIGHT = """
import numpy as np

import demarche

demarche.run({"id": "x"}, draws=np.int64(10), seed=3, level=2, selection="payoff-dominant")
demarche.run("chicken", concept="correlated", objective="fairness", tolerance=np.float32(1e-6))
scenario = demarche.load_scenario("chicken")
scenario.parameters["prize"].distribution = demarche.Uniform(low=1, high=2)
scenario.parameters.append({"id": "y"})
scenario.run(draws=10, concept="nash").replay(3).game
"""


def complaints(tmp_path: pathlib.Path, code: str) -> set[int]:
    """The lines that mypy complains of."""
    pytest.importorskip("mypy")
    file = tmp_path / "code.py"
    file.write_text(code)
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            str(ROOT / "build/mypy"),
            str(file),
        ],
        cwd=ROOT,
        env={"MYPYPATH": str(ROOT / "python/src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stderr == ""
    return {int(line) for line in re.findall(r"code\.py:(\d+): error", checked.stdout)}


def test_wrong_uses_are_seen(tmp_path: pathlib.Path) -> None:
    lines = range(4, len(WRONG.splitlines()) + 1)

    assert complaints(tmp_path, WRONG) == set(lines)


def test_right_uses_are_not_complained_of(tmp_path: pathlib.Path) -> None:
    assert complaints(tmp_path, RIGHT) == set()
