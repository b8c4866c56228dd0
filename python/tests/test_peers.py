# SPDX-License-Identifier: MIT
"""The comparison of first-order indices runs, also where the peer is missing."""

from __future__ import annotations

import pathlib
import subprocess
import sys

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "bench" / "peers" / "indices.py"


def test_indices_are_compared_with_the_closed_form() -> None:
    command = [sys.executable, str(SCRIPT), "--peer", "no_such_python"]

    good = subprocess.run([*command, "--draws", "50000"], capture_output=True, text=True)
    noisy = subprocess.run([*command, "--draws", "300"], capture_output=True, text=True)

    assert good.returncode == 0, good.stderr
    assert "First-order indices: 50,000 draws, 10 inputs, 10 outputs" in good.stdout
    assert "OpenTURNS    not installed" in good.stdout
    assert noisy.returncode == 1
