#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every folder includes only the folders it may use (docs/design.md), and that the rooms of
lib/solve/ and lib/scenario/ include only rooms on a lower floor."""

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
    "analyze": {"core", "game", "sample", "scenario", "solve", "simulate"},
    "report": {"core", "game", "sample", "scenario", "solve", "simulate", "analyze"},
    "cli": {"core", "game", "sample", "scenario", "solve", "simulate", "analyze", "report"},
}
# scenario/ may use these headers of sample/ and game/ and no others.
SCENARIO_MAY_USE = {
    "sample": {"distribution", "correlation", "parameter_sampler", "quantile_fit", "stream"},
    "game": {"factored_game"},
}

# The rooms of a folder of lib/ by floor, the lowest first. A room may use lower floors and public headers;
# only the files of the folder itself, which stand above all rooms, may use every room.
FLOORS = {
    "scenario": [{"language"}, {"compile"}, {"check"}, {"layers"}, {"sheet"}],
    "solve": [
        {"blocks", "logit", "batches"},
        {"programs", "paths", "small_logit", "signs", "pure", "dominance"},
        {"supports", "trees"},
        {"pivoting"},
    ],
}
# Other folders may use these private rooms of scenario/: an explanation evaluates expressions.
SCENARIO_ROOMS_FOR_OTHERS = {"language"}


def upward_includes(root: pathlib.Path, folder: str):
    """Lines of a room that include a room of the same or a higher floor, or a file of the folder itself."""
    floor_of = {room: floor for floor, rooms in enumerate(FLOORS[folder]) for room in rooms}
    base = root / "lib" / folder
    for path in sorted(base.glob("*/*.[ch]pp")):
        room = path.parent.name
        if room not in floor_of:
            yield f"{path.relative_to(root)}: give the room a floor in {pathlib.Path(__file__).name}"
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(rf'#include "{folder}/(?:(\w+)/)?([\w-]+)', line)
            if not match or match[1] == room:
                continue
            if match[1] is None or floor_of.get(match[1], len(floor_of)) >= floor_of[room]:
                used = "/".join(part for part in match.groups() if part)
                yield f"{path.relative_to(root)}:{number}: {folder}/{room}/ must not use {folder}/{used}"


def private_rooms_used(root: pathlib.Path):
    """Lines outside lib/scenario/ that include a room of it that is not for others."""
    for path in sorted((root / "lib").rglob("*.[ch]pp")):
        if path.relative_to(root / "lib").parts[0] == "scenario":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'#include "scenario/([\w-]+)', line)
            if match and match[1] not in SCENARIO_ROOMS_FOR_OTHERS:
                yield f"{path.relative_to(root)}:{number}: only scenario/ may use scenario/{match[1]}"


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
    root = pathlib.Path(sys.argv[1])
    found = [*violations(root), *private_rooms_used(root)]
    for folder in FLOORS:
        found += upward_includes(root, folder)
    print("\n".join(found) or "include directions are fine")
    sys.exit(1 if found else 0)
