# SPDX-License-Identifier: MIT
"""The documentation's Python and the notebooks run as they stand."""

from __future__ import annotations

import os
import pathlib
import re
from typing import Any

import pytest

import demarche

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs/notebooks").glob("*.ipynb"))


def test_the_page_for_python_runs_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python.md").read_text(), re.S)
    names: dict[str, Any] = {}

    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)

    assert len(blocks) >= 4
    assert "war 0." in capsys.readouterr().out
    assert isinstance(names["comparison"], demarche.ConceptComparison)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebooks_run(path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    monkeypatch.setenv("PYTHONPATH", os.fspath(pathlib.Path(demarche.__file__).parents[1]))
    monkeypatch.delenv("MPLBACKEND", raising=False)  # So that figures are shown.
    notebook = nbformat.read(path, as_version=4)
    stored = [[o.output_type for o in c.get("outputs", [])] for c in notebook.cells]

    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()

    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    assert outputs
    assert not [o for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    # What viewers show without running it; python/tools/run_notebooks.py stores it.
    assert stored == [[o.output_type for o in c.get("outputs", [])] for c in notebook.cells]
