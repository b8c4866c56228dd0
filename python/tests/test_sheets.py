# SPDX-License-Identifier: MIT
"""Parameters as tables for spreadsheets."""

from __future__ import annotations

import pathlib
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

import demarche
from demarche._sheets import cell_text


@pytest.fixture
def chicken() -> demarche.Scenario:
    return demarche.load_scenario("chicken")


@pytest.mark.parametrize("name", ["chicken", "entry", "great_reversal", "outreach"])
@pytest.mark.parametrize("kind", ["table", "csv", "xlsx"])
def test_a_sheet_that_nobody_changed_changes_nothing(
    name: str, kind: str, tmp_path: pathlib.Path
) -> None:
    scenario = demarche.load_scenario(name)
    sheet: Any = tmp_path / f"sheet.{kind}"
    if kind == "table":
        sheet = scenario.parameters_table()
    else:
        if kind == "xlsx":
            pytest.importorskip("openpyxl")
        scenario.save_parameters(sheet)

    after = scenario.with_parameters(sheet)

    assert after.to_json() == scenario.to_json()
    assert after.compile().digest == scenario.compile().digest


def test_tables_have_numbers_and_texts(chicken: demarche.Scenario) -> None:
    table = chicken.parameters_table()

    assert table.columns[:6].tolist() == ["id", "name", "unit", "expert", "weight", "family"]
    assert table["id"].tolist() == [one.id for one in chicken.parameters]
    assert table["high"].dtype == np.float64
    assert np.isnan(table["p50"]).all()
    assert table["expert"].tolist() == [""] * 4


def test_experts_fill_in_their_rows(chicken: demarche.Scenario, tmp_path: pathlib.Path) -> None:
    table = chicken.parameters_table(experts="anna")
    assert table["family"].tolist() == ["metalog"] * 4
    table = table[table["id"].isin(["prize", "resolve"])].assign(
        p05=[0.5, np.float32(0.25)], p50=1, p95=[2, 3]
    )
    other = table.assign(expert="ben", family="normal", p50=np.nan)

    both = chicken.with_parameters(table).with_parameters(other)

    said = both.parameters_table().set_index(["id", "expert"]).to_dict("index")
    anna, ben = said["prize", "anna"], said["prize", "ben"]
    assert [anna[name] for name in ("family", "p05", "p50")] == ["metalog", 0.5, 1]
    assert [ben[name] for name in ("family", "p05", "p95")] == ["normal", 0.5, 2]
    assert said["resolve", "anna"]["p05"] == 0.25
    assert [one.id for one in chicken.parameters if one.experts] == []
    path = tmp_path / "ben.CSV"
    both.save_parameters(path, experts=["ben"])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,name,")
    with pytest.warns(demarche.ScenarioProblemWarning) as warned:
        assert both.with_parameters(path).to_json() == both.to_json()
    assert len(warned) == 2  # Of what Ben has not said: war_cost_north and war_cost_south.


def test_rows_may_be_dicts_and_the_index_an_id(chicken: demarche.Scenario) -> None:
    after = chicken.with_parameters([{"id": "prize", "family": "constant", "value": 2}])
    table = chicken.parameters_table().set_index("id")
    table.loc["prize", ["family", "value", "low", "mode", "high"]] = [
        "constant",
        2,
        None,
        None,
        None,
    ]

    values = after.parameters_table()["value"]
    assert values.dropna().tolist() == [2]
    assert chicken.with_parameters(table).to_json() == after.to_json()


def test_every_problem_has_its_row_and_cell(
    chicken: demarche.Scenario, tmp_path: pathlib.Path
) -> None:
    rows = [{"id": "prise", "family": "uniform"}, {"id": "prize", "family": "pert", "low": "x"}]
    (tmp_path / "sheet.csv").write_text("id,family,low\nprise,uniform,\nprize,pert,x\n")

    with pytest.raises(demarche.ScenarioError) as of_table:
        chicken.with_parameters(rows)
    with pytest.raises(demarche.ScenarioError) as of_file:
        chicken.with_parameters(tmp_path / "sheet.csv")

    assert str(of_table.value).splitlines()[:2] == [
        "<table>:2:1: there is no parameter 'prise'; did you mean 'prize'?",
        "<table>:3:2: parameter prize: the family pert needs a number for 'mode'",
    ]
    assert f"{tmp_path}/sheet.csv:3:12: parameter prize: 'x' is no number" in str(of_file.value)
    assert (of_table.value.problems[-1].line, of_table.value.problems[-1].column) == (3, 3)


def test_rows_without_numbers_are_warned_of(chicken: demarche.Scenario) -> None:
    with pytest.warns(demarche.ScenarioProblemWarning, match="prize: this row has no numbers"):
        after = chicken.with_parameters([{"id": "prize", "family": "pert"}])

    assert after.to_json() == chicken.to_json()
    assert after.check() == []


def test_what_is_no_sheet_is_refused(chicken: demarche.Scenario, tmp_path: pathlib.Path) -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"ends in \.csv or \.xlsx"):
        chicken.save_parameters(tmp_path / "sheet.ods")
    with pytest.raises(demarche.IoError, match=r"none/x\.csv: cannot be written: No such file"):
        chicken.save_parameters(tmp_path / "none/x.csv")
    with pytest.raises(demarche.InvalidArgument, match="other must be a Scenario, got 3"):
        chicken.parameter_changes(3)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="a list of dicts, got"):
        chicken.with_parameters({"id": "prize"})  # type: ignore[dict-item]
    with pytest.raises(demarche.InvalidArgument, match="experts must be a name or a list of names"):
        chicken.parameters_table(3)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="a sheet must be a path, a DataFrame or"):
        chicken.with_parameters(3)  # type: ignore[arg-type]
    with pytest.raises(demarche.IoError):
        chicken.with_parameters(tmp_path / "none.csv")
    pytest.importorskip("openpyxl")
    (tmp_path / "text.xlsx").write_text("id,family")
    for name in ("none.xlsx", "text.xlsx"):
        with pytest.raises(demarche.IoError, match=f"{name}: cannot be read as an"):
            chicken.with_parameters(tmp_path / name)
    with pytest.raises(demarche.InvalidArgument, match="'Dr Who' is no id"):
        chicken.parameters_table(experts=["Dr Who"])


def test_workbooks_say_what_they_need(
    chicken: demarche.Scenario, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ["openpyxl", *(name for name in sys.modules if name.startswith("openpyxl."))]:
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "sheet.xlsx").write_bytes(b"")

    with pytest.raises(ImportError, match="pip install openpyxl"):
        chicken.save_parameters(tmp_path / "new.xlsx")
    with pytest.raises(ImportError, match="pip install openpyxl"):
        chicken.with_parameters(tmp_path / "sheet.xlsx")


def test_cells_read_back_to_the_bit() -> None:
    assert [cell_text(one) for one in (0.1 + 0.2, 2, np.int64(3), np.float32(0.5), True)] == [
        "0.30000000000000004",
        "2",
        "3",
        "0.5",
        "1",
    ]
    assert [cell_text(one) for one in (None, float("nan"), pd.NA, pd.NaT, "")] == [""] * 5
