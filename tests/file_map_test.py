#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the ways from pages to code: every page of docs/theory/ names its header and source in a line "Code: ...",
and has a worked example, the table of docs/theory/README.md has the same files, lib/solve/README.md has every file of
lib/solve and every room, lib/scenario/README.md has every file of lib/scenario and of its rooms, lib/simulate/README.md
has every file of lib/simulate, every path that these pages and docs/glossary.md and docs/design.md name exists, and so
does every program of build/release that a page names."""

import pathlib
import re
import sys

# A path from the root of the repository, in backticks.
PATH = re.compile(r"`((?:include|lib|tests|bench|docs|python|scenarios)/[\w./-]*)`")
CODE = re.compile(r"^Code: (.*?)\.$", re.M | re.S)
PROGRAM = re.compile(r"build/release/(?:bin|tests)/(\w+)")
# A cell of a table that begins with names in backticks.
FIRST_CELL = re.compile(r"^\| ((?:`[\w./]+`\*?(?:, )?)+) \|", re.M)


def absent(root: pathlib.Path):
    pages = [*sorted((root / "docs/theory").glob("*.md")), root / "docs/glossary.md"]
    pages += [root / "docs/design.md", root / "lib/simulate/README.md", root / "lib/solve/README.md", root / "lib/scenario/README.md"]
    for page in pages:
        for path in sorted(set(PATH.findall(page.read_text()))):
            if not (root / path).exists():
                yield f"{page.relative_to(root)}: names {path}, which does not exist"


def programs(root: pathlib.Path):
    """What CMake builds: executables that are named, and a program for the tests of each folder and label."""
    names = {"demarche"}  # The output name of demarche_cli.
    for lists in [*root.glob("*/CMakeLists.txt"), *root.glob("*/*/CMakeLists.txt")]:
        text = lists.read_text()
        names |= set(re.findall(r"(?:add_executable|demarche_add_example)\((\w+)", text))
        for folder, labels in re.findall(r"demarche_add_test\((\w+)/[\w/${}]+((?: \w+)*)\)", text):
            names.add(f"demarche_{folder}_{'_'.join(labels.split() or ['unit'])}_tests")
    return names


def without_program(root: pathlib.Path):
    known = programs(root)
    for page in [*sorted((root / "docs").rglob("*.md")), root / "bench/README.md", root / "CONTRIBUTING.md"]:
        for name in sorted(set(PROGRAM.findall(page.read_text())) - known):
            yield f"{page.relative_to(root)}: there is no program {name}"


def unmapped(root: pathlib.Path):
    table = {}
    for line in (root / "docs/theory/README.md").read_text().splitlines():
        row = re.match(r"\| \[(\w+)\]\(\1\.md\) \|", line)
        if row and "`include/" in line:
            table[row[1]] = PATH.findall(line)
    for page in sorted((root / "docs/theory").glob("*.md")):
        if page.name == "README.md":
            continue
        name = page.relative_to(root)
        code = CODE.search(page.read_text())
        files = PATH.findall(code[1]) if code else []
        if not files:
            yield f"{name}: there is no line 'Code: `include/...`, `lib/...`.'"
        if table.get(page.stem) != files:
            yield f"{name}: docs/theory/README.md maps it to {table.get(page.stem)}, the page itself to {files}"
        if not re.search(r"^## Examples?$|^\*\*?Example", page.read_text(), re.M):
            yield f"{name}: there is no worked example"
        header = f"include/demarche/solve/{page.stem}.hpp"
        source = f"lib/solve/{page.stem}.cpp"
        if (root / header).exists() and not {header, source} <= set(files):
            yield f"{name}: its line 'Code: ...' must name {header} and {source}"


def unlisted(root: pathlib.Path):
    solve, scenario, simulate = root / "lib/solve", root / "lib/scenario", root / "lib/simulate"
    in_rooms = {path.stem for path in scenario.glob("*/*.[ch]pp")}
    in_roots = {
        folder: {path.name for path in folder.iterdir() if path.name not in ("README.md", "__pycache__")}
        for folder in (solve, scenario)
    }
    in_roots[scenario] -= {path.name for path in scenario.iterdir() if path.is_dir()}  # They are headings.
    in_simulate = {path.stem for path in simulate.glob("*.[ch]pp")}
    in_simulate |= {path.stem for path in (root / "include/demarche/simulate").iterdir()}
    tables = ((solve, in_roots[solve]), (scenario, in_roots[scenario] | in_rooms), (simulate, in_simulate))
    for folder, there in tables:
        readme = folder / "README.md"
        cells = FIRST_CELL.findall(readme.read_text())
        listed = {name.rstrip("/") for cell in cells for name in re.findall(r"`([\w./]+)`", cell)}
        for name in sorted(there - listed):
            yield f"{readme.relative_to(root)}: there is no line for {name}"
        for name in sorted(listed - there):
            yield f"{readme.relative_to(root)}: {name} does not exist"


if __name__ == "__main__":
    top = pathlib.Path(sys.argv[1])
    found = [*absent(top), *without_program(top), *unmapped(top), *unlisted(top)]
    print("\n".join(found) or "every page leads to its files")
    sys.exit(1 if found else 0)
