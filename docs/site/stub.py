# SPDX-License-Identifier: MIT
"""Has the Python reference read the compiled module from its committed stub.

That has the signatures that type checkers see; a test compares it with the module."""

import importlib.util
import itertools
import pathlib
import re
import sys

STUB = pathlib.Path(__file__).resolve().parents[2] / "python/src/demarche/_core.pyi"
# What pybind11 accepts, in the words of those who call.
SHORTER = {
    "typing.SupportsInt | typing.SupportsIndex": "int",
    "typing.SupportsFloat | typing.SupportsIndex": "float",
    "typing.Annotated[numpy.typing.ArrayLike, numpy.float64]": "numpy.typing.ArrayLike",
}


def source():
    """The stub as a module that can be executed."""
    text = STUB.read_text()
    for long, short in SHORTER.items():
        text = text.replace(long, short)
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
