#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds commands in the repository that would install Demarche by name from a package index.

PyPI's `demarche` is an unrelated package with the same import name, and `demarche-scenarios` is not
published, so whoever registers that name could have it installed. Commands therefore name a folder
or a wheel. Prints each place; the exit code is 1 if there is one.
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ("*.md", "*.ipynb", "*.py", "*.toml", "*.txt", "*.yml", "*.cff", "dev", ".ci/*")
#: The words after the command, up to a comment, a backtick, the end of a string or of a paragraph.
COMMAND = re.compile(
    r"\b(?:pipx?|pip3|uv|poetry|conda)\s+(?:install|add|download|run)\b([^`#;|&]*)"
)
BY_NAME = re.compile(r"""^['"]*demarche(-scenarios)?(\[[^\]]*\])?([=<>~!].*)?['",.:)]*$""", re.I)


def installs_by_name(text: str) -> list[str]:
    """The commands of a text that name a package of ours, without line breaks."""
    found = []
    for match in COMMAND.finditer(text.replace("\\n", "\n").replace('\\"', "'")):
        paragraph = re.split(r"\n\s*\n|\n\$ |\n(?=\s*(?:pip|\./))", match.group())[0]
        if any(BY_NAME.match(word) for word in paragraph.split()[2:]):
            found.append(" ".join(paragraph.split()))
    return found


def main() -> int:
    """Look through all files under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--", *FILES], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    # The tests of this file hold what is not to be written elsewhere.
    names = [name for name in listed if not name.endswith("test_install_lines.py")]
    found = [
        f"{name}: {command}"
        for name in names
        for command in installs_by_name((ROOT / name).read_text())
    ]
    for place in found:
        print(f"{place}\n  installs from an index; name a folder or a wheel", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
