# SPDX-License-Identifier: MIT
"""Puts functions of the compiled module behind ones that explain what is wrong with an argument.

pybind11 answers an argument of another type with all its C++ signatures. The wrappers here find the
argument that does not fit and name it, what came and what would fit; they also tell `inspect`, and
so IPython's ``?``, the signature. A call through a wrapper costs some 0.5 microseconds more
(`icd_203_phrase`: 0.65 instead of 0.15), and wrapping all of them 12 ms of the import.
"""

from __future__ import annotations

import enum
import functools
import inspect
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from demarche import _core
from demarche._hints import name_hint, shown

_MARK = re.compile("incompatible (function|constructor) arguments")
#: How types of pybind11's signatures are written for readers.
_READABLE = (
    (r"typing\.SupportsInt \| typing\.SupportsIndex", "int"),
    (r"typing\.SupportsFloat \| typing\.SupportsIndex", "float"),
    (r"typing\.Annotated\[numpy\.typing\.ArrayLike, [^\]]*\]\"?\]", "array"),
    (r"numpy\.typing\.ArrayLike|numpy\.ndarray(?:\[[^()]*\])?", "array"),
    (r"collections\.abc\.", ""),
    (r"demarche\._core\.", ""),
    (r"typing\.", ""),
)


def _readable(kind: str) -> str:
    for pattern, text in _READABLE:
        kind = re.sub(pattern, text, kind)
    return kind


def _split(text: str) -> list[str]:
    """Split at commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        if letter in "([{<":
            depth += 1
        elif letter in ")]}>" and text[place - 1 : place + 1] != "->":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


class _Default:
    """Stands for a default value, which only its text is known of."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _parameters(text: str) -> list[inspect.Parameter]:
    """Read ``self: T, a: int, *, b: str = 'x'``."""
    kind: Any = inspect.Parameter.POSITIONAL_OR_KEYWORD
    found: list[inspect.Parameter] = []
    for part in _split(text):
        if part == "*":
            kind = inspect.Parameter.KEYWORD_ONLY
            continue
        if part == "/":
            found = [p.replace(kind=inspect.Parameter.POSITIONAL_ONLY) for p in found]
            continue
        if part.startswith("*"):
            variadic = (
                inspect.Parameter.VAR_KEYWORD
                if part.startswith("**")
                else inspect.Parameter.VAR_POSITIONAL
            )
            found.append(inspect.Parameter(part.lstrip("*").split(":")[0], variadic))
            continue
        head, _, default = part.partition(" = ")
        name, _, annotation = head.partition(": ")
        found.append(
            inspect.Parameter(
                name,
                kind,
                default=_Default(default) if default else inspect.Parameter.empty,
                annotation=_readable(annotation) if annotation else inspect.Parameter.empty,
            )
        )
    return found


def _signatures(document: str) -> list[inspect.Signature]:
    """Read the signatures at the head of a docstring, one per overload."""
    found = []
    for parameters, result in re.findall(r"^(?:\d+\. )?\w+\((.*)\) -> (.*)$", document, flags=re.M):
        try:
            found.append(
                inspect.Signature(_parameters(parameters), return_annotation=_readable(result))
            )
        except ValueError:  # Something that is no signature of Python's.
            continue
    return found


def _fits(value: Any, kind: str, module: ModuleType) -> bool:
    """Whether a value may be of a type, as far as its text says; True where it says too little."""
    options = [part.strip() for part in kind.split(" | ")]
    if len(options) > 1 and "[" not in kind:
        return any(_fits(value, option, module) for option in options)
    inner = re.fullmatch(r"(?:Sequence|Iterable|list)\[(.*)\]", kind)
    if inner:
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
            return False
        return not isinstance(value, Sequence) or all(
            _fits(item, inner.group(1), module) for item in value
        )
    if kind == "None":
        return value is None
    if kind == "int":
        return hasattr(value, "__index__")
    if kind == "float":
        return hasattr(value, "__float__") or hasattr(value, "__index__")
    plain = {"str": str, "bool": bool, "bytes": bytes, "os.PathLike": os.PathLike, "dict": dict}
    if kind in plain:
        return isinstance(value, plain[kind])
    if kind == "array":
        return not isinstance(value, (str, bytes, Mapping))
    wanted = getattr(module, kind, None)
    return not isinstance(wanted, type) or isinstance(value, wanted)


def _described(kind: str, module: ModuleType) -> str:
    """Give a type for readers: of an enum, its members."""
    wanted = getattr(module, kind, None)
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
        return f"one of {', '.join(f'{kind}.{member}' for member in wanted.__members__)}"
    return kind


def _wrong_argument(
    signature: inspect.Signature, bound: Mapping[str, Any], module: ModuleType
) -> str:
    """What the first argument that does not fit should be; empty if all seem to fit."""
    for name, value in bound.items():
        kind = signature.parameters[name].annotation
        if name == "self" or kind is inspect.Parameter.empty:
            continue
        if not _fits(value, kind, module):
            return f"{name} must be {_described(kind, module)}, got {shown(value)}"
    for name, value in bound.items():
        kind = signature.parameters[name].annotation
        if kind == "int" and name != "self" and not 0 <= value < 2**31:
            limit = "must not be negative" if value < 0 else "is too large"
            return f"{name} {limit}, got {value}"
    return ""


def _unbound(name: str, signature: inspect.Signature, error: TypeError, given: Any) -> str:
    """Say which argument is missing, unknown or too many."""
    takes = [p for p in signature.parameters if p != "self"]
    unknown = [word for word in given if word not in takes]
    if unknown:
        return f"{name}() has no argument '{unknown[0]}'; {name_hint(unknown[0], takes)}"
    return f"{name}() takes {', '.join(takes) or 'no arguments'}: {error}"


def _explanation(
    name: str, document: str, args: Any, kwargs: Mapping[str, Any], module: ModuleType
) -> str:
    """Explain why no signature takes the arguments."""
    found = ""
    for signature in _signatures(document):
        try:
            bound = signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            found = found or _unbound(name, signature, error, kwargs)
            continue
        wrong = _wrong_argument(signature, bound, module)
        if wrong:
            return f"{name}(): {wrong}"
    signatures = _signatures(document)
    if found or not signatures:
        return found or f"{name}() cannot take these arguments"
    takes = ", ".join(
        f"{parameter.name}: {parameter.annotation}"
        for parameter in signatures[0].parameters.values()
        if parameter.name != "self"
    )
    # Of a method, the object itself is left out; it may not be constructed yet.
    skipped = int("self" in signatures[0].parameters)
    given = ", ".join(shown(value) for value in (*args[skipped:], *kwargs.values()))
    return f"{name}() takes {takes}; got {given}"


def _wrapped(name: str, function: Any, module: ModuleType) -> Callable[..., Any]:
    """Give a function that calls another of pybind11's and explains its refusals."""
    document = function.__doc__ or ""
    told = name.removesuffix(".__init__")

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            if not _MARK.search(str(error)):
                del args
                raise
            text = _explanation(told, document, args, kwargs, module)
        except BaseException:
            # An object whose constructor failed must not be looked at, and what shows tracebacks
            # with the values of variables would do that.
            del args
            raise
        del args
        raise TypeError(text)

    call.__qualname__ = name  # pybind11's own names no place, so pickle would not find it.
    signatures = _signatures(document)
    if signatures:
        call.__signature__ = signatures[0]  # type: ignore[attr-defined]
    return call


def _wrapped_property(name: str, found: property, module: ModuleType) -> property:
    """Have a property's assignment name the attribute."""
    setter = found.fset
    if setter is None:
        return found

    def assign(self: Any, value: Any) -> None:
        try:
            setter(self, value)
        except TypeError as error:
            if not _MARK.search(str(error)):
                raise
            kind = re.search(r"arg0: (.*)\) -> None", setter.__doc__ or str(error))
            attribute = name.rpartition(".")[2]
            text = f"{name} cannot be {shown(value)}"
            if kind:
                signature = inspect.Signature(_parameters(f"{attribute}: {kind.group(1)}"))
                text = _wrong_argument(signature, {attribute: value}, module) or text
        else:
            return
        raise TypeError(text)

    return property(found.fget, assign, found.fdel, found.__doc__)


def _same(one: Any, other: Any) -> bool:
    """Whether two states are equal; NaN equals NaN here."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (one != one and other != other)
    if isinstance(one, (tuple, list)):
        return type(one) is type(other) and len(one) == len(other) and all(map(_same, one, other))
    if hasattr(one, "shape"):
        import numpy as np

        # NumPy cannot look for NaN among exact numbers, which are objects.
        if "O" in (one.dtype.char, getattr(getattr(other, "dtype", None), "char", "O")):
            return bool(np.array_equal(one, other))
        return bool(np.array_equal(one, other, equal_nan=True))
    return bool(one == other)


def _equal(self: Any, other: object) -> bool:
    """Compare two objects of pybind11 by what they are pickled by."""
    if type(self) is not type(other):
        return False
    return _same(_state(self), _state(other))


def _state(value: Any) -> Any:
    state = value.__getstate__()
    # Attributes that the package hung on the object are no part of its value.
    has_attributes = hasattr(value, "__dict__")
    return state[0] if has_attributes else state


def _put(owner: Any, name: str, value: Any) -> None:
    """Set an attribute, and remember the one that it replaces."""
    _replaced.append((owner, name, vars(owner).get(name)))
    setattr(owner, name, value)


#: Owner, name and value of each attribute that was replaced.
_replaced: list[tuple[Any, str, Any]] = []


def install(module: ModuleType) -> None:
    """Wrap the functions of a module of pybind11, and the methods of its classes."""
    for name, value in list(vars(module).items()):
        if type(value).__name__ == "builtin_function_or_method":
            _put(module, name, _wrapped(name, value, module))
        elif type(value).__name__ == "pybind11_type":
            _install_class(name, value, module)


def _install_class(name: str, found: type, module: ModuleType) -> None:
    members = vars(found)
    if "__getstate__" in members and "__eq__" not in members:
        _put(found, "__eq__", _equal)
        _put(found, "__hash__", None)
    for member, value in list(members.items()):
        path = f"{name}.{member}"
        kind = type(value).__name__
        if member in ("__new__", "__repr__", "__setstate__", "__getstate__"):
            continue
        if kind == "instancemethod":
            _put(found, member, _wrapped(path, value, module))
        elif kind == "staticmethod":
            _put(found, member, staticmethod(_wrapped(path, value.__func__, module)))
        elif isinstance(value, property) and value.fset is not None:
            _put(found, member, _wrapped_property(path, value, module))


def uninstall() -> None:
    """Undo `install`, for tools that read pybind11's own docstrings."""
    while _replaced:
        owner, name, value = _replaced.pop()
        if value is None:
            delattr(owner, name)
        else:
            setattr(owner, name, value)


install(_core)
