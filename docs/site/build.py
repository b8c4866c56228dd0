#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds the documentation site: Doxygen's XML, then the pages' sources in one folder, then Sphinx.

Everything is strict: a name without documentation, a link that leads nowhere or any other warning
is an error. The package `demarche` has to be importable, and --program the built `demarche`. What
is written lies below --output: doxygen/, source/ and html/, where index.html is the front page.
"""

import argparse
import hashlib
import os
import pathlib
import re
import subprocess
import sys

import cpp_pages
import links
import python_pages
import stage

import demarche

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def run(command, **environment):
    status = subprocess.run(command, env=os.environ | environment, check=False).returncode
    if status != 0:
        sys.exit(status)


def doxygen(folder):
    """Doxygen knows citations only with BibTeX installed; here they become Sphinx's."""
    folder.mkdir(parents=True, exist_ok=True)
    run(["doxygen", str(HERE / "Doxyfile")], ROOT=str(ROOT), OUTPUT=str(folder))
    role = r"<verbatim>embed:rst:inline :cite:p:`\1`</verbatim>"
    for path in folder.glob("*.xml"):
        text = path.read_text()
        cited = re.sub(r"\[cite:(\w+)\]", role, text)
        if cited != text:
            path.write_text(cited)


def check_readme():
    """The README is no page of the site, so its links are looked at here."""
    linked = [match[2] for match in links.LINK.finditer((ROOT / "README.md").read_text())]
    broken = [link for link in linked if not (ROOT / link).exists()]
    if broken:
        sys.exit(f"README.md: links lead nowhere: {', '.join(broken)}")


def digest():
    """Of what Sphinx does not see, so that pages are read anew where that has changed."""
    package = pathlib.Path(demarche.__file__).resolve().parent
    files = [*HERE.glob("*.py"), *package.rglob("*.py"), *package.rglob("*.pyi")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build/docs")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/bin/demarche")
    options = parser.parse_args()
    output = options.output.resolve()

    check_readme()
    doxygen(output / "doxygen")
    source = stage.Stage(ROOT, output / "source")
    source.collect()
    source.generate(cpp_pages.pages(output / "doxygen", ROOT / "docs/theory"))
    source.generate(python_pages.pages())
    source.generate({"reference/command_line.md": stage.command_line(options.program)})
    source.finish()

    run(
        [
            *(sys.executable, "-m", "sphinx", "-b", "html", "-q", "-n", "-W", "--keep-going"),
            *("-j", "auto", "-c", str(HERE), "-d", str(output / "doctrees")),
            *("-D", f"site_digest={digest()}"),
            *(str(source.folder), str(output / "html")),
        ],
        DEMARCHE_DOXYGEN=str(output / "doxygen"),
        DEMARCHE_VERSION=demarche.__version__,
        # For the notebooks' kernels too, which start in another folder.
        PYTHONPATH=str(pathlib.Path(demarche.__file__).absolute().parents[1]),
        PYDEVD_DISABLE_FILE_VALIDATION="1",
    )
    print(output / "html/index.html")


if __name__ == "__main__":
    main()
