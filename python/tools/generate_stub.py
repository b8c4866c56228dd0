#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes python/src/demarche/_core.pyi, or the file named, from the compiled module."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile

TARGET = pathlib.Path(__file__).resolve().parents[2] / "python/src/demarche/_core.pyi"


def generate() -> str:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pybind11_stubgen",
                "demarche._core",
                "-o",
                folder,
                "--numpy-array-use-type-var",
                "--print-invalid-expressions-as-is",
            ],
            check=True,
            capture_output=True,
        )
        text = (pathlib.Path(folder) / "demarche/_core.pyi").read_text()
    return "# SPDX-License-Identifier: MIT\n# Written by python/tools/generate_stub.py.\n" + text


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(generate())
