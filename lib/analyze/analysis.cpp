// SPDX-License-Identifier: MIT
#include "demarche/analyze/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/to_size.hpp"
#include "demarche/analyze/information.hpp"
#include "demarche/analyze/sensitivity.hpp"
#include "demarche/scenario/parameters.hpp"

namespace demarche {
namespace {

using Kind = BinnedOutput::Kind;

/// So many effects are kept whatever they are, of options no more, of other outputs besides those
/// that their interval tells from nothing: most of 86 parameters do nothing to most outputs.
constexpr std::size_t kMostEffects = 10;
constexpr std::size_t kMostCurves = 8;
constexpr std::size_t kMostCurvesOfOptions = 2;
/// Of a continuous parameter. With 64 points the curves were more than half of a stored result, and
/// most of what they showed was noise.
constexpr std::size_t kMostPointsOfCurve = 16;

bool names_document(const google::protobuf::RepeatedPtrField<v1::Source>& sources) {
  return std::any_of(sources.begin(), sources.end(), [](const v1::Source& source) {
    return source.document() != "none";
  });
}

/// Whether no document says anything of the parameter, nor of what an expert says of it. Where
/// neither has sources, those of the scenario count.
bool is_unsourced(const v1::Parameter& parameter, const v1::Scenario& scenario) {
  bool has_sources = !parameter.sources().empty();
  bool has_document = names_document(parameter.sources());
  for (const v1::Expert& expert : parameter.experts()) {
    has_sources = has_sources || !expert.sources().empty();
    has_document = has_document || names_document(expert.sources());
  }
  return !(has_sources ? has_document : names_document(scenario.sources()));
}

/// Sorts by size(element), the largest first and NaN last.
template <class Elements, class Size>
void sort_by_size(Elements& elements, const Size& size) {
  const auto size_or_none = [&](const auto& element) {
    const double value = size(element);
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
  };
  std::stable_sort(elements.begin(), elements.end(), [&](const auto& a, const auto& b) {
    return size_or_none(a) > size_or_none(b);
  });
}

/// Ids of the parameters that go with another one: by a rank correlation, or because one of several
/// experts is right about them all.
std::set<std::string> correlated_parameters(const v1::Scenario& scenario) {
  std::set<std::string> ids;
  for (const auto& entry : scenario.rank_correlations()) {
    ids.insert(entry.first());
    ids.insert(entry.second());
  }
  for (const v1::Parameter& parameter : scenario.parameters()) {
    if (has_shared_experts(parameter)) {
      ids.insert({parameter.id(), std::string(kExpertParameter)});
    }
  }
  return ids;
}

class Analyst {
 public:
  Analyst(const Model& model, const RunSums& run) : model_(model), run_(run) {}

  v1::Analysis analyze() {
    const BinnedSums& sums = run_.sums;
    const BinnedOutputAlong draws(sums, 0, 0, Aspect::missing);
    analysis_.set_draws(static_cast<std::uint64_t>(draws.num_draws()));
    analysis_.set_num_groups(static_cast<std::uint32_t>(std::count_if(
        draws.sizes().begin(), draws.sizes().end(), [](double size) { return size > 0.0; })));
    for (const int set : run_.left_out) {
      analysis_.add_left_out(model_.scenario.option_sets(set).id());
    }
    add_parameters();
    list_outputs();
    find_indices();
    for (const Looked& looked : looked_) {
      add_output(looked);
    }
    add_information();
    return std::move(analysis_);
  }

 private:
  [[nodiscard]] const v1::Parameter& parameter(std::size_t input) const {
    return model_.scenario.parameters(static_cast<int>(run_.parameters[input]));
  }

  void add_parameters() {
    const auto correlated = correlated_parameters(model_.scenario);
    for (std::size_t i = 0; i < run_.parameters.size(); ++i) {
      const InputBins& bins = run_.sums.inputs()[i];
      v1::AnalysedParameter& added = *analysis_.add_parameters();
      added.set_id(parameter(i).id());
      added.set_is_unsourced(is_unsourced(parameter(i), model_.scenario));
      added.set_is_correlated(correlated.contains(parameter(i).id()));
      added.mutable_values()->Assign(bins.values.begin(), bins.values.end());
      added.mutable_bounds()->Assign(bins.bounds.begin(), bins.bounds.end());
    }
  }

  /// What the output is called, and of what it is.
  void name(std::size_t output, Aspect aspect, v1::AnalysedOutput& named) const {
    const BinnedOutput& of = run_.outputs[output];
    const v1::Scenario& scenario = model_.scenario;
    if (aspect == Aspect::missing) {
      named.set_kind("unsolved");
      return;
    }
    std::string kind;
    switch (of.kind) {
      case Kind::outcome:
        kind = "outcome";
        named.set_id(scenario.outcomes(of.index).id());
        break;
      case Kind::claim:
        kind = "claim";
        named.set_id(scenario.claims(of.index).id());
        break;
      case Kind::metric:
        kind = "metric";
        named.set_id(scenario.metrics(of.index).id());
        break;
      case Kind::payoff:
        kind = "payoff";
        named.set_id(scenario.actors(of.index).id());
        break;
      default:
        kind = of.kind == Kind::best_option ? "best_option" : "option";
        named.set_id(scenario.option_sets(of.index).id());
        if (aspect == Aspect::value) {
          name_levels(of, *named.mutable_levels());
        }
    }
    named.set_kind(aspect == Aspect::undefined ? "undefined " + kind : kind);
  }

  template <class Levels>
  void name_levels(const BinnedOutput& option, Levels& levels) const {
    const OptionSetModel& set = model_.option_sets[to_size(option.index)];
    for (std::size_t v = 0; v < set.variables.size(); ++v) {
      const VariableModel& variable = model_.variables[to_size(set.variables[v])];
      const v1::Lever& lever = model_.scenario.actors(variable.actor).levers(variable.lever);
      *levels.Add() = lever.levels(set.levels[to_size(option.option)][v]).id();
    }
  }

  /// An aspect of an output, with the index of each parameter and that without each group.
  struct Looked {
    std::size_t output;
    Aspect aspect;
    std::vector<double> sizes;
    std::vector<IntervalEstimate> indices;
    std::vector<std::vector<double>> without;
  };

  /// Rare events are looked at only if there are any.
  void look_at(std::size_t output, Aspect aspect) {
    const BinnedOutputAlong any(run_.sums, 0, output, aspect);
    if (aspect == Aspect::value || any.mean() > 0.0) {
      looked_.push_back({output, aspect, {any.sizes().begin(), any.sizes().end()}, {}, {}});
    }
  }

  void list_outputs() {
    for (std::size_t o = 0; o < run_.outputs.size(); ++o) {
      if (run_.outputs[o].kind != Kind::best_value) {
        look_at(o, Aspect::value);
      }
    }
    look_at(0, Aspect::missing);
    for (std::size_t o = 0; o < run_.outputs.size(); ++o) {
      // The options of a set are undefined in the same draws.
      const BinnedOutput& output = run_.outputs[o];
      const bool is_of_set = output.kind == Kind::best_option || output.kind == Kind::best_value;
      if (output.kind == Kind::option ? output.option == 0 : !is_of_set) {
        look_at(o, Aspect::undefined);
      }
    }
  }

  /// Parameter by parameter, since the sums of 16 outputs lie side by side in memory.
  void find_indices() {
    for (std::size_t i = 0; i < run_.parameters.size(); ++i) {
      for (Looked& looked : looked_) {
        const BinnedOutputAlong along(run_.sums, i, looked.output, looked.aspect);
        looked.indices.push_back(along.first_order(&looked.without.emplace_back()));
      }
    }
  }

  void add_output(const Looked& looked) {
    const BinnedOutputAlong any(run_.sums, 0, looked.output, looked.aspect);
    v1::AnalysedOutput& added = *analysis_.add_outputs();
    name(looked.output, looked.aspect, added);
    added.set_count(static_cast<std::uint64_t>(any.num_draws()));
    added.set_mean(any.mean());
    added.set_standard_deviation(std::sqrt(any.variance()));
    if (looked.aspect == Aspect::value) {
      added.set_clamped(run_.sums.clamped(looked.output));
    }
    const IntervalEstimate all = sum_of_indices(looked, false);
    added.set_explained(all.value);
    added.set_explained_low(all.low);
    added.set_explained_high(all.high);
    const IntervalEstimate unsourced = sum_of_indices(looked, true);
    added.set_unsourced(unsourced.value);
    added.set_unsourced_low(unsourced.low);
    added.set_unsourced_high(unsourced.high);
    add_effects(looked, added);
  }

  /// The sum over parameters, or over those without a source.
  [[nodiscard]] IntervalEstimate sum_of_indices(const Looked& looked, bool of_unsourced) const {
    double sum = 0.0;
    std::vector<double> without(looked.sizes.size(), 0.0);
    for (std::size_t i = 0; i < looked.indices.size(); ++i) {
      if (of_unsourced && !analysis_.parameters(static_cast<int>(i)).is_unsourced()) {
        continue;
      }
      sum += looked.indices[i].value;
      for (std::size_t g = 0; g < without.size(); ++g) {
        without[g] += looked.without[i][g];
      }
    }
    return jackknife(sum, without, looked.sizes);
  }

  void add_effects(const Looked& looked, v1::AnalysedOutput& added) {
    std::vector<std::size_t> inputs(looked.indices.size());
    std::iota(inputs.begin(), inputs.end(), std::size_t{0});
    sort_by_size(inputs, [&](std::size_t input) { return looked.indices[input].value; });
    const Kind kind = run_.outputs[looked.output].kind;
    const bool is_of_option =
        looked.aspect == Aspect::value && (kind == Kind::option || kind == Kind::best_option);
    if (inputs.size() > kMostEffects) {
      const auto rest = inputs.begin() + kMostEffects;
      inputs.erase(std::remove_if(rest,
                                  inputs.end(),
                                  [&](std::size_t input) {
                                    return is_of_option || !(looked.indices[input].low > 0.0);
                                  }),
                   inputs.end());
    }
    for (std::size_t e = 0; e < inputs.size(); ++e) {
      const BinnedOutputAlong along(run_.sums, inputs[e], looked.output, looked.aspect);
      add_effect(along, inputs[e], looked.indices[inputs[e]], *added.add_effects());
      if (e < (is_of_option ? kMostCurvesOfOptions : kMostCurves)) {
        add_curve(along, inputs[e], *added.add_curves());
      }
    }
  }

  void add_effect(const BinnedOutputAlong& along,
                  std::size_t input,
                  const IntervalEstimate& index,
                  v1::ParameterEffect& added) const {
    const IntervalEstimate difference = along.difference();
    added.set_parameter(parameter(input).id());
    added.set_first_order(index.value);
    added.set_low(index.low);
    added.set_high(index.high);
    added.set_at_low(along.mean_at_low());
    added.set_at_high(along.mean_at_high());
    added.set_difference_low(difference.low);
    added.set_difference_high(difference.high);
  }

  void add_curve(const BinnedOutputAlong& along, std::size_t input, v1::Curve& curve) const {
    curve.set_parameter(parameter(input).id());
    std::size_t width = 1;  // Of a point, in bins.
    while (!run_.sums.inputs()[input].is_discrete() &&
           along.num_bins() > width * kMostPointsOfCurve) {
      width *= 2;
    }
    for (std::size_t first = 0; first < along.num_bins(); first += width) {
      const std::size_t end = std::min(first + width, along.num_bins());
      const IntervalEstimate mean = along.mean_in(first, end);
      const auto counts = along.counts().subspan(first, end - first);
      curve.add_counts(
          static_cast<std::uint64_t>(std::accumulate(counts.begin(), counts.end(), 0.0)));
      curve.add_means(mean.value);
      curve.add_standard_errors(mean.standard_error);
    }
  }

  void add_information() {
    for (std::size_t o = 0; o < run_.outputs.size(); ++o) {
      if (run_.outputs[o].kind == Kind::option && run_.outputs[o].option == 0) {
        add_information_of(o);
      }
    }
  }

  /// Adds the option set whose options begin at output `first`.
  void add_information_of(std::size_t first) {
    const OptionSetModel& set = model_.option_sets[to_size(run_.outputs[first].index)];
    std::vector<std::size_t> options(set.values.size());
    std::iota(options.begin(), options.end(), first);
    v1::Information& added = *analysis_.add_information();
    added.set_option_set(model_.scenario.option_sets(run_.outputs[first].index).id());
    name_levels(run_.outputs[first + best_by_mean(run_.sums, options)], *added.mutable_best());
    const IntervalEstimate perfect =
        value_of_knowing_all(run_.sums, options, first + 2 * set.values.size());
    added.set_perfect(perfect.value);
    added.set_perfect_low(perfect.low);
    added.set_perfect_high(perfect.high);
    std::vector<v1::ParameterInformation> all;
    for (std::size_t i = 0; i < run_.parameters.size(); ++i) {
      const InformationValue value = value_of_knowing(run_.sums, i, options);
      v1::ParameterInformation& of = all.emplace_back();
      of.set_parameter(parameter(i).id());
      of.set_at_least(value.at_least.value);
      of.set_at_most(value.at_most.value);
      of.set_low(value.at_least.low);
      of.set_high(value.at_most.high);
      of.set_change_probability(value.change_probability);
    }
    sort_by_size(all, [](const auto& of) { return of.at_least() + of.at_most(); });
    added.mutable_parameters()->Assign(all.begin(), all.end());
  }

  const Model& model_;
  const RunSums& run_;
  v1::Analysis analysis_;
  std::vector<Looked> looked_;
};

v1::Result with_analysis(const Model& model, SummedRun run) {
  *run.result.mutable_analysis() = analyze(model, run.sums);
  return std::move(run.result);
}

}  // namespace

v1::Analysis analyze(const Model& model, const RunSums& sums) {
  if (sums.is_empty()) {
    v1::Analysis none;
    none.set_none_because(sums.none_because);
    return none;
  }
  return Analyst(model, sums).analyze();
}

v1::Result run_and_analyze(const Model& model, const RunSettings& settings) {
  return with_analysis(model, run_with_sums(model, settings));
}

v1::Result merge_and_analyze(const Model& model,
                             const RunSettings& settings,
                             std::span<const v1::RunSlice> slices) {
  return with_analysis(model, merge_slices_with_sums(model, settings, slices));
}

}  // namespace demarche
