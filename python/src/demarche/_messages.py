# SPDX-License-Identifier: MIT
# ruff: noqa: A002, D205, D400
"""The elements of scenarios and results; written by python/tools/generate_messages.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from demarche._message import Field, Message
from demarche._methods import DistributionMethods, ScenarioMethods


class Scenario(ScenarioMethods, Message):
    """Actors, their levers, uncertain stakes, and the questions asked of them.

    Ids match `[a-z][a-z0-9_]*`. An expression is text in the language of docs/expressions.md.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    payoff_unit : str
        What one unit of payoff is worth, in words.
    documents : list[Document]
        Documents.
    actors : list[Actor]
        Actors.
    parameters : list[Parameter]
        Parameters.
    rank_correlations : list[RankCorrelation]
        Rank correlations.
    repair_correlations : bool
        If the matrix of rank correlations is not positive definite, replace it by the nearest one
        that is (with a note in the result) instead of refusing the scenario.
    quantities : list[Quantity]
        Quantities.
    outcomes : list[Outcome]
        Outcomes.
    metrics : list[Metric]
        Metrics.
    option_sets : list[OptionSet]
        Option sets.
    claims : list[Claim]
        Claims.
    questions : list[Question]
        Questions.
    status_quo : list[str]
        One assignment per lever, as "actor.lever = level".
    defaults : Defaults | None
        Defaults.
    """

    __slots__ = (
        "id",
        "name",
        "rationale",
        "sources",
        "payoff_unit",
        "documents",
        "actors",
        "parameters",
        "rank_correlations",
        "repair_correlations",
        "quantities",
        "outcomes",
        "metrics",
        "option_sets",
        "claims",
        "questions",
        "status_quo",
        "defaults",
    )
    id: str
    name: str
    rationale: str
    sources: list[Source]
    payoff_unit: str
    documents: list[Document]
    actors: list[Actor]
    parameters: list[Parameter]
    rank_correlations: list[RankCorrelation]
    repair_correlations: bool
    quantities: list[Quantity]
    outcomes: list[Outcome]
    metrics: list[Metric]
    option_sets: list[OptionSet]
    claims: list[Claim]
    questions: list[Question]
    status_quo: list[str]
    defaults: Defaults | None
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
        Field("payoff_unit", "str"),
        Field("documents", "Document", is_repeated=True),
        Field("actors", "Actor", is_repeated=True),
        Field("parameters", "Parameter", is_repeated=True),
        Field("rank_correlations", "RankCorrelation", is_repeated=True),
        Field("repair_correlations", "bool"),
        Field("quantities", "Quantity", is_repeated=True),
        Field("outcomes", "Outcome", is_repeated=True),
        Field("metrics", "Metric", is_repeated=True),
        Field("option_sets", "OptionSet", is_repeated=True),
        Field("claims", "Claim", is_repeated=True),
        Field("questions", "Question", is_repeated=True),
        Field("status_quo", "str", is_repeated=True),
        Field("defaults", "Defaults"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
        payoff_unit: str = "",
        documents: Iterable[Document | Mapping[str, Any]] = (),
        actors: Iterable[Actor | Mapping[str, Any]] = (),
        parameters: Iterable[Parameter | Mapping[str, Any]] = (),
        rank_correlations: Iterable[RankCorrelation | Mapping[str, Any]] = (),
        repair_correlations: bool = False,
        quantities: Iterable[Quantity | Mapping[str, Any]] = (),
        outcomes: Iterable[Outcome | Mapping[str, Any]] = (),
        metrics: Iterable[Metric | Mapping[str, Any]] = (),
        option_sets: Iterable[OptionSet | Mapping[str, Any]] = (),
        claims: Iterable[Claim | Mapping[str, Any]] = (),
        questions: Iterable[Question | Mapping[str, Any]] = (),
        status_quo: Iterable[str] = (),
        defaults: Defaults | Mapping[str, Any] | None = None,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "rationale": rationale,
                "sources": sources,
                "payoff_unit": payoff_unit,
                "documents": documents,
                "actors": actors,
                "parameters": parameters,
                "rank_correlations": rank_correlations,
                "repair_correlations": repair_correlations,
                "quantities": quantities,
                "outcomes": outcomes,
                "metrics": metrics,
                "option_sets": option_sets,
                "claims": claims,
                "questions": questions,
                "status_quo": status_quo,
                "defaults": defaults,
            }
        )


class Document(Message):
    """A work that sources refer to.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    citation : str
        Citation.
    """

    __slots__ = (
        "id",
        "name",
        "citation",
    )
    id: str
    name: str
    citation: str
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("citation", "str"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        citation: str = "",
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "citation": citation,
            }
        )


class Source(Message):
    """A place in a document.

    Where a number or a mechanism comes from.

    Parameters
    ----------
    document : str
        Id of a Document, or "none" for what no document says.
    paragraphs : list[str]
        For example "P19".
    """

    __slots__ = (
        "document",
        "paragraphs",
    )
    document: str
    paragraphs: list[str]
    _fields = (
        Field("document", "str"),
        Field("paragraphs", "str", is_repeated=True),
    )

    def __init__(
        self,
        *,
        document: str = "",
        paragraphs: Iterable[str] = (),
    ) -> None:
        self._fill(
            {
                "document": document,
                "paragraphs": paragraphs,
            }
        )


class Actor(Message):
    """Somebody who acts: levers, and what they are for.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    levers : list[Lever]
        Levers.
    infeasible : list[Infeasible]
        Conditions on this actor's own levers; a strategy for which one holds does not exist.
    payoff : list[PayoffTerm]
        Payoff.
    behaviour : str
        Makes the actor behavioural: an expression over its own levers and the parameters,
        proportional to the probability of each own strategy, never negative. Such an actor has no
        payoff.
    precision : str
        Precision of this actor's logit response (an expression over parameters). Empty: the
        default.
    """

    __slots__ = (
        "id",
        "name",
        "rationale",
        "sources",
        "levers",
        "infeasible",
        "payoff",
        "behaviour",
        "precision",
    )
    id: str
    name: str
    rationale: str
    sources: list[Source]
    levers: list[Lever]
    infeasible: list[Infeasible]
    payoff: list[PayoffTerm]
    behaviour: str
    precision: str
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
        Field("levers", "Lever", is_repeated=True),
        Field("infeasible", "Infeasible", is_repeated=True),
        Field("payoff", "PayoffTerm", is_repeated=True),
        Field("behaviour", "str"),
        Field("precision", "str"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
        levers: Iterable[Lever | Mapping[str, Any]] = (),
        infeasible: Iterable[Infeasible | Mapping[str, Any]] = (),
        payoff: Iterable[PayoffTerm | Mapping[str, Any]] = (),
        behaviour: str = "",
        precision: str = "",
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "rationale": rationale,
                "sources": sources,
                "levers": levers,
                "infeasible": infeasible,
                "payoff": payoff,
                "behaviour": behaviour,
                "precision": precision,
            }
        )


class Lever(Message):
    """One thing that an actor decides, on ordered levels.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    levels : list[Level]
        In order.
    """

    __slots__ = (
        "id",
        "name",
        "rationale",
        "sources",
        "levels",
    )
    id: str
    name: str
    rationale: str
    sources: list[Source]
    levels: list[Level]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
        Field("levels", "Level", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
        levels: Iterable[Level | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "rationale": rationale,
                "sources": sources,
                "levels": levels,
            }
        )


class Level(Message):
    """One level of a lever.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    value : float | None
        The number the lever has in arithmetic. If no level of a lever gives one, they are evenly
        spaced on [0, 1].
    """

    __slots__ = (
        "id",
        "name",
        "value",
    )
    id: str
    name: str
    value: float | None
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("value", "float", is_optional=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        value: float | None = None,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "value": value,
            }
        )


class Infeasible(Message):
    """A rule that excludes strategies.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    when : str
        The condition.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "when",
        "rationale",
        "sources",
    )
    id: str
    when: str
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("when", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        when: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "when": when,
                "rationale": rationale,
                "sources": sources,
            }
        )


class PayoffTerm(Message):
    """One summand of an actor's payoff.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    value : str
        The number, or the expression for it.
    when : str
        Empty, or a condition; the term is `value` where it holds and 0 elsewhere.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "value",
        "when",
        "rationale",
        "sources",
    )
    id: str
    name: str
    value: str
    when: str
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("value", "str"),
        Field("when", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        value: str = "",
        when: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "value": value,
                "when": when,
                "rationale": rationale,
                "sources": sources,
            }
        )


class Parameter(Message):
    """An uncertain number.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    distribution : Distribution | None
        Distribution.
    unit : str
        What it is measured in.
    """

    __slots__ = (
        "id",
        "name",
        "rationale",
        "sources",
        "distribution",
        "unit",
    )
    id: str
    name: str
    rationale: str
    sources: list[Source]
    distribution: Distribution | None
    unit: str
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
        Field("distribution", "Distribution"),
        Field("unit", "str"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
        distribution: Distribution | Constant | Uniform | Triangular | Pert | Normal | Lognormal | Beta | Gamma | Exponential | StudentT | Bernoulli | Discrete | Empirical | Mapping[str, Any] | None = None,
        unit: str = "",
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "rationale": rationale,
                "sources": sources,
                "distribution": distribution,
                "unit": unit,
            }
        )


class Distribution(DistributionMethods, Message):
    """A family with its parameters, whole or truncated; exactly one family is set.

    Parameters
    ----------
    constant : Constant | None
        Constant.
    uniform : Uniform | None
        Uniform.
    triangular : Triangular | None
        Triangular.
    pert : Pert | None
        Pert.
    normal : Normal | None
        Normal.
    lognormal : Lognormal | None
        Lognormal.
    beta : Beta | None
        Beta.
    gamma : Gamma | None
        Gamma.
    exponential : Exponential | None
        Exponential.
    student_t : StudentT | None
        Student t.
    bernoulli : Bernoulli | None
        Bernoulli.
    discrete : Discrete | None
        Discrete.
    empirical : Empirical | None
        Empirical.
    truncate_low : float | None
        Conditions a continuous distribution on [truncate_low, truncate_high]; each end is optional.
    truncate_high : float | None
        Truncate high.
    """

    __slots__ = (
        "constant",
        "uniform",
        "triangular",
        "pert",
        "normal",
        "lognormal",
        "beta",
        "gamma",
        "exponential",
        "student_t",
        "bernoulli",
        "discrete",
        "empirical",
        "truncate_low",
        "truncate_high",
    )
    constant: Constant | None
    uniform: Uniform | None
    triangular: Triangular | None
    pert: Pert | None
    normal: Normal | None
    lognormal: Lognormal | None
    beta: Beta | None
    gamma: Gamma | None
    exponential: Exponential | None
    student_t: StudentT | None
    bernoulli: Bernoulli | None
    discrete: Discrete | None
    empirical: Empirical | None
    truncate_low: float | None
    truncate_high: float | None
    _fields = (
        Field("constant", "Constant", oneof="family"),
        Field("uniform", "Uniform", oneof="family"),
        Field("triangular", "Triangular", oneof="family"),
        Field("pert", "Pert", oneof="family"),
        Field("normal", "Normal", oneof="family"),
        Field("lognormal", "Lognormal", oneof="family"),
        Field("beta", "Beta", oneof="family"),
        Field("gamma", "Gamma", oneof="family"),
        Field("exponential", "Exponential", oneof="family"),
        Field("student_t", "StudentT", oneof="family"),
        Field("bernoulli", "Bernoulli", oneof="family"),
        Field("discrete", "Discrete", oneof="family"),
        Field("empirical", "Empirical", oneof="family"),
        Field("truncate_low", "float", is_optional=True),
        Field("truncate_high", "float", is_optional=True),
    )

    def __init__(
        self,
        *,
        constant: Constant | Mapping[str, Any] | None = None,
        uniform: Uniform | Mapping[str, Any] | None = None,
        triangular: Triangular | Mapping[str, Any] | None = None,
        pert: Pert | Mapping[str, Any] | None = None,
        normal: Normal | Mapping[str, Any] | None = None,
        lognormal: Lognormal | Mapping[str, Any] | None = None,
        beta: Beta | Mapping[str, Any] | None = None,
        gamma: Gamma | Mapping[str, Any] | None = None,
        exponential: Exponential | Mapping[str, Any] | None = None,
        student_t: StudentT | Mapping[str, Any] | None = None,
        bernoulli: Bernoulli | Mapping[str, Any] | None = None,
        discrete: Discrete | Mapping[str, Any] | None = None,
        empirical: Empirical | Mapping[str, Any] | None = None,
        truncate_low: float | None = None,
        truncate_high: float | None = None,
    ) -> None:
        self._fill(
            {
                "constant": constant,
                "uniform": uniform,
                "triangular": triangular,
                "pert": pert,
                "normal": normal,
                "lognormal": lognormal,
                "beta": beta,
                "gamma": gamma,
                "exponential": exponential,
                "student_t": student_t,
                "bernoulli": bernoulli,
                "discrete": discrete,
                "empirical": empirical,
                "truncate_low": truncate_low,
                "truncate_high": truncate_high,
            }
        )


class Constant(Message):
    """A number that is certain.

    Parameters
    ----------
    value : float
        The number, or the expression for it.
    """

    __slots__ = (
        "value",
    )
    value: float
    _fields = (
        Field("value", "float"),
    )

    def __init__(
        self,
        *,
        value: float = 0.0,
    ) -> None:
        self._fill(
            {
                "value": value,
            }
        )


class Uniform(Message):
    """All numbers in an interval alike.

    Parameters
    ----------
    low : float
        Low.
    high : float
        High.
    """

    __slots__ = (
        "low",
        "high",
    )
    low: float
    high: float
    _fields = (
        Field("low", "float"),
        Field("high", "float"),
    )

    def __init__(
        self,
        *,
        low: float = 0.0,
        high: float = 0.0,
    ) -> None:
        self._fill(
            {
                "low": low,
                "high": high,
            }
        )


class Triangular(Message):
    """A triangle over an interval.

    Parameters
    ----------
    low : float
        Low.
    mode : float
        Mode.
    high : float
        High.
    """

    __slots__ = (
        "low",
        "mode",
        "high",
    )
    low: float
    mode: float
    high: float
    _fields = (
        Field("low", "float"),
        Field("mode", "float"),
        Field("high", "float"),
    )

    def __init__(
        self,
        *,
        low: float = 0.0,
        mode: float = 0.0,
        high: float = 0.0,
    ) -> None:
        self._fill(
            {
                "low": low,
                "mode": mode,
                "high": high,
            }
        )


class Pert(Message):
    """A bell over an interval, by its mode.

    Beta on [low, high] with the given mode; `shape` (default 4) sets how peaked it is.

    Parameters
    ----------
    low : float
        Low.
    mode : float
        Mode.
    high : float
        High.
    shape : float | None
        Shape.
    """

    __slots__ = (
        "low",
        "mode",
        "high",
        "shape",
    )
    low: float
    mode: float
    high: float
    shape: float | None
    _fields = (
        Field("low", "float"),
        Field("mode", "float"),
        Field("high", "float"),
        Field("shape", "float", is_optional=True),
    )

    def __init__(
        self,
        *,
        low: float = 0.0,
        mode: float = 0.0,
        high: float = 0.0,
        shape: float | None = None,
    ) -> None:
        self._fill(
            {
                "low": low,
                "mode": mode,
                "high": high,
                "shape": shape,
            }
        )


class Normal(Message):
    """The normal distribution.

    Parameters
    ----------
    mean : float
        Mean.
    standard_deviation : float
        Standard deviation.
    """

    __slots__ = (
        "mean",
        "standard_deviation",
    )
    mean: float
    standard_deviation: float
    _fields = (
        Field("mean", "float"),
        Field("standard_deviation", "float"),
    )

    def __init__(
        self,
        *,
        mean: float = 0.0,
        standard_deviation: float = 0.0,
    ) -> None:
        self._fill(
            {
                "mean": mean,
                "standard_deviation": standard_deviation,
            }
        )


class Lognormal(Message):
    """The lognormal distribution, by its median.

    `median` and the standard deviation of the logarithm.

    Parameters
    ----------
    median : float
        Median.
    log_standard_deviation : float
        Log standard deviation.
    """

    __slots__ = (
        "median",
        "log_standard_deviation",
    )
    median: float
    log_standard_deviation: float
    _fields = (
        Field("median", "float"),
        Field("log_standard_deviation", "float"),
    )

    def __init__(
        self,
        *,
        median: float = 0.0,
        log_standard_deviation: float = 0.0,
    ) -> None:
        self._fill(
            {
                "median": median,
                "log_standard_deviation": log_standard_deviation,
            }
        )


class Beta(Message):
    """The beta distribution.

    On [low, high], by default [0, 1].

    Parameters
    ----------
    alpha : float
        Alpha.
    beta : float
        Beta.
    low : float | None
        Low.
    high : float | None
        High.
    """

    __slots__ = (
        "alpha",
        "beta",
        "low",
        "high",
    )
    alpha: float
    beta: float
    low: float | None
    high: float | None
    _fields = (
        Field("alpha", "float"),
        Field("beta", "float"),
        Field("low", "float", is_optional=True),
        Field("high", "float", is_optional=True),
    )

    def __init__(
        self,
        *,
        alpha: float = 0.0,
        beta: float = 0.0,
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        self._fill(
            {
                "alpha": alpha,
                "beta": beta,
                "low": low,
                "high": high,
            }
        )


class Gamma(Message):
    """The gamma distribution.

    Parameters
    ----------
    shape : float
        Shape.
    scale : float
        Scale.
    """

    __slots__ = (
        "shape",
        "scale",
    )
    shape: float
    scale: float
    _fields = (
        Field("shape", "float"),
        Field("scale", "float"),
    )

    def __init__(
        self,
        *,
        shape: float = 0.0,
        scale: float = 0.0,
    ) -> None:
        self._fill(
            {
                "shape": shape,
                "scale": scale,
            }
        )


class Exponential(Message):
    """The exponential distribution.

    Parameters
    ----------
    rate : float
        Rate.
    """

    __slots__ = (
        "rate",
    )
    rate: float
    _fields = (
        Field("rate", "float"),
    )

    def __init__(
        self,
        *,
        rate: float = 0.0,
    ) -> None:
        self._fill(
            {
                "rate": rate,
            }
        )


class StudentT(Message):
    """Student's t distribution.

    Parameters
    ----------
    degrees_of_freedom : float
        Degrees of freedom.
    location : float
        Location.
    scale : float | None
        Scale.
    """

    __slots__ = (
        "degrees_of_freedom",
        "location",
        "scale",
    )
    degrees_of_freedom: float
    location: float
    scale: float | None
    _fields = (
        Field("degrees_of_freedom", "float"),
        Field("location", "float"),
        Field("scale", "float", is_optional=True),
    )

    def __init__(
        self,
        *,
        degrees_of_freedom: float = 0.0,
        location: float = 0.0,
        scale: float | None = None,
    ) -> None:
        self._fill(
            {
                "degrees_of_freedom": degrees_of_freedom,
                "location": location,
                "scale": scale,
            }
        )


class Bernoulli(Message):
    """1 with some probability, else 0.

    Parameters
    ----------
    probability : float
        Probability.
    """

    __slots__ = (
        "probability",
    )
    probability: float
    _fields = (
        Field("probability", "float"),
    )

    def __init__(
        self,
        *,
        probability: float = 0.0,
    ) -> None:
        self._fill(
            {
                "probability": probability,
            }
        )


class Discrete(Message):
    """Some numbers with weights.

    Values with weights (normalised; equal if none is given).

    Parameters
    ----------
    values : list[float]
        Values.
    weights : list[float]
        Weights.
    """

    __slots__ = (
        "values",
        "weights",
    )
    values: list[float]
    weights: list[float]
    _fields = (
        Field("values", "float", is_repeated=True),
        Field("weights", "float", is_repeated=True),
    )

    def __init__(
        self,
        *,
        values: Iterable[float] = (),
        weights: Iterable[float] = (),
    ) -> None:
        self._fill(
            {
                "values": values,
                "weights": weights,
            }
        )


class Empirical(Message):
    """Like a sample.

    The quantile function of the sample, interpolated linearly between its order statistics.

    Parameters
    ----------
    sample : list[float]
        Sample.
    """

    __slots__ = (
        "sample",
    )
    sample: list[float]
    _fields = (
        Field("sample", "float", is_repeated=True),
    )

    def __init__(
        self,
        *,
        sample: Iterable[float] = (),
    ) -> None:
        self._fill(
            {
                "sample": sample,
            }
        )


class RankCorrelation(Message):
    """How two parameters go together.

    Spearman's rank correlation of two parameters (Gaussian copula).

    Parameters
    ----------
    first : str
        First.
    second : str
        Second.
    value : float
        The number, or the expression for it.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "first",
        "second",
        "value",
        "rationale",
        "sources",
    )
    first: str
    second: str
    value: float
    rationale: str
    sources: list[Source]
    _fields = (
        Field("first", "str"),
        Field("second", "str"),
        Field("value", "float"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        first: str = "",
        second: str = "",
        value: float = 0.0,
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "first": first,
                "second": second,
                "value": value,
                "rationale": rationale,
                "sources": sources,
            }
        )


class Quantity(Message):
    """A named expression.

    A named expression, over parameters, levers and other quantities.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    value : str
        The number, or the expression for it.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "value",
        "rationale",
        "sources",
    )
    id: str
    name: str
    value: str
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("value", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        value: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "value": value,
                "rationale": rationale,
                "sources": sources,
            }
        )


class Outcome(Message):
    """A named event.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    event : str
        The condition that makes it happen.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "event",
        "rationale",
        "sources",
    )
    id: str
    name: str
    event: str
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("event", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        event: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "event": event,
                "rationale": rationale,
                "sources": sources,
            }
        )


class Metric(Message):
    """A number for every profile and draw.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    value : str
        The number, or the expression for it.
    unit : str
        What it is measured in.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "value",
        "unit",
        "rationale",
        "sources",
    )
    id: str
    name: str
    value: str
    unit: str
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("value", "str"),
        Field("unit", "str"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        value: str = "",
        unit: str = "",
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "value": value,
                "unit": unit,
                "rationale": rationale,
                "sources": sources,
            }
        )


class OptionSet(Message):
    """Options to be compared.

    The combinations of some levers compared by the expected value of an expression: in each
    draw the levers are set to each combination in turn while everything else stays as the
    solution has it.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    value : str
        For example "payoff(china)"; larger is better.
    levers : list[str]
        "actor.lever"
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "value",
        "levers",
        "rationale",
        "sources",
    )
    id: str
    name: str
    value: str
    levers: list[str]
    rationale: str
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("value", "str"),
        Field("levers", "str", is_repeated=True),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        value: str = "",
        levers: Iterable[str] = (),
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "value": value,
                "levers": levers,
                "rationale": rationale,
                "sources": sources,
            }
        )


class Claim(Message):
    """A sentence that holds with some probability, or in some share of the draws.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    statement : str
        Statement.
    event : str
        The claim's probability is the event's.
    comparisons : Comparisons | None
        The claim holds in a draw if every comparison holds.
    rationale : str
        Why, in one line.
    sources : list[Source]
        Where it comes from.
    key_parameter : str
        The parameter that the claim is thought to depend on most, and the direction.
    falls_with_key_parameter : bool
        Falls with key parameter.
    """

    __slots__ = (
        "id",
        "name",
        "statement",
        "event",
        "comparisons",
        "rationale",
        "sources",
        "key_parameter",
        "falls_with_key_parameter",
    )
    id: str
    name: str
    statement: str
    event: str
    comparisons: Comparisons | None
    rationale: str
    sources: list[Source]
    key_parameter: str
    falls_with_key_parameter: bool
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("statement", "str"),
        Field("event", "str", oneof="test"),
        Field("comparisons", "Comparisons", oneof="test"),
        Field("rationale", "str"),
        Field("sources", "Source", is_repeated=True),
        Field("key_parameter", "str"),
        Field("falls_with_key_parameter", "bool"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        statement: str = "",
        event: str = "",
        comparisons: Comparisons | Mapping[str, Any] | None = None,
        rationale: str = "",
        sources: Iterable[Source | Mapping[str, Any]] = (),
        key_parameter: str = "",
        falls_with_key_parameter: bool = False,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "statement": statement,
                "event": event,
                "comparisons": comparisons,
                "rationale": rationale,
                "sources": sources,
                "key_parameter": key_parameter,
                "falls_with_key_parameter": falls_with_key_parameter,
            }
        )


class Comparisons(Message):
    """Comparisons that all have to hold.

    Parameters
    ----------
    all : list[Comparison]
        All.
    """

    __slots__ = (
        "all",
    )
    all: list[Comparison]
    _fields = (
        Field("all", "Comparison", is_repeated=True),
    )

    def __init__(
        self,
        *,
        all: Iterable[Comparison | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "all": all,
            }
        )


class Comparison(Message):
    """One option better than others.

    Holds in a draw if the expected `value` with `set` exceeds that with each of `against` by
    more than `by`. `set` and each of `against` assign the same levers; other levers stay as the
    solution has them.

    Parameters
    ----------
    value : str
        The number, or the expression for it.
    set : str
        "china.pace = patient, china.deterrence = strengthen"
    against : list[str]
        Empty: every other combination of the same levers.
    by : str
        An expression over parameters; empty: 0.
    """

    __slots__ = (
        "value",
        "set",
        "against",
        "by",
    )
    value: str
    set: str
    against: list[str]
    by: str
    _fields = (
        Field("value", "str"),
        Field("set", "str"),
        Field("against", "str", is_repeated=True),
        Field("by", "str"),
    )

    def __init__(
        self,
        *,
        value: str = "",
        set: str = "",
        against: Iterable[str] = (),
        by: str = "",
    ) -> None:
        self._fill(
            {
                "value": value,
                "set": set,
                "against": against,
                "by": by,
            }
        )


class Question(Message):
    """What is asked, and what answers it.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    name : str
        For readers.
    text : str
        Text.
    outcomes : list[str]
        Outcomes.
    metrics : list[str]
        Metrics.
    levers : list[str]
        "actor.lever"
    claims : list[str]
        Claims.
    option_sets : list[str]
        Option sets.
    sources : list[Source]
        Where it comes from.
    """

    __slots__ = (
        "id",
        "name",
        "text",
        "outcomes",
        "metrics",
        "levers",
        "claims",
        "option_sets",
        "sources",
    )
    id: str
    name: str
    text: str
    outcomes: list[str]
    metrics: list[str]
    levers: list[str]
    claims: list[str]
    option_sets: list[str]
    sources: list[Source]
    _fields = (
        Field("id", "str"),
        Field("name", "str"),
        Field("text", "str"),
        Field("outcomes", "str", is_repeated=True),
        Field("metrics", "str", is_repeated=True),
        Field("levers", "str", is_repeated=True),
        Field("claims", "str", is_repeated=True),
        Field("option_sets", "str", is_repeated=True),
        Field("sources", "Source", is_repeated=True),
    )

    def __init__(
        self,
        *,
        id: str = "",
        name: str = "",
        text: str = "",
        outcomes: Iterable[str] = (),
        metrics: Iterable[str] = (),
        levers: Iterable[str] = (),
        claims: Iterable[str] = (),
        option_sets: Iterable[str] = (),
        sources: Iterable[Source | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "text": text,
                "outcomes": outcomes,
                "metrics": metrics,
                "levers": levers,
                "claims": claims,
                "option_sets": option_sets,
                "sources": sources,
            }
        )


class Defaults(Message):
    """What a run does unless told otherwise.

    Parameters
    ----------
    solution_concept : str
        "qre" if empty.
    precision : str
        Logit precision of every actor without its own; "1" if empty.
    draws : int
        100,000 if 0.
    seed : int
        Seed.
    """

    __slots__ = (
        "solution_concept",
        "precision",
        "draws",
        "seed",
    )
    solution_concept: str
    precision: str
    draws: int
    seed: int
    _fields = (
        Field("solution_concept", "str"),
        Field("precision", "str"),
        Field("draws", "int"),
        Field("seed", "int"),
    )

    def __init__(
        self,
        *,
        solution_concept: str = "",
        precision: str = "",
        draws: int = 0,
        seed: int = 0,
    ) -> None:
        self._fill(
            {
                "solution_concept": solution_concept,
                "precision": precision,
                "draws": draws,
                "seed": seed,
            }
        )


class ResultMessage(Message):
    """What a run found, as stored.

    Parameters
    ----------
    scenario_id : str
        Scenario id.
    scenario_name : str
        Scenario name.
    scenario_digest : str
        "xxh128:" and 32 hex digits of the canonical scenario.
    options : RunOptions | None
        Options.
    versions : dict[str, str]
        Versions.
    is_complete : bool
        False if the run was stopped; then `draws_done` is a prefix.
    draws_done : int
        Draws done.
    solving : SolveStatistics | None
        Solving.
    outcomes : list[Estimate]
        Outcomes.
    levers : list[LeverDistribution]
        Levers.
    metrics : list[Summary]
        Metrics.
    payoffs : list[Summary]
        One per strategic actor.
    claims : list[Estimate]
        Claims.
    option_sets : list[OptionSetResult]
        Option sets.
    profiles : list[ProfileCount]
        One joint profile is sampled from each draw's solution and counted, in draws below 2^20; the
        most frequent first.
    num_distinct_profiles : int
        Num distinct profiles.
    profile_draws : int
        Draws behind the counts.
    """

    __slots__ = (
        "scenario_id",
        "scenario_name",
        "scenario_digest",
        "options",
        "versions",
        "is_complete",
        "draws_done",
        "solving",
        "outcomes",
        "levers",
        "metrics",
        "payoffs",
        "claims",
        "option_sets",
        "profiles",
        "num_distinct_profiles",
        "profile_draws",
    )
    scenario_id: str
    scenario_name: str
    scenario_digest: str
    options: RunOptions | None
    versions: dict[str, str]
    is_complete: bool
    draws_done: int
    solving: SolveStatistics | None
    outcomes: list[Estimate]
    levers: list[LeverDistribution]
    metrics: list[Summary]
    payoffs: list[Summary]
    claims: list[Estimate]
    option_sets: list[OptionSetResult]
    profiles: list[ProfileCount]
    num_distinct_profiles: int
    profile_draws: int
    _fields = (
        Field("scenario_id", "str"),
        Field("scenario_name", "str"),
        Field("scenario_digest", "str"),
        Field("options", "RunOptions"),
        Field("versions", "str", key="str"),
        Field("is_complete", "bool"),
        Field("draws_done", "int"),
        Field("solving", "SolveStatistics"),
        Field("outcomes", "Estimate", is_repeated=True),
        Field("levers", "LeverDistribution", is_repeated=True),
        Field("metrics", "Summary", is_repeated=True),
        Field("payoffs", "Summary", is_repeated=True),
        Field("claims", "Estimate", is_repeated=True),
        Field("option_sets", "OptionSetResult", is_repeated=True),
        Field("profiles", "ProfileCount", is_repeated=True),
        Field("num_distinct_profiles", "int"),
        Field("profile_draws", "int"),
    )

    def __init__(
        self,
        *,
        scenario_id: str = "",
        scenario_name: str = "",
        scenario_digest: str = "",
        options: RunOptions | Mapping[str, Any] | None = None,
        versions: Mapping[str, str] | None = None,
        is_complete: bool = False,
        draws_done: int = 0,
        solving: SolveStatistics | Mapping[str, Any] | None = None,
        outcomes: Iterable[Estimate | Mapping[str, Any]] = (),
        levers: Iterable[LeverDistribution | Mapping[str, Any]] = (),
        metrics: Iterable[Summary | Mapping[str, Any]] = (),
        payoffs: Iterable[Summary | Mapping[str, Any]] = (),
        claims: Iterable[Estimate | Mapping[str, Any]] = (),
        option_sets: Iterable[OptionSetResult | Mapping[str, Any]] = (),
        profiles: Iterable[ProfileCount | Mapping[str, Any]] = (),
        num_distinct_profiles: int = 0,
        profile_draws: int = 0,
    ) -> None:
        self._fill(
            {
                "scenario_id": scenario_id,
                "scenario_name": scenario_name,
                "scenario_digest": scenario_digest,
                "options": options,
                "versions": versions,
                "is_complete": is_complete,
                "draws_done": draws_done,
                "solving": solving,
                "outcomes": outcomes,
                "levers": levers,
                "metrics": metrics,
                "payoffs": payoffs,
                "claims": claims,
                "option_sets": option_sets,
                "profiles": profiles,
                "num_distinct_profiles": num_distinct_profiles,
                "profile_draws": profile_draws,
            }
        )


class RunOptions(Message):
    """The settings behind a result.

    Parameters
    ----------
    solution_concept : str
        Solution concept.
    seed : int
        Seed.
    draws : int
        Draws.
    design : str
        Design.
    selection : str
        Which of several equilibria counts.
    player : int
        Who commits or whose payoff counts, among the actors who choose.
    order : list[int]
        Of moves, likewise; empty: as listed.
    start : list[int]
        Strategies where dynamics start; empty: uniform play.
    level : int
        Of level-k.
    mean_level : float
        Of the cognitive hierarchy.
    objective : str
        Of correlated equilibria.
    max_iterations : int
        Budgets and tolerance per game.
    max_seconds : float
        Max seconds.
    tolerance : float
        Tolerance.
    payoffs : str
        Names of the user's own code, if there was any. What computed payoffs in the place of terms,
    payoff_actors : list[str]
        And whose.
    metrics : list[str]
        They stand after the scenario's metrics.
    """

    __slots__ = (
        "solution_concept",
        "seed",
        "draws",
        "design",
        "selection",
        "player",
        "order",
        "start",
        "level",
        "mean_level",
        "objective",
        "max_iterations",
        "max_seconds",
        "tolerance",
        "payoffs",
        "payoff_actors",
        "metrics",
    )
    solution_concept: str
    seed: int
    draws: int
    design: str
    selection: str
    player: int
    order: list[int]
    start: list[int]
    level: int
    mean_level: float
    objective: str
    max_iterations: int
    max_seconds: float
    tolerance: float
    payoffs: str
    payoff_actors: list[str]
    metrics: list[str]
    _fields = (
        Field("solution_concept", "str"),
        Field("seed", "int"),
        Field("draws", "int"),
        Field("design", "str"),
        Field("selection", "str"),
        Field("player", "int"),
        Field("order", "int", is_repeated=True),
        Field("start", "int", is_repeated=True),
        Field("level", "int"),
        Field("mean_level", "float"),
        Field("objective", "str"),
        Field("max_iterations", "int"),
        Field("max_seconds", "float"),
        Field("tolerance", "float"),
        Field("payoffs", "str"),
        Field("payoff_actors", "str", is_repeated=True),
        Field("metrics", "str", is_repeated=True),
    )

    def __init__(
        self,
        *,
        solution_concept: str = "",
        seed: int = 0,
        draws: int = 0,
        design: str = "",
        selection: str = "",
        player: int = 0,
        order: Iterable[int] = (),
        start: Iterable[int] = (),
        level: int = 0,
        mean_level: float = 0.0,
        objective: str = "",
        max_iterations: int = 0,
        max_seconds: float = 0.0,
        tolerance: float = 0.0,
        payoffs: str = "",
        payoff_actors: Iterable[str] = (),
        metrics: Iterable[str] = (),
    ) -> None:
        self._fill(
            {
                "solution_concept": solution_concept,
                "seed": seed,
                "draws": draws,
                "design": design,
                "selection": selection,
                "player": player,
                "order": order,
                "start": start,
                "level": level,
                "mean_level": mean_level,
                "objective": objective,
                "max_iterations": max_iterations,
                "max_seconds": max_seconds,
                "tolerance": tolerance,
                "payoffs": payoffs,
                "payoff_actors": payoff_actors,
                "metrics": metrics,
            }
        )


class ComparisonMessage(Message):
    """Results that differ in the solution concept alone, as stored.

    Runs of one scenario that differ in the solution concept alone.

    Parameters
    ----------
    results : list[ResultMessage]
        Results.
    """

    __slots__ = (
        "results",
    )
    results: list[ResultMessage]
    _fields = (
        Field("results", "ResultMessage", is_repeated=True),
    )

    def __init__(
        self,
        *,
        results: Iterable[ResultMessage | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "results": results,
            }
        )


class Estimate(Message):
    """A probability: its mean over the draws that were solved.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    mean : float
        Mean.
    standard_error : float
        Of the mean.
    low : float
        95 % interval (Wilson, with the effective sample size of the draws' probabilities).
    high : float
        High.
    count : int
        Draws behind the estimate.
    undefined : int
        Draws in which it had no finite value.
    """

    __slots__ = (
        "id",
        "mean",
        "standard_error",
        "low",
        "high",
        "count",
        "undefined",
    )
    id: str
    mean: float
    standard_error: float
    low: float
    high: float
    count: int
    undefined: int
    _fields = (
        Field("id", "str"),
        Field("mean", "float"),
        Field("standard_error", "float"),
        Field("low", "float"),
        Field("high", "float"),
        Field("count", "int"),
        Field("undefined", "int"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        mean: float = 0.0,
        standard_error: float = 0.0,
        low: float = 0.0,
        high: float = 0.0,
        count: int = 0,
        undefined: int = 0,
    ) -> None:
        self._fill(
            {
                "id": id,
                "mean": mean,
                "standard_error": standard_error,
                "low": low,
                "high": high,
                "count": count,
                "undefined": undefined,
            }
        )


class LeverDistribution(Message):
    """How likely each level of a lever is.

    Parameters
    ----------
    actor : str
        Actor.
    lever : str
        Lever.
    levels : list[Estimate]
        Levels.
    """

    __slots__ = (
        "actor",
        "lever",
        "levels",
    )
    actor: str
    lever: str
    levels: list[Estimate]
    _fields = (
        Field("actor", "str"),
        Field("lever", "str"),
        Field("levels", "Estimate", is_repeated=True),
    )

    def __init__(
        self,
        *,
        actor: str = "",
        lever: str = "",
        levels: Iterable[Estimate | Mapping[str, Any]] = (),
    ) -> None:
        self._fill(
            {
                "actor": actor,
                "lever": lever,
                "levels": levels,
            }
        )


class Summary(Message):
    """A metric or a payoff over the draws.

    `mean` and `standard_error` are of the expectation under each draw's solution; standard
    deviation and quantiles are of the value at one profile sampled from it, so they hold both
    kinds of uncertainty. What the user's own code computed has one value per draw: all are of
    that.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    mean : float
        Mean.
    standard_error : float
        Of the mean.
    standard_deviation : float
        Standard deviation.
    standard_deviation_between_draws : float
        Of the expectations: the parameters' share.
    minimum : float
        Minimum.
    maximum : float
        Maximum.
    quantiles : list[Quantile]
        Quantiles.
    quantile_relative_error : float
        Quantile relative error.
    count : int
        Draws behind it.
    undefined : int
        Draws in which it had no finite value.
    """

    __slots__ = (
        "id",
        "mean",
        "standard_error",
        "standard_deviation",
        "standard_deviation_between_draws",
        "minimum",
        "maximum",
        "quantiles",
        "quantile_relative_error",
        "count",
        "undefined",
    )
    id: str
    mean: float
    standard_error: float
    standard_deviation: float
    standard_deviation_between_draws: float
    minimum: float
    maximum: float
    quantiles: list[Quantile]
    quantile_relative_error: float
    count: int
    undefined: int
    _fields = (
        Field("id", "str"),
        Field("mean", "float"),
        Field("standard_error", "float"),
        Field("standard_deviation", "float"),
        Field("standard_deviation_between_draws", "float"),
        Field("minimum", "float"),
        Field("maximum", "float"),
        Field("quantiles", "Quantile", is_repeated=True),
        Field("quantile_relative_error", "float"),
        Field("count", "int"),
        Field("undefined", "int"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        mean: float = 0.0,
        standard_error: float = 0.0,
        standard_deviation: float = 0.0,
        standard_deviation_between_draws: float = 0.0,
        minimum: float = 0.0,
        maximum: float = 0.0,
        quantiles: Iterable[Quantile | Mapping[str, Any]] = (),
        quantile_relative_error: float = 0.0,
        count: int = 0,
        undefined: int = 0,
    ) -> None:
        self._fill(
            {
                "id": id,
                "mean": mean,
                "standard_error": standard_error,
                "standard_deviation": standard_deviation,
                "standard_deviation_between_draws": standard_deviation_between_draws,
                "minimum": minimum,
                "maximum": maximum,
                "quantiles": quantiles,
                "quantile_relative_error": quantile_relative_error,
                "count": count,
                "undefined": undefined,
            }
        )


class Quantile(Message):
    """A probability and the value below which a share of that size lies.

    Parameters
    ----------
    probability : float
        Probability.
    value : float
        The number, or the expression for it.
    """

    __slots__ = (
        "probability",
        "value",
    )
    probability: float
    value: float
    _fields = (
        Field("probability", "float"),
        Field("value", "float"),
    )

    def __init__(
        self,
        *,
        probability: float = 0.0,
        value: float = 0.0,
    ) -> None:
        self._fill(
            {
                "probability": probability,
                "value": value,
            }
        )


class OptionSetResult(Message):
    """How the options of a set compare.

    Parameters
    ----------
    id : str
        Unique among its kind; matches ``[a-z][a-z0-9_]*``.
    levers : list[str]
        Levers.
    options : list[Option]
        Options.
    count : int
        Draws in which every option had a value: all are compared in these.
    undefined : int
        Draws in which some option had none.
    """

    __slots__ = (
        "id",
        "levers",
        "options",
        "count",
        "undefined",
    )
    id: str
    levers: list[str]
    options: list[Option]
    count: int
    undefined: int
    _fields = (
        Field("id", "str"),
        Field("levers", "str", is_repeated=True),
        Field("options", "Option", is_repeated=True),
        Field("count", "int"),
        Field("undefined", "int"),
    )

    def __init__(
        self,
        *,
        id: str = "",
        levers: Iterable[str] = (),
        options: Iterable[Option | Mapping[str, Any]] = (),
        count: int = 0,
        undefined: int = 0,
    ) -> None:
        self._fill(
            {
                "id": id,
                "levers": levers,
                "options": options,
                "count": count,
                "undefined": undefined,
            }
        )


class Option(Message):
    """One option of a set.

    Parameters
    ----------
    levels : list[str]
        One per lever of the set.
    mean : float
        Mean.
    standard_error : float
        Of the mean.
    worst_decile : float
        10 % quantile over draws.
    mean_regret : float
        Shortfall from the draw's best option.
    share_best : float
        Share best.
    """

    __slots__ = (
        "levels",
        "mean",
        "standard_error",
        "worst_decile",
        "mean_regret",
        "share_best",
    )
    levels: list[str]
    mean: float
    standard_error: float
    worst_decile: float
    mean_regret: float
    share_best: float
    _fields = (
        Field("levels", "str", is_repeated=True),
        Field("mean", "float"),
        Field("standard_error", "float"),
        Field("worst_decile", "float"),
        Field("mean_regret", "float"),
        Field("share_best", "float"),
    )

    def __init__(
        self,
        *,
        levels: Iterable[str] = (),
        mean: float = 0.0,
        standard_error: float = 0.0,
        worst_decile: float = 0.0,
        mean_regret: float = 0.0,
        share_best: float = 0.0,
    ) -> None:
        self._fill(
            {
                "levels": levels,
                "mean": mean,
                "standard_error": standard_error,
                "worst_decile": worst_decile,
                "mean_regret": mean_regret,
                "share_best": share_best,
            }
        )


class ProfileCount(Message):
    """How often a joint profile was sampled.

    Parameters
    ----------
    levels : list[str]
        One per lever, in the scenario's order.
    count : int
        Draws behind it.
    """

    __slots__ = (
        "levels",
        "count",
    )
    levels: list[str]
    count: int
    _fields = (
        Field("levels", "str", is_repeated=True),
        Field("count", "int"),
    )

    def __init__(
        self,
        *,
        levels: Iterable[str] = (),
        count: int = 0,
    ) -> None:
        self._fill(
            {
                "levels": levels,
                "count": count,
            }
        )


class SolveStatistics(Message):
    """How the draws were solved.

    Parameters
    ----------
    solved : int
        Solved.
    failures : dict[str, int]
        Kind of failure -> draws.
    multiplicity : dict[int, int]
        Number of equilibria -> draws.
    degenerate : int
        Degenerate.
    incomplete : int
        Solved, but the set is not known to be complete.
    max_residual : float
        Largest certificate error of an accepted answer.
    mean_residual : float
        Mean residual.
    max_regret : float
        Max regret.
    mean_regret : float
        Mean regret.
    mean_iterations : float
        Mean iterations.
    max_iterations : int
        Max iterations.
    """

    __slots__ = (
        "solved",
        "failures",
        "multiplicity",
        "degenerate",
        "incomplete",
        "max_residual",
        "mean_residual",
        "max_regret",
        "mean_regret",
        "mean_iterations",
        "max_iterations",
    )
    solved: int
    failures: dict[str, int]
    multiplicity: dict[int, int]
    degenerate: int
    incomplete: int
    max_residual: float
    mean_residual: float
    max_regret: float
    mean_regret: float
    mean_iterations: float
    max_iterations: int
    _fields = (
        Field("solved", "int"),
        Field("failures", "int", key="str"),
        Field("multiplicity", "int", key="int"),
        Field("degenerate", "int"),
        Field("incomplete", "int"),
        Field("max_residual", "float"),
        Field("mean_residual", "float"),
        Field("max_regret", "float"),
        Field("mean_regret", "float"),
        Field("mean_iterations", "float"),
        Field("max_iterations", "int"),
    )

    def __init__(
        self,
        *,
        solved: int = 0,
        failures: Mapping[str, int] | None = None,
        multiplicity: Mapping[int, int] | None = None,
        degenerate: int = 0,
        incomplete: int = 0,
        max_residual: float = 0.0,
        mean_residual: float = 0.0,
        max_regret: float = 0.0,
        mean_regret: float = 0.0,
        mean_iterations: float = 0.0,
        max_iterations: int = 0,
    ) -> None:
        self._fill(
            {
                "solved": solved,
                "failures": failures,
                "multiplicity": multiplicity,
                "degenerate": degenerate,
                "incomplete": incomplete,
                "max_residual": max_residual,
                "mean_residual": mean_residual,
                "max_regret": max_regret,
                "mean_regret": mean_regret,
                "mean_iterations": mean_iterations,
                "max_iterations": max_iterations,
            }
        )


__all__ = [
    "Actor",
    "Bernoulli",
    "Beta",
    "Claim",
    "Comparison",
    "ComparisonMessage",
    "Comparisons",
    "Constant",
    "Defaults",
    "Discrete",
    "Distribution",
    "Document",
    "Empirical",
    "Estimate",
    "Exponential",
    "Gamma",
    "Infeasible",
    "Level",
    "Lever",
    "LeverDistribution",
    "Lognormal",
    "Metric",
    "Normal",
    "Option",
    "OptionSet",
    "OptionSetResult",
    "Outcome",
    "Parameter",
    "PayoffTerm",
    "Pert",
    "ProfileCount",
    "Quantile",
    "Quantity",
    "Question",
    "RankCorrelation",
    "ResultMessage",
    "RunOptions",
    "Scenario",
    "SolveStatistics",
    "Source",
    "StudentT",
    "Summary",
    "Triangular",
    "Uniform",
]
