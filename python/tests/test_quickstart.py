# SPDX-License-Identifier: MIT
"""The README's examples: the files of scenarios/quickstart, and what they print."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

import pytest

import demarche

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios/quickstart"


def printed(command: list[str]) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_python_prints_the_probability_of_war() -> None:
    shown = printed([sys.executable, str(FOLDER / "quickstart.py")])

    expected = demarche.run(demarche.load_scenario("chicken"), draws=10_000).outcomes["mean"][0]
    assert shown == f"war {expected:.4f}\n"


def test_both_languages_print_the_same() -> None:
    program = os.environ.get("DEMARCHE_QUICKSTART", "")
    if not program:
        pytest.skip("DEMARCHE_QUICKSTART does not name the C++ program; ctest sets it")

    assert printed([program]) == printed([sys.executable, str(FOLDER / "quickstart.py")])


@pytest.mark.parametrize("name", ["README.md", "docs/python.md", "docs/link.md"])
def test_whole_programs_in_the_documentation_are_these_files(name: str) -> None:
    text = (ROOT / name).read_text()
    blocks = re.findall(r"```(?:python|cpp)\n(.*?)```", text, re.S)
    files = [file.read_text() for file in FOLDER.iterdir() if file.suffix in (".py", ".cpp")]
    files += [file.removeprefix("// SPDX-License-Identifier: MIT\n") for file in files]

    for block in blocks:
        if "int main" in block or "import demarche\n\nscenario = demarche.load" in block:
            assert block in files
