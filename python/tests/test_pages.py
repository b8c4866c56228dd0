# SPDX-License-Identifier: MIT
"""Tutorials and how-to pages run as a reader would run them: top to bottom, in an empty folder.

Blocks of ``console`` hold commands after ``$`` and what they print, where ``...`` stands for
anything. Blocks of ``python`` run in one interpreter; a block of ``text`` after one is what it
prints. Comments that readers do not see say what else a block is: ``<!-- file: NAME -->`` and
``<!-- append: NAME -->`` write it to a file, ``<!-- replace: NAME: OLD -> NEW -->`` changes one,
``<!-- exit: N -->`` expects the next commands to end with N, ``<!-- not run: WHY -->`` skips a
block.
"""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("docs/tutorial/*.md"), *ROOT.glob("docs/how_to/*.md")])
PROGRAM = (
    os.path.realpath(os.environ["DEMARCHE_PROGRAM"]) if "DEMARCHE_PROGRAM" in os.environ else ""
)

STEP = re.compile(
    r"<!-- (?P<word>file|append|replace|exit|not run): (?P<rest>.*?) -->"
    r"|^```(?P<language>\w+)\n(?P<block>.*?)^```$",
    re.M | re.S,
)


def matches(expected: str, shown: str) -> bool:
    """Compare line by line without blanks at the ends; ``...`` stands for any text."""
    parts = "\n".join(line.rstrip() for line in expected.strip().splitlines()).split("...")
    text = "\n".join(line.rstrip() for line in shown.strip().splitlines())
    return re.fullmatch(".*?".join(map(re.escape, parts)), text, re.S) is not None


def commands(block: str) -> list[tuple[str, str]]:
    """Split a console block into commands and what they are to print."""
    found = re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    return [(command, output) for command, output in found]


class Page:
    """A page that is being run."""

    def __init__(self, path: pathlib.Path, folder: pathlib.Path, program: str) -> None:
        self.path = path
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__page__"}
        self.num_run = 0
        self.printed = ""  # By the last block of Python, and not yet compared.
        tools = folder / ".bin"
        tools.mkdir()
        (tools / "demarche").symlink_to(program)
        (tools / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (tools / "python").chmod(0o755)
        (folder / "scenarios").symlink_to(ROOT / "scenarios")
        self.environment = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}

    def run(self) -> None:
        asides: dict[str, str] = {}
        for step in STEP.finditer(self.path.read_text()):
            if step["word"] == "replace":
                self._replace(step["rest"])
            elif step["word"]:
                asides[step["word"]] = step["rest"]
            else:
                self._block(step["language"], step["block"], asides)
                asides = {}
        assert self.printed == "", f"{self.path.name} does not show what is printed"

    def _replace(self, text: str) -> None:
        name, change = text.split(": ", 1)
        old, new = change.split(" -> ")
        file = self.folder / name
        assert file.read_text().count(old) == 1, f"{self.path.name}: {old!r} is not once in {name}"
        file.write_text(file.read_text().replace(old, new))

    def _block(self, language: str, block: str, asides: dict[str, str]) -> None:
        if "file" in asides:
            (self.folder / asides["file"]).write_text(block)
        elif "append" in asides:
            with (self.folder / asides["append"]).open("a") as file:
                file.write("\n" + block)
        elif "not run" not in asides and language == "console":
            for command, output in commands(block):
                self._command(command, output, int(asides.get("exit", "0")))
        elif "not run" not in asides and language == "python":
            assert self.printed == "", f"{self.path.name} does not show what is printed"
            self._python(block)
        elif language == "text":
            self._output(block)

    def _command(self, command: str, output: str, status: int) -> None:
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.num_run += 1
        where = f"{self.path.name}: $ {command}\n"
        assert ran.returncode == status, f"{where}ended with {ran.returncode}:\n{ran.stdout}"
        if output.strip():
            assert matches(output, ran.stdout), f"{where}printed\n{ran.stdout}\nnot\n{output}"

    def _python(self, block: str) -> None:
        shown = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(shown):
            exec(compile(block, str(self.path), "exec"), self.names)
        self.num_run += 1
        self.printed = shown.getvalue()

    def _output(self, expected: str) -> None:
        shown = self.printed
        assert matches(expected, shown), f"{self.path.name} printed\n{shown}\nnot\n{expected}"
        self.printed = ""


@pytest.mark.skipif(not PROGRAM, reason="DEMARCHE_PROGRAM does not name the program; ctest sets it")
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_pages_run_as_written(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    page = Page(path, tmp_path, PROGRAM)

    page.run()

    assert page.num_run > 0


def theory_commands() -> list[str]:
    """Every command of docs/theory that solves or runs something of scenarios/."""
    pages = sorted(ROOT.glob("docs/theory/*.md"))
    command = re.compile(r"^    demarche ((?:solve|run|explain) scenarios/.*)$", re.M)
    return sorted({found for page in pages for found in command.findall(page.read_text())})


@pytest.mark.skipif(not PROGRAM, reason="DEMARCHE_PROGRAM does not name the program; ctest sets it")
@pytest.mark.parametrize("command", theory_commands())
def test_commands_of_the_theory_pages_run(command: str) -> None:
    subprocess.run(
        [PROGRAM, *command.split()], cwd=ROOT, check=True, capture_output=True, text=True
    )


def test_a_page_that_is_wrong_is_found(tmp_path: pathlib.Path) -> None:
    (tmp_path / "run").mkdir()
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo one two three\none ... four\n```\n")

    with pytest.raises(AssertionError, match="one two three"):
        Page(page, tmp_path / "run", shutil.which("true") or "").run()

    assert matches("one ... three", "one two three\n")
    assert not matches("one\nthree", "one\ntwo\nthree")
