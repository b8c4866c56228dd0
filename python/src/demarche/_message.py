# SPDX-License-Identifier: MIT
"""What all messages of the file format have in common; the classes are in ``_messages``."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple, TypeVar

from demarche._core import InvalidArgument

Self = TypeVar("Self", bound="Message")

_SCALARS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
}
_CLASSES: dict[str, type[Message]] = {}


class Field(NamedTuple):
    """One field of a message."""

    name: str
    #: "str", "int", "float", "bool" or the name of a message class.
    type: str
    is_repeated: bool = False
    #: None where nothing is set, instead of the type's zero.
    is_optional: bool = False
    #: The fields of one group exclude each other.
    oneof: str = ""
    #: "str" or "int" for a map, whose values have the field's type.
    key: str = ""

    def default(self) -> Any:
        """What an unset field holds."""
        if self.key:
            return {}
        if self.is_repeated:
            return []
        if self.is_optional or self.type not in _SCALARS:
            return None
        return {"str": "", "int": 0, "float": 0.0, "bool": False}[self.type]


class Message:
    """A part of a scenario or a result: an element of the file format with plain attributes.

    Elements are built with keyword arguments; where one holds others, mappings do as well. Equality
    is that of all fields.
    """

    __slots__ = ()
    _fields: ClassVar[tuple[Field, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        _CLASSES[cls.__name__] = cls

    def _fill(self, values: Mapping[str, Any]) -> None:
        problems: list[str] = []
        self._set_all(values, type(self).__name__, problems)
        if problems:
            raise InvalidArgument("\n".join(problems))

    def _set_all(self, values: Mapping[str, Any], path: str, problems: list[str]) -> None:
        known = {field.name for field in self._fields}
        for name in values:
            if name not in known:
                close = difflib.get_close_matches(str(name), known, 1)
                hint = (
                    f"did you mean '{close[0]}'?"
                    if close
                    else f"there are {', '.join(sorted(known))}"
                )
                problems.append(f"{path} has no field '{name}'; {hint}")
        for field in self._fields:
            value = values.get(field.name)
            place = f"{path}.{field.name}"
            if value is None:
                setattr(self, field.name, field.default())
            else:
                setattr(self, field.name, _converted_field(field, value, place, problems))
        problems.extend(f"{path} {message}" for message in self._oneof_problems())

    def _oneof_problems(self) -> list[str]:
        groups: dict[str, list[str]] = {}
        for field in self._fields:
            if field.oneof and _is_set(field, getattr(self, field.name)):
                groups.setdefault(field.oneof, []).append(field.name)
        return [
            f"can have only one {oneof}, got {' and '.join(names)}"
            for oneof, names in groups.items()
            if len(names) > 1
        ]

    @classmethod
    def from_dict(cls: type[Self], data: Mapping[str, Any]) -> Self:
        """Build a message from mappings, sequences and scalars, as JSON has them.

        Parameters
        ----------
        data : mapping
            Field names and values.

        Returns
        -------
        Message

        Raises
        ------
        InvalidArgument
            With every unknown field and every value of another type, one a line.
        """
        message = cls.__new__(cls)
        message._fill(data)
        return message

    def to_dict(self) -> dict[str, Any]:
        """Give the fields that are set as dicts, lists and scalars.

        Returns
        -------
        dict
            What `from_dict` turns into an equal message.
        """
        found = self._oneof_problems()
        if found:
            raise InvalidArgument(f"{type(self).__name__} {found[0]}")
        return {
            field.name: _plain(getattr(self, field.name))
            for field in self._fields
            if _is_set(field, getattr(self, field.name))
        }

    def to_json(self) -> str:
        """Give the message as protobuf's JSON.

        Returns
        -------
        str
        """
        return json.dumps(_json_safe(self.to_dict()), ensure_ascii=False)

    @classmethod
    def from_json(cls: type[Self], text: str) -> Self:
        """Read protobuf's JSON.

        Parameters
        ----------
        text : str
            A JSON object.

        Returns
        -------
        Message
        """
        return cls.from_dict(json.loads(text))

    def copy(self: Self) -> Self:
        """Give an independent copy.

        Returns
        -------
        Message
        """
        return type(self).from_dict(self.to_dict())

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in self._fields)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{field.name}={_short(getattr(self, field.name))}"
            for field in self._fields
            if _is_set(field, getattr(self, field.name))
        )
        return f"{type(self).__name__}({shown})"


def _is_set(field: Field, value: Any) -> bool:
    if field.is_optional or (
        field.type not in _SCALARS and not field.is_repeated and not field.key
    ):
        return value is not None
    return bool(value != field.default())


def _short(value: Any) -> str:
    if isinstance(value, list) and len(value) > 3 and isinstance(value[0], Message):
        return f"[{value[0]!r}, ... {len(value)} in all]"
    return repr(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return dict(value)
    return value


def _json_safe(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list):
        return [_json_safe(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json_safe(item) for key, item in value.items()}
    return value


def _converted_field(field: Field, value: Any, place: str, problems: list[str]) -> Any:
    if field.key:
        if not isinstance(value, Mapping):
            problems.append(f"{place} must be a mapping, got {value!r}")
            return {}
        return {
            (int(key) if field.key == "int" else str(key)): _converted(field, item, place, problems)
            for key, item in value.items()
        }
    if not field.is_repeated:
        return _converted(field, value, place, problems)
    if isinstance(value, (str, bytes, Mapping, Message)) or not isinstance(value, Iterable):
        problems.append(f"{place} must be a sequence of {field.type}, got {value!r}")
        return []
    return [_converted(field, item, f"{place}[{i}]", problems) for i, item in enumerate(value)]


def _converted(field: Field, value: Any, place: str, problems: list[str]) -> Any:
    if field.type in _SCALARS:
        return _scalar(field.type, value, place, problems)
    target = _CLASSES[field.type]
    if isinstance(value, target):
        return value
    if isinstance(value, Message):
        # A member of a union stands for the message that holds the union.
        holders = [f.name for f in target._fields if f.oneof and f.type == type(value).__name__]
        if holders:
            return target.from_dict({holders[0]: value})
    if isinstance(value, Mapping):
        made = target.__new__(target)
        made._set_all(value, place, problems)
        return made
    problems.append(f"{place} must be {field.type} or a mapping, got {value!r}")
    return None


def _scalar(kind: str, value: Any, place: str, problems: list[str]) -> Any:
    if isinstance(value, str) and kind in (
        "int",
        "float",
    ):  # JSON has 64-bit and special numbers so.
        try:
            return {"int": int, "float": float}[kind](value)
        except ValueError:
            pass
    item = getattr(value, "item", None)  # NumPy's scalars
    if item is not None and not isinstance(value, (str, int, float, bool)):
        value = item()
    if isinstance(value, _SCALARS[kind]) and (kind == "bool" or not isinstance(value, bool)):
        converted: Any = value
        return float(converted) if kind == "float" else converted
    problems.append(f"{place} must be {kind}, got {value!r}")
    return {"str": "", "int": 0, "float": 0.0, "bool": False}[kind]
