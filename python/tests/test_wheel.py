# SPDX-License-Identifier: MIT
"""The self-contained wheel runs the flagship in an empty environment."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import venv

import pytest

WHEEL = os.environ.get("DEMARCHE_WHEEL", "")

FLAGSHIP = """
import demarche, pathlib, sys
assert pathlib.Path(demarche.__file__).is_relative_to(sys.prefix)
result = demarche.run(demarche.load_scenario("great_reversal"), draws=256, seed=1)
assert result.is_complete and result.message.solving.solved == 256
print(result.message.claims[0].mean)
"""


@pytest.mark.skipif(not WHEEL, reason="DEMARCHE_WHEEL does not name a wheel; ./dev test sets it")
def test_the_wheel_runs_the_flagship_alone(tmp_path: pathlib.Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty/bin/python"
    # No source tree on the way.
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--only-binary", ":all:", WHEEL],
        env=os.environ | {"PYTHONPATH": ""},
        check=True,
    )
    shown = subprocess.run(
        [python, "-c", FLAGSHIP],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert 0.0 <= float(shown) <= 1.0


@pytest.mark.skipif(not WHEEL, reason="DEMARCHE_WHEEL does not name a wheel; ./dev test sets it")
def test_the_wheel_needs_nothing_of_the_system_but_its_c_library() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "auditwheel", "show", WHEEL],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "manylinux" in shown
    assert "manylinux" in pathlib.Path(WHEEL).name
