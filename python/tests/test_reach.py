# SPDX-License-Identifier: MIT
"""What the public headers offer is there in Python, or has a reason not to be."""

from __future__ import annotations

import operator
import pathlib
import re

import pytest

import demarche

HEADERS = pathlib.Path(__file__).resolve().parents[2] / "include/demarche"

#: Where what has another name in Python is, within the package.
ELSEWHERE = {
    "ResultFormat": "Result.save",
    "ForecastDates": "Result.log_forecasts",
    "LoggedForecasts": "Result.log_forecasts",
    "append_forecasts": "Result.log_forecasts",
    "check_forecast_log": "Result.log_forecasts",
    "Forecast": "ForecastReport.forecasts",
    "ForecastFile": "ForecastReport.forecasts",
    "ForecastReportSettings": "score",
    "ForecastScore": "ForecastReport.scores",
    "PoolMethod": "pool",
    "PoolSettings": "pool",
    "PooledForecast": "ForecastReport.pooled",
    "ReliabilityRow": "ForecastReport.calibration",
    "ScoreSettings": "score",
    "SourceScore": "ForecastReport.scores",
    "parse_forecasts": "score",
    "pool_forecasts": "score",
    "question_of": "ForecastReport.pooled",
    "pool_method": "pool",
    "pool_probabilities": "pool",
    "read_forecasts": "score",
    "report_csv": "ForecastReport.scores",
    "report_forecasts": "score",
    "report_json": "score",
    "report_markdown": "ForecastReport.summary",
    "report_text": "ForecastReport.summary",
    "score_forecasts": "score",
    "DescribeSettings": "Model.describe",
    "changed": "Scenario.changed",
    "message_of": "WhatIf",
    "what_if_of": "WhatIf",
    "SummarySettings": "Result.summary",
    "WordScale": "probability_words",
    "bounds_over_all_draws": "Estimate",
    "format_result": "Result.save",
    "read_results": "ConceptComparison",
    "result_csv": "Result.metrics",
    "result_format": "Result.save",
    "result_markdown": "Result.summary",
    "scenario_of": "Result",
    "word_scale": "probability_words",
    "BatchSettings": "solve",
    "CognitiveHierarchyOptions": "CognitiveHierarchy.__init__",
    "CorrelationCheck": "gaussian_correlations",
    "DefaultConcept": "solve_game",
    "DrawTable": "Result.draws",
    "ExplainSettings": "Result.explain",
    "FamilyOptions": "generate_game",
    "CompiledScenario": "Scenario.load",
    "LoadSettings": "Scenario.load",
    "compile_variant": "Scenario.variant",
    "compile_with_variants": "Scenario.check",
    "distinct_problems": "Scenario.check",
    "bundled_names": "bundled_scenarios",
    "find_bundled": "Scenario.load",
    "is_scenario_folder": "Scenario.load",
    "load_variant": "Scenario.variant",
    "load_with_named_variants": "Scenario.variant",
    "load_with_variants": "check_scenario",
    "make_variant": "Scenario.variant",
    "OpenPayoff": "CustomPayoffs",
    "ParameterBlock": "DrawColumns",
    "ParsedGameFile": "parse_nfg",
    "GameFileProblem": "parse_nfg",
    "Position": "Problem",
    "ProbabilityInterval": "probability_interval",
    "RankCorrelationEntry": "RankCorrelation",
    "Severity": "Problem.severity",
    "SolutionNote": "solution_text",
    "SolvedDraws": "DrawColumns",
    "WriteGameOptions": "write_game",
    "best_responses": "NormalFormGame.best_responses",
    "CustomCode": "run",
    "CustomMetric": "run",
    "PayoffBlock": "CustomPayoffs",
    "all_payoffs_open": "CustomPayoffs",
    "AnswerCount": "Certificate.num_equilibria",
    "OptionRange": "OptionDescription.values",
    "OptionType": "OptionDescription.type",
    "ResidualKind": "Certificate.residual",
    "check_options": "ConceptOptions.__init__",
    "check_options_for": "solve_game",
    "check_players": "solve_game",
    "read_game_or_tree": "read_efg",
    "options_read_by": "Concept.reads",
    "tree_concepts": "solve_tree",
    "accepted_concept": "run",
    "check_concept": "Scenario.check",
    "known_concept": "find_concept",
    "objective_names": "CorrelatedObjective",
    "readers": "OptionDescription.concepts",
    "require_read": "solve_game",
    "selection_names": "Selection",
    "check_rank_correlations": "Scenario.check",
    "comparison_csv": "ScenarioComparison.claims",
    "comparison_markdown": "ScenarioComparison.summary",
    "compile": "Scenario.compile",
    "compile_changed": "Scenario.changed",
    "compare_scenarios": "compare",
    "default_concept": "solve_game",
    "JqpdDistribution": "Quantiles",
    "MetalogDistribution": "Quantiles",
    "PooledDistribution": "Expert",
    "QuantileFit": "Distribution",
    "StatedQuantiles": "Quantiles",
    "add_expert_parameter": "Scenario.compile",
    "EvidenceModel": "Evidence",
    "UnderstoodDistribution": "Distribution.problems",
    "understood": "Distribution.problems",
    "expert_parameter": "Expert",
    "fit_quantiles": "Distribution",
    "has_shared_experts": "Expert",
    "make_sampler": "ParameterSampler",
    "quantile_families": "Quantiles",
    "Aspect": "Result.sensitivity",
    "BinnedOutputAlong": "Result.curves",
    "AnalysisSettings": "Result.analysis",
    "BehaviourSettings": "run",
    "BehavioursTextSettings": "Result.behaviours",
    "OptionPair": "run",
    "OptionStudySettings": "run",
    "OptionsTextSettings": "Result.options",
    "add_behaviours": "run",
    "add_option_studies": "run",
    "options_csv": "Result.options",
    "options_json": "Result.options",
    "options_text": "Result.options",
    "studied_draws": "run",
    "behaviours_csv": "Result.behaviours",
    "behaviours_text": "Result.behaviours",
    "check_behaviours": "run",
    "default_behaviours": "run",
    "stated_behaviours": "run",
    "InformationValue": "Result.information",
    "IntervalEstimate": "first_order_indices",
    "SensitivityTable": "first_order_indices",
    "analysis_csv": "Result.sensitivity",
    "analysis_json": "Result.sensitivity",
    "analysis_text": "Result.analysis",
    "analyze": "Result.sensitivity",
    "best_by_mean": "Result.information",
    "first_order": "first_order_indices",
    "RobustnessAggregate": "robustness",
    "RobustnessRule": "robustness",
    "RobustnessSettings": "robustness",
    "RobustnessSubset": "robustness",
    "RobustnessTransform": "robustness",
    "preferred_options": "robustness",
    "rank_agreement": "robustness",
    "robustness_rules": "robustness",
    "jackknife": "first_order_indices",
    "merge_and_analyze": "run",
    "run_and_analyze": "run",
    "value_of_knowing": "Result.information",
    "value_of_knowing_all": "Result.information",
    "rank_correlation": "RankCorrelation",
    "stated_quantiles": "Distribution",
    "default_settings": "run",
    "dense_form": "FactoredGame.dense_form",
    "MatrixSettings": "payoff_matrix",
    "MatrixTextSettings": "payoff_matrix",
    "OtherPlay": "PayoffMatrix.others",
    "check_matrix": "payoff_matrix",
    "matrix_csv": "PayoffMatrix.table",
    "matrix_json": "PayoffMatrix",
    "matrix_markdown": "PayoffMatrix.text",
    "matrix_text": "PayoffMatrix.text",
    "mean_draw": "payoff_matrix",
    "describe": "Model.describe",
    "expected_payoffs": "NormalFormGame.expected_payoffs",
    "explain": "Result.explain",
    "format_scenario": "Scenario.to_text",
    "marginals": "Parameter",
    "parameter_streams": "ParameterSampler.streams",
    "merge_slices": "run",
    "parse_scenario": "Scenario.parse",
    "rank_correlations": "RankCorrelation",
    "read_result": "Result.load",
    "regrets": "NormalFormGame.regrets",
    "replay_draws": "Result.draws",
    "restricted": "NormalFormGame.restricted",
    "run_slice": "run",
    "solve_batch": "solve",
    "solve_factored": "solve_game",
    "strategy_payoffs": "FactoredGame.strategy_payoffs",
    "strict": "Scenario.check",
    "summarise": "Result.summary",
    "to_distribution": "Distribution",
    "to_string": "SolveStatus.converged.name",
    "version": "__version__",
    "write_result": "Result.save",
    "write_scenario": "Scenario.save",
    "ParameterSheetSettings": "Scenario.parameters_table",
    "apply_parameter_csv": "Scenario.with_parameters",
    "apply_parameter_sheet": "Scenario.with_parameters",
    "parameter_changes": "Scenario.parameter_changes",
    "parameter_sheet": "Scenario.parameters_table",
    "read_parameter_csv": "Scenario.with_parameters",
    "sheet_csv": "Scenario.save_parameters",
}

#: Names that Python lacks, by the reason.
EXCLUDED = {
    "arrays of NumPy take their place": {
        "AlignedArray",
        "Buffer",
        "GamesView",
    },
    "Python's own fractions take its place": {
        "Fraction",
        "LargeFraction",
    },
    "inner parts of solvers, which work on blocks of draws across vector lanes": {
        "BlockSolution",
        "BlockSolver",
        "Certificates",
        "ExpectationPlan",
        "GameBlock",
        "Marginal",
        "MarginalSet",
        "Materialisation",
        "Tensor",
        "distribute",
        "table_offsets",
    },
    "own accumulators are C++'s; Python has the draws": {
        "BlockObserver",
        "ObserverOf",
        "SolvedBlock",
    },
    "columns have names": {
        "parameter_index",
        "variable_index",
    },
    "inner parts of runs, whose results Python has": {
        "BinnedDraws",
        "BinnedOutput",
        "BinnedSums",
        "BlockSums",
        "InputBins",
        "OutputScale",
        "RunSums",
        "SummedRun",
        "bins_of",
        "find_bins",
        "merge_slices_with_sums",
        "run_with_sums",
        "scale_between",
        "ExactSum",
        "Moments",
        "QuantileSketch",
        "ValueAccumulator",
    },
    "Ctrl-C and progress functions interrupt": {
        "InterruptionScope",
        "is_interrupted",
    },
    "what messages on wrong names use": {
        "close_hint",
        "closest_name",
        "name_hint",
    },
    "the insides of a compiled scenario": {
        "ClaimModel",
        "ComparisonModel",
        "FeatureProgram",
        "Intervention",
        "OpenTable",
        "OptionSetModel",
        "Query",
        "VariableModel",
        "open_rows",
    },
}


def public_names(text: str) -> set[str]:
    """Classes, enumerations and functions declared in namespace demarche itself."""
    code = re.sub(r"//.*", "", text)
    code = re.sub(r"\bnamespace demarche \{", "", code)
    # Bodies, innermost first.
    while re.search(r"\{[^{}]*\}", code):
        code = re.sub(r"\{[^{}]*\}", ";", code)
    code = re.sub(r"^#.*$", "", code, flags=re.M)
    types = re.findall(r"^(?:enum class|class|struct) (\w+)", code, flags=re.M)
    functions = re.findall(r"^(?!using|template|\}|\s)[^;=()]*?[\s&*](\w+)\(", code, flags=re.M)
    return set(types) | set(functions)


def all_names() -> dict[str, str]:
    found = {}
    for header in sorted(HEADERS.rglob("*.hpp")):
        for name in public_names(header.read_text()):
            found[name] = header.relative_to(HEADERS).as_posix()
    return found


def test_names_are_read_from_headers() -> None:
    text = """
namespace demarche {
/// A comment with call().
struct Options { int a = f(1); };
class Solver {
 public:
  [[nodiscard]] int solve(int) const { return g(); }
};
[[nodiscard]] std::vector<int> find_all(
    const Solver& solver);
void change(int x = 3);
template <class T>
[[nodiscard]] T make(T x);
enum class Kind { one, two };
using Short = int;
}  // namespace demarche
"""
    assert public_names(text) == {"Options", "Solver", "find_all", "change", "make", "Kind"}


def is_reached(name: str) -> bool:
    """In the package, as a solver's keywords, as a distribution's message, or elsewhere."""
    return (
        hasattr(demarche, name)
        or name in ELSEWHERE
        or (name.endswith("Options") and hasattr(demarche, name.removesuffix("Options")))
        or (name.endswith("Distribution") and hasattr(demarche, name.removesuffix("Distribution")))
    )


def test_all_of_the_headers_is_there_or_has_a_reason_not_to_be() -> None:
    excluded = set().union(*EXCLUDED.values())
    missing = [
        f"{header}: {name}"
        for name, header in all_names().items()
        if not is_reached(name) and name not in excluded
    ]
    assert missing == []


@pytest.mark.parametrize("reason", EXCLUDED)
def test_exclusions_are_names_of_headers_that_python_lacks(reason: str) -> None:
    known = all_names()
    assert [name for name in EXCLUDED[reason] if name not in known or is_reached(name)] == []


def test_what_is_elsewhere_is_there() -> None:
    known = all_names()
    for name, place in ELSEWHERE.items():
        assert name in known
        assert not hasattr(demarche, name), f"{name} is in the package by its own name"
        operator.attrgetter(place)(demarche)
