#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes python/src/demarche/_core.pyi, or the file named, from the compiled module."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

TARGET = pathlib.Path(__file__).resolve().parents[2] / "python/src/demarche/_core.pyi"

#: Signatures are read from pybind11's own functions, not from those that explain errors.
GENERATE = """
from demarche import _bound
from pybind11_stubgen import main

_bound.uninstall()
main()
"""
NUMBER = re.escape("typing.SupportsFloat | typing.SupportsIndex")
#: Where the generator says less, or other, than mypy's strict mode needs.
CORRECTIONS = [
    # Members of enums, which have no constructor of their own.
    (r"(    \w+): typing\.ClassVar\[\w+\](?=\n)", r"\1 = ..."),
    (r"    @classmethod\n    def __new__\(cls, value\):\n        \.\.\.\n", ""),
    # Pickling.
    (r"tuple\[\.\.\.(?:, \.\.\.)*\]", "tuple[typing.Any, ...]"),
    (r"tuple\[\.\.\., tuple\[str\]\]", "tuple[typing.Any, ...]"),
    (r"-> tuple:", "-> tuple[typing.Any, ...]:"),
    (r"arg0: tuple\)", "arg0: tuple[typing.Any, ...])"),
    (r"-> dict:", "-> dict[str, typing.Any]:"),
    (r"os\.PathLike(?!\[)", "os.PathLike[str]"),
    # pybind11 says of integers that they may be floats, which it then refuses.
    (re.escape("typing.SupportsInt | typing.SupportsIndex"), "typing.SupportsIndex"),
    # An array is no Sequence to a type checker, but a probability vector can be one.
    (rf"collections\.abc\.Sequence\[{NUMBER}\]", "numpy.typing.ArrayLike"),
]


def generate() -> str:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                sys.executable,
                "-c",
                GENERATE,
                "demarche._core",
                "-o",
                folder,
                "--numpy-array-use-type-var",
                "--enum-class-locations",
                "CorrelatedObjective|DynamicsRule|LemkeHowsonPaths|NfgVersion|Purpose|Selection:demarche._core",
            ],
            check=True,
            capture_output=True,
        )
        text = (pathlib.Path(folder) / "demarche/_core.pyi").read_text()
    for pattern, replacement in CORRECTIONS:
        text = re.sub(pattern, replacement, text)
    return "# SPDX-License-Identifier: MIT\n# Written by python/tools/generate_stub.py.\n" + text


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(generate())
