# SPDX-License-Identifier: MIT
"""No page tells readers to install a stranger's package of our name."""

from __future__ import annotations

import importlib.util
import pathlib
import subprocess
import sys
import tomllib
from types import ModuleType

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "python/tools/check_install_lines.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_install_lines", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "text",
    [
        "`pip install demarche`",
        "figures matplotlib: `pip install\n'demarche[all]'`. None",
        "pip install -U demarche==0.2.0  # the newest",
        '"!pip install \\"demarche-scenarios[all]\\"\\n",',
        "python -m pip install --upgrade numpy Demarche",
        "uv add demarche",
    ],
)
def test_a_command_with_a_bare_name_is_found(tool: ModuleType, text: str) -> None:
    assert len(tool.installs_by_name(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "pip install .            # demarche from the source tree",
        "`pip install '.[all]'`, then `import demarche`",
        "pip install 'dist/demarche_scenarios-0.2.0-cp311-cp311-manylinux_2_36_x86_64.whl[all]'",
        "pip install numpy\n\nThe package demarche needs NumPy.",
        "pip install -r python/requirements.txt",
    ],
)
def test_folders_wheels_and_prose_are_not(tool: ModuleType, text: str) -> None:
    assert tool.installs_by_name(text) == []


def test_the_repository_has_no_such_command() -> None:
    checked = subprocess.run(
        [sys.executable, str(TOOL)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr


def test_the_distribution_has_its_own_name_and_all_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]

    assert project["name"] == "demarche-scenarios"
    named = {requirement.split(">=")[0] for requirement in extras["all"]}
    assert named == {
        requirement.split(">=")[0]
        for extra, requirements in extras.items()
        if extra != "all"
        for requirement in requirements
    }
    assert {
        "h5netcdf",
        "h5py",
        "pyarrow",
    } <= named  # What docs/how_to/read_results_in_pandas.md writes.
