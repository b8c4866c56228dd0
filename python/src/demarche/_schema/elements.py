# SPDX-License-Identifier: MIT
"""Lists of a message's elements: they convert what is put in, and find elements by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Self, SupportsIndex, TypeVar, overload

from demarche._hints import name_hint

T = TypeVar("T")


def _unconverted(value: Any, place: str) -> Any:
    """Leave a value as it is: a list that belongs to no message takes anything."""
    return value


class Elements(list[T]):
    """A list of a message's elements, which takes what stands for an element as well.

    What is assigned, appended or inserted is converted and checked as by the message's
    constructor. Where elements have ids, an id stands for its element's place.

    Parameters
    ----------
    items : iterable
        The elements, of the right type already.
    convert : callable, optional
        Turns a value into an element, or raises; it is also given the place, for messages.
    place : str
        Names the list in messages, for example "Scenario.parameters".

    Examples
    --------
    >>> scenario = demarche.load_scenario("chicken")
    >>> scenario.parameters["prize"].name
    'Worth of the prize'
    >>> "war" in scenario.outcomes
    True
    >>> scenario.outcomes.append({"id": "truce", "name": "Truce"})
    >>> scenario.outcomes["truce"].name
    'Truce'
    """

    # Unpickling and dataclasses.asdict() put items in before anybody can say what they are.
    _convert: Callable[[Any, str], Any] = staticmethod(_unconverted)
    _place = "elements"

    def __init__(
        self,
        items: Iterable[T] = (),
        convert: Callable[[Any, str], Any] | None = None,
        place: str = "",
    ) -> None:
        super().__init__(items)
        if convert is not None:
            self._convert = convert
            self._place = place

    def _one(self, value: Any, index: SupportsIndex | None = None) -> Any:
        number = len(self) if index is None else index
        return self._convert(value, f"{self._place}[{number}]")

    def _all(self, values: Iterable[Any]) -> list[Any]:
        return [self._convert(value, f"{self._place}[{i}]") for i, value in enumerate(values)]

    def _index(self, key: str) -> int:
        ids = [getattr(element, "id", None) for element in self]
        if key in ids:
            return ids.index(key)
        known = [identity for identity in ids if isinstance(identity, str)]
        raise KeyError(f"{self._place} has no element '{key}'; {name_hint(key, known)}")

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> list[T]: ...
    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self._index(key) if isinstance(key, str) else key)

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, slice):
            super().__setitem__(key, self._all(value))
            return
        place = self._index(key) if isinstance(key, str) else key
        super().__setitem__(place, self._one(value, place))

    def __delitem__(self, key: SupportsIndex | slice | str) -> None:
        super().__delitem__(self._index(key) if isinstance(key, str) else key)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str) and any(getattr(element, "id", None) == key for element in self):
            return True
        return super().__contains__(key)

    def append(self, value: Any) -> None:
        """Put an element, or what stands for one, at the end."""
        super().append(self._one(value))

    def insert(self, index: SupportsIndex, value: Any) -> None:
        """Put an element, or what stands for one, before `index`."""
        super().insert(index, self._one(value, index))

    def extend(self, values: Iterable[Any]) -> None:
        """Put elements, or what stands for them, at the end."""
        super().extend(self._all(values))

    def __iadd__(self, values: Iterable[Any]) -> Self:  # type: ignore[override, misc]
        self.extend(values)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # The message that holds the list gives it its conversion back.
        return Elements, (list(self),)
