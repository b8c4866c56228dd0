#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every bundled scenario and compares the results with scenarios/<name>/expected.json.

    golden.py --program build/release/bin/demarche            compares; exit code 1 if a number moved
    golden.py --program build/release/bin/demarche --update   writes the files anew and says what moved

An expected.json lists runs: the arguments given to `demarche run`, and the result as it was. Each number
must agree within the file's tolerances, each count and name exactly. A result may have fields that the
file lacks, since the format grows. A number that moves on purpose belongs under *Numerical results* in
CHANGELOG.md.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Sums are exact and their order is fixed, so what differs between compilers is the rounding of single
# operations; certificates are such rounding errors themselves, hence the absolute part.
TOLERANCE = {"relative": 1e-9, "absolute": 1e-12}
# What a folder without the file starts with: the scenario's own concept.
FIRST_RUNS = [["--draws", "2000", "--simd", "baseline"]]
# Of the machine and of the build; and an analysis, which is made of the sums that its own tests compare.
LEFT_OUT = {"versions", "analysis"}
# What of a posterior is compared: the rest is as long as the result, and made of the same sums.
OF_POSTERIOR = {"outcomes", "claims", "effective_draws", "log_evidence"}


def run(program: str, scenario: pathlib.Path, arguments: list[str]) -> dict:
    """The result of one run, as the program writes it."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "result.json"
        command = [program, "run", str(scenario), *arguments, "--out", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return without(json.loads(out.read_text()))


def without(value):
    """The value without fields that are of the machine, floats cut to the digits that are compared."""
    if isinstance(value, dict):
        return {
            key: without({k: v for k, v in part.items() if k in OF_POSTERIOR} if key == "posterior" else part)
            for key, part in sorted(value.items())
            if key not in LEFT_OUT
        }
    if isinstance(value, list):
        return [without(part) for part in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


def differences(expected, found, tolerance: dict, path: str = ""):
    """Where `found` is not what was expected: path, expected, found."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, part in expected.items():
            if key in found:
                yield from differences(part, found[key], tolerance, f"{path}.{key}" if path else key)
            else:
                yield f"{path}.{key}", part, "nothing"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, (part, other) in enumerate(zip(expected, found)):
            label = part["id"] if isinstance(part, dict) and "id" in part else index
            yield from differences(part, other, tolerance, f"{path}[{label}]")
    elif is_number(expected) and is_number(found):
        if not math.isclose(
            expected, found, rel_tol=tolerance["relative"], abs_tol=tolerance["absolute"]
        ):
            yield path, expected, found
    elif expected != found:
        yield path, expected, found


def is_number(value) -> bool:
    """Whether the tolerances are for this value: protobuf's JSON writes counts as strings."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def scenario_folders():
    return sorted(path.parent for path in (ROOT / "scenarios").glob("*/scenario.txtpb"))


def check(program: str, folder: pathlib.Path) -> int:
    """Compares the runs of one folder and prints what differs; the number of differences."""
    file = folder / "expected.json"
    if not file.exists():
        print(f"{folder.name}: there is no expected.json; ./dev golden writes it")
        return 1
    expected = json.loads(file.read_text())
    count = 0
    for entry in expected["runs"]:
        found = run(program, folder, entry["arguments"])
        for path, was, now in differences(entry["result"], found, expected["tolerance"]):
            count += 1
            if count <= 20:
                print(f"{folder.name} {' '.join(entry['arguments'])}: {path}: expected {was}, got {now}")
    print(f"{folder.name}: {len(expected['runs'])} runs, {count} differences")
    return count


def update(program: str, folder: pathlib.Path) -> None:
    """Writes expected.json anew with the runs that it lists."""
    file = folder / "expected.json"
    if file.exists():
        check(program, folder)
        runs = [entry["arguments"] for entry in json.loads(file.read_text())["runs"]]
    else:
        runs = FIRST_RUNS
    entries = [{"arguments": run_, "result": run(program, folder, run_)} for run_ in runs]
    content = {"tolerance": TOLERANCE, "runs": entries}
    file.write_text(json.dumps(content, indent=1) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    folders = scenario_folders()
    if arguments.update:
        for folder in folders:
            update(arguments.program, folder)
        print("A number that moved belongs under *Numerical results* in CHANGELOG.md.")
        return 0
    return 1 if sum(check(arguments.program, folder) for folder in folders) or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
