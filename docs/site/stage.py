# SPDX-License-Identifier: MIT
"""Collects the site's sources in one folder: the repository's pages, and generated ones."""

import re
import shutil
import subprocess
import textwrap

# Pages that live outside docs/, by their place in the repository, and where the site has them.
ELSEWHERE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "bench/README.md": "benchmarks.md",
    "docs/site/index.md": "index.md",
    "docs/site/scenarios.md": "scenarios/index.md",
    "docs/site/references.md": "references.md",
}
# Files that pages include.
INCLUDED = {
    "README.md": "included/README.md",
    "scenarios/quickstart/quickstart.cpp": "included/quickstart.cpp",
    "scenarios/quickstart/quickstart.py": "included/quickstart.py",
}


def places(root):
    """Where the site has each page: place in the repository -> place in the site."""
    found = dict(ELSEWHERE)
    for path in sorted((root / "scenarios").glob("*/README.md")):
        found[str(path.relative_to(root))] = f"scenarios/{path.parent.name}.md"
    for path in sorted((root / "docs").rglob("*")):
        place = path.relative_to(root / "docs")
        if path.suffix in (".md", ".ipynb") and place.parts[0] != "site":
            found[f"docs/{place}"] = str(place)
    return found


class Stage:
    """The folder that Sphinx reads. What has not changed is not touched, for quick builds."""

    def __init__(self, root, folder):
        self.root = root
        self.folder = folder
        self._used = set()

    def _path(self, place):
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        self._used.add(path)
        return path

    def collect(self):
        for file, place in (places(self.root) | INCLUDED).items():
            self._copy(self.root / file, self._path(place))

    @staticmethod
    def _copy(file, path):
        if not path.exists() or path.read_bytes() != file.read_bytes():
            shutil.copyfile(file, path)

    def generate(self, pages):
        for place, text in pages.items():
            path = self._path(place)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)

    def finish(self):
        """Removes what an earlier build left that is no longer a page."""
        for path in sorted(self.folder.rglob("*")):
            if not path.is_dir() and path not in self._used:
                path.unlink()


def wrapped(line, width=98):
    """A line of help that is wider than the page, broken under the beginning of its last column."""
    column = max((found.end() for found in re.finditer(r"  +", line)), default=0)
    indent = " " * column
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False) or line


def command_line(program):
    """The reference of the command line: what the program itself says."""

    def said(*arguments):
        command = [program, *arguments]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return "\n".join(map(wrapped, text.rstrip().splitlines()))

    parts = [
        "# Command line",
        "What `demarche --help` and the help of each subcommand say. `./dev run` builds the "
        "program (`build/release/bin/demarche`) and passes it all arguments.",
        f"```text\n{said('--help')}\n```",
    ]
    names = re.findall(r"^  ([a-z-]+) ", said("--help").partition("\nSubcommands:\n")[2], re.M)
    for name in names:
        parts.append(f"## {name}\n\n```text\n{said(name, '--help')}\n```")
    return "\n\n".join(parts) + "\n"
