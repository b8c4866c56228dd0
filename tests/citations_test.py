#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every citation has its entry in docs/references.bib: @cite in headers and sources, and [Key2001]
in docs/. Pages of docs/theory/ list the keys they cite under "References", and every solver has a page."""

import pathlib
import re
import sys

# A link would go on with "(".
PAGE_KEY = re.compile(r"\[([A-Z]\w*(?:19|20)\d\d)\](?!\()")
SOURCE_KEY = re.compile(r"@cite\s+(?:///?\s*)?(\w+)")
# Headers of include/demarche/solve/ that all solvers share.
NO_SOLVERS = ("certificate", "concept", "concept_options", "factored_solution", "solve_game", "solve_status")


def citations(root: pathlib.Path):
    for base in (root / "include", root / "lib"):
        for path in sorted(base.rglob("*.[ch]pp")):
            yield path, SOURCE_KEY.findall(path.read_text())
    for path in sorted((root / "docs").rglob("*.md")):
        yield path, PAGE_KEY.findall(path.read_text())


def missing(root: pathlib.Path):
    entries = re.findall(r"^@\w+\{(\w+),", (root / "docs/references.bib").read_text(), re.M)
    for key in sorted({key for key in entries if entries.count(key) > 1}):
        yield f"docs/references.bib: {key} is there twice"
    for path, keys in citations(root):
        for key in keys:
            if key not in entries:
                yield f"{path.relative_to(root)}: {key} is not in docs/references.bib"


def unlisted(root: pathlib.Path):
    for path in sorted((root / "docs/theory").glob("*.md")):
        body, heading, references = path.read_text().partition("\n## References\n")
        if not heading:
            if path.name != "README.md":
                yield f"{path.relative_to(root)}: there is no section 'References'"
            continue
        for key in sorted(set(PAGE_KEY.findall(body)) - set(PAGE_KEY.findall(references))):
            yield f"{path.relative_to(root)}: {key} is cited but not listed under 'References'"


def pages_missing(root: pathlib.Path):
    """A header that defines a solver has a page of its name, and the index links to it."""
    index = (root / "docs/theory/README.md").read_text()
    for path in sorted((root / "include/demarche/solve").glob("*.hpp")):
        page = path.with_suffix(".md").name
        if path.stem not in NO_SOLVERS and (
                not (root / "docs/theory" / page).exists() or f"]({page})" not in index):
            yield f"{path.relative_to(root)}: no page docs/theory/{page}, or no link from its README.md"


if __name__ == "__main__":
    top = pathlib.Path(sys.argv[1])
    found = [*missing(top), *unlisted(top), *pages_missing(top)]
    print("\n".join(found) or "every citation has its entry")
    sys.exit(1 if found else 0)
