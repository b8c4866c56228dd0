# SPDX-License-Identifier: MIT
"""How the fields of messages are declared, for type checkers and for ``base``."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from demarche._schema.elements import Elements

T = TypeVar("T")
Member_contra = TypeVar("Member_contra", contravariant=True)
Key = TypeVar("Key")

# Types of fields as type checkers see them: what is read, and what may be given.


class Singular(Protocol[T]):
    """One message or None; a mapping stands for a message."""

    def __get__(self, instance: Any, owner: Any) -> T | None:
        """Read the message."""

    def __set__(self, instance: Any, value: T | Mapping[str, Any] | None) -> None:
        """Take a message or what stands for it."""


class SingularUnion(Protocol[T, Member_contra]):
    """One message or None; a mapping, or a member of the message's oneof, stands for it."""

    def __get__(self, instance: Any, owner: Any) -> T | None:
        """Read the message."""

    def __set__(self, instance: Any, value: T | Member_contra | Mapping[str, Any] | None) -> None:
        """Take a message or what stands for it."""


class Repeated(Protocol[T]):
    """A list of messages, taken from any iterable; mappings stand for messages."""

    def __get__(self, instance: Any, owner: Any) -> Elements[T]:
        """Read the messages."""

    def __set__(self, instance: Any, value: Iterable[T | Mapping[str, Any]]) -> None:
        """Take messages or what stands for them."""


class RepeatedScalar(Protocol[T]):
    """A list of numbers or strings, taken from any iterable."""

    def __get__(self, instance: Any, owner: Any) -> Elements[T]:
        """Read the list."""

    def __set__(self, instance: Any, value: Iterable[T]) -> None:
        """Take the items."""


class MapField(Protocol[Key, T]):
    """A dict, taken from any mapping."""

    def __get__(self, instance: Any, owner: Any) -> dict[Key, T]:
        """Read the dict."""

    def __set__(self, instance: Any, value: Mapping[Key, T] | None) -> None:
        """Take the items."""


#: Defaults of fields whose declared type is one of those above.
UNSET: Any = None
EMPTY: Any = ()


def oneof(group: str, default: Any = None) -> Any:
    """Declare a field of which only one in the group may be set."""
    return dataclasses.field(default=default, metadata={"oneof": group})


SCALARS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
}


#: What a field holds that nobody set, by type.
ZEROS: dict[str, Any] = {"str": "", "int": 0, "float": 0.0, "bool": False}


class Field(NamedTuple):
    """One field of a message."""

    name: str
    #: "str", "int", "float", "bool" or the name of a message class.
    type: str
    is_repeated: bool
    #: None where nothing is set, instead of the type's zero.
    is_optional: bool
    #: The fields of one group exclude each other.
    oneof: str
    #: "str" or "int" for a map, whose values have the field's type.
    key: str

    def default(self) -> Any:
        """What an unset field holds."""
        if self.key:
            return {}
        if self.is_repeated:
            return []
        if self.is_optional:
            return None
        return ZEROS[self.type]

    def is_set(self, value: Any) -> bool:
        """Whether a value of the field says anything."""
        return value is not None if self.is_optional else bool(value != self.default())


def field_of(declared: dataclasses.Field[Any]) -> Field:
    """Read a declaration such as ``levers: Repeated[Lever]`` or ``value: float | None``."""
    kind, *names = re.findall(r"\w+", str(declared.type))
    is_map = kind == "MapField"
    return Field(
        name=declared.name,
        type=kind if kind in SCALARS else names[1] if is_map else names[0],
        is_repeated=kind.startswith("Repeated"),
        is_optional=kind.startswith("Singular") or "None" in names,
        oneof=declared.metadata.get("oneof", ""),
        key=names[0] if is_map else "",
    )
