# SPDX-License-Identifier: MIT
"""The messages of the file format: documentation in the .proto files, classes made from them."""

from __future__ import annotations

import dataclasses
import importlib.util
import pathlib
import pickle
import shutil
import sys
from types import ModuleType

import pytest

import demarche
from demarche import Distribution, Normal, Parameter, Uniform

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """python/tools/generate_messages.py."""
    pytest.importorskip("google.protobuf")
    if shutil.which("protoc") is None:
        pytest.skip("there is no protoc")
    spec = importlib.util.spec_from_file_location(
        "generate_messages", ROOT / "python/tools/generate_messages.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # Dataclasses look their module up there.
    spec.loader.exec_module(module)
    return module


def test_the_classes_are_what_the_schema_gives(tool: ModuleType) -> None:
    assert tool.TARGET.read_text() == tool.generate()


def test_every_message_and_field_of_the_schema_is_documented(tool: ModuleType) -> None:
    files = sorted((ROOT / "scenarios/schema/demarche/v1").glob("*.proto"))

    found = tool.structures(*(f"demarche/v1/{file.name}" for file in files))

    assert len(files) == 3
    assert sum(len(structure.elements) for structure in found) > 250
    assert tool.undocumented(found) == []


@pytest.mark.parametrize(
    ("name", "comment", "expected"),
    [
        ("low", "", True),
        ("low", "Low.", True),
        ("option_sets", "The option sets.", True),
        ("quantities", "Each quantity of the", True),
        ("rank_correlations", "Its rank correlations.", True),
        ("low", "The smallest possible number", True),
        ("low", "The smallest possible number.", False),
        ("documents", "The works that sources refer to by id.", False),
    ],
)
def test_comments_that_repeat_a_name_say_nothing(
    tool: ModuleType, name: str, comment: str, expected: bool
) -> None:
    assert tool.says_nothing(name, comment) is expected


def test_what_is_assigned_is_converted_like_what_is_constructed() -> None:
    parameter = Parameter(id="stake")

    parameter.distribution = Uniform(low=1, high=2)
    parameter.sources = ({"document": "none"},)

    assert parameter.distribution == Distribution(uniform=Uniform(low=1, high=2))
    assert parameter.sources == [demarche.Source(document="none")]


def test_assigning_one_member_of_a_oneof_resets_the_others() -> None:
    distribution = Distribution(uniform=Uniform(low=1, high=2), truncate_low=0)

    distribution.normal = Normal(mean=1, standard_deviation=2)

    assert distribution == Distribution(normal=Normal(mean=1, standard_deviation=2), truncate_low=0)
    distribution.uniform = None
    assert distribution.normal is not None
    with pytest.raises(demarche.InvalidArgument, match="must be Uniform"):
        distribution.uniform = 3  # type: ignore[assignment]
    assert distribution.normal is not None


def test_what_cannot_be_converted_is_refused_and_changes_nothing() -> None:
    level = demarche.Level(id="full", value=1)

    with pytest.raises(demarche.InvalidArgument, match=r"Level\.value must be float, got 'much'"):
        level.value = "much"  # type: ignore[assignment]
    with pytest.raises(AttributeError, match="valeu"):
        level.valeu = 2  # type: ignore[attr-defined]

    assert level == demarche.Level(id="full", value=1.0)


def test_messages_are_dataclasses() -> None:
    normal = Normal(mean=1, standard_deviation=2)

    wider = dataclasses.replace(normal, standard_deviation=3)

    assert [field.name for field in dataclasses.fields(normal)] == ["mean", "standard_deviation"]
    assert dataclasses.asdict(wider) == {"mean": 1.0, "standard_deviation": 3.0}
    assert pickle.loads(pickle.dumps(wider)) == wider != normal


def test_a_scenario_stays_a_scenario_through_a_model() -> None:
    model = demarche.load_scenario("chicken").compile()

    again = pickle.loads(pickle.dumps(model))

    assert type(model.scenario) is demarche.Scenario
    assert again.scenario == model.scenario
    assert type(again.scenario) is demarche.Scenario
