#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes python/src/demarche/_messages.py from the .proto files, comments included.

Needs protoc and Python's protobuf; a test compares the file with what this writes.
"""

from __future__ import annotations

import pathlib
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator

from google.protobuf import descriptor_pb2
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "python/src/demarche/_messages.py"
WIDTH = 100
# Python's own classes of these names wrap the messages.
RENAMED = {"Result": "ResultMessage", "ConceptComparison": "ComparisonMessage"}
MIXINS = {"Scenario": "ScenarioMethods", "Distribution": "DistributionMethods"}
SCALARS = {
    FieldDescriptorProto.TYPE_STRING: "str",
    FieldDescriptorProto.TYPE_DOUBLE: "float",
    FieldDescriptorProto.TYPE_BOOL: "bool",
    FieldDescriptorProto.TYPE_INT32: "int",
    FieldDescriptorProto.TYPE_UINT32: "int",
    FieldDescriptorProto.TYPE_UINT64: "int",
}
ZERO = {"str": '""', "int": "0", "float": "0.0", "bool": "False"}
# What the .proto files leave to the names.
FIELDS = {
    "id": "Unique among its kind; matches ``[a-z][a-z0-9_]*``.",
    "name": "For readers.",
    "rationale": "Why, in one line.",
    "sources": "Where it comes from.",
    "unit": "What it is measured in.",
    "count": "Draws behind it.",
    "undefined": "Draws in which it had no finite value.",
    "when": "The condition.",
    "value": "The number, or the expression for it.",
    "event": "The condition that makes it happen.",
    "standard_error": "Of the mean.",
}
SUMMARIES = {
    "Scenario": "Actors, their levers, uncertain stakes, and the questions asked of them.",
    "Document": "A work that sources refer to.",
    "Actor": "Somebody who acts: levers, and what they are for.",
    "Lever": "One thing that an actor decides, on ordered levels.",
    "Level": "One level of a lever.",
    "Infeasible": "A rule that excludes strategies.",
    "PayoffTerm": "One summand of an actor's payoff.",
    "Parameter": "An uncertain number.",
    "Distribution": "A family with its parameters, whole or truncated; exactly one family is set.",
    "Constant": "A number that is certain.",
    "Uniform": "All numbers in an interval alike.",
    "Triangular": "A triangle over an interval.",
    "Pert": "A bell over an interval, by its mode.",
    "Normal": "The normal distribution.",
    "Lognormal": "The lognormal distribution, by its median.",
    "Beta": "The beta distribution.",
    "Gamma": "The gamma distribution.",
    "Exponential": "The exponential distribution.",
    "StudentT": "Student's t distribution.",
    "Bernoulli": "1 with some probability, else 0.",
    "Discrete": "Some numbers with weights.",
    "Empirical": "Like a sample.",
    "Outcome": "A named event.",
    "Claim": "A sentence that holds with some probability, or in some share of the draws.",
    "Comparisons": "Comparisons that all have to hold.",
    "Comparison": "One option better than others.",
    "OptionSet": "Options to be compared.",
    "Metric": "A number for every profile and draw.",
    "Quantity": "A named expression.",
    "Question": "What is asked, and what answers it.",
    "Defaults": "What a run does unless told otherwise.",
    "Source": "A place in a document.",
    "RankCorrelation": "How two parameters go together.",
    "Result": "What a run found, as stored.",
    "RunOptions": "The settings behind a result.",
    "ConceptComparison": "Results that differ in the solution concept alone, as stored.",
    "Estimate": "A probability: its mean over the draws that were solved.",
    "LeverDistribution": "How likely each level of a lever is.",
    "Summary": "A metric or a payoff over the draws.",
    "Quantile": "A probability and the value below which a share of that size lies.",
    "OptionSetResult": "How the options of a set compare.",
    "Option": "One option of a set.",
    "ProfileCount": "How often a joint profile was sampled.",
    "SolveStatistics": "How the draws were solved.",
}
HEADER = '''# SPDX-License-Identifier: MIT
# ruff: noqa: A002, D205, D400
"""The elements of scenarios and results; written by python/tools/generate_messages.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from demarche._message import Field, Message
from demarche._methods import DistributionMethods, ScenarioMethods
'''


class Member:
    """A field as the generated class needs it."""

    def __init__(self, message: DescriptorProto, field: FieldDescriptorProto, comment: str) -> None:
        self.name = field.name
        self.comment = comment
        self.oneof = ""
        self.key = ""
        self.is_optional = field.proto3_optional
        self.is_repeated = field.label == FieldDescriptorProto.LABEL_REPEATED
        nested = {nested.name: nested for nested in message.nested_type}
        short = field.type_name.rsplit(".", 1)[-1]
        if short in nested and nested[short].options.map_entry:
            key, value = nested[short].field
            self.key, self.type, self.is_repeated = SCALARS[key.type], SCALARS[value.type], False
        else:
            self.type = SCALARS.get(field.type) or RENAMED.get(short, short)
        if field.HasField("oneof_index") and not field.proto3_optional:
            self.oneof = message.oneof_decl[field.oneof_index].name
            self.is_optional = self.is_optional or (self.type in ZERO and self.type != "str")

    @property
    def is_scalar(self) -> bool:
        return self.type in ZERO

    def attribute(self) -> str:
        if self.key:
            return f"dict[{self.key}, {self.type}]"
        if self.is_repeated:
            return f"list[{self.type}]"
        return self.type if self.is_scalar and not self.is_optional else f"{self.type} | None"

    def argument(self, union: list[str]) -> str:
        if self.key:
            return f"{self.name}: Mapping[{self.key}, {self.type}] | None = None"
        one = self.type if self.is_scalar else " | ".join([self.type, *union, "Mapping[str, Any]"])
        if self.is_repeated:
            return f"{self.name}: Iterable[{one}] = ()"
        if self.is_scalar and not self.is_optional:
            return f"{self.name}: {one} = {ZERO[self.type]}"
        return f"{self.name}: {one} | None = None"

    def record(self) -> str:
        extra = [
            f"{name}={value!r}"
            for name, value in (
                ("is_repeated", self.is_repeated),
                ("is_optional", self.is_optional),
                ("oneof", self.oneof),
                ("key", self.key),
            )
            if value
        ]
        return f"Field({', '.join([repr(self.name), repr(self.type), *extra])}),".replace("'", '"')

    def document(self) -> str:
        kind = self.attribute()
        text = (
            self.comment or FIELDS.get(self.name) or self.name.replace("_", " ").capitalize() + "."
        )
        return f"{self.name} : {kind}\n" + textwrap.indent(textwrap.fill(text, WIDTH - 8), "    ")


def descriptor_files() -> list[FileDescriptorProto]:
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(
            [
                "protoc",
                f"-I{ROOT / 'scenarios/schema'}",
                f"--descriptor_set_out={out.name}",
                "--include_source_info",
                "demarche/v1/scenario.proto",
                "demarche/v1/result.proto",
            ],
            check=True,
        )
        return list(descriptor_pb2.FileDescriptorSet.FromString(out.read()).file)


def sentence(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def messages() -> Iterator[tuple[str, str, list[Member]]]:
    for file in descriptor_files():
        comments = {
            tuple(place.path): sentence(place.leading_comments + " " + place.trailing_comments)
            for place in file.source_code_info.location
        }
        for m, message in enumerate(file.message_type):
            members = [
                Member(message, field, comments.get((4, m, 2, f), ""))
                for f, field in enumerate(message.field)
            ]
            yield message.name, comments.get((4, m), ""), members


def class_text(name: str, comment: str, members: list[Member], unions: dict[str, list[str]]) -> str:
    python_name = RENAMED.get(name, name)
    summary = SUMMARIES.get(name, "")
    comment = "" if summary == comment else comment
    summary = "\n\n".join(part for part in (summary, comment) if part)
    lines = [f"class {python_name}({MIXINS[name] + ', ' if name in MIXINS else ''}Message):"]
    document = "\n\n".join(textwrap.fill(part, WIDTH - 8) for part in summary.split("\n\n"))
    document += "\n\nParameters\n----------\n"
    document += "\n".join(member.document() for member in members)
    lines.append(textwrap.indent('"""' + document + '\n"""', "    ").replace("    \n", "\n"))
    lines.append("")
    lines.append("    __slots__ = (")
    lines.extend(f'        "{member.name}",' for member in members)
    lines.append("    )")
    lines.extend(f"    {member.name}: {member.attribute()}" for member in members)
    lines.append("    _fields = (")
    lines.extend(f"        {member.record()}" for member in members)
    lines.append("    )")
    lines.append("")
    lines.append("    def __init__(")
    lines.append("        self,")
    lines.append("        *,")
    lines.extend(f"        {member.argument(unions.get(member.type, []))}," for member in members)
    lines.append("    ) -> None:")
    lines.append("        self._fill(")
    lines.append("            {")
    lines.extend(f'                "{member.name}": {member.name},' for member in members)
    lines.append("            }")
    lines.append("        )")
    return "\n".join(line.rstrip() for line in "\n".join(lines).split("\n"))


def generate() -> str:
    found = list(messages())
    unions = {
        name: [member.type for member in members if member.oneof and not member.is_scalar]
        for name, _, members in found
        if name == "Distribution"
    }
    parts = [HEADER]
    parts.extend("\n\n" + class_text(*message, unions) + "\n" for message in found)
    names = sorted(RENAMED.get(name, name) for name, _, _ in found)
    parts.append("\n\n__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n")
    return "".join(parts)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(TARGET.read_text() != generate())
    TARGET.write_text(generate())
