# SPDX-License-Identifier: MIT
"""The package as a whole: names, documentation, examples, types, generated files."""

from __future__ import annotations

import doctest
import inspect
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import demarche
import demarche.plot

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "python/src/demarche"


def members(found: Any) -> list[tuple[str, Any]]:
    """What a class of the package has, from bases that are not public themselves too."""
    bases = [
        base for base in getattr(found, "__mro__", ()) if base.__module__.startswith("demarche")
    ]
    return [member for base in bases for member in vars(base).items()]


def public() -> Iterator[tuple[str, Any]]:
    """Every public name and every public member of every public class."""
    for module in (demarche, demarche.plot):
        for name in module.__all__:
            found = getattr(module, name)
            yield f"{module.__name__}.{name}", found
            for member, value in members(found):
                if not member.startswith("_") and (
                    callable(value) or isinstance(value, (property, classmethod))
                ):
                    yield f"{module.__name__}.{name}.{member}", value


def test_every_public_name_exists_once_and_is_documented() -> None:
    missing = [
        name
        for name, value in public()
        if not isinstance(value, (str, type(demarche.plot)))
        and not re.match(r"[A-Za-z0-9`(]", (inspect.getdoc(value) or "").removeprefix("Alias"))
    ]

    assert len(set(demarche.__all__)) == len(demarche.__all__)
    assert missing == []


def test_every_parameter_of_a_python_function_is_documented() -> None:
    missing = []
    for name, value in public():
        function = getattr(value, "__func__", value)
        if not inspect.isfunction(function):
            continue
        text = inspect.getdoc(function) or ""
        for parameter in inspect.signature(function).parameters:
            if parameter not in ("self", "cls") and not re.search(rf"\b{parameter}\b", text):
                missing.append(f"{name}: {parameter}")
    assert missing == []


def examples() -> list[doctest.DocTest]:
    parser = doctest.DocTestParser()
    found = {}
    for name, value in [*public(), ("demarche", demarche)]:
        text = inspect.getdoc(value) or ""
        if ">>>" in text and text not in found:
            names = {"demarche": demarche, "np": np}
            found[text] = parser.get_doctest(text, names, name, None, None)
    return list(found.values())


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.name)
def test_examples_say_what_happens(example: doctest.DocTest) -> None:
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)

    runner.run(example, out=report.append)

    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_the_stub_is_what_the_module_gives(tmp_path: pathlib.Path) -> None:
    pytest.importorskip("pybind11_stubgen")

    subprocess.run(
        [sys.executable, str(ROOT / "python/tools/generate_stub.py"), str(tmp_path / "_core.pyi")],
        check=True,
    )

    assert (tmp_path / "_core.pyi").read_text() == (SOURCES / "_core.pyi").read_text()


def test_the_message_classes_are_what_the_schema_gives() -> None:
    pytest.importorskip("google.protobuf")
    if shutil.which("protoc") is None:
        pytest.skip("there is no protoc")

    subprocess.run(
        [sys.executable, str(ROOT / "python/tools/generate_messages.py"), "--check"], check=True
    )


def test_types_are_right() -> None:
    pytest.importorskip("mypy")

    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / "build/mypy")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    assert (SOURCES / "py.typed").exists()


def test_the_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text()

    assert f'version = "{demarche.__version__}"' in text


def test_errors_are_of_python_s_kinds() -> None:
    assert issubclass(demarche.InvalidArgument, ValueError)
    assert issubclass(demarche.IoError, OSError)
    assert issubclass(demarche.ScenarioError, demarche.InvalidArgument)
    with pytest.raises(AttributeError, match="no attribute 'plots'"):
        _ = demarche.plots  # type: ignore[attr-defined]
