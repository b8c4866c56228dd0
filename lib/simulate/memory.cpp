// SPDX-License-Identifier: MIT
#include "simulate/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/grouped.hpp"
#include "core/machine_memory.hpp"
#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/answers.hpp"
#include "simulate/commitments.hpp"
#include "simulate/split_play.hpp"
#include "simulate/statistics.hpp"

namespace demarche {
namespace {

constexpr double kRow = sizeof(double) * kBlockLanes;
constexpr double kSummary = sizeof(SummaryAccumulator) + kSketchBytes;
constexpr double kOption = sizeof(OptionAccumulator) + 2.0 * kSketchBytes;
constexpr double kWeightedSketch = 4.0 * kSketchBytes;  // Counts of weights take 8 bytes, not 2.
constexpr double kValue = sizeof(ValueAccumulator);

std::string size_text(double bytes) {
  constexpr double kKiB = 1024.0;
  constexpr double kMiB = 1024.0 * kKiB;
  constexpr double kGiB = 1024.0 * kMiB;
  return bytes >= kGiB   ? fmt::format("{:.1f} GiB", bytes / kGiB)
         : bytes >= kMiB ? fmt::format("{:.3g} MiB", bytes / kMiB)
                         : fmt::format("{:.3g} KiB", bytes / kKiB);
}

/// Adds up what each element needs. Tables that several elements share count for the first.
class Needs {
 public:
  Needs(const RunPlan& plan, MemoryCopies copies)
      : model_(plan.model), copies_(copies), is_counted_(plan.model.queries.size(), false) {}

  /// Adds what an element needs: rows of an engine, bytes of what each thread accumulates for
  /// itself, and bytes of what threads may share.
  void add(std::string element,
           double engine_rows,
           double accumulator_bytes,
           double summary_bytes = 0.0) {
    const double bytes = copies_.engines * kRow * engine_rows +
                         copies_.accumulators * accumulator_bytes +
                         copies_.summaries * summary_bytes;
    all_.push_back({std::move(element), bytes});
  }

  /// Rows of the cells of a table.
  double cells(const FactorTable& table) {
    return cells_.insert(table.first_cell).second ? static_cast<double>(table.num_cells) : 0.0;
  }

  /// Rows of what is read of a query, and of its tables.
  double query(int number) {
    const std::size_t q = to_size(number);
    if (is_counted_[q]) {
      return 0.0;
    }
    is_counted_[q] = true;
    double rows = 2.0;  // Its expectation and its value at the sampled profile.
    for (const int table : model_.queries[q].tables) {
      rows += tables_.insert(table).second ? 1.0 + cells(model_.query_tables[to_size(table)]) : 0.0;
    }
    return rows;
  }

  [[nodiscard]] std::vector<MemoryNeed> all() && { return std::move(all_); }

 private:
  const Model& model_;
  MemoryCopies copies_;
  std::vector<bool> is_counted_;
  std::set<std::size_t> cells_;  // First cells of tables.
  std::set<int> tables_;
  std::vector<MemoryNeed> all_;
};

void add_actors(const RunPlan& plan, Needs& needs) {
  const Model& model = plan.model;
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    const FactoredPlayer& player = model.shape.players[i];
    auto rows = static_cast<double>(player.strategies.size());
    for (const auto* tables : {&player.payoff, &player.behaviour}) {
      for (const FactorTable& table : *tables) {
        rows += needs.cells(table);
      }
    }
    double bytes = 0.0;
    for (const int variable : player.variables) {
      rows += model.shape.variable_sizes[to_size(variable)];
      bytes += kValue * model.shape.variable_sizes[to_size(variable)];
    }
    if (model.payoffs[i] >= 0) {
      rows += needs.query(model.payoffs[i]);
      bytes += kSummary;
    }
    needs.add(fmt::format("actor '{}' ({} strategies)",
                          model.scenario.actors(static_cast<int>(i)).id(),
                          grouped(player.strategies.size())),
              rows,
              bytes);
  }
}

void add_questions(const RunPlan& plan, Needs& needs) {
  const Model& model = plan.model;
  const v1::Scenario& scenario = model.scenario;
  for (int i = 0; i < scenario.outcomes_size(); ++i) {
    needs.add(fmt::format("outcome '{}'", scenario.outcomes(i).id()),
              needs.query(model.outcomes[to_size(i)]),
              kValue);
  }
  for (int i = 0; i < scenario.metrics_size(); ++i) {
    needs.add(fmt::format("metric '{}'", scenario.metrics(i).id()),
              needs.query(model.metrics[to_size(i)]),
              0.0,
              kSummary);
  }
  for (const CustomMetric& metric : plan.code.metrics) {
    needs.add(fmt::format("metric '{}'", metric.name), 1.0, 0.0, kSummary);
  }
  for (int i = 0; i < scenario.claims_size(); ++i) {
    const ClaimModel& claim = model.claims[to_size(i)];
    double rows = claim.event >= 0 ? needs.query(claim.event) : 0.0;
    for (const ComparisonModel& comparison : claim.comparisons) {
      rows += needs.query(comparison.set);
      for (const int against : comparison.against) {
        rows += needs.query(against);
      }
    }
    needs.add(fmt::format("claim '{}'", scenario.claims(i).id()), rows, kValue);
  }
}

void add_option_sets(const Model& model, Needs& needs) {
  for (int i = 0; i < model.scenario.option_sets_size(); ++i) {
    const OptionSetModel& set = model.option_sets[to_size(i)];
    double rows = 0.0;
    for (const auto* queries : {&set.values, &set.answered}) {
      for (const int query : *queries) {
        rows += needs.query(query);
      }
    }
    needs.add(fmt::format("option set '{}' ({} options)",
                          model.scenario.option_sets(i).id(),
                          grouped(set.values.size())),
              rows,
              0.0,
              kOption * static_cast<double>(set.values.size() + set.answered.size()));
  }
}

/// What evidence makes of all numbers: solutions are read once more for what is observed and once
/// for each possible observation, and every number has weighted sums of its own.
void add_evidence(const RunPlan& plan, Needs& needs) {
  const Model& model = plan.model;
  if (!is_any_evidence(model)) {
    return;
  }
  std::size_t num_options = 0;
  for (const OptionSetModel& set : model.option_sets) {
    num_options += set.values.size() + set.answered.size();
  }
  double rows = 0.0;
  for (const EvidenceModel& item : model.evidence) {
    rows += static_cast<double>(item.likelihood.num_cells);
  }
  const std::size_t num_items = model.evidence.size();
  const std::size_t readings = 1 + (num_options == 0 ? 0 : evidence_items(model, false).size());
  constexpr std::size_t kVariations = EvidenceVariations::num_kinds;
  rows +=
      static_cast<double>(readings) *
      static_cast<double>(2 * model.queries.size() + model.query_tables.size() + plan.num_levels);
  // A component for each combination of held levels, see SplitPlay.
  const std::size_t combinations =
      plan.joint_program ? 1 : SplitPlay(model, evidence_items(model, true)).num_combinations();
  rows += static_cast<double>(readings * combinations * model.shape.num_strategies());
  const std::size_t num_values = model.outcomes.size() + plan.num_levels + model.claims.size();
  const std::size_t num_summaries = plan.num_metrics() + model.payoffs.size();
  const std::size_t num_sums =
      (kVariations * num_items + 2) * (1 + 2 * (model.outcomes.size() + model.claims.size())) +
      (readings - 1) * num_options + 2 * plan.sampler.num_parameters();
  needs.add(
      "evidence",
      rows,
      sizeof(WeightedValue) * static_cast<double>(num_values) +
          (sizeof(WeightedSummary) + kWeightedSketch) * static_cast<double>(num_summaries) +
          (sizeof(WeightedOption) + 2.0 * kWeightedSketch) * static_cast<double>(num_options) +
          sizeof(ExactSum) * static_cast<double>(num_sums));
}

/// Rows that hold no single element's numbers.
void add_working_rows(const RunPlan& plan, Needs& needs) {
  needs.add("the parameters and what expressions make of them",
            static_cast<double>(plan.model.program.num_values()),
            0.0);
  needs.add("sums over profiles", static_cast<double>(plan.expectations.workspace_rows()), 0.0);
  if (Answers::are_needed(plan)) {
    needs.add(
        "answers of those who move later", static_cast<double>(Answers::most_rows(plan)), 0.0);
  }
  if (const std::size_t count = commitments_of(plan.model).size(); count > 0) {
    // Every commitment has a solver of its own, which holds about a vector of lanes of the cells
    // and what it works out.
    const double solver_rows = static_cast<double>(plan.model.shape.num_cells);
    needs.add(fmt::format("the answers to {} commitments", grouped(count)),
              static_cast<double>(Commitments::most_rows(plan)) +
                  static_cast<double>(count) * solver_rows,
              sizeof(AnsweringAccumulator::ByStatus) * static_cast<double>(count));
  }
}

}  // namespace

std::vector<MemoryNeed> memory_needs(const RunPlan& plan, MemoryCopies copies) {
  const Model& model = plan.model;
  Needs needs(plan, copies);
  add_actors(plan, needs);
  add_questions(plan, needs);
  add_option_sets(model, needs);
  add_working_rows(plan, needs);
  add_evidence(plan, needs);
  constexpr double kSlots = 2 * sizeof(std::uint32_t);
  needs.add("the profiles that are sampled",
            0.0,
            static_cast<double>(most_profiles(plan)) *
                (sizeof(char16_t) * static_cast<double>(model.shape.num_players()) +
                 sizeof(std::uint64_t) + kSlots));
  return std::move(needs).all();
}

std::uint64_t memory_budget(const RunSettings& settings) {
  return settings.max_memory > 0 ? settings.max_memory : machine_memory() / 2;
}

void require_memory(std::vector<MemoryNeed> needs, const RunSettings& settings) {
  double total = 0.0;
  for (const MemoryNeed& need : needs) {
    total += need.bytes;
  }
  const auto budget = static_cast<double>(memory_budget(settings));
  if (total <= budget) {
    return;
  }
  std::stable_sort(needs.begin(), needs.end(), [](const MemoryNeed& a, const MemoryNeed& b) {
    return a.bytes > b.bytes;
  });
  constexpr std::size_t kShown = 3;
  std::string parts;
  double rest = total;
  for (std::size_t i = 0; i < std::min(kShown, needs.size()); ++i) {
    parts += fmt::format(
        "{}{} needs {}", i == 0 ? "" : ", ", needs[i].element, size_text(needs[i].bytes));
    rest -= needs[i].bytes;
  }
  if (needs.size() > kShown) {
    parts += fmt::format(", {} more need {}", grouped(needs.size() - kShown), size_text(rest));
  }
  throw InvalidArgument(fmt::format(
      "the run needs about {} of memory, and max_memory allows {}{}: {}; fewer threads need less",
      size_text(total),
      size_text(budget),
      settings.max_memory > 0 ? "" : " (half of what there is)",
      parts));
}

}  // namespace demarche
