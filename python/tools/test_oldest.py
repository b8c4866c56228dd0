#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs tests against the oldest versions of libraries that pyproject.toml claims.

They go into an environment of their own, made anew when python/requirements-oldest.txt changes.
What is tested is the wheel that DEMARCHE_WHEEL names (./dev test sets it), else the build tree's
package. Exits with 77 where the environment cannot be made.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tomllib
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "python/requirements-oldest.txt"
#: Those that touch NumPy, pandas, xarray or Matplotlib.
TESTS = [
    "arguments",
    "batch",
    "elements",
    "expert_scores",
    "extensive",
    "games",
    "interrupt",
    "labels",
    "no_value",
    "plot",
    "result",
    "run",
    "sampling",
    "scenario",
    "sheets",
    "values",
]
SKIPPED = 77


def check_claims() -> None:
    """Every lower bound of pyproject.toml is the version that is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    claims = {*project["dependencies"], *project["optional-dependencies"]["all"]}
    pins = dict(line.split("==") for line in REQUIREMENTS.read_text().splitlines() if "==" in line)
    for claim in claims:
        name, oldest = claim.split(">=")
        pinned = pins.get(name, "none").split(".")
        if pinned[: len(oldest.split("."))] != oldest.split("."):
            sys.exit(f"pyproject.toml claims {claim}, {REQUIREMENTS.name} pins {pins.get(name)}")


def make_environment(folder: pathlib.Path) -> pathlib.Path:
    python = folder / "bin/python"
    done = folder / "requirements.txt"
    if done.exists() and filecmp.cmp(done, REQUIREMENTS, shallow=False):
        return python
    venv.create(folder, clear=True, with_pip=True)
    installed = subprocess.run(
        [python, "-m", "pip", "install", "-q", "--only-binary", ":all:", "-r", REQUIREMENTS],
        check=False,
    )
    if installed.returncode != 0:
        print("the oldest versions could not be installed")
        sys.exit(SKIPPED)
    shutil.copy(REQUIREMENTS, done)
    return python


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=pathlib.Path, required=True)
    parser.add_argument("--package", type=pathlib.Path, required=True)
    args = parser.parse_args()
    check_claims()
    python = make_environment(args.environment)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    wheel = os.environ.get("DEMARCHE_WHEEL")
    if wheel:
        options = ["--no-deps", "--force-reinstall", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", "-q", *options, wheel], check=True)
    else:
        environment["PYTHONPATH"] = os.fspath(args.package)
    tests = [ROOT / f"python/tests/test_{name}.py" for name in TESTS]
    sys.exit(
        subprocess.run([python, "-m", "pytest", "-q", *tests], cwd=ROOT, env=environment).returncode
    )


if __name__ == "__main__":
    main()
