# SPDX-License-Identifier: MIT
"""What all messages of the file format have in common; the classes are in ``generated``."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from demarche._core import InvalidArgument
from demarche._hints import name_hint
from demarche._schema.elements import Elements
from demarche._schema.fields import SCALARS, ZEROS, Field, field_of

_CLASSES: dict[str, type[Message]] = {}


@functools.cache
def fields_of(message: type[Message]) -> tuple[Field, ...]:
    """Give the fields of a message class, which is a dataclass."""
    return tuple(field_of(declared) for declared in dataclasses.fields(message))


def class_named(name: str) -> type[Message]:
    """Give the message class of this name."""
    return _CLASSES[name]


class _Kind(type):
    """The type of message classes: construction with a wrong name says which names there are."""

    def __call__(cls, *args: Any, **values: Any) -> Any:
        known = {declared.name for declared in dataclasses.fields(cls)}  # type: ignore[arg-type]
        if args:
            raise TypeError(
                f"{cls.__name__} takes its fields by keyword: {', '.join(sorted(known))}"
            )
        unknown = [_unknown(cls.__name__, name, known) for name in values if name not in known]
        if unknown:
            raise TypeError("\n".join(unknown))
        return super().__call__(**values)


class Message(metaclass=_Kind):
    """A part of a scenario or a result: an element of the file format with plain attributes.

    Elements are built with keyword arguments; where one holds others, mappings do as well, also
    when an attribute is assigned. Of attributes that exclude each other, such as the families of a
    `Distribution`, an assignment resets the others. Equality is that of all fields.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        _CLASSES[cls.__name__] = cls

    def __post_init__(self) -> None:
        """Convert and check what the constructor was given, all fields together."""
        self._fill({field.name: getattr(self, field.name) for field in fields_of(type(self))})

    if not TYPE_CHECKING:  # Else a type checker would let every name be assigned.

        def __setattr__(self, name: str, value: Any) -> None:
            """Convert and check what is assigned, but for the constructor's first assignments."""
            field = next((field for field in fields_of(type(self)) if field.name == name), None)
            if field is not None and hasattr(self, name):
                problems: list[str] = []
                value = _field_value(field, value, f"{type(self).__name__}.{name}", problems)
                if problems:
                    raise InvalidArgument("\n".join(problems))
                if field.oneof and field.is_set(value):
                    self._reset_rest(field)
            object.__setattr__(self, name, value)

    def _reset_rest(self, chosen: Field) -> None:
        for field in fields_of(type(self)):
            if field.oneof == chosen.oneof and field.name != chosen.name:
                object.__setattr__(self, field.name, field.default())

    def _fill(self, values: Mapping[str, Any]) -> None:
        problems: list[str] = []
        self._set_all(values, type(self).__name__, problems)
        if problems:
            raise InvalidArgument("\n".join(problems))

    def _set_all(self, values: Mapping[str, Any], path: str, problems: list[str]) -> None:
        fields = fields_of(type(self))
        known = {field.name for field in fields}
        problems.extend(_unknown(path, name, known) for name in values if name not in known)
        for field in fields:
            value = values.get(field.name)
            object.__setattr__(
                self, field.name, _field_value(field, value, f"{path}.{field.name}", problems)
            )
        problems.extend(f"{path} {message}" for message in self._oneof_problems())

    def _oneof_problems(self) -> list[str]:
        groups: dict[str, list[str]] = {}
        for field in fields_of(type(self)):
            if field.oneof and field.is_set(getattr(self, field.name)):
                groups.setdefault(field.oneof, []).append(field.name)
        return [
            f"can have only one {group}, got {' and '.join(names)}"
            for group, names in groups.items()
            if len(names) > 1
        ]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
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
            for field in fields_of(type(self))
            if field.is_set(getattr(self, field.name))
        }

    def to_json(self) -> str:
        """Give the message as protobuf's JSON.

        Returns
        -------
        str
        """
        return json.dumps(_json_safe(self.to_dict()), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
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

    def copy(self) -> Self:
        """Give an independent copy.

        Returns
        -------
        Message
        """
        return type(self).from_dict(self.to_dict())

    def __eq__(self, other: object) -> bool:
        """Compare all fields; NaN, which stands for what has no value, equals NaN."""
        return type(other) is type(self) and all(
            _equal(getattr(self, field.name), getattr(other, field.name))
            for field in fields_of(type(self))
        )

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields_of(type(self))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._fill(state)

    def __repr__(self) -> str:
        # A number that must be there is shown although it is 0.
        shown = ", ".join(
            f"{field.name}={_short(getattr(self, field.name))}"
            for field in fields_of(type(self))
            if field.is_set(getattr(self, field.name))
            or (field.type == "float" and not (field.is_optional or field.is_repeated))
        )
        return f"{type(self).__name__}({shown})"


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return bool(one == other)


def _unknown(path: str, name: str, known: Iterable[str]) -> str:
    return f"{path} has no field '{name}'; {name_hint(name, sorted(known))}"


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


def _element(field: Field, value: Any, place: str) -> Any:
    """Convert what is put into a list of elements, or raise."""
    problems: list[str] = []
    converted = _converted(field, value, place, problems)
    if problems:
        raise InvalidArgument("\n".join(problems))
    return converted


def _field_value(field: Field, value: Any, place: str, problems: list[str]) -> Any:
    if value is None and not field.is_repeated:
        return field.default()
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
    items: Iterable[Any] = ()
    if isinstance(value, (str, bytes, Mapping, Message)):
        problems.append(f"{place} must be a sequence of {field.type}, got {value!r}")
    elif isinstance(value, Iterable):
        items = value
    elif value is not None:
        problems.append(f"{place} must be a sequence of {field.type}, got {value!r}")
    return Elements(
        [_converted(field, item, f"{place}[{i}]", problems) for i, item in enumerate(items)],
        functools.partial(_element, field),
        place,
    )


def _converted(field: Field, value: Any, place: str, problems: list[str]) -> Any:
    if field.type in SCALARS:
        return _scalar(field.type, value, place, problems)
    target = _CLASSES[field.type]
    if isinstance(value, target):
        return value
    if isinstance(value, Message):
        # A member of a union stands for the message that holds the union.
        kind = type(value).__name__
        holders = [f.name for f in fields_of(target) if f.oneof and f.type == kind]
        if holders:
            return target.from_dict({holders[0]: value})
    if isinstance(value, Mapping):
        made = target.__new__(target)
        made._set_all(value, place, problems)
        return made
    problems.append(f"{place} must be {field.type} or a mapping, got {value!r}")
    return None


def _scalar(kind: str, value: Any, place: str, problems: list[str]) -> Any:
    # JSON writes 64-bit and special numbers as strings.
    if isinstance(value, str) and kind in ("int", "float"):
        try:
            return {"int": int, "float": float}[kind](value)
        except ValueError:
            pass
    item = getattr(value, "item", None)  # NumPy's scalars have it.
    if item is not None and not isinstance(value, (str, int, float, bool)):
        value = item()
    if isinstance(value, SCALARS[kind]) and (kind == "bool" or not isinstance(value, bool)):
        converted: Any = value
        if kind != "float":
            return converted
        with contextlib.suppress(OverflowError):  # 10**400 is no double.
            return float(converted)
    problems.append(f"{place} must be {kind}, got {value!r}")
    return ZEROS[kind]
