# SPDX-License-Identifier: MIT
"""The package as a whole: names, documentation, examples, types, generated files."""

from __future__ import annotations

import ast
import doctest
import graphlib
import inspect
import pathlib
import re
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


def test_every_parameter_of_a_bound_function_is_documented() -> None:
    missing = []
    for name, value in public():
        if not hasattr(value, "__wrapped__"):  # Those of the compiled module are wrapped.
            continue
        signatures = re.findall(r"^(?:\d+\. )?\w+\((.*)\) ->", value.__doc__ or "", re.M)
        text = re.sub(r"^(?:\d+\. )?\w+\(.*\) ->.*$", "", value.__doc__ or "", flags=re.M)
        for parameter in re.findall(r"(?:^|, )(\w+): ", ", ".join(signatures)):
            if parameter != "self" and not re.search(rf"\b{parameter}\b", text):
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


def imports_of(path: pathlib.Path) -> set[str]:
    """The package's own modules that a file imports, wherever in it the imports stand."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("demarche"):
            module = str(node.module)
            # "from demarche import _core" imports the module that is named last.
            found |= (
                {f"{module}.{a.name}" for a in node.names} if module == "demarche" else {module}
            )
    return found


def test_modules_import_each_other_in_one_direction() -> None:
    graph = {
        ".".join(path.relative_to(SOURCES.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): imports_of(path)
        for path in SOURCES.rglob("*.py")
    }

    order = list(graphlib.TopologicalSorter(graph).static_order())

    assert order.index("demarche._schema.generated") < order.index("demarche._model")
    assert order.index("demarche._run") < order.index("demarche._scenario")


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


def test_every_public_function_says_its_types() -> None:
    untyped = []
    for path in [*SOURCES.rglob("*.py"), SOURCES / "_core.pyi"]:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef):
                continue
            spec = node.args
            every = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, spec.vararg, spec.kwarg]
            told = [argument for argument in every if argument is not None]
            if told and told[0].arg in ("self", "cls"):
                told = told[1:]
            if node.returns is None or any(argument.annotation is None for argument in told):
                untyped.append(f"{path.name}:{node.lineno} {node.name}")
    assert untyped == []


def test_the_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text()

    assert f'version = "{demarche.__version__}"' in text


def test_errors_are_of_python_s_kinds() -> None:
    assert issubclass(demarche.InvalidArgument, ValueError)
    assert issubclass(demarche.IoError, OSError)
    assert issubclass(demarche.ScenarioError, demarche.InvalidArgument)
    with pytest.raises(AttributeError, match="no attribute 'plots'"):
        _ = demarche.plots  # type: ignore[attr-defined]
