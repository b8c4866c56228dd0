#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every @cite in a header or source has its entry in docs/references.bib."""

import pathlib
import re
import sys


def missing(root: pathlib.Path):
    known = set(re.findall(r"^@\w+\{(\w+),", (root / "docs/references.bib").read_text(), re.M))
    for base in (root / "include", root / "lib"):
        for path in sorted(base.rglob("*.[ch]pp")):
            for key in re.findall(r"@cite\s+(?:///?\s*)?(\w+)", path.read_text()):
                if key not in known:
                    yield f"{path.relative_to(root)}: {key} is not in docs/references.bib"


if __name__ == "__main__":
    found = list(missing(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "every citation has its entry")
    sys.exit(1 if found else 0)
