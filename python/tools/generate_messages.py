#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes python/src/demarche/_schema/generated.py from the .proto files, comments included.

Needs protoc and Python's protobuf; a test compares the file with what this writes.
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass

from google.protobuf import descriptor_pb2
from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "python/src/demarche/_schema/generated.py"
SCHEMA = ROOT / "scenarios/schema"
WIDTH = 100
#: The files with a class for each message; slices stay inside the library.
PUBLIC = ("demarche/v1/scenario.proto", "demarche/v1/result.proto")
#: Python's own classes of these names are made of the messages.
RENAMED = {
    "Scenario": "ScenarioMessage",
    "Result": "ResultMessage",
    "Posterior": "PosteriorMessage",
    "ConceptComparison": "ComparisonMessage",
    "ScenarioComparison": "ScenarioComparisonMessage",
}
BASES = {"Distribution": "DistributionMethods"}
SCALARS = {
    FieldDescriptorProto.TYPE_STRING: "str",
    FieldDescriptorProto.TYPE_DOUBLE: "float",
    FieldDescriptorProto.TYPE_BOOL: "bool",
    FieldDescriptorProto.TYPE_INT32: "int",
    FieldDescriptorProto.TYPE_UINT32: "int",
    FieldDescriptorProto.TYPE_UINT64: "int",
    FieldDescriptorProto.TYPE_SINT64: "int",
}
ZERO = {"str": '""', "int": "0", "float": "0.0", "bool": "False"}
HEADER = '''# SPDX-License-Identifier: MIT
# ruff: noqa: D205, D400
"""The elements of scenarios and results; written by python/tools/generate_messages.py."""

from __future__ import annotations

from dataclasses import dataclass

from demarche._schema.base import Message
from demarche._schema.distribution import DistributionMethods
from demarche._schema.fields import (
    EMPTY,
    UNSET,
    MapField,
    Repeated,
    RepeatedScalar,
    Singular,
    SingularUnion,
    oneof,
)
'''


@dataclass
class Element:
    """A field as the generated class needs it."""

    name: str
    comment: str
    type: str
    is_repeated: bool
    is_optional: bool
    oneof: str
    key: str

    @property
    def is_scalar(self) -> bool:
        return self.type in ZERO

    def read_type(self) -> str:
        """What an attribute holds."""
        if self.key:
            return f"dict[{self.key}, {self.type}]"
        if self.is_repeated:
            return f"list[{self.type}]"
        return f"{self.type} | None" if self.is_optional else self.type

    def declaration(self, members: list[str]) -> str:
        """A line of the dataclass; `members` are the types of the oneof in a message held."""
        if self.key:
            return f"{self.name}: MapField[{self.key}, {self.type}] = UNSET"
        if self.is_repeated:
            kind = "RepeatedScalar" if self.is_scalar else "Repeated"
            return f"{self.name}: {kind}[{self.type}] = EMPTY"
        if self.is_scalar:
            default = "None" if self.is_optional else ZERO[self.type]
            default = f'oneof("{self.oneof}", {default})' if self.oneof else default
            return f"{self.name}: {self.read_type()} = {default}"
        kind = f"Singular[{self.type}]"
        if members:
            union = textwrap.fill(f"{' | '.join(members)},", WIDTH - 12)
            kind = f"SingularUnion[\n    {self.type},\n{textwrap.indent(union, '    ')}\n]"
        return f"{self.name}: {kind} = " + (f'oneof("{self.oneof}")' if self.oneof else "UNSET")

    def document(self) -> str:
        text = textwrap.fill(self.comment, WIDTH - 8)
        return f"{self.name} : {self.read_type()}\n" + textwrap.indent(text, "    ")


@dataclass
class Structure:
    """A message with its fields."""

    name: str
    comment: str
    elements: list[Element]


def element(message: DescriptorProto, field: FieldDescriptorProto, comment: str) -> Element:
    nested = {nested.name: nested for nested in message.nested_type}
    short = field.type_name.rsplit(".", 1)[-1]
    is_repeated = field.label == FieldDescriptorProto.LABEL_REPEATED
    key = ""
    if short in nested and nested[short].options.map_entry:
        key, kind = (SCALARS[part.type] for part in nested[short].field)
        is_repeated = False
    else:
        kind = SCALARS.get(field.type) or RENAMED.get(short, short)
    in_oneof = field.HasField("oneof_index") and not field.proto3_optional
    is_plain = is_repeated or bool(key) or kind == "str"
    return Element(
        name=field.name,
        comment=comment,
        type=kind,
        is_repeated=is_repeated,
        is_optional=not is_plain and (field.proto3_optional or in_oneof or kind not in ZERO),
        oneof=message.oneof_decl[field.oneof_index].name if in_oneof else "",
        key=key,
    )


def structures(*files: str) -> list[Structure]:
    """The messages of .proto files in their order, with the comments above and beside them."""
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(
            [
                "protoc",
                f"-I{SCHEMA}",
                f"--descriptor_set_out={out.name}",
                "--include_source_info",
                *files,
            ],
            check=True,
        )
        found = list(descriptor_pb2.FileDescriptorSet.FromString(out.read()).file)
    result = []
    for file in found:
        comments = {
            tuple(place.path): " ".join(
                f"{place.leading_comments} {place.trailing_comments}".split()
            )
            for place in file.source_code_info.location
        }
        for m, message in enumerate(file.message_type):
            elements = [
                element(message, field, comments.get((4, m, 2, f), ""))
                for f, field in enumerate(message.field)
            ]
            result.append(Structure(message.name, comments.get((4, m), ""), elements))
    return result


#: Words of a comment that say nothing of their own.
FILLERS = "a an and any are as each every is it its of one that the these this to"


def says_nothing(name: str, comment: str) -> bool:
    """Whether a comment is no sentence, or one that only repeats the words of the name."""

    def stems(text: str) -> set[str]:
        return {re.sub("(ies|y|s)$", "", word) for word in re.findall("[a-z0-9]+", text.lower())}

    return not comment.endswith(".") or stems(comment) <= stems(
        f"{name.replace('_', ' ')} {FILLERS}"
    )


def undocumented(found: list[Structure]) -> list[str]:
    """The messages and fields whose comment says nothing."""
    places = []
    for structure in found:
        spaced = re.sub("(?<!^)([A-Z])", r" \1", structure.name)
        if says_nothing(spaced, structure.comment):
            places.append(structure.name)
        places += [
            f"{structure.name}.{element.name}"
            for element in structure.elements
            if says_nothing(element.name, element.comment)
        ]
    return places


def class_text(structure: Structure, unions: dict[str, list[str]]) -> str:
    name = RENAMED.get(structure.name, structure.name)
    paragraphs = re.split(r"(?<=\.) ", structure.comment, maxsplit=1)
    document = "\n\n".join(textwrap.fill(paragraph, WIDTH - 8) for paragraph in paragraphs)
    document += "\n\nParameters\n----------\n"
    document += "\n".join(element.document() for element in structure.elements)
    body = f'"""{document}\n"""\n\n' + "\n".join(
        element.declaration(unions.get(element.type, [])) for element in structure.elements
    )
    return (
        "@dataclass(kw_only=True, slots=True, repr=False, eq=False)\n"
        f"class {name}({BASES.get(name, 'Message')}):\n" + textwrap.indent(body, "    ")
    )


def generate() -> str:
    found = structures(*PUBLIC)
    # A member of the family stands for the Distribution that holds it.
    unions = {
        structure.name: [member.type for member in structure.elements if member.oneof]
        for structure in found
        if structure.name == "Distribution"
    }
    classes = [class_text(structure, unions) for structure in found]
    return HEADER + "".join(f"\n\n{text}\n" for text in classes)


if __name__ == "__main__":
    text = generate()
    if sys.argv[1:] == ["--check"]:
        sys.exit(TARGET.read_text() != text)
    TARGET.write_text(text)
