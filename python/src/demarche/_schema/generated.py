# SPDX-License-Identifier: MIT
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


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ScenarioMessage(Message):
    """Actors, their levers, uncertain stakes, and the questions asked of them.

    Ids match `[a-z][a-z0-9_]*`, have at most 64 characters, and are unique among the elements
    of their list. An expression is text in the language of docs/expressions.md. A missing name,
    rationale or source is a warning.

    Parameters
    ----------
    id : str
        Names the scenario in results.
    name : str
        The title that reports show; empty: the id in words, with a warning.
    rationale : str
        Says in one line why the scenario is worth asking.
    sources : list[Source]
        Where the situation as a whole is described, and every element without sources of its own.
    payoff_unit : str
        Says in words what one unit of payoff is worth, for example "1 = the prize in dispute".
    documents : list[Document]
        The works that sources refer to by id.
    actors : list[Actor]
        Everybody who acts: 1 to 64 actors with at most 1,024 levers in all. Their order is that of
        players in games and results.
    parameters : list[Parameter]
        The uncertain numbers that expressions may use, at most 4,096.
    rank_correlations : list[RankCorrelation]
        Pairs of parameters that are not independent, among at most 512 parameters; each pair once.
    repair_correlations : bool
        If the matrix of rank correlations is not positive definite, replace it by a near one that
        is instead of refusing the scenario. A warning gives the correlations asked for and those
        that samples have.
    quantities : list[Quantity]
        Named expressions that others may use; at most 10,000 together with the metrics.
    outcomes : list[Outcome]
        Events whose probability a run estimates.
    metrics : list[Metric]
        Numbers whose mean, spread and quantiles a run estimates.
    option_sets : list[OptionSet]
        Choices of some levers that a run compares with each other.
    claims : list[Claim]
        Sentences whose probability of being true a run estimates.
    questions : list[Question]
        What the scenario is to answer; reports are arranged by question.
    status_quo : list[str]
        How things stand: assignments "actor.lever = level", several in one string with commas
        between. Either every lever is assigned once, or there is no status quo.
    defaults : Defaults | None
        What a run does unless it is told otherwise.
    fixed : list[str]
        Levers that do not move: assignments as "actor.lever = level". The actor has only the
        strategies that do this, and everybody else answers them; option sets and claims still
        compare all levels, but for solution concepts in which others answer an option: there an
        option that sets a fixed lever otherwise has no value.
    evidence : list[Evidence]
        What has been observed, or might be: each item changes how likely draws and their play are.
    base : str
        The scenario that this one changes: a file, or a folder with a scenario.txtpb, in this
        scenario's folder or below, or else the name of a bundled scenario. What is given here
        changes fields and elements of the base, which are matched by id, or is added to them. A
        scenario that was loaded holds the whole, and neither `base` nor `remove`.
    remove : list[str]
        Elements and fields of the base that this scenario lacks, as messages call them, for example
        "parameter war_cost" or "actor china, lever pace". They are removed before anything is
        changed.
    variants : list[Variant]
        Changes of this scenario that have a name, to be run by it or side by side.
    base_digest : str
        The digest of the scenario that this one was started from, which loading writes. In a file
        with a base: the digest that the base must have. Empty: any.
    variant_id : str
        The id of the variant that this scenario is of another. Empty: none.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    payoff_unit: str = ""
    documents: Repeated[Document] = EMPTY
    actors: Repeated[Actor] = EMPTY
    parameters: Repeated[Parameter] = EMPTY
    rank_correlations: Repeated[RankCorrelation] = EMPTY
    repair_correlations: bool = False
    quantities: Repeated[Quantity] = EMPTY
    outcomes: Repeated[Outcome] = EMPTY
    metrics: Repeated[Metric] = EMPTY
    option_sets: Repeated[OptionSet] = EMPTY
    claims: Repeated[Claim] = EMPTY
    questions: Repeated[Question] = EMPTY
    status_quo: RepeatedScalar[str] = EMPTY
    defaults: Singular[Defaults] = UNSET
    fixed: RepeatedScalar[str] = EMPTY
    evidence: Repeated[Evidence] = EMPTY
    base: str = ""
    remove: RepeatedScalar[str] = EMPTY
    variants: Repeated[Variant] = EMPTY
    base_digest: str = ""
    variant_id: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Document(Message):
    """A work that sources refer to.

    Parameters
    ----------
    id : str
        What a source's `document` says.
    name : str
        A short title for readers; empty: the id in words, with a warning.
    citation : str
        The full reference, for example author, title, publisher and year.
    """

    id: str = ""
    name: str = ""
    citation: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Source(Message):
    """Where a number or a mechanism comes from: a place in a document.

    Parameters
    ----------
    document : str
        Id of a Document, or "none" for what no document says.
    paragraphs : list[str]
        Places within the document, in its own numbering, for example "P19" or "ch. 3".
    """

    document: str = ""
    paragraphs: RepeatedScalar[str] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Actor(Message):
    """Somebody who acts: levers to move, and either a payoff or a behaviour that moves them.

    Parameters
    ----------
    id : str
        Names the actor in expressions, as in "payoff(china)".
    name : str
        What reports call the actor; empty: the id in words, with a warning.
    rationale : str
        Says in one line why the actor matters.
    sources : list[Source]
        Where the actor's part is described. None: those of the element around.
    levers : list[Lever]
        What the actor decides. A strategy is a level for each lever; at most 65,536 combinations.
    infeasible : list[Infeasible]
        Conditions on this actor's own levers; a strategy for which one holds does not exist.
    payoff : list[PayoffTerm]
        The summands of what the actor maximises, each in units of payoff. Without any the payoff is
        0.
    behaviour : str
        Makes the actor behavioural: an expression over its own levers and the parameters,
        proportional to the probability of each own strategy, never negative. Such an actor has no
        payoff.
    precision : str
        Precision of this actor's logit response per unit of payoff: an expression over parameters,
        at least 0. Empty: the precision in the scenario's defaults.
    payoff_tables : list[PayoffTable]
        Payoffs given as tables; the actor maximises the sum of these and of the terms of `payoff`.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    levers: Repeated[Lever] = EMPTY
    infeasible: Repeated[Infeasible] = EMPTY
    payoff: Repeated[PayoffTerm] = EMPTY
    behaviour: str = ""
    precision: str = ""
    payoff_tables: Repeated[PayoffTable] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Lever(Message):
    """One thing that an actor decides, on ordered levels.

    Parameters
    ----------
    id : str
        Names the lever in expressions, after its actor, as in "china.outreach".
    name : str
        What reports call the lever; empty: the id in words, with a warning.
    rationale : str
        Says in one line what the lever stands for.
    sources : list[Source]
        Where the choice is described. None: those of the element around.
    levels : list[Level]
        The possible settings from lowest to highest, 1 to 64.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    levels: Repeated[Level] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Level(Message):
    """One possible setting of a lever.

    Parameters
    ----------
    id : str
        Names the level in comparisons and assignments, as in "china.outreach == full".
    name : str
        What reports call the level; empty: its id.
    value : float | None
        The number that the lever has in arithmetic; finite. Either all levels of a lever give one
        or none does, and they are then evenly spaced on [0, 1].
    """

    id: str = ""
    name: str = ""
    value: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Infeasible(Message):
    """A rule that excludes strategies of one actor.

    Parameters
    ----------
    id : str
        Names the rule in messages.
    when : str
        The condition under which a strategy does not exist, over the actor's own levers alone.
    rationale : str
        Says in one line why such strategies are impossible.
    sources : list[Source]
        Where the rule comes from. None: those of the element around.
    """

    id: str = ""
    when: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class PayoffTerm(Message):
    """One summand of an actor's payoff.

    Parameters
    ----------
    id : str
        Names the term where a draw is explained.
    name : str
        What reports call the term; empty: the id in words, with a warning.
    value : str
        An expression over all levers and parameters, in units of payoff.
    when : str
        Empty, or a condition; the term is `value` where it holds and 0 elsewhere.
    rationale : str
        Says in one line why the actor gains or loses this.
    sources : list[Source]
        Where the mechanism is described. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    value: str = ""
    when: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class PayoffTable(Message):
    """A part of an actor's payoff that is given as a table over some levers.

    Parameters
    ----------
    id : str
        Names the table where a draw is explained, and the column of its file.
    name : str
        What reports call the table; empty: the id in words, with a warning.
    rationale : str
        Says in one line why the actor gains or loses this.
    sources : list[Source]
        Where the numbers come from. None: those of the element around.
    levers : list[str]
        The levers that the rows set, as "actor.lever", of any actors: at least one.
    rows : list[PayoffRow]
        One row for each combination of the levers' levels, in any order. Combinations that no
        feasible strategies lead to may be left out.
    file : str
        The rows are in this CSV file instead, in the scenario's folder or below: a column for each
        lever, headed "actor.lever", the lever's id or the actor's, and a column with the values. A
        scenario that was loaded holds the rows themselves.
    column : str
        The heading of the file's column with the values. Empty: the id of the table.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    levers: RepeatedScalar[str] = EMPTY
    rows: Repeated[PayoffRow] = EMPTY
    file: str = ""
    column: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class PayoffRow(Message):
    """One row of a payoff table.

    Parameters
    ----------
    levels : list[str]
        The level of each lever by its id, in the order of the table's levers.
    value : str
        What the actor gets, in units of payoff: a number, an expression over parameters and
        quantities, or a range. "100 ± 10" (or "100 +- 10") and "90 to 110" are a normally
        distributed parameter of its own that lies between 90 and 110 with probability 0.9.
    """

    levels: RepeatedScalar[str] = EMPTY
    value: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Parameter(Message):
    """An uncertain number, drawn anew in every draw of a run.

    Parameters
    ----------
    id : str
        Names the parameter in expressions; shares one name space with quantities and metrics.
    name : str
        What reports call the parameter; empty: the id in words, with a warning.
    rationale : str
        Says in one line why the distribution is what it is.
    sources : list[Source]
        Where the numbers come from. None: those of the element around.
    distribution : Distribution | None
        What is known of the number; required, unless there are experts.
    unit : str
        What the number is measured in, for readers; expressions do not convert units.
    experts : list[Expert]
        What several experts say of the number, instead of `distribution`.
    pool : str
        How the experts are put together. Empty or "shared": in each draw one of them is right,
        about all parameters at once; the parameter "expert" tells which one, counted from 0.
        "independent": who is right is drawn for this parameter alone.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    distribution: SingularUnion[
        Distribution,
        Constant | Uniform | Triangular | Pert | Normal | Lognormal | Beta | Gamma | Exponential
        | StudentT | Bernoulli | Discrete | Empirical | Quantiles | Interval,
    ] = UNSET
    unit: str = ""
    experts: Repeated[Expert] = EMPTY
    pool: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Distribution(DistributionMethods):
    """A family with its parameters, whole or truncated; exactly one family is set.

    All numbers are in the unit of the parameter that is distributed. A file has to give every
    number of a family for which no default is stated, also where it is 0.

    Parameters
    ----------
    constant : Constant | None
        A number that is certain.
    uniform : Uniform | None
        Every number of an interval is as likely as any other.
    triangular : Triangular | None
        A triangular density over an interval.
    pert : Pert | None
        A bell-shaped density over an interval, given by its mode.
    normal : Normal | None
        The normal distribution.
    lognormal : Lognormal | None
        A positive number whose logarithm is normal.
    beta : Beta | None
        The beta distribution on an interval.
    gamma : Gamma | None
        The gamma distribution.
    exponential : Exponential | None
        The exponential distribution.
    student_t : StudentT | None
        Student's t distribution, shifted and scaled.
    bernoulli : Bernoulli | None
        1 with some probability, else 0; in expressions also a condition.
    discrete : Discrete | None
        Finitely many values with weights.
    empirical : Empirical | None
        What a sample of observations suggests.
    quantiles : Quantiles | None
        A family that has stated quantiles, or comes as near to them as it can.
    interval : Interval | None
        A family with a stated interval around its median.
    truncate_low : float | None
        Conditions a continuous family on values of at least this; below `truncate_high`. Not set:
        no lower limit. Constant, Bernoulli, discrete and empirical distributions cannot be
        truncated.
    truncate_high : float | None
        Conditions a continuous family on values of at most this; above `truncate_low`. Not set: no
        upper limit.
    widen : float | None
        Stretches a continuous family about its median: the value at the percentile with the
        standard normal score z becomes that at the score `widen` times z, so the ends stay where
        they are. A normal distribution gets `widen` times its standard deviation. Finite, above 0.
        Not set: 1.
    """

    constant: Singular[Constant] = oneof("family")
    uniform: Singular[Uniform] = oneof("family")
    triangular: Singular[Triangular] = oneof("family")
    pert: Singular[Pert] = oneof("family")
    normal: Singular[Normal] = oneof("family")
    lognormal: Singular[Lognormal] = oneof("family")
    beta: Singular[Beta] = oneof("family")
    gamma: Singular[Gamma] = oneof("family")
    exponential: Singular[Exponential] = oneof("family")
    student_t: Singular[StudentT] = oneof("family")
    bernoulli: Singular[Bernoulli] = oneof("family")
    discrete: Singular[Discrete] = oneof("family")
    empirical: Singular[Empirical] = oneof("family")
    quantiles: Singular[Quantiles] = oneof("family")
    interval: Singular[Interval] = oneof("family")
    truncate_low: float | None = None
    truncate_high: float | None = None
    widen: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Constant(Message):
    """A number that is certain.

    Parameters
    ----------
    value : float
        What the parameter always is; finite.
    """

    value: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Uniform(Message):
    """All numbers of an interval, equally likely.

    Parameters
    ----------
    low : float
        The smallest possible number; finite, below `high`.
    high : float
        The largest possible number; finite, above `low`.
    """

    low: float = 0.0
    high: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Triangular(Message):
    """A density that rises linearly from `low` to `mode` and falls linearly to `high`.

    Parameters
    ----------
    low : float
        The smallest possible number; finite, below `high`.
    mode : float
        The most likely number; in [low, high].
    high : float
        The largest possible number; finite, above `low`.
    """

    low: float = 0.0
    mode: float = 0.0
    high: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Pert(Message):
    """The beta distribution on [low, high] whose mean is (low + shape * mode + high) / (shape +
    2).

    Parameters
    ----------
    low : float
        The smallest possible number; finite, below `high`.
    mode : float
        The most likely number; in [low, high].
    high : float
        The largest possible number; finite, above `low`.
    shape : float | None
        How strongly probability gathers around the mode; above 0. Not set: 4.
    """

    low: float = 0.0
    mode: float = 0.0
    high: float = 0.0
    shape: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Normal(Message):
    """The normal distribution.

    Parameters
    ----------
    mean : float
        The expected value; finite.
    standard_deviation : float
        The spread around the mean; finite, above 0.
    """

    mean: float = 0.0
    standard_deviation: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Lognormal(Message):
    """The distribution of exp(X) for a normal X.

    Parameters
    ----------
    median : float
        The value exceeded with probability one half; finite, above 0.
    log_standard_deviation : float
        The standard deviation of the natural logarithm, without a unit; finite, above 0.
    """

    median: float = 0.0
    log_standard_deviation: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Beta(Message):
    """The beta distribution, stretched from [0, 1] to [low, high].

    Parameters
    ----------
    alpha : float
        The first shape parameter: the larger, the more probability near `high`; finite, above 0.
    beta : float
        The second shape parameter: the larger, the more probability near `low`; finite, above 0.
    low : float | None
        The smallest possible number; finite, below `high`. Not set: 0.
    high : float | None
        The largest possible number; finite, above `low`. Not set: 1.
    """

    alpha: float = 0.0
    beta: float = 0.0
    low: float | None = None
    high: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Gamma(Message):
    """The gamma distribution, whose mean is shape * scale.

    Parameters
    ----------
    shape : float
        The exponent of the density plus 1, without a unit; finite, above 0.
    scale : float
        The factor that stretches the distribution; finite, above 0.
    """

    shape: float = 0.0
    scale: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Exponential(Message):
    """The exponential distribution, whose mean is 1 / rate.

    Parameters
    ----------
    rate : float
        Events per unit of the parameter; finite, above 0.
    """

    rate: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class StudentT(Message):
    """Student's t distribution, shifted and scaled.

    Parameters
    ----------
    degrees_of_freedom : float
        How light the tails are, 1 giving Cauchy's; finite, above 0.
    location : float
        The median, and the mean where there is one; finite.
    scale : float | None
        The factor that stretches the distribution; finite, above 0. Not set: 1.
    """

    degrees_of_freedom: float = 0.0
    location: float = 0.0
    scale: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Bernoulli(Message):
    """1 with some probability, else 0.

    Parameters
    ----------
    probability : float
        How likely 1 is; in [0, 1].
    """

    probability: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Discrete(Message):
    """Finitely many values, each with a probability proportional to its weight.

    Parameters
    ----------
    values : list[float]
        The numbers that are possible, at least one; finite.
    weights : list[float]
        One weight per value, at least 0 with a sum above 0. Empty: all values are equally likely.
    """

    values: RepeatedScalar[float] = EMPTY
    weights: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Empirical(Message):
    """The quantile function of the sample, interpolated linearly between its order statistics.

    Parameters
    ----------
    sample : list[float]
        Observed numbers in any order, at least one; finite.
    """

    sample: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Quantiles(Message):
    """A distribution given by quantiles as people state them.

    Parameters
    ----------
    at : list[StatedQuantile]
        The quantiles, with rising `p` and rising values; at least one.
    family : str
        What fills the space between: "jqpd" and "metalog" have the quantiles as they are, the other
        families of docs/theory/quantiles.md come as near as they can. Required.
    low : float | None
        The smallest possible value, for families that ask for one; finite. Not set: the family's
        own.
    high : float | None
        The largest possible value, for families that ask for one; finite. Not set: the family's
        own.
    """

    at: Repeated[StatedQuantile] = EMPTY
    family: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class StatedQuantile(Message):
    """One quantile: the number is below `value` with the probability `p`.

    Parameters
    ----------
    p : float | None
        The probability; above 0 and below 1.
    value : float | None
        The value; finite.
    """

    p: float | None = None
    value: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Interval(Message):
    """A distribution given by an interval that holds the number with some probability; what is
    left is as likely below as above.

    Parameters
    ----------
    low : float | None
        The lower end; finite, below `high`.
    high : float | None
        The upper end; finite, above `low`.
    family : str
        A family that two quantiles determine, for example "normal", "lognormal", "gamma" or
        "uniform". Required.
    probability : float | None
        How likely the interval holds the number; above 0 and below 1. Not set: 0.9.
    """

    low: float | None = None
    high: float | None = None
    family: str = ""
    probability: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Expert(Message):
    """What one of several experts says of a parameter.

    Parameters
    ----------
    id : str
        Names the expert; the same id in several parameters is the same person.
    weight : float | None
        How much the expert counts, relative to the others; at least 0, with a sum above 0. Either
        all experts of a parameter have a weight or none has, and all then count alike.
    distribution : Distribution | None
        What the expert knows of the number; required.
    rationale : str
        Says in one line why the distribution is what it is.
    sources : list[Source]
        Where the numbers come from. None: those of the element around.
    """

    id: str = ""
    weight: float | None = None
    distribution: SingularUnion[
        Distribution,
        Constant | Uniform | Triangular | Pert | Normal | Lognormal | Beta | Gamma | Exponential
        | StudentT | Bernoulli | Discrete | Empirical | Quantiles | Interval,
    ] = UNSET
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Evidence(Message):
    """Something observed about the play or the numbers of the scenario, or something that might
    be.

    Parameters
    ----------
    id : str
        Names the item in results, and on the command line.
    name : str
        What reports call the item; empty: the id in words, with a warning.
    date : str
        The day of the observation as "2025-02-18". Empty: nobody has observed it yet, so the item
        changes no result, and a run says what observing it would be worth.
    statement : str
        What was observed, as a sentence; a warning where it is missing.
    likelihood : str
        How likely the observation is if the draw's numbers are right and actors play as the levers
        say: an expression over levers, parameters, quantities, metrics and payoffs. A condition is
        1 where it holds and 0 elsewhere. Finite and at least 0; above 1 only as a probability
        density.
    strength : float | None
        How much the item counts: the likelihood is raised to this power. Below 1 for an item that
        repeats in part what another says. Finite, above 0. Not set: 1.
    rationale : str
        Says in one line why the likelihood is what it is.
    counter_reading : str
        How the observation could mislead: what else would have brought it about.
    sources : list[Source]
        Where the observation is reported. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    date: str = ""
    statement: str = ""
    likelihood: str = ""
    strength: float | None = None
    rationale: str = ""
    counter_reading: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class RankCorrelation(Message):
    """A rank correlation of two parameters, made by a Gaussian copula.

    Parameters
    ----------
    first : str
        Id of one parameter.
    second : str
        Id of another parameter.
    value : float | None
        Spearman's coefficient; above -1 and below 1.
    concordance : float | None
        How likely the second parameter is above its median if the first one is above its own; above
        0 and below 1, and 0.5 for independent parameters.
    rationale : str
        Says in one line why the two parameters move together.
    sources : list[Source]
        Where the correlation comes from. None: those of the element around.
    """

    first: str = ""
    second: str = ""
    value: float | None = oneof("dependence", None)
    concordance: float | None = oneof("dependence", None)
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Quantity(Message):
    """A named expression that other expressions may use.

    Parameters
    ----------
    id : str
        Names the quantity in expressions; shares one name space with parameters and metrics.
    name : str
        What reports call the quantity; empty: the id in words, with a warning.
    value : str
        An expression over parameters, levers and other quantities; a number or a condition.
    rationale : str
        Says in one line what the quantity stands for.
    sources : list[Source]
        Where the expression comes from. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    value: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Outcome(Message):
    """A named event, whose probability a run estimates.

    Parameters
    ----------
    id : str
        Names the outcome in questions and results.
    name : str
        What reports call the outcome; empty: the id in words, with a warning.
    event : str
        The condition that makes it happen, over levers, parameters, quantities, metrics and
        payoffs.
    rationale : str
        Says in one line why the outcome matters.
    sources : list[Source]
        Where the outcome is described. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    event: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Metric(Message):
    """A number for every profile and draw, which a run summarises.

    Parameters
    ----------
    id : str
        Names the metric in expressions and results; shares one name space with parameters and
        quantities.
    name : str
        What reports call the metric; empty: the id in words, with a warning.
    value : str
        An expression over levers, parameters, quantities, other metrics and payoffs.
    unit : str
        What the number is measured in, for readers; expressions do not convert units.
    rationale : str
        Says in one line why the metric matters.
    sources : list[Source]
        Where the metric is described. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    value: str = ""
    unit: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class OptionSet(Message):
    """The combinations of some levers compared by the expected value of an expression: in each
    draw the levers are set to each combination in turn while everything else stays as the
    solution has it.

    Under solution concepts in which actors move one after the other, those who move later
    answer.

    Parameters
    ----------
    id : str
        Names the set in questions and results.
    name : str
        What reports call the set; empty: the id in words, with a warning.
    value : str
        The expression that options are compared by, for example "payoff(china)"; larger is better.
    levers : list[str]
        The levers that an option sets, as "actor.lever": at least one, with at most 4,096
        combinations.
    rationale : str
        Says in one line why the options are compared.
    sources : list[Source]
        Where the options are described. None: those of the element around.
    answer : str
        What the others do about an option. "held" or empty: what the draw's solution has them do.
        "equilibrium": the option is a commitment, to which everybody else and the actor's other
        levers are solved again on the same draws; options are then compared in both ways.
    threshold : float | None
        An option is good enough in a draw if its value is at least so large. Absent: at least what
        the status quo of these levers gives in the same draw or, without a status quo, 0.
    """

    id: str = ""
    name: str = ""
    value: str = ""
    levers: RepeatedScalar[str] = EMPTY
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    answer: str = ""
    threshold: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Claim(Message):
    """A sentence that holds with some probability, or in some share of the draws.

    Parameters
    ----------
    id : str
        Names the claim in questions and results.
    name : str
        What reports call the claim; empty: the id in words, with a warning.
    statement : str
        The claim as a sentence; a warning where it is missing.
    event : str
        A condition as of an outcome: the claim's probability is the event's.
    comparisons : Comparisons | None
        Comparisons of options: the claim holds in a draw if every comparison holds.
    rationale : str
        Says in one line why the claim may be true.
    sources : list[Source]
        Where the claim is made. None: those of the element around.
    key_parameter : str
        Id of the parameter that the claim is thought to depend on most; may be empty.
    falls_with_key_parameter : bool
        True if a larger key parameter makes the claim less likely, false if it makes it more
        likely.
    """

    id: str = ""
    name: str = ""
    statement: str = ""
    event: str = oneof("test", "")
    comparisons: Singular[Comparisons] = oneof("test")
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    key_parameter: str = ""
    falls_with_key_parameter: bool = False


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Comparisons(Message):
    """Comparisons that all have to hold.

    Parameters
    ----------
    all : list[Comparison]
        The comparisons, at least one.
    """

    all: Repeated[Comparison] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Comparison(Message):
    """Holds in a draw if the expected `value` with `set` exceeds that with each of `against` by
    more than `by`.

    `set` and each of `against` assign the same levers unless `answer` is given; what the others
    do is as for the options of a set.

    Parameters
    ----------
    value : str
        The expression whose expectation is compared; it may name payoffs.
    set : str
        The option that is to be better: assignments with commas between, for example "china.pace =
        patient, china.deterrence = strengthen".
    against : list[str]
        The options that it is compared with, written like `set`. Empty: every other feasible
        combination of the same levers, which may have at most 4,096.
    by : str
        The margin in the unit of `value`: an expression over parameters. Empty: 0.
    answer : str
        What the others do about `set` and `against`. "held" or empty: what the draw's solution has
        them do. "equilibrium": each is a commitment, of one actor or of several, to which
        everything else is solved again. If it is given, `against` may assign other levers than
        `set`, or none (""), which is play as it is.
    """

    value: str = ""
    set: str = ""
    against: RepeatedScalar[str] = EMPTY
    by: str = ""
    answer: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Question(Message):
    """What is asked of a scenario, and the elements that answer it.

    Parameters
    ----------
    id : str
        Names the question in messages.
    name : str
        The question in a few words, as the heading of its answer; empty: the id in words, with a
        warning.
    text : str
        The question in full, in as many sentences as it takes.
    outcomes : list[str]
        Ids of outcomes whose probabilities are part of the answer.
    metrics : list[str]
        Ids of metrics whose summaries are part of the answer.
    levers : list[str]
        Levers whose settings are part of the answer, as "actor.lever".
    claims : list[str]
        Ids of claims whose probabilities are part of the answer.
    option_sets : list[str]
        Ids of option sets whose comparison is part of the answer.
    sources : list[Source]
        Where the question is asked. None: those of the element around.
    """

    id: str = ""
    name: str = ""
    text: str = ""
    outcomes: RepeatedScalar[str] = EMPTY
    metrics: RepeatedScalar[str] = EMPTY
    levers: RepeatedScalar[str] = EMPTY
    claims: RepeatedScalar[str] = EMPTY
    option_sets: RepeatedScalar[str] = EMPTY
    sources: Repeated[Source] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Defaults(Message):
    """What a run does unless it is told otherwise.

    Parameters
    ----------
    solution_concept : str
        The name of a solution concept of docs/theory/README.md. Empty: "qre".
    precision : str
        Logit precision, per unit of payoff, of every actor without its own: an expression over
        parameters, at least 0. Empty: "1".
    draws : int
        How many draws a run makes; at most 2^48. 0: 100,000.
    seed : int
        What random numbers start from, any 64-bit number. Runs with the same seed draw the same
        numbers.
    behaviours : list[str]
        Under which behaviours the program solves the first draws again, to tell what outcomes and
        claims are if actors behave otherwise: names of solution concepts, those that read the
        precision with a factor for it ("qre*0.5"); or "none" alone. Empty: a list that suits most
        games (docs/theory/behaviours.md).
    """

    solution_concept: str = ""
    precision: str = ""
    draws: int = 0
    seed: int = 0
    behaviours: RepeatedScalar[str] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Variant(Message):
    """Changes of a scenario that have a name.

    Parameters
    ----------
    id : str
        Names the variant on the command line and in results; not "all".
    name : str
        What reports call the variant; empty: the id in words, with a warning.
    rationale : str
        Says in one line what the variant asks.
    sources : list[Source]
        Where the other view is taken. None: those of the element around.
    changes : ScenarioMessage | None
        What is changed, as a scenario says it that has this one as its base: fields and elements
        that are matched by id, and `remove`. It has no base and no variants.
    set : list[str]
        "parameter = number" for each parameter that then has this value in every draw.
    fix : list[str]
        "actor.lever = level" for each lever that is then fixed there in every draw.
    precision : str
        The logit precision of every actor then, an expression over parameters. Empty: as it was.
    widen : float | None
        By how much every continuous parameter is then widened. Not set: 1.
    given : list[str]
        Conditions that are then taken as observed: an event, or the id of an outcome or of a claim
        with an event.
    evidence : str
        Which items of evidence then count: "all" with a date, "none", "until DATE" or ids with
        commas between. Empty: all with a date.
    answer : str
        What the others then do about every option set and comparison: "held" or "equilibrium".
        Empty: as it was.
    """

    id: str = ""
    name: str = ""
    rationale: str = ""
    sources: Repeated[Source] = EMPTY
    changes: Singular[ScenarioMessage] = UNSET
    set: RepeatedScalar[str] = EMPTY
    fix: RepeatedScalar[str] = EMPTY
    precision: str = ""
    widen: float | None = None
    given: RepeatedScalar[str] = EMPTY
    evidence: str = ""
    answer: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ResultMessage(Message):
    """What a run found, as stored.

    Parameters
    ----------
    scenario_id : str
        The `id` of the scenario that was run.
    scenario_name : str
        The `name` of the scenario that was run.
    scenario_digest : str
        Tells scenarios apart: "xxh128:" and 32 hexadecimal digits of the scenario's canonical form.
    options : RunOptions | None
        The settings that the result is a function of.
    versions : dict[str, str]
        What computed the result: "demarche", "simd" (the instruction set, on which the last bits
        may depend), "boost", "protobuf" and "eigen", each with its version.
    is_complete : bool
        False if the run was stopped; the result then covers the first `draws_done` draws.
    draws_done : int
        How many draws the result covers, those that were not solved included.
    solving : SolveStatistics | None
        How solving the games of the draws ended.
    outcomes : list[Estimate]
        The probability of each of the scenario's outcomes, in its order.
    levers : list[LeverDistribution]
        The probability of each level of every lever, actor by actor.
    metrics : list[Summary]
        Each of the scenario's metrics, in its order, then those of the user's own code.
    payoffs : list[Summary]
        The payoff of each actor that has one, in units of payoff; behavioural actors are left out.
    claims : list[Estimate]
        The probability of each of the scenario's claims, in its order.
    option_sets : list[OptionSetResult]
        The comparison of each of the scenario's option sets, in its order.
    profiles : list[ProfileCount]
        One joint profile is sampled from each draw's solution and counted, in draws below 2^20;
        these are the 20 most frequent, the most frequent first.
    num_distinct_profiles : int
        How many different joint profiles were sampled.
    profile_draws : int
        The number of draws whose profile was counted.
    warnings : list[ScenarioWarning]
        What was found in the scenario short of errors, in its order; what is only not documented is
        left out.
    what_if : WhatIf | None
        What was changed of the scenario before the run, whose digest is that of the changed
        scenario. Absent if nothing was.
    posterior : PosteriorMessage | None
        What the dated items of evidence make of these numbers. Absent without such items. All other
        fields are of the prior distribution.
    base_digest : str
        The digest of the scenario that the scenario was started from. Empty: it has no base.
    variant_id : str
        The id of the variant of the scenario that was run. Empty: the scenario as it is.
    analysis : Analysis | None
        What the numbers hinge on. Absent if the run kept no sums for it.
    answering : SolveStatistics | None
        How the games that commitments leave were solved, over all commitments and solved draws.
        Absent where no option set and no claim asks for an answer of the others.
    """

    scenario_id: str = ""
    scenario_name: str = ""
    scenario_digest: str = ""
    options: Singular[RunOptions] = UNSET
    versions: MapField[str, str] = UNSET
    is_complete: bool = False
    draws_done: int = 0
    solving: Singular[SolveStatistics] = UNSET
    outcomes: Repeated[Estimate] = EMPTY
    levers: Repeated[LeverDistribution] = EMPTY
    metrics: Repeated[Summary] = EMPTY
    payoffs: Repeated[Summary] = EMPTY
    claims: Repeated[Estimate] = EMPTY
    option_sets: Repeated[OptionSetResult] = EMPTY
    profiles: Repeated[ProfileCount] = EMPTY
    num_distinct_profiles: int = 0
    profile_draws: int = 0
    warnings: Repeated[ScenarioWarning] = EMPTY
    what_if: Singular[WhatIf] = UNSET
    posterior: Singular[PosteriorMessage] = UNSET
    base_digest: str = ""
    variant_id: str = ""
    analysis: Singular[Analysis] = UNSET
    answering: Singular[SolveStatistics] = UNSET


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Analysis(Message):
    """What the numbers of a run hinge on: how they vary with the parameters that vary, one
    parameter at a time, and what knowing a parameter would be worth.

    All of it is of the prior distribution. With correlated parameters it is what knowing a
    parameter tells, not what changing it does.

    Parameters
    ----------
    draws : int
        How many draws it is of: the first of the run, at most 2^20.
    num_groups : int
        In how many groups the draws are; intervals come from leaving out one group at a time.
    none_because : str
        Why there is no analysis. Empty: there is one.
    left_out : list[str]
        Ids of option sets that were too large to be analysed.
    parameters : list[AnalysedParameter]
        The parameters that vary, in the scenario's order.
    outputs : list[AnalysedOutput]
        Outcomes, claims, metrics, payoffs and options, in the scenario's order; then draws that
        were not solved, and what has no finite number in some draws.
    information : list[Information]
        What knowing parameters is worth to whoever chooses from an option set.
    behaviours : Behaviours | None
        What the numbers owe to the assumption on behaviour. Absent if nobody asked for it.
    option_studies : list[OptionStudy]
        What the options of each set are worth by many measures, in the order of the sets: for each
        set the options with the play of others held, then answered where the set asks for that.
        Empty if nobody asked for it.
    """

    draws: int = 0
    num_groups: int = 0
    none_because: str = ""
    left_out: RepeatedScalar[str] = EMPTY
    parameters: Repeated[AnalysedParameter] = EMPTY
    outputs: Repeated[AnalysedOutput] = EMPTY
    information: Repeated[Information] = EMPTY
    behaviours: Singular[Behaviours] = UNSET
    option_studies: Repeated[OptionStudy] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class OptionStudy(Message):
    """The options of a set in the first draws of a run, without evidence.

    Options go by their place in `options`, from 0.

    Parameters
    ----------
    option_set : str
        The id of the option set.
    answer : str
        What the others do: "held", or "equilibrium" where options are commitments.
    none_because : str
        Why there are no numbers. Empty: there are.
    draws : int
        How many draws were solved.
    count : int
        In how many of them every option has a finite value. The study is of these; others are left
        out.
    options : list[StudiedOption]
        The options, in the order of the option set's result.
    status_quo : int
        The option that is the status quo; -1 if none is.
    threshold : float
        What is good enough: the value itself, or what it is above the status quo.
    is_threshold_of_status_quo : bool
        Whether an option is good enough if it gives what the status quo gives in the same draw.
    rules : list[RuleChoice]
        What eleven rules of choice make of the options.
    agreement : list[float]
        How far each rule agrees with each on the order of options: Kendall's tau-b, a row for each
        rule; NaN where a rule cannot tell options apart.
    mean_agreement : float
        The mean over pairs of rules that can tell options apart; NaN if there are none.
    actors : list[OptionsForActor]
        What the options do to each actor that has a payoff.
    where_best : list[WhereBest]
        Where the leading option is better than the next, then where the options of each pair are
        that was asked for.
    near_margin : float
        An option is near the best if its mean is no further below: by default a tenth of the
        distance between the largest and the smallest mean.
    """

    option_set: str = ""
    answer: str = ""
    none_because: str = ""
    draws: int = 0
    count: int = 0
    options: Repeated[StudiedOption] = EMPTY
    status_quo: int = 0
    threshold: float = 0.0
    is_threshold_of_status_quo: bool = False
    rules: Repeated[RuleChoice] = EMPTY
    agreement: RepeatedScalar[float] = EMPTY
    mean_agreement: float = 0.0
    actors: Repeated[OptionsForActor] = EMPTY
    where_best: Repeated[WhereBest] = EMPTY
    near_margin: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class StudiedOption(Message):
    """An option by what is compared in its set.

    Parameters
    ----------
    levels : list[str]
        The ids of the levels that the option sets, one per lever of the set.
    mean : float
        The mean over draws.
    change : float
        How far the mean is above that of the status quo; NaN without a status quo.
    rank : int
        1 and the number of options with a larger mean.
    is_near_best : bool
        Whether its mean is within the margin of the largest.
    num_rules : int
        How many rules find no option better, of those that do not find all alike.
    share_good_enough : float
        The share of draws in which it is good enough.
    is_pareto : bool
        Whether every other option has a smaller mean payoff for some actor, or the same for all.
    best_change : int
        The best by mean of the options that differ in one lever; -1 if there are none.
    best_change_gain : float
        How far the mean of that option is above this one's: not above 0 if no single change gains.
    share_gaining : float
        The share of draws in which some single change is better.
    regret_deciles : list[float]
        The 10, 20 ... 90 % quantiles over draws of the distance to the draw's best option.
    """

    levels: RepeatedScalar[str] = EMPTY
    mean: float = 0.0
    change: float = 0.0
    rank: int = 0
    is_near_best: bool = False
    num_rules: int = 0
    share_good_enough: float = 0.0
    is_pareto: bool = False
    best_change: int = 0
    best_change_gain: float = 0.0
    share_gaining: float = 0.0
    regret_deciles: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class RuleChoice(Message):
    """What a rule of choice makes of options.

    Parameters
    ----------
    rule : str
        What the rule is called, such as "maximin".
    preferred : int
        The option that it prefers, the first of several; -1 if it finds all alike or makes nothing
        of any.
    values : list[float]
        Its value for each option; larger is better.
    """

    rule: str = ""
    preferred: int = 0
    values: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class OptionsForActor(Message):
    """What options do to an actor's payoff.

    Parameters
    ----------
    actor : str
        The id of the actor.
    count : int
        In how many draws of the study the payoff is finite under every option; it is of these.
    tolerance : float
        A change counts from this size on, in units of payoff.
    options : list[OptionForActor]
        What each option does, in their order.
    """

    actor: str = ""
    count: int = 0
    tolerance: float = 0.0
    options: Repeated[OptionForActor] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class OptionForActor(Message):
    """What an option does to an actor's payoff, against the status quo of the set's levers in the
    same draw.

    NaN without a status quo.

    Parameters
    ----------
    mean : float
        The mean payoff over draws.
    change : float
        How far that is above the mean under the status quo.
    standard_error : float
        The standard error of the change, from the differences in single draws.
    share_worse : float
        The share of draws in which the actor is worse off, and would veto the option.
    share_better : float
        The share of draws in which the actor is better off.
    """

    mean: float = 0.0
    change: float = 0.0
    standard_error: float = 0.0
    share_worse: float = 0.0
    share_better: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class WhereBest(Message):
    """Where one option is better than another.

    Parameters
    ----------
    first : int
        The one option.
    second : int
        The other option.
    share_first : float
        The share of draws in which the first is better; half of those in which neither is count.
    parameters : list[DecidingParameter]
        The two parameters, or fewer, that decide most, of those that do more than chance may.
    shares : list[float]
        The share of draws in which the first is better, by the quarter of each parameter's numbers:
        [quarter of the first parameter][quarter of the second], or of the only one; NaN without
        draws.
    counts : list[int]
        How many draws each of these shares is of.
    """

    first: int = 0
    second: int = 0
    share_first: float = 0.0
    parameters: Repeated[DecidingParameter] = EMPTY
    shares: RepeatedScalar[float] = EMPTY
    counts: RepeatedScalar[int] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class DecidingParameter(Message):
    """A parameter that bears on which of two options is better.

    Parameters
    ----------
    parameter : str
        The id of the parameter.
    explained : float
        The share of the variance of which is better that its quarters explain, corrected for bias.
    bounds : list[float]
        The three numbers between the quarters, ascending. A discrete parameter may have quarters
        without draws.
    """

    parameter: str = ""
    explained: float = 0.0
    bounds: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Behaviours(Message):
    """Outcomes and claims of the first draws of a run, if actors behave otherwise.

    Evidence does not count.

    Parameters
    ----------
    draws : int
        How many draws it is of.
    behaviours : list[Behaviour]
        The behaviours, that of the run first.
    baselines : list[Behaviour]
        Play without a game, to compare with: "uniform", "status-quo" and "status-quo-response".
    ranges : list[BehaviourRange]
        What the behaviours make of each outcome, then of each claim.
    """

    draws: int = 0
    behaviours: Repeated[Behaviour] = EMPTY
    baselines: Repeated[Behaviour] = EMPTY
    ranges: Repeated[BehaviourRange] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Behaviour(Message):
    """What the draws give under one behaviour.

    Parameters
    ----------
    name : str
        What it is called: the solution concept, for qre with the factor of the precision after it
        ("qre*0.5"); or the baseline.
    none_because : str
        Why it has no numbers: the concept refuses the game, or it did not finish in its time.
        Empty: it has.
    solved : int
        How many of the draws have an answer.
    is_counted : bool
        Whether its means count in ranges: at least half of the draws have an answer. No baseline
        counts.
    outcomes : list[Estimate]
        The probability of each of the scenario's outcomes, in its order.
    claims : list[Estimate]
        How likely each of the scenario's claims is to hold, in its order.
    """

    name: str = ""
    none_because: str = ""
    solved: int = 0
    is_counted: bool = False
    outcomes: Repeated[Estimate] = EMPTY
    claims: Repeated[Estimate] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class BehaviourRange(Message):
    """The least and the most that an outcome or a claim has under the behaviours that count.

    Parameters
    ----------
    kind : str
        "outcome" or "claim".
    id : str
        The id of the outcome or claim.
    low : float
        The smallest mean of any behaviour; NaN if none has one. The run's own mean over all its
        draws counts, too.
    high : float
        The largest mean of any behaviour.
    count : int
        How many behaviours gave a mean.
    draws_low : float
        The 5 % quantile over the draws of the probability, under the run's own behaviour; NaN if no
        draw has one.
    draws_high : float
        The 95 % quantile over the draws.
    """

    kind: str = ""
    id: str = ""
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    draws_low: float = 0.0
    draws_high: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class AnalysedParameter(Message):
    """A parameter that varies.

    Parameters
    ----------
    id : str
        The id of the parameter.
    is_unsourced : bool
        Whether no document says anything of it, nor of what its experts say. Where neither has
        sources, those of the scenario count.
    is_correlated : bool
        Whether it is correlated with another one.
    values : list[float]
        Of a discrete parameter, the number of each bin, ascending; else empty.
    bounds : list[float]
        The upper ends of all bins but the last, ascending.
    """

    id: str = ""
    is_unsourced: bool = False
    is_correlated: bool = False
    values: RepeatedScalar[float] = EMPTY
    bounds: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class AnalysedOutput(Message):
    """How an output varies from draw to draw, and with which parameters.

    Parameters
    ----------
    kind : str
        "outcome", "claim", "metric", "payoff", "option" (the value of an option), "best_option" (it
        is best), "unsolved" (a draw was not solved), or "undefined" before one of these and a
        blank: the output has no finite number.
    id : str
        The id of the outcome, claim, metric, actor or option set; empty for "unsolved".
    levels : list[str]
        Of an option, the ids of its levels.
    count : int
        How many draws gave a finite number; what follows is of these.
    mean : float
        The mean over draws.
    standard_deviation : float
        The standard deviation between draws.
    clamped : int
        How many numbers were more than 4,096 times as large as those of the first draws and count
        as that many times.
    effects : list[ParameterEffect]
        What single parameters do, the largest index first: the first 10, and of outputs that are no
        options also the others whose interval lies above 0.
    explained : float
        The sum of all parameters' first-order indices; above 1 it may be where they are correlated.
    explained_low : float
        Lower end of the sum's 95 % interval.
    explained_high : float
        Upper end of the sum's 95 % interval.
    unsourced : float
        The part of that sum that is of parameters without a source.
    unsourced_low : float
        Lower end of its 95 % interval.
    unsourced_high : float
        Upper end of its 95 % interval.
    curves : list[Curve]
        The mean of the output along the parameters that matter most.
    """

    kind: str = ""
    id: str = ""
    levels: RepeatedScalar[str] = EMPTY
    count: int = 0
    mean: float = 0.0
    standard_deviation: float = 0.0
    clamped: int = 0
    effects: Repeated[ParameterEffect] = EMPTY
    explained: float = 0.0
    explained_low: float = 0.0
    explained_high: float = 0.0
    unsourced: float = 0.0
    unsourced_low: float = 0.0
    unsourced_high: float = 0.0
    curves: Repeated[Curve] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ParameterEffect(Message):
    """What a parameter does to an output.

    NaN where too few draws tell.

    Parameters
    ----------
    parameter : str
        The id of the parameter.
    first_order : float
        The share of the output's variance between draws that the parameter alone explains: the
        first-order index, corrected for bias; noise may put it below 0.
    low : float
        Lower end of the 95 % interval.
    high : float
        Upper end of the 95 % interval.
    at_low : float
        The mean of the output in the lowest tenth of the parameter's range of percentiles, or at
        its lowest number if it is discrete.
    at_high : float
        The mean in the highest tenth, or at the highest number.
    difference_low : float
        Lower end of the 95 % interval of at_high - at_low.
    difference_high : float
        Upper end of the 95 % interval of at_high - at_low.
    """

    parameter: str = ""
    first_order: float = 0.0
    low: float = 0.0
    high: float = 0.0
    at_low: float = 0.0
    at_high: float = 0.0
    difference_low: float = 0.0
    difference_high: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Curve(Message):
    """The mean of an output in the bins of a parameter.

    Neighbouring bins are joined where there are few draws.

    Parameters
    ----------
    parameter : str
        The id of the parameter.
    counts : list[int]
        How many draws of each bin count.
    means : list[float]
        The mean in each bin; NaN without draws.
    standard_errors : list[float]
        The standard error of each mean.
    """

    parameter: str = ""
    counts: RepeatedScalar[int] = EMPTY
    means: RepeatedScalar[float] = EMPTY
    standard_errors: RepeatedScalar[float] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Information(Message):
    """What knowing parameters is worth to whoever chooses from an option set, in the unit of
    payoff of the set.

    Parameters
    ----------
    option_set : str
        The id of the option set.
    best : list[str]
        The ids of the levels of the option with the largest mean.
    perfect : float
        What knowing everything would be worth: how far the best option of each draw is better than
        that option, in the mean.
    perfect_low : float
        Lower end of the 95 % interval.
    perfect_high : float
        Upper end of the 95 % interval.
    parameters : list[ParameterInformation]
        What knowing single parameters is worth, the most first.
    """

    option_set: str = ""
    best: RepeatedScalar[str] = EMPTY
    perfect: float = 0.0
    perfect_low: float = 0.0
    perfect_high: float = 0.0
    parameters: Repeated[ParameterInformation] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ParameterInformation(Message):
    """What knowing a parameter is worth.

    The truth lies between two estimates, one too small in the mean and one too large.

    Parameters
    ----------
    parameter : str
        The id of the parameter.
    at_least : float
        The estimate that is too small: options are chosen with one half of the draws, and valued
        with the other.
    at_most : float
        The estimate that is too large: options are chosen and valued with the same draws.
    low : float
        Lower end of the 95 % interval of `at_least`.
    high : float
        Upper end of the 95 % interval of `at_most`.
    change_probability : float
        How likely it is that another option is best once the parameter is known.
    """

    parameter: str = ""
    at_least: float = 0.0
    at_most: float = 0.0
    low: float = 0.0
    high: float = 0.0
    change_probability: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class PosteriorMessage(Message):
    """What a run knows once the evidence is taken into account.

    A draw counts with its weight: the expectation of the likelihood of all items under the
    draw's solution. Within a draw, play counts as it is conditional on the evidence.

    Parameters
    ----------
    items : list[EvidenceEffect]
        Each item that counts, in the scenario's order, with what it changes.
    weighted_draws : int
        How many solved draws have a weight that is finite and above 0.
    undefined_draws : int
        How many solved draws gave an item a likelihood that is negative or not finite. They do not
        count.
    effective_draws : float
        The squared sum of the weights over the sum of their squares: so many draws of equal weight
        would give means with the same errors, if the weights had nothing to do with the values.
    largest_share : float
        The largest weight as a share of all.
    draws_needed : float
        How many draws would give 1,000 effective ones.
    log_evidence : float
        The natural logarithm of the mean weight: how well scenario and solution concept foretold
        the evidence. Differences between models are logarithms of Bayes factors.
    log_evidence_standard_error : float
        How far more draws could move that logarithm, as one standard error.
    outcomes : list[Estimate]
        The probability of each outcome, in the order of the result, as in the following fields.
        Counts are of draws with a weight, standard errors those of weighted means.
    levers : list[LeverDistribution]
        How likely every setting is, lever by lever.
    metrics : list[Summary]
        Mean, spread and quantiles, metric by metric, in the metric's unit.
    payoffs : list[Summary]
        What each actor that has a payoff gets, in units of payoff.
    claims : list[Estimate]
        How likely each claim is to hold.
    option_sets : list[OptionSetResult]
        How the options of each set compare.
    parameters : list[ParameterShift]
        How far the mean of each parameter moved, the farthest first.
    observations : list[Observation]
        What observing each item without a date would be worth.
    """

    items: Repeated[EvidenceEffect] = EMPTY
    weighted_draws: int = 0
    undefined_draws: int = 0
    effective_draws: float = 0.0
    largest_share: float = 0.0
    draws_needed: float = 0.0
    log_evidence: float = 0.0
    log_evidence_standard_error: float = 0.0
    outcomes: Repeated[Estimate] = EMPTY
    levers: Repeated[LeverDistribution] = EMPTY
    metrics: Repeated[Summary] = EMPTY
    payoffs: Repeated[Summary] = EMPTY
    claims: Repeated[Estimate] = EMPTY
    option_sets: Repeated[OptionSetResult] = EMPTY
    parameters: Repeated[ParameterShift] = EMPTY
    observations: Repeated[Observation] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class EvidenceEffect(Message):
    """What one item of evidence changes.

    Parameters
    ----------
    id : str
        The id of the item.
    log_evidence : float
        The natural logarithm of the mean likelihood of the item alone, over the prior draws.
    shifts : list[EvidenceShift]
        How each outcome and claim changes with the item.
    """

    id: str = ""
    log_evidence: float = 0.0
    shifts: Repeated[EvidenceShift] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class EvidenceShift(Message):
    """The probability of an outcome or claim under other weights of the same draws.

    All but the prior and the posterior themselves are estimated from one sampled profile of
    each draw.

    Parameters
    ----------
    kind : str
        "outcome" or "claim".
    id : str
        The id of the outcome or claim.
    alone : float
        With this item as the only one.
    without : float
        With all items but this one.
    half : float
        With the strength of this item halved.
    twice : float
        With the strength of this item doubled.
    """

    kind: str = ""
    id: str = ""
    alone: float = 0.0
    without: float = 0.0
    half: float = 0.0
    twice: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ParameterShift(Message):
    """How far evidence moved a parameter.

    Parameters
    ----------
    id : str
        The id of the parameter.
    prior_mean : float
        The mean over the solved draws.
    prior_standard_deviation : float
        The standard deviation over the solved draws.
    posterior_mean : float
        The weighted mean.
    """

    id: str = ""
    prior_mean: float = 0.0
    prior_standard_deviation: float = 0.0
    posterior_mean: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Observation(Message):
    """What an observation that has not been made would be worth.

    Parameters
    ----------
    id : str
        The id of the item without a date.
    probability : float
        How likely the observation is, given the evidence with a date.
    values : list[ObservationValue]
        What it would be worth for each option set.
    """

    id: str = ""
    probability: float = 0.0
    values: Repeated[ObservationValue] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ObservationValue(Message):
    """The worth of an observation to somebody who chooses from an option set.

    Parameters
    ----------
    option_set : str
        The id of the option set.
    expected_value : float
        By how much the expected value of the best option rises if one can choose after the
        observation, in the unit of the set; at least 0.
    if_observed : list[str]
        The best option if it is observed: the ids of its levels.
    if_not_observed : list[str]
        The best option if it is found that it is not so.
    """

    option_set: str = ""
    expected_value: float = 0.0
    if_observed: RepeatedScalar[str] = EMPTY
    if_not_observed: RepeatedScalar[str] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class WhatIf(Message):
    """Changes of a scenario that ask "what if?", as they were asked for.

    Parameters
    ----------
    set : list[str]
        "parameter = number" for each parameter that has this value in every draw.
    fix : list[str]
        "actor.lever = level" for each lever that is fixed there in every draw.
    precision : str
        The logit precision of every actor. Empty: as the scenario has it.
    widen : float | None
        By how much every continuous parameter is widened, see `widen` of a distribution. Not set:
        1.
    given : list[str]
        Conditions that were given as observed, for example "us.opening != none".
    evidence : str
        Which items of evidence counted: "none", "until DATE" or ids with commas. Empty: all with a
        date.
    answer : str
        What the others do about options and comparisons: "held" or "equilibrium". Empty: as the
        scenario has it.
    """

    set: RepeatedScalar[str] = EMPTY
    fix: RepeatedScalar[str] = EMPTY
    precision: str = ""
    widen: float | None = None
    given: RepeatedScalar[str] = EMPTY
    evidence: str = ""
    answer: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ScenarioWarning(Message):
    """Something in a scenario that is probably not what was meant.

    Parameters
    ----------
    rule : str
        The kind of the warning, as docs/scenario_format.md lists them, for example "unused".
    element : str
        The element, for example "parameter war_cost". Empty: the scenario as a whole.
    message : str
        What was found, in words.
    """

    rule: str = ""
    element: str = ""
    message: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class RunOptions(Message):
    """The settings behind a result.

    Each option of the solution concept holds the value that the run used: the option's default,
    which need not be 0, where nobody asked for another.

    Parameters
    ----------
    solution_concept : str
        The name of the solution concept, for example "nash".
    seed : int
        The 64-bit number that random numbers start from.
    draws : int
        How many draws were asked for; 1 to 2^48.
    design : str
        How points of the unit cube were drawn: "monte-carlo".
    selection : str
        Which of several equilibria counts, for example "uniform" or "payoff-dominant".
    player : int
        Who commits or whose payoff counts: a number from 0 among the actors who choose.
    order : list[int]
        The order of moves, as numbers from 0 among the actors who choose. Empty: as listed.
    start : list[int]
        Where dynamics start: a strategy from 0 for each actor who chooses, the status quo if the
        scenario has one. Empty: uniform play.
    level : int
        How many steps of reasoning level-k players take; at least 0.
    mean_level : float
        The mean number of steps of reasoning in the cognitive hierarchy; in [0, 50].
    objective : str
        What correlated equilibria maximise, for example "welfare".
    max_iterations : int
        The budget of work per game, in the concept's own unit. 0: the concept's own budget.
    max_seconds : float
        The budget of time per game in seconds; infinite if there is none.
    tolerance : float
        The largest relative residual that an accepted answer may have; above 0.
    payoffs : str
        The name of the user's own code that computed payoffs in the place of terms. Empty: there
        was none.
    payoff_actors : list[str]
        Ids of the actors whose payoffs that code computed.
    metrics : list[str]
        Names of the metrics that the user's own code computed; they stand after the scenario's.
    """

    solution_concept: str = ""
    seed: int = 0
    draws: int = 0
    design: str = ""
    selection: str = ""
    player: int = 0
    order: RepeatedScalar[int] = EMPTY
    start: RepeatedScalar[int] = EMPTY
    level: int = 0
    mean_level: float = 0.0
    objective: str = ""
    max_iterations: int = 0
    max_seconds: float = 0.0
    tolerance: float = 0.0
    payoffs: str = ""
    payoff_actors: RepeatedScalar[str] = EMPTY
    metrics: RepeatedScalar[str] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ComparisonMessage(Message):
    """Results on the same draws that are told side by side, as stored: of one scenario under
    several solution concepts, or of a scenario and its variants.

    Parameters
    ----------
    results : list[ResultMessage]
        One result per concept or variant, in the order in which they were asked for.
    """

    results: Repeated[ResultMessage] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ScenarioComparisonMessage(Message):
    """Two scenarios on paired draws: parameters that both have get the same random numbers in a
    draw.

    Parameters
    ----------
    first : ResultMessage | None
        What the run of the first scenario found.
    second : ResultMessage | None
        What the run of the second scenario found.
    changes : list[InputChange]
        How the inputs differ, kind by kind of element.
    num_wording_changes : int
        How many elements differ in what no number depends on: names, texts, rationale, sources.
    paired_draws : int
        How many draws both scenarios have an answer to; differences are of these.
    differences : list[Difference]
        How each result that both scenarios have moved: outcomes, claims, metrics, payoffs and
        levers.
    """

    first: Singular[ResultMessage] = UNSET
    second: Singular[ResultMessage] = UNSET
    changes: Repeated[InputChange] = EMPTY
    num_wording_changes: int = 0
    paired_draws: int = 0
    differences: Repeated[Difference] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class InputChange(Message):
    """An input that one scenario has and the other has not, or has otherwise.

    Parameters
    ----------
    kind : str
        The kind of the element, for example "parameter"; "scenario" for its own fields.
    id : str
        The id of the element, with that of its actor or lever in front of it: "china.outreach".
    change : str
        "added", "removed", "changed" or "reordered".
    field : str
        The field that was changed, as the scenario's file names it. Empty: the element as a whole.
    before : str
        What the first scenario has; empty if nothing.
    after : str
        What the second scenario has; empty if nothing.
    """

    kind: str = ""
    id: str = ""
    change: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Difference(Message):
    """How far a number moved from the first scenario to the second, in draws that both have an
    answer to.

    Numbers are probabilities, or in the unit of the metric or payoff. Where evidence counts in
    one of the scenarios, they are those of its posterior, means are weighted, and there are no
    bounds over all draws.

    Parameters
    ----------
    kind : str
        "outcome", "claim", "metric", "payoff" or "lever".
    id : str
        The id of the element; of a lever with the actor's in front of it.
    level : str
        The id of the lever's level; empty for other kinds.
    first : float
        The mean in the first scenario, over the draws that `count` counts.
    second : float
        The mean in the second scenario, over the same draws.
    difference : float
        The mean over draws of the second scenario's number less the first's; NaN if `count` is 0.
    standard_error : float
        The standard error of the mean difference, from the differences in single draws; NaN if
        `count` is below 2.
    low : float
        Lower end of the 95 % interval of the difference: 1.96 standard errors below it.
    high : float
        Upper end of the 95 % interval of the difference.
    count : int
        In how many draws both scenarios gave a finite number; the difference is of these.
    undefined : int
        How many draws that both scenarios have an answer to gave no finite number in one of them.
    differing : int
        In how many of the draws that `count` counts the two numbers differ.
    lowest : float
        For a probability, the least that the difference can be over all draws, whatever holds where
        a scenario has no answer; NaN for other numbers.
    highest : float
        The most that the difference of a probability can be over all draws.
    """

    kind: str = ""
    id: str = ""
    level: str = ""
    first: float = 0.0
    second: float = 0.0
    difference: float = 0.0
    standard_error: float = 0.0
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    undefined: int = 0
    differing: int = 0
    lowest: float = 0.0
    highest: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Estimate(Message):
    """A probability: its mean over the draws that were solved.

    What has no value or is not known is NaN, which JSON files hold as null; so it is in all
    messages of a result.

    Parameters
    ----------
    id : str
        The id of the outcome, the claim or the level that it is the probability of.
    mean : float
        The estimated probability, in [0, 1]; NaN if `count` is 0.
    standard_error : float
        The standard error of the mean that random draws leave; NaN if `count` is below 2.
    low : float
        Lower end of the 95 % interval (Wilson, with the effective sample size of the draws'
        probabilities), at least 0.
    high : float
        Upper end of the 95 % interval, at most 1.
    count : int
        How many solved draws gave a finite number; the estimate is of these.
    undefined : int
        How many solved draws gave no finite number.
    lowest : float
        The least that the mean can be over the draws without an answer and those that `count`
        counts, whatever holds in draws without an answer; draws that `undefined` counts are left
        out. Equal to `mean` where every draw was solved.
    highest : float
        The most that the mean can be over the same draws.
    effective_draws : float | None
        So many draws of equal weight would give a mean with the same standard error. Not set: the
        number is no posterior's.
    """

    id: str = ""
    mean: float = 0.0
    standard_error: float = 0.0
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    undefined: int = 0
    lowest: float = 0.0
    highest: float = 0.0
    effective_draws: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class LeverDistribution(Message):
    """How likely each level of a lever is.

    Parameters
    ----------
    actor : str
        The id of the actor who decides.
    lever : str
        The id of the lever among the actor's.
    levels : list[Estimate]
        The probability of each level, from lowest to highest.
    """

    actor: str = ""
    lever: str = ""
    levels: Repeated[Estimate] = EMPTY


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Summary(Message):
    """A metric or a payoff over the draws.

    `mean` and `standard_error` are of the expectation under each draw's solution; standard
    deviation and quantiles are of the value at one profile sampled from it, so they hold both
    kinds of uncertainty. What the user's own code computed has one value per draw: all are of
    that. Numbers are in the unit of the metric, or in units of payoff.

    Parameters
    ----------
    id : str
        The id of the metric, the actor whose payoff it is, or the name of the user's own metric.
    mean : float
        The mean over draws of the expectation; NaN if no draw gives a value, infinite where the sum
        is too large for a number.
    standard_error : float
        The standard error of the mean that random draws leave; NaN of fewer than two draws and of a
        mean that is infinite, as is the standard deviation.
    standard_deviation : float
        The standard deviation over draws of the value at a sampled profile.
    standard_deviation_between_draws : float
        The standard deviation over draws of the expectation: the part that the parameters explain.
    minimum : float
        The smallest value at a sampled profile.
    maximum : float
        The largest value at a sampled profile.
    quantiles : list[Quantile]
        Quantiles of the value at a sampled profile, for 1, 5, 10, 25, 50, 75, 90, 95 and 99 %.
    quantile_relative_error : float
        A quantile's error relative to its value is below this; it goes towards zero. At most 1/512,
        and less where values lie far from zero beside their spread.
    count : int
        How many solved draws gave a finite expectation.
    undefined : int
        How many solved draws gave no finite value, of expectation or sample whichever lacks more.
    effective_draws : float | None
        So many draws of equal weight would give a mean with the same standard error. Not set: the
        number is no posterior's.
    """

    id: str = ""
    mean: float = 0.0
    standard_error: float = 0.0
    standard_deviation: float = 0.0
    standard_deviation_between_draws: float = 0.0
    minimum: float = 0.0
    maximum: float = 0.0
    quantiles: Repeated[Quantile] = EMPTY
    quantile_relative_error: float = 0.0
    count: int = 0
    undefined: int = 0
    effective_draws: float | None = None


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Quantile(Message):
    """A probability and the value below which a share of that size lies.

    Parameters
    ----------
    probability : float
        The share of the values, in [0, 1].
    value : float
        The number that bounds this share from above, in the unit of the summary.
    """

    probability: float = 0.0
    value: float = 0.0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class OptionSetResult(Message):
    """How the options of a set compare.

    Parameters
    ----------
    id : str
        The id of the option set.
    levers : list[str]
        The levers that options set, as "actor.lever".
    options : list[Option]
        Every feasible combination of the levers' settings.
    count : int
        How many solved draws gave every option a finite value; options are compared in these.
    undefined : int
        How many solved draws gave some option no finite value; these compare none.
    answered : list[Option]
        The same options as commitments that everybody else answers, in the same order. Empty: the
        set does not ask for that.
    answered_count : int
        How many solved draws gave every commitment a finite value; commitments are compared in
        these.
    answered_undefined : int
        How many solved draws gave some commitment no finite value, or no answer; these compare
        none.
    """

    id: str = ""
    levers: RepeatedScalar[str] = EMPTY
    options: Repeated[Option] = EMPTY
    count: int = 0
    undefined: int = 0
    answered: Repeated[Option] = EMPTY
    answered_count: int = 0
    answered_undefined: int = 0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class Option(Message):
    """One option of a set.

    Numbers but shares and counts are in the unit of the expression that is compared.

    Parameters
    ----------
    levels : list[str]
        The ids of the levels that the option sets, one per lever of the set.
    mean : float
        The mean over draws of the expression's expectation with these levels.
    standard_error : float
        The standard error of the mean that random draws leave.
    worst_decile : float
        The 10 % quantile over draws of the expectation.
    mean_regret : float
        The mean over draws of the distance to the draw's best option; at least 0.
    share_best : float
        The share of draws in which no option was better, in [0, 1]; options that tie divide a draw.
    share_unbeaten : float
        The share of draws in which no option was better, in [0, 1]; each of the options that tie
        counts the draw in full.
    standard_deviation : float
        The standard deviation over draws of the expectation.
    worst_decile_mean : float
        The mean over the tenth of the draws in which the expectation is smallest.
    regret_90 : float
        The 90 % quantile over draws of the distance to the draw's best option.
    regret_99 : float
        The 99 % quantile over draws of the distance to the draw's best option.
    largest_regret : float
        The largest distance to the best option in a draw. It grows with the number of draws.
    failures : dict[str, int]
        Of a commitment: the solved draws in which it was left without an answer, counted by the
        name of the status that solving ended with.
    """

    levels: RepeatedScalar[str] = EMPTY
    mean: float = 0.0
    standard_error: float = 0.0
    worst_decile: float = 0.0
    mean_regret: float = 0.0
    share_best: float = 0.0
    share_unbeaten: float = 0.0
    standard_deviation: float = 0.0
    worst_decile_mean: float = 0.0
    regret_90: float = 0.0
    regret_99: float = 0.0
    largest_regret: float = 0.0
    failures: MapField[str, int] = UNSET


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class ProfileCount(Message):
    """How often a joint profile was sampled.

    Parameters
    ----------
    levels : list[str]
        The id of each lever's level, one per lever in the scenario's order.
    count : int
        The number of draws in which the profile was sampled.
    """

    levels: RepeatedScalar[str] = EMPTY
    count: int = 0


@dataclass(kw_only=True, slots=True, repr=False, eq=False)
class SolveStatistics(Message):
    """How the draws were solved.

    Parameters
    ----------
    solved : int
        How many draws have an answer that passed its certificate.
    failures : dict[str, int]
        The draws without an answer, counted by the name of the status that solving ended with.
    multiplicity : dict[int, int]
        The solved draws, counted by the number of equilibria found (of profiles that survive, with
        dominance).
    degenerate : int
        How many solved draws met a tie, so that there may be a continuum of equilibria.
    incomplete : int
        How many solved draws have equilibria that are not known to be all there are.
    max_residual : float
        The largest residual of an accepted answer: the concept's own relative error.
    mean_residual : float
        The mean over solved draws of the residual.
    max_regret : float
        The most that one player gains by deviating from an accepted answer, in units of payoff.
    mean_regret : float
        The mean over solved draws of the most that one player gains by deviating.
    mean_iterations : float
        The mean over all draws of the work done, in the concept's own unit.
    max_iterations : int
        The most work that one draw took, in the concept's own unit.
    """

    solved: int = 0
    failures: MapField[str, int] = UNSET
    multiplicity: MapField[int, int] = UNSET
    degenerate: int = 0
    incomplete: int = 0
    max_residual: float = 0.0
    mean_residual: float = 0.0
    max_regret: float = 0.0
    mean_regret: float = 0.0
    mean_iterations: float = 0.0
    max_iterations: int = 0
