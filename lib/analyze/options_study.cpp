// SPDX-License-Identifier: MIT
#include "demarche/analyze/options_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "analyze/option_numbers.hpp"
#include "analyze/where_best.hpp"
#include "core/to_size.hpp"
#include "demarche/analyze/behaviours.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "simulate/first_draws.hpp"
#include "simulate/option_result.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {
namespace {

/// The option of the set's levers at the status quo; -1 if there is none.
int status_quo_of(const Model& model, const OptionSetModel& set) {
  if (model.status_quo.empty()) {
    return -1;
  }
  std::vector<int> levels;
  for (const int variable : set.variables) {
    levels.push_back(model.status_quo[to_size(variable)]);
  }
  const auto found = std::find(set.levels.begin(), set.levels.end(), levels);
  return found == set.levels.end() ? -1 : static_cast<int>(found - set.levels.begin());
}

/// Pairs of options by number, for each set of a model.
using Pairs = std::vector<std::vector<std::pair<int, int>>>;

/// @throws InvalidArgument with everything that pairs name and there is not.
Pairs numbered(const Model& model, const std::vector<OptionPair>& pairs) {
  Pairs found(model.option_sets.size());
  std::vector<std::string> sets;
  for (const v1::OptionSet& set : model.scenario.option_sets()) {
    sets.push_back(set.id());
  }
  std::vector<std::string> problems;
  for (const OptionPair& pair : pairs) {
    const auto place = std::find(sets.begin(), sets.end(), pair.option_set);
    if (place == sets.end()) {
      problems.push_back(fmt::format(
          "no option set is called '{}'; {}", pair.option_set, name_hint(pair.option_set, sets)));
      continue;
    }
    const auto s = static_cast<std::size_t>(place - sets.begin());
    std::vector<std::string> known;
    for (std::size_t o = 0; o < model.option_sets[s].levels.size(); ++o) {
      known.push_back(fmt::format("{}", fmt::join(level_ids(model, model.option_sets[s], o), ",")));
    }
    const auto number_of = [&](const std::vector<std::string>& levels) {
      const std::string name = fmt::format("{}", fmt::join(levels, ","));
      const auto option = std::find(known.begin(), known.end(), name);
      if (option == known.end()) {
        problems.push_back(fmt::format(
            "option set {} has no option '{}'; {}", pair.option_set, name, name_hint(name, known)));
      }
      return static_cast<int>(option - known.begin());
    };
    const int first = number_of(pair.first);
    found[s].emplace_back(first, number_of(pair.second));
  }
  if (!problems.empty()) {
    throw InvalidArgument(fmt::format("{}", fmt::join(problems, "\n")));
  }
  return found;
}

class Study {
 public:
  Study(const Model& model,
        const RunSettings& settings,
        const OptionStudySettings& wanted,
        v1::Analysis& analysis)
      : model_(model),
        wanted_(wanted),
        pairs_(numbered(model, wanted.pairs)),
        draws_(std::min(wanted.draws == 0 ? studied_draws(settings.draws) : wanted.draws,
                        settings.draws)),
        settings_(settings_of_first_draws(settings, draws_)),
        analysis_(analysis) {
    for (std::size_t i = 0; i < model.payoffs.size(); ++i) {
      if (model.payoffs[i] >= 0) {
        actors_.push_back(static_cast<int>(i));
      }
    }
    for (const v1::Parameter& parameter : model.scenario.parameters()) {
      parameter_ids_.push_back(parameter.id());
    }
  }

  /// False if it was stopped.
  bool run() {
    std::optional<FirstDraws> draws = solve();
    if (!draws) {
      return false;
    }
    num_solved_ = draws->solved();
    std::size_t first = 0;  // Of the study's sets, that of this set.
    for (std::size_t s = 0; s < model_.option_sets.size(); ++s) {
      if (is_too_large(s)) {
        start(s, false).set_none_because("so many options take too much memory");
        continue;
      }
      for (const bool is_answered : {false, true}) {
        if (!is_answered || !model_.option_sets[s].answered.empty()) {
          add(s, is_answered, *draws, first);
        }
      }
      first += 1 + actors_.size();
    }
    return true;
  }

 private:
  [[nodiscard]] bool is_too_large(std::size_t s) const {
    constexpr double kMost = 128.0 * 1024.0 * 1024.0 / sizeof(double);
    const OptionSetModel& set = model_.option_sets[s];
    return static_cast<double>(set.values.size() + set.answered.size()) *
               static_cast<double>((1 + actors_.size()) * draws_) >
           kMost;
  }

  /// The scenario with only what is to be solved: each option set, and beside it one for each
  /// actor that compares the same options by the actor's payoff.
  [[nodiscard]] v1::Scenario scenario_of_study() const {
    v1::Scenario scenario = model_.scenario;
    scenario.clear_option_sets();
    scenario.clear_questions();
    scenario.clear_outcomes();
    scenario.clear_claims();
    scenario.clear_evidence();
    scenario.clear_variants();
    for (std::size_t s = 0; s < model_.option_sets.size(); ++s) {
      if (is_too_large(s)) {
        continue;
      }
      v1::OptionSet set = model_.scenario.option_sets(static_cast<int>(s));
      set.set_id(fmt::format("set_{}", s));
      *scenario.add_option_sets() = set;
      for (const int actor : actors_) {
        set.set_id(fmt::format("set_{}_{}", s, actor));
        set.set_value(fmt::format("payoff({})", model_.scenario.actors(actor).id()));
        *scenario.add_option_sets() = set;
      }
    }
    return scenario;
  }

  [[nodiscard]] std::optional<FirstDraws> solve() const {
    const Model studied = compile(scenario_of_study(), model_.open_payoffs).value();
    const RunPlan plan(studied, settings_, SolutionDetail::as_needed, {.skips_evidence = true});
    return solve_first_draws(
        plan, settings_, std::chrono::steady_clock::time_point::max(), DrawDetail::options);
  }

  v1::OptionStudy& start(std::size_t s, bool is_answered) {
    v1::OptionStudy& study = *analysis_.add_option_studies();
    study.set_option_set(model_.scenario.option_sets(static_cast<int>(s)).id());
    study.set_answer(is_answered ? "equilibrium" : "held");
    study.set_draws(num_solved_);
    study.set_status_quo(-1);
    return study;
  }

  void add(std::size_t s, bool is_answered, const FirstDraws& draws, std::size_t first) {
    const OptionSetModel& set = model_.option_sets[s];
    v1::OptionStudy& study = start(s, is_answered);
    const auto rows_of = [&](std::size_t of_study) -> const DrawRows& {
      const OptionDraws& found = draws.option_sets[first + of_study];
      return is_answered ? found.answered : found.held;
    };
    const std::vector<std::size_t> complete = complete_draws(rows_of(0));
    study.set_count(complete.size());
    if (complete.empty()) {
      study.set_none_because("no draw gives every option a value");
      return;
    }
    const v1::OptionSet& written = model_.scenario.option_sets(static_cast<int>(s));
    const ComparedOptions compared{
        .values = selected(rows_of(0), complete),
        .levels = set.levels,
        .status_quo = status_quo_of(model_, set),
        .threshold = written.has_threshold() ? std::optional(written.threshold()) : std::nullopt,
        .near_share = wanted_.near_share};
    for (std::size_t o = 0; o < set.levels.size(); ++o) {
      const auto ids = level_ids(model_, set, o);
      study.add_options()->mutable_levels()->Assign(ids.begin(), ids.end());
    }
    study.set_status_quo(compared.status_quo);
    add_values(compared, study);
    for (std::size_t a = 0; a < actors_.size(); ++a) {
      add_actor(model_.scenario.actors(actors_[a]).id(),
                selected(rows_of(1 + a), complete),
                compared.status_quo,
                study);
    }
    mark_pareto(study);
    add_where_best(s, compared.values, selected(draws.parameters, complete), study);
  }

  void add_where_best(std::size_t s,
                      const DrawRows& values,
                      const DrawRows& parameters,
                      v1::OptionStudy& study) const {
    std::vector<int> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
      return study.options(a).mean() > study.options(b).mean();
    });
    std::vector<std::pair<int, int>> pairs;
    if (order.size() > 1) {
      pairs.emplace_back(order[0], order[1]);
    }
    pairs.insert(pairs.end(), pairs_[s].begin(), pairs_[s].end());
    for (const auto& pair : pairs) {
      v1::WhereBest& added = *study.add_where_best();
      added = where_best(
          values[to_size(pair.first)], values[to_size(pair.second)], parameters, parameter_ids_);
      added.set_first(pair.first);
      added.set_second(pair.second);
    }
  }

  const Model& model_;
  const OptionStudySettings& wanted_;
  Pairs pairs_;
  std::vector<int> actors_;  // Those with a payoff.
  std::vector<std::string> parameter_ids_;
  std::uint64_t draws_;
  RunSettings settings_;
  v1::Analysis& analysis_;
  std::uint64_t num_solved_ = 0;
};

}  // namespace

void add_option_studies(const Model& model,
                        const RunSettings& settings,
                        const OptionStudySettings& wanted,
                        v1::Result& result) {
  if (!(wanted.near_share >= 0.0 && wanted.near_share <= 1.0)) {
    throw InvalidArgument(fmt::format("near_share must be in [0, 1], got {}", wanted.near_share));
  }
  v1::Analysis analysis;
  Study study(model, settings, wanted, analysis);
  const bool is_stopped = settings.progress && !settings.progress({.draws_done = settings.draws,
                                                                   .draws_total = settings.draws});
  if (model.option_sets.empty() || !result.is_complete() || is_stopped || !study.run()) {
    return;
  }
  *result.mutable_analysis()->mutable_option_studies() =
      std::move(*analysis.mutable_option_studies());
}

}  // namespace demarche
