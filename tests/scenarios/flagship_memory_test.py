# SPDX-License-Identifier: MIT
"""The flagship's run stays within its memory: flagship_memory_test.py PROGRAM SCENARIO."""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile

LIMIT_MIB = 250
DRAWS = 1_000


def main():
    program, scenario = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        result = pathlib.Path(folder) / "result.json"
        command = [program, "run", scenario, "--concept", "qre", "--draws", str(DRAWS), "--threads", "2"]
        subprocess.run([*command, "--out", str(result)], check=True, stdout=subprocess.DEVNULL)
        done = int(json.loads(result.read_text())["draws_done"])
    # Kibibytes on Linux; the run is the only child.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{done} draws, at most {peak:.0f} MiB")
    if done != DRAWS:
        sys.exit(f"expected {DRAWS} draws")
    if not 1 < peak < LIMIT_MIB:
        sys.exit(f"expected less than {LIMIT_MIB} MiB")


if __name__ == "__main__":
    main()
