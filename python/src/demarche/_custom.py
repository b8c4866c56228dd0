# SPDX-License-Identifier: MIT
"""Payoffs and metrics from a modeller's own NumPy code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._arguments import names_of, text
from demarche._core import InvalidArgument, RunSettings
from demarche._hints import name_hint, shown
from demarche._model import Model
from demarche._schema.generated import RunOptions

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class DrawColumns(Mapping[str, Any]):
    """Columns of a batch of draws by name: parameters, or the levels of levers.

    What `run` gives to ``payoffs=`` and ``metrics=`` callables. Columns are read-only views without
    a copy, and stay what they are if they are kept.

    Parameters
    ----------
    names : sequence of str
        Names of the columns.
    rows : numpy.ndarray
        Shape ``(columns, draws)``.

    Examples
    --------
    >>> columns = demarche.DrawColumns(["prize", "cost"], np.array([[1.0, 2.0], [3.0, 5.0]]))
    >>> columns["cost"] - columns["prize"]
    array([2., 3.])
    >>> columns.array.shape
    (2, 2)
    """

    def __init__(self, names: Sequence[str], rows: npt.NDArray[Any]) -> None:
        self._places = {name: place for place, name in enumerate(names)}
        self._rows = rows

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        place = self._places.get(name)
        if place is None:
            raise KeyError(f"there is no column '{name}'; {name_hint(name, self)}")
        column: npt.NDArray[Any] = self._rows[place]
        return column

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __eq__(self, other: object) -> bool:
        import numpy as np

        return (
            isinstance(other, DrawColumns)
            and list(self) == list(other)
            and bool(np.array_equal(self._rows, other._rows, equal_nan=True))
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<DrawColumns of {self.num_draws} draws: {', '.join(self)}>"

    @property
    def num_draws(self) -> int:
        """Number of draws in the batch."""
        return int(self._rows.shape[1])

    @property
    def array(self) -> npt.NDArray[Any]:
        """Shape ``(draws, columns)``, the same numbers."""
        return self._rows.T


#: A payoffs callable: of `DrawColumns`, an array or a mapping of them.
PayoffsFunction = Callable[[DrawColumns], Any]
#: A metric: of parameters and sampled levels, an array with a number per draw.
MetricFunction = Callable[[DrawColumns, DrawColumns], Any]


def _name_of(function: Any) -> str:
    if not callable(function):
        raise InvalidArgument(f"payoffs must be callable, got {type(function).__name__}")
    name = getattr(function, "__qualname__", type(function).__qualname__)
    module = getattr(function, "__module__", None) or type(function).__module__
    return f"{module}.{name}"


class CustomPayoffs:
    """Code that computes payoffs in the place of a scenario's terms.

    Everything in the scenario that mentions an actor's payoff (metrics, claims, option sets) then
    means what the code gives. `run` makes one of a plain callable; this class says more.

    Parameters
    ----------
    compute : callable or mapping
        A function of the parameters of a batch of draws (a `DrawColumns`), vectorised over the
        draws. It returns an array of shape ``(draws, actors, s1, s2, ...)``, with an axis for each
        actor's strategies in the scenario's order, or a dict from each actor's id to an array of
        shape ``(draws, s1, s2, ...)``. A mapping from actors' ids to functions has each compute
        that actor's array.
    name : str, optional
        Stands in results; slices that ran with other names do not merge. The function's own name if
        left out.
    actors : sequence of str, optional
        Whose payoffs are computed; the others keep their terms. All who choose if left out.
    tables : mapping, optional
        From an actor's id to lists of levers ("actor.lever"), for payoffs that are sums of tables
        over few levers each, where one table over all strategies would be too large. The actor's
        entry in the dict is then a list of arrays, ``(draws, levels of first lever, ...)``.

    Examples
    --------
    >>> def payoffs(parameters):
    ...     array = np.zeros((parameters.num_draws, 2, 2, 2))
    ...     array[:, 0, 1, 0] = array[:, 1, 0, 1] = parameters["prize"]
    ...     return array
    >>> chicken = demarche.load_scenario("chicken")
    >>> code = demarche.CustomPayoffs(payoffs, name="a prize for standing alone")
    >>> result = demarche.run(chicken, draws=1000, payoffs=code)
    >>> result.message.options.payoffs
    'a prize for standing alone'
    """

    def __init__(
        self,
        compute: PayoffsFunction | Mapping[str, PayoffsFunction],
        *,
        name: str | None = None,
        actors: Sequence[str] | None = None,
        tables: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        if isinstance(compute, Mapping):
            own = ", ".join(f"{actor}: {_name_of(each)}" for actor, each in compute.items())
            if actors is not None and set(actors) != set(compute):
                raise InvalidArgument("actors are those that the mapping of payoffs names")
            actors = list(compute)
        else:
            own = _name_of(compute)
        self.name = own if name is None else name
        self._compute = compute
        self._actors = None if actors is None else names_of("actors", actors, "north")
        self._tables = {} if tables is None else dict(tables)

    def _key(self) -> tuple[Any, ...]:
        return self.name, self._compute, self._actors, self._tables

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CustomPayoffs) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"<CustomPayoffs {self.name}>"

    def _open(self, model: Model) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
        actors = model._players() if self._actors is None else self._actors
        unknown = [actor for actor in self._tables if actor not in actors]
        if unknown:
            raise InvalidArgument(f"tables name {', '.join(unknown)}, whose payoff is not computed")
        return tuple(
            (actor, tuple(tuple(levers) for levers in self._tables.get(actor, ())))
            for actor in actors
        )


#: What stands for payoffs of one's own.
PayoffsArgument = PayoffsFunction | Mapping[str, PayoffsFunction] | CustomPayoffs | None


def _checked(what: str, given: Any, shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Give numbers of this shape, whose first axis is the draws."""
    import numpy as np

    array = np.asarray(given)
    if array.dtype.kind not in "fiub":
        raise InvalidArgument(f"{what} must be an array of numbers, got {array.dtype}")
    if array.shape != shape:
        raise InvalidArgument(f"{what} must have the shape {shape}, got {array.shape}")
    return array


class _Filler:
    """Calls the code and gives the arrays of a model's open tables in their order."""

    def __init__(self, payoffs: CustomPayoffs, model: Model, compiled: _core.CompiledModel) -> None:
        self._compute = payoffs._compute
        self._parameters = [parameter.id for parameter in model.scenario.parameters]
        self._open = payoffs._open(model)
        self._sizes = [tuple(sizes) for _, sizes in compiled.open_tables]

    def __call__(self, rows: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
        parameters = DrawColumns(self._parameters, rows)
        draws = parameters.num_draws
        if isinstance(self._compute, Mapping):
            given: Any = {actor: each(parameters) for actor, each in self._compute.items()}
        else:
            given = self._compute(parameters)
        if not isinstance(given, Mapping):
            return self._split(given, draws)
        actors = [actor for actor, _ in self._open]
        if set(given) != set(actors):
            raise InvalidArgument(
                f"payoffs must be a dict with {', '.join(actors)}, got {', '.join(map(str, given))}"
            )
        arrays: list[npt.NDArray[np.float64]] = []
        for actor, levers in self._open:
            parts = given[actor] if levers else [given[actor]]
            if len(parts) != max(len(levers), 1):
                raise InvalidArgument(
                    f"payoffs of {actor} must be {len(levers)} tables, got {len(parts)}"
                )
            for part in parts:
                sizes = self._sizes[len(arrays)]
                arrays.append(_checked(f"payoffs of {actor}", part, (draws, *sizes)))
        return arrays

    def _split(self, given: Any, draws: int) -> list[npt.NDArray[np.float64]]:
        if any(levers for _, levers in self._open):
            raise InvalidArgument("payoffs with tables must be a dict of lists of arrays")
        array = _checked("payoffs", given, (draws, len(self._open), *self._sizes[0]))
        return [array[:, place] for place in range(len(self._open))]


class _Metric:
    """Calls one metric and checks what it gives."""

    def __init__(self, name: str, function: MetricFunction, model: Model) -> None:
        self._name = name
        self._function = function
        self._parameters = [parameter.id for parameter in model.scenario.parameters]
        self._levers = [
            f"{actor.id}.{lever.id}" for actor in model.scenario.actors for lever in actor.levers
        ]

    def __call__(
        self, rows: npt.NDArray[np.float64], levels: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.float64]:
        parameters = DrawColumns(self._parameters, rows)
        given = self._function(parameters, DrawColumns(self._levers, levels))
        return _checked(f"metric {self._name!r}", given, (parameters.num_draws,))


class Code:
    """The callables of a run; goes to workers if they can be pickled."""

    def __init__(
        self,
        payoffs: PayoffsArgument,
        metrics: Mapping[str, MetricFunction] | None,
    ) -> None:
        if payoffs is not None and not isinstance(payoffs, CustomPayoffs):
            payoffs = CustomPayoffs(payoffs)
        self.payoffs = payoffs
        if metrics is not None and not isinstance(metrics, Mapping):
            raise InvalidArgument(
                f"metrics must map names to functions, as in {{'cost': cost}}, got {shown(metrics)}"
            )
        self.metrics = {} if metrics is None else dict(metrics)
        for name, metric in self.metrics.items():
            text("metrics", name)
            if not callable(metric):
                raise InvalidArgument(
                    f"metric {name!r} must be callable, got {type(metric).__name__}"
                )

    def __bool__(self) -> bool:
        return self.payoffs is not None or bool(self.metrics)

    def compiled(self, model: Model) -> _core.CompiledModel:
        """Give the model with the payoffs left open that the code computes."""
        return model._core if self.payoffs is None else model._opened(self.payoffs._open(model))

    def put_into(self, settings: RunSettings, model: Model) -> RunSettings:
        """Have runs with the settings call the code."""
        payoffs = self.payoffs
        if self:
            _core.use_code(
                settings,
                payoffs_name="" if payoffs is None else payoffs.name,
                payoffs=None if payoffs is None else _Filler(payoffs, model, self.compiled(model)),
                metrics=[(n, _Metric(n, function, model)) for n, function in self.metrics.items()],
            )
        return settings

    def check_names(self, options: RunOptions | None) -> None:
        """Raise unless this is the code of a result with these options."""
        wanted = ("", []) if options is None else (options.payoffs, list(options.metrics))
        given = ("" if self.payoffs is None else self.payoffs.name, list(self.metrics))
        for kind, one, other in zip(("payoffs", "metrics"), wanted, given, strict=True):
            if one != other:
                raise InvalidArgument(
                    f"the result was computed with {kind} from code: {one or 'none'}; "
                    f"{kind}= gives {other or 'none'}"
                )
