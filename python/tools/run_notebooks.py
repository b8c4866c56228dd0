#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the notebooks of docs/notebooks and stores what they show, so that viewers show it, too.

Give names of notebooks to run these alone. What changes from run to run (times, identities of
objects) is left out.
"""

from __future__ import annotations

import os
import pathlib
import re
import sys
from typing import Any

import nbclient
import nbformat

import demarche

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs/notebooks"


def executed(path: pathlib.Path) -> Any:
    """Run a notebook in a kernel of its own, with the package that this process has."""
    os.environ["PYTHONPATH"] = os.fspath(pathlib.Path(demarche.__file__).parents[1])
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    return notebook


def store(path: pathlib.Path) -> None:
    notebook = executed(path)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = None
            if "metadata" in output:
                output.metadata = {}
            # xarray numbers the elements of its tables at random.
            html = output.get("data", {}).get("text/html")
            if html:
                output.data["text/html"] = without_random_ids(html)
    nbformat.write(notebook, path)


def without_random_ids(html: str) -> str:
    """Number identifiers such as ``section-6f1c...`` in the order in which they stand."""
    found = dict.fromkeys(re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", html))
    for number, identity in enumerate(found):
        html = html.replace(identity, f"id-{number}")
    return html


if __name__ == "__main__":
    names = sys.argv[1:] or [path.stem for path in sorted(FOLDER.glob("*.ipynb"))]
    for name in names:
        store(FOLDER / f"{name}.ipynb")
