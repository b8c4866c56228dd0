# SPDX-License-Identifier: MIT
"""The Python reference: pages by what names are for. A name without a group is an error."""

import enum
import re

import demarche

# Page -> title, introduction, and a regular expression of the names that it holds.
GROUPS = {
    "scenarios": (
        "Scenarios",
        "Load, check, build and save scenarios. The elements of a scenario have the fields of "
        ":doc:`the format </scenario_format>`.",
        r"load_scenario|check_scenario|bundled_scenarios|Scenario|ScenarioError|ScenarioMessage|Problem|Message|Actor|Lever|Level"
        r"|Infeasible|PayoffTerm|PayoffTable|PayoffRow|Parameter|Expert|Quantiles|StatedQuantile|Interval|Distribution|Constant|Uniform|Triangular|Pert|Normal|Lognormal|Beta|Gamma"
        r"|Exponential|StudentT|Bernoulli|Discrete|Empirical|RankCorrelation|Quantity|Outcome|Metric|OptionSet|Claim|Evidence"
        r"|Comparisons?|Question|Defaults|Document|Source|Variant",
    ),
    "runs": (
        "Runs and results",
        "Sample, solve, accumulate; then look at what came out, as tables or draw by draw.",
        r"run|RunKeywords|compare|compare_concepts|compare_variants|Result|Posterior|Anal\w+|ParameterEffect|Curve|Information|ParameterInformation|first_order_indices|Robustness|robustness|ConceptComparison|VariantComparison|WidthComparison|compare_widths|ScenarioComparison|Model|replay_draw|explain_draw|payoff_matrix|PayoffMatrix|Draw\w*|Progress|RunSettings"
        r"|.*Payoffs?|.*Metrics?|ResultMessage|ComparisonMessage|ScenarioComparisonMessage|Difference|InputChange|WhatIf|RunOptions|Estimate|Summary|Quantile|LeverDistribution"
        r"|OptionSetResult|Option|ProfileCount|SolveStatistics|PosteriorMessage|EvidenceEffect|EvidenceShift|ParameterShift|Observation|ObservationValue|UnsolvedDrawsWarning|FewEffectiveDrawsWarning|ScenarioProblemWarning|icd_203_phrase|probability_interval|probability_words",
    ),
    "forecasts": (
        "Forecasts",
        "What past forecasts and experts' answers are worth, and one forecast of several.",
        r"score|score_experts|pool|Forecast\w+",
    ),
    "games": (
        "Games",
        "Games in strategic form, the files they come in, and families of games to try.",
        r"NormalFormGame|solve_game|(read|write|parse|format)_(game|nfg|gam|efg)|NfgVersion|.*_pygambit"
        r"|generate_game|\w*game_famil(y|ies)|GameFamily|.*[Ee]xtensive.*|InformationSet|Move|Chance"
        r"|.*[Ff]actor.*|.*[Aa]gents?|.*strategic_form.*|solution_text|solution_json|solve_tree|Tree\w+|tree_\w+"
        r"|group_by_play|node_probabilities|LargeGameWarning",
    ),
    "batches": ("Batches of games", "Many games of one size at once.", r"solve|Batch\w+"),
    "concepts": (
        "Solution concepts by name",
        "What `solve`, `solve_game` and `run` can be asked for, and what they answer with. "
        ":doc:`/theory/README` says of each concept what it is.",
        r"concepts|find_concept|Concept|ConceptOptions|ConceptKeywords|OptionDescription|option_table|find_option|Solution|Certificate|SolveStatus"
        r"|WeightedProfile|Selection|find_selection|select_equilibria|CorrelatedObjective|find_objective",
    ),
    "solvers": (
        "Solvers",
        "A class per algorithm, with its own options and its full answer.",
        r"[A-Z]\w*|.*replicator_field",
    ),
    "sampling": (
        "Sampling and machine",
        "Random numbers, distributions of parameters, and the instructions that kernels use.",
        r"Design|make_monte_carlo|stream_of|Purpose|ParameterSampler|.*_correlations|.*instruction_sets?|__version__"
        r"|InvalidArgument|IoError",
    ),
}
# The first that fits counts: "solvers" takes every class that no other page does.
PRECEDENCE = [
    "scenarios",
    "runs",
    "forecasts",
    "games",
    "batches",
    "concepts",
    "sampling",
    "solvers",
]


def grouped(names):
    pages = {page: [] for page in GROUPS}
    lost = []
    for name in names:
        page = next((p for p in PRECEDENCE if re.fullmatch(GROUPS[p][2], name)), None)
        (pages[page] if page else lost).append(name)
    if lost:
        raise SystemExit(f"docs/site/python_pages.py: no group for {', '.join(lost)}")
    return pages


def kind(name):
    value = getattr(demarche, name)
    if isinstance(value, type):
        return "exception" if issubclass(value, BaseException) else "class"
    return "function" if callable(value) else "data"


def directive(module, name):
    what = kind(name) if module == "demarche" else "function"
    text = f".. auto{what}:: {module}.{name}\n"
    if what not in ("class", "exception"):
        return text
    value = getattr(demarche, name)
    if issubclass(value, enum.Enum):  # Their numbers mean nothing.
        return text + "".join(f"\n   .. py:attribute:: {member}\n" for member in value.__members__)
    inherited = "object, Message, BaseException, dict, tuple"
    return text + f"   :members:\n   :inherited-members: {inherited}\n"


def titled(title):
    return f"{title}\n{'=' * len(title)}\n"


def page(title, introduction, module, names):
    table = "\n".join(f"   {name}" for name in names)
    return "\n".join(
        [titled(title), introduction, "", f".. currentmodule:: {module}\n"]
        + [f".. autosummary::\n   :nosignatures:\n\n{table}\n"]
        + [directive(module, name) for name in names]
    )


def pages():
    """All pages: place in the site -> text."""
    import demarche.plot

    # Functions in lower case come before classes, each in the order of __all__.
    names = [name for name in demarche.__all__ if name != "plot"]
    groups = grouped(sorted(names, key=lambda name: kind(name) != "function"))
    result = {}
    for place, (title, introduction, _) in GROUPS.items():
        text = page(title, introduction, "demarche", groups[place])
        result[f"reference/python/{place}.rst"] = text
    result["reference/python/plot.rst"] = page(
        "Figures",
        "``demarche.plot`` draws with matplotlib. Functions take ``ax=`` and return the axes.",
        "demarche.plot",
        list(demarche.plot.__all__),
    )
    tree = "\n".join(f"   {place}" for place in [*GROUPS, "plot"])
    result["reference/python/index.rst"] = (
        f"{titled('Python reference')}\n"
        "Everything public of the package ``demarche``. Options are keyword-only, and their "
        "defaults are those of the C++ library. :doc:`/python` shows the package at work.\n\n"
        f".. toctree::\n   :maxdepth: 1\n\n{tree}\n"
    )
    return result
