# SPDX-License-Identifier: MIT
"""Has the Python reference read the compiled module from its committed stub.

That has the signatures that type checkers see; a test compares it with the module."""

import importlib.util
import itertools
import pathlib
import re
import sys

STUB = pathlib.Path(__file__).resolve().parents[2] / "python/src/demarche/_core.pyi"
# What pybind11 accepts and returns, in the words of those who call.
SHORTER = [
    (r"typing\.SupportsFloat \| typing\.SupportsIndex", "float"),
    (r"typing\.SupportsIndex", "int"),
    (r"numpy\.typing\.NDArray\[[\w.]+\]", "numpy.ndarray"),
    (r"numpy\.typing\.ArrayLike", "ArrayLike"),
    (r"typing\.Annotated\[([\w.]+), [\w., ]*(?:\"[^\"]*\")?\]", r"\1"),
    (r"^class ", 'class ArrayLike:\n    "For signatures."\nclass '),
]


def source():
    """The stub as a module that can be executed."""
    text = STUB.read_text()
    for long, short in SHORTER:
        text = re.sub(long, short, text, count=1 if long.startswith("^") else 0, flags=re.M)
    # Enumerators with one value would be one.
    number = itertools.count()
    return re.sub(r"(?m)^(    \w+) = \.\.\.$", lambda name: f"{name[1]} = {next(number)}", text)


def install():
    """To be called before `demarche` is imported."""
    spec = importlib.util.spec_from_loader("demarche._core", loader=None, origin=str(STUB))
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(STUB)
    sys.modules["demarche._core"] = module
    exec(compile(source(), str(STUB), "exec"), module.__dict__)
