#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the benchmarks and prints one table: medians, each beside its scalar reference.

Without --filter or --all, a short set of a few minutes that covers what the speed of the whole
rests on. A JSON file of an earlier run can be shown in place of a new run.
"""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

# The short set: benchmarks whose names begin so, as Google Benchmark reads it (POSIX, extended).
SHORT = [
    r"pipeline",
    r"sample_uniforms",
    r"transform/(normal|normal_correlated|pert|pert_exact|gamma|gamma_exact)$",
    r"nash_(blocks|batch|scalar)",
    r"pure_[a-z]+/players:4/strategies:3",
    r"logit_(blocks|scalar|branch_scalar)",
    r"logit_flagship_shape",
    r"lemke_howson_uniform/(race|one_label)/strategies:(50|100)$",
    r"lemke_howson_uniform/race/strategies:(200|500)$",
    r"accumulate_",
    r"run_",
]

# The rule for references: `stem_scalar/arguments` is the reference of every benchmark whose name is
# `stem` or begins with `stem_` and that has the same arguments, `target` and `threads:1` aside. The
# longest stem counts. Several threads are compared with one. Those that the rule does not fit: a
# pattern of the whole name, and its reference's name.
PAIRS = [
    (r"accumulate_moments_by_block", r"accumulate_moments"),
    (r"transform/(pert|gamma)", r"transform/\1_exact"),
    (r"run_flagship_summed(/threads:1/.*)", r"run_flagship\1"),
    (r"lemke_howson_uniform/race/(.*)", r"lemke_howson_uniform/one_label/\1"),
    (r"(.*)/threads:(?!1(?:/|$))\d+(.*)", r"\1/threads:1\2"),
]


@dataclass(frozen=True)
class Floor:
    """A floor against regressions: what rows have reached on the slowest machine measured.

    It is for rows whose whole name, without the kind of time, matches the pattern.
    docs/performance.md says where the floors come from, with what limits each.
    """

    pattern: str
    ratio: float | dict[str, float]  # Over the reference; by instruction set where it depends.
    rate: float = 0.0  # Items per second.


FLOORS = [
    Floor(r"pipeline_run/target:\d(/threads:1)?", {"avx512": 19.0, "avx2": 12.0, "baseline": 6.0}),
    Floor(r"pipeline_run/target:\d/threads:2", 1.4),
    Floor(r"pure_blocks/players:4/strategies:3/target:\d", 6.0),
    Floor(r"logit_blocks/players:2/precision:5/target:\d", 2.1),
    Floor(r"logit_blocks/players:3/precision:1/target:\d", 3.9),
    Floor(r"run_flagship/threads:2", 1.4, 15_000.0),
    Floor(r"run_flagship_summed/threads:1", 0.9),
]

# What Google Benchmark itself writes beside a benchmark's own counters.
OWN_KEYS = set(
    "name family_index per_family_instance_index run_name run_type repetitions repetition_index "
    "threads iterations real_time cpu_time time_unit items_per_second bytes_per_second label "
    "error_occurred error_message aggregate_name aggregate_unit".split()
)
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


@dataclass
class Row:
    """One benchmark: medians over its repetitions."""

    name: str
    label: str = ""
    rate: float = 0.0  # Items per second, or calls per second of what counts no items.
    counters: dict[str, float] = field(default_factory=dict)
    error: str = ""
    reference: "Row | None" = None

    @property
    def ratio(self):
        known = self.reference and self.rate and self.reference.rate
        return self.rate / self.reference.rate if known else 0.0


def rate_of(entry):
    if "items_per_second" in entry:
        return entry["items_per_second"]
    return 1.0 / (entry["real_time"] * SECONDS[entry["time_unit"]])


def read_rows(document):
    """Read rows in the order of the program, whatever the order of the repetitions."""
    repetitions = {}
    for entry in document["benchmarks"]:
        if entry.get("run_type", "iteration") == "iteration":
            repetitions.setdefault(entry.get("run_name", entry["name"]), []).append(entry)
    rows = []
    order = {}
    for name, entries in repetitions.items():
        first = entries[0]
        order[name] = (first.get("family_index", 0), first.get("per_family_instance_index", 0))
        row = Row(name, first.get("label", ""))
        failed = [entry["error_message"] for entry in entries if entry.get("error_occurred")]
        if failed:
            row.error = failed[0]
        else:
            row.rate = statistics.median(map(rate_of, entries))
            row.counters = {
                key: statistics.median(entry[key] for entry in entries)
                for key in first
                if key not in OWN_KEYS
            }
        rows.append(row)
    rows.sort(key=lambda row: order[row.name])
    pair(rows)
    return rows


def without_time(name):
    return re.sub(r"/(real_time|process_time|manual_time)", "", name)


def split_name(name):
    """Split a name into the benchmark's own name and the arguments that its reference has, too."""
    parts = without_time(name).split("/")
    own = [part for part in parts if ":" not in part]
    arguments = [part for part in parts if ":" in part]
    return "/".join(own), [a for a in arguments if not re.match("target:|threads:1$", a)]


def pair(rows):
    by_name = {row.name: row for row in rows}
    scalar = {}
    for row in rows:
        own, arguments = split_name(row.name)
        if own.endswith("_scalar"):
            scalar[own.removesuffix("_scalar"), tuple(arguments)] = row
    for row in rows:
        for pattern, reference in PAIRS:
            match = re.fullmatch(pattern, row.name)
            if match:
                row.reference = by_name.get(match.expand(reference))
        own, arguments = split_name(row.name)
        if row.reference or own.endswith("_scalar"):
            continue
        fitting = [
            stem
            for stem, others in scalar
            if others == tuple(arguments) and (own == stem or own.startswith(stem + "_"))
        ]
        if fitting:
            row.reference = scalar[max(fitting, key=len), tuple(arguments)]


def floor_text(row):
    """The floor of the row, and whether it is met; empty if there is none."""
    own, _ = split_name(row.name)
    for floor in FLOORS:
        if own.endswith("_scalar") or not re.fullmatch(floor.pattern, without_time(row.name)):
            continue
        ratio = floor.ratio.get(row.label) if isinstance(floor.ratio, dict) else floor.ratio
        wanted = [f"{ratio:g}x"] if ratio else []
        met = [row.ratio >= ratio] if ratio else []
        if floor.rate:
            wanted.append(f"{si(floor.rate)}/s")
            met.append(row.rate >= floor.rate)
        if ratio and not row.ratio:
            return f">= {', '.join(wanted)}: no reference"
        return f">= {', '.join(wanted)}: {'met' if all(met) else 'short'}" if wanted else ""
    return ""


def si(value):
    """Format a number with three digits and an SI prefix."""
    for factor, prefix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= factor * 0.9995:
            return f"{value / factor:.3g} {prefix}"
    return f"{value:.3g} "


def heading(document):
    """Say when and on what machine; a load above a thread or two makes times doubtful."""
    context = document.get("context", {})
    repetitions = max(entry.get("repetitions", 1) for entry in document["benchmarks"])
    parts = [
        f"medians of {repetitions}",
        f"{context.get('num_cpus', '?')} processors at {context.get('mhz_per_cpu', '?')} MHz",
        *(f"load before {load:.1f}" for load in context.get("load_avg", [])[:1]),
        str(context.get("date", "")),
    ]
    return "; ".join(part for part in parts if part)


def table_lines(rows):
    cells = [("benchmark", "target", "rate", "ratio", "floor", "work")]
    for row in rows:
        work = ", ".join(f"{key} {value:.3g}" for key, value in row.counters.items())
        cells.append(
            (
                re.sub(r"/target:\d", "", without_time(row.name)),
                row.label,
                f"{si(row.rate)}/s" if row.rate else "-",
                f"{row.ratio:.3g}" if row.ratio else "",
                floor_text(row),
                row.error or work,
            )
        )
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    for line in cells:
        aligned = (
            text.rjust(width) if column in (2, 3) else text.ljust(width)
            for column, (text, width) in enumerate(zip(line, widths))
        )
        yield "  ".join(aligned).rstrip()


def floors_without_rows(rows):
    """The patterns of floors that match no benchmark of the run."""
    names = [without_time(row.name) for row in rows]
    return [
        floor.pattern for floor in FLOORS if not any(re.fullmatch(floor.pattern, name) for name in names)
    ]


def run_program(arguments, path):
    """Run the benchmarks, and show their output only if they fail."""
    patterns = arguments.filter or (None if arguments.all else "|".join(f"^{p}" for p in SHORT))
    command = [
        arguments.program,
        f"--benchmark_out={path}",
        "--benchmark_out_format=json",
        f"--benchmark_repetitions={arguments.repetitions}",
        f"--benchmark_min_time={arguments.min_time}",
        "--benchmark_enable_random_interleaving=true",
    ]
    if patterns:
        command.append(f"--benchmark_filter={patterns}")
    if not arguments.filter:
        print("Running benchmarks, which takes a few minutes.", file=sys.stderr)
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        sys.exit(f"cannot run {arguments.program}: {error.strerror}")
    if done.returncode != 0 or not os.path.exists(path) or os.path.getsize(path) == 0:
        sys.exit(f"{done.stderr}{arguments.program} gave no results (exit code {done.returncode})")


def read_document(path):
    try:
        with open(path, encoding="utf-8") as stream:
            document = json.load(stream)
    except OSError as error:
        sys.exit(f"cannot read {path}: {error.strerror}")
    except json.JSONDecodeError as error:
        sys.exit(f"{path}:{error.lineno}:{error.colno}: not what the benchmarks write: {error.msg}")
    if not isinstance(document, dict) or not document.get("benchmarks"):
        sys.exit(f"{path} holds no benchmarks")
    return document


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="./dev bench --table",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="For the longer times of a final measurement: --min-time 0.5 --repetitions 9.",
    )
    parser.add_argument("results", nargs="?", help="a JSON file to show in place of a run")
    parser.add_argument("--filter", metavar="REGEX", help="which benchmarks, by their names")
    parser.add_argument("--all", action="store_true", help="every benchmark")
    parser.add_argument("--json", metavar="FILE", help="keep Google Benchmark's JSON here")
    parser.add_argument("--program", default="demarche_bench", help="the program of benchmarks")
    parser.add_argument("--repetitions", type=int, default=5, help="default 5; order is random")
    parser.add_argument("--min-time", type=float, default=0.1, help="seconds each; default 0.1")
    arguments = parser.parse_args()
    if arguments.results and (arguments.json or arguments.filter or arguments.all):
        parser.error("a file of results is shown as it is: no --json, --filter or --all with it")
    return arguments


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.results or arguments.json or os.path.join(folder, "results.json")
        if not arguments.results:
            run_program(arguments, path)
        document = read_document(path)
    rows = read_rows(document)
    print(heading(document))
    print("\n".join(table_lines(rows)))
    if not arguments.filter and not arguments.results:
        for pattern in floors_without_rows(rows):
            print(f"A floor without a benchmark: {pattern}")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # What reads the table may stop early.
    sys.exit(main())
