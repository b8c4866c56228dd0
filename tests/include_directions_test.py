#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every folder includes only the folders it may use (docs/design.md)."""

import pathlib
import re
import sys

ALLOWED = {
    "core": set(),
    "sample": {"core"},
    "game": {"core"},
    "scenario": {"core", "game", "sample"},
    "solve": {"core", "game"},
    "simulate": {"core", "game", "sample", "scenario", "solve"},
    "report": {"core", "game", "sample", "scenario", "solve", "simulate"},
    "cli": {"core", "game", "sample", "scenario", "solve", "simulate", "report"},
}
# scenario/ may use these headers of sample/ and game/ and no others.
SCENARIO_MAY_USE = {
    "sample": {"distribution", "correlation", "parameter_sampler"},
    "game": {"factored_game"},
}


def violations(root: pathlib.Path):
    for base in (root / "include" / "demarche", root / "lib"):
        for path in sorted(base.rglob("*.[ch]pp")):
            folder = path.relative_to(base).parts[0]
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = re.match(r'#include "(?:demarche/)?([a-z]+)/(\w+)', line)
                if not match or match[1] not in ALLOWED or match[1] == folder:
                    continue
                used, header = match.groups()
                narrow = SCENARIO_MAY_USE.get(used) if folder == "scenario" else None
                if used not in ALLOWED[folder] or (narrow and header not in narrow):
                    yield f"{path.relative_to(root)}:{number}: {folder}/ must not use {used}/{header}"


if __name__ == "__main__":
    found = list(violations(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "include directions are fine")
    sys.exit(1 if found else 0)
