#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that no two headers define types of the same name: all are in one namespace, private ones
too, and the linker would take one type's functions for the other's without a word."""

import pathlib
import re
import sys


def definitions(root: pathlib.Path):
    """Where each name is defined; macros and forward declarations aside."""
    places = {}
    for base in ("include", "lib"):
        for path in sorted((root / base).rglob("*.hpp")):
            if path.name.endswith("-inl.hpp"):
                continue  # Once per instruction set, each in a namespace of its own.
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = re.match(r"(?:struct|class|enum class) (\w+)(?: final)?(?: : .*)? \{", line)
                if match:
                    place = f"{path.relative_to(root)}:{number}"
                    places.setdefault(match[1], []).append(place)
    return places


def main(root: pathlib.Path) -> int:
    places = definitions(root)
    for name, found in places.items():
        if len(found) > 1:
            print(f"{found[1]}: {name} is defined in {found[0]}, too")
    return 0 if len(places) > 50 and all(len(found) == 1 for found in places.values()) else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
