#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that kernels keep their names to themselves. Code that Highway compiles for several instruction
sets stands in `demarche::HWY_NAMESPACE`; without an anonymous namespace inside, the linker would take two
types or functions of one name in two files for the same."""

import pathlib
import re
import sys


def open_namespaces(root: pathlib.Path):
    """Places where HWY_NAMESPACE opens and no anonymous namespace follows at once."""
    for path in sorted((root / "lib").rglob("*.[ch]pp")):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            if re.match(r"namespace demarche::HWY_NAMESPACE\S* \{", line) and lines[number] != "namespace {":
                yield f"{path.relative_to(root)}:{number}: open an anonymous namespace here"


if __name__ == "__main__":
    found = list(open_namespaces(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "kernels are in anonymous namespaces")
    sys.exit(1 if found else 0)
