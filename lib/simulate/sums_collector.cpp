// SPDX-License-Identifier: MIT
#include "simulate/sums_collector.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/to_size.hpp"
#include "demarche/scenario/parameters.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/best_option.hpp"
#include "simulate/claims.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/first_blocks.hpp"
#include "simulate/memory.hpp"

namespace demarche {
namespace {

using Kind = BinnedOutput::Kind;

constexpr std::size_t kFewestGroups = 8;
constexpr std::size_t kMostGroups = 32;
/// Larger option sets are left out: each thread's batch takes 16 KiB for an option.
constexpr std::size_t kMostOptions = 512;
constexpr double kBudget = 64.0 * 1024.0 * 1024.0;  // Bytes; it decides how many groups there are.

std::uint64_t summed_blocks(const RunPlan& plan) {
  return (std::min(plan.draws, BinnedSums::kMostDraws) + kBlockLanes - 1) / kBlockLanes;
}

/// Bytes of the sums of so many outputs, and of what counts draws.
double bytes_of(std::size_t num_inputs, std::size_t num_outputs, std::size_t num_groups) {
  constexpr auto kChunk = static_cast<double>(BinnedSums::kChunk);
  const double chunks = std::ceil(static_cast<double>(num_outputs) / kChunk);
  const double cells = static_cast<double>(num_groups * num_inputs * InputBins::kMost);
  return cells * (chunks * kChunk * sizeof(double) + 2.0 * sizeof(std::uint32_t));
}

/// Bytes of the draws that a thread collects for so many outputs, see BinnedDraws.
double bytes_of_batch(std::size_t num_inputs, std::size_t num_outputs) {
  constexpr auto kCapacity = static_cast<double>(BinnedDraws::kCapacity);
  constexpr auto kChunk = static_cast<double>(BinnedSums::kChunk);
  const double chunks = std::ceil(static_cast<double>(num_outputs) / kChunk);
  return kCapacity * (chunks * kChunk * sizeof(double) + static_cast<double>(num_inputs));
}

std::vector<BinnedOutput> outputs_but_options(const Model& model) {
  std::vector<BinnedOutput> outputs;
  const auto add = [&](Kind kind, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (kind != Kind::payoff || model.payoffs[i] >= 0) {
        outputs.push_back({kind, static_cast<int>(i)});
      }
    }
  };
  add(Kind::outcome, model.outcomes.size());
  add(Kind::claim, model.claims.size());
  add(Kind::metric, model.metrics.size());
  add(Kind::payoff, model.payoffs.size());
  return outputs;
}

/// The outputs, those of option sets as long as they fit.
void choose_outputs(const RunPlan& plan, RunSums& run) {
  run.outputs = outputs_but_options(plan.model);
  for (std::size_t s = 0; s < plan.model.option_sets.size(); ++s) {
    const std::size_t num_options = plan.model.option_sets[s].values.size();
    const std::size_t num_outputs = run.outputs.size() + 2 * num_options + 1;
    if (num_options > kMostOptions ||
        bytes_of(run.parameters.size(), num_outputs, kFewestGroups) > kBudget) {
      run.left_out.push_back(static_cast<int>(s));
      continue;
    }
    for (const Kind kind : {Kind::option, Kind::best_option}) {
      for (std::size_t o = 0; o < num_options; ++o) {
        run.outputs.push_back({kind, static_cast<int>(s), static_cast<int>(o)});
      }
    }
    run.outputs.push_back({Kind::best_value, static_cast<int>(s)});
  }
}

const double* query_row(const Model& model, const Play& play, const BinnedOutput& output) {
  const std::size_t i = to_size(output.index);
  switch (output.kind) {
    case Kind::outcome:
      return play.query(to_size(model.outcomes[i]));
    case Kind::metric:
      return play.query(to_size(model.metrics[i]));
    case Kind::payoff:
      return play.query(to_size(model.payoffs[i]));
    case Kind::option:
      return play.query(to_size(model.option_sets[i].values[to_size(output.option)]));
    default:
      return nullptr;
  }
}

bool is_probability(Kind kind) {
  return kind == Kind::outcome || kind == Kind::claim || kind == Kind::best_option;
}

/// The smallest and the largest number of each output that is no probability.
class Extremes {
 public:
  Extremes(const Model& model, const std::vector<BinnedOutput>& outputs)
      : model_(model),
        outputs_(outputs),
        smallest_(outputs.size(), kInfinity),
        largest_(outputs.size(), -kInfinity) {}

  void add(const Play& play, std::size_t lane) {
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const Kind kind = outputs_[i].kind;
      if (is_probability(kind) || kind == Kind::best_value) {
        continue;
      }
      const double number = query_row(model_, play, outputs_[i])[lane];
      if (std::isfinite(number)) {
        smallest_[i] = std::min(smallest_[i], number);
        largest_[i] = std::max(largest_[i], number);
      }
    }
  }

  /// The scales. That of probabilities is [0, 1], and the value of a set's best option has the
  /// range of all values of the set's options, which are outputs before it.
  [[nodiscard]] std::vector<OutputScale> scales() {
    std::vector<OutputScale> scales(outputs_.size());
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      if (outputs_[i].kind == Kind::best_value) {
        take_from_options(i);
      }
      if (smallest_[i] <= largest_[i]) {
        scales[i] = scale_between(smallest_[i], largest_[i]);
      }
    }
    return scales;
  }

 private:
  static constexpr double kInfinity = std::numeric_limits<double>::infinity();

  void take_from_options(std::size_t best) {
    for (std::size_t o = 0; o < best; ++o) {
      if (outputs_[o].kind == Kind::option && outputs_[o].index == outputs_[best].index) {
        smallest_[best] = std::min(smallest_[best], smallest_[o]);
        largest_[best] = std::max(largest_[best], largest_[o]);
      }
    }
  }

  const Model& model_;
  const std::vector<BinnedOutput>& outputs_;
  std::vector<double> smallest_;
  std::vector<double> largest_;
};

/// Where each output lies in the first block with an answer.
std::vector<OutputScale> scales_of(const RunPlan& plan, const std::vector<BinnedOutput>& outputs) {
  Extremes extremes(plan.model, outputs);
  run_first_blocks(plan, [&](const BlockEngine& engine) {
    bool is_any_solved = false;
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      if (engine.solution().certificates.status[lane] == SolveStatus::converged) {
        is_any_solved = true;
        extremes.add(engine.play(), lane);
      }
    }
    return is_any_solved;
  });
  return extremes.scales();
}

std::vector<OutputScale> scales_without_code(const RunPlan& plan,
                                             const RunSettings& settings,
                                             const std::vector<BinnedOutput>& outputs) {
  if (!is_called(plan.code) && plan.code.observers.empty()) {
    return scales_of(plan, outputs);
  }
  RunSettings without_code = settings;
  without_code.code = {};
  return scales_of(RunPlan(plan.model, without_code), outputs);
}

bool has_memory_for_sums(const RunPlan& plan, const RunSettings& settings, const RunSums& run) {
  const MemoryCopies copies = copies_of_run(plan, settings, all_blocks(plan));
  double bytes =
      kBudget + copies.engines * bytes_of_batch(run.parameters.size(), run.outputs.size());
  for (const MemoryNeed& need : memory_needs(plan, copies)) {
    bytes += need.bytes;
  }
  return bytes <= static_cast<double>(memory_budget(settings));
}

}  // namespace

RunSums make_run_sums(const RunPlan& plan, const RunSettings& settings) {
  RunSums run;
  if (plan.model.num_open_rows() > 0) {
    run.none_because = "payoffs come from code";
    return run;
  }
  std::vector<InputBins> inputs;
  const auto distributions = marginals(plan.model.scenario);
  for (std::size_t p = 0; p < distributions.size(); ++p) {
    InputBins bins = bins_of(distributions[p]);
    if (bins.num_bins() > 1) {
      run.parameters.push_back(p);
      inputs.push_back(std::move(bins));
    }
  }
  if (inputs.empty()) {
    run.none_because = "no parameter varies";
    return run;
  }
  choose_outputs(plan, run);
  const double bytes = bytes_of(inputs.size(), run.outputs.size(), 1);
  if (run.outputs.empty()) {
    run.none_because = "the scenario has no outcome, claim, metric, payoff or option set";
  } else if (bytes * static_cast<double>(kFewestGroups) > kBudget) {
    run.none_because = "the sums would need too much memory";
  }
  if (run.is_empty()) {
    return run;
  }
  if (!has_memory_for_sums(plan, settings, run)) {
    run.none_because = "max_memory leaves no room for sums";
    return run;
  }
  const auto fitting = static_cast<std::size_t>(kBudget / bytes);
  const std::uint64_t blocks = summed_blocks(plan);
  const std::size_t groups = static_cast<std::size_t>(
      std::min<std::uint64_t>(std::clamp(fitting, kFewestGroups, kMostGroups), blocks));
  run.sums =
      BinnedSums(std::move(inputs), scales_without_code(plan, settings, run.outputs), groups);
  return run;
}

SumsCollector::SumsCollector(const RunPlan& plan, SharedSums& shared)
    : plan_(plan), shared_(shared), draws_(shared.run.sums) {
  // Each group gets blocks from four places of the run at least, so that a run that is stopped has
  // draws in all groups; and as many in a row as that allows, so that batches are full.
  constexpr std::uint64_t kTurns = 4;
  constexpr std::uint64_t kMostPerTurn = 16;  // Batches of two threads.
  blocks_per_turn_ = std::clamp<std::uint64_t>(
      summed_blocks(plan) / (kTurns * shared.run.sums.num_groups()), 1, kMostPerTurn);
}

std::size_t SumsCollector::group_of(std::uint64_t block) const {
  return static_cast<std::size_t>(block / blocks_per_turn_ % shared_.run.sums.num_groups());
}

void SumsCollector::add(const BlockEngine& engine) {
  if (engine.first_draw() >= BinnedSums::kMostDraws) {
    return;
  }
  const std::size_t group = group_of(engine.first_draw() / kBlockLanes);
  const std::size_t num_lanes = engine.num_lanes();
  if (group != group_ || draws_.size() + num_lanes > BinnedDraws::kCapacity) {
    flush();
    group_ = group;
  }
  solved_.clear();
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const bool is_fine = engine.solution().certificates.status[lane] == SolveStatus::converged;
    is_solved_[lane] = is_fine ? 1 : 0;
    if (is_fine) {
      solved_.push_back(lane);
    }
  }
  RunSums& run = shared_.run;
  draws_.append(num_lanes, is_solved_.data());
  for (std::size_t i = 0; i < run.parameters.size(); ++i) {
    draws_.set_input(run.sums, i, engine.parameter(run.parameters[i]));
  }
  for (std::size_t i = 0; i < run.outputs.size(); ++i) {
    const BinnedOutput& output = run.outputs[i];
    if (output.kind == Kind::claim) {
      const ClaimModel& claim = plan_.model.claims[to_size(output.index)];
      claim_values(claim, engine.play(), engine.cells(), row_.data());
      draws_.set_output(i, row_.data());
    } else if (output.kind == Kind::option) {
      add_option_set(engine.play(), i, output.index);
      i += 2 * plan_.model.option_sets[to_size(output.index)].values.size();
    } else {
      draws_.set_output(i, query_row(plan_.model, engine.play(), output));
    }
  }
}

void SumsCollector::add_option_set(const Play& play, std::size_t output, int set) {
  const auto& queries = plan_.model.option_sets[to_size(set)].values;
  const BestOption best = best_option(play, queries, solved_);
  std::array<double, kBlockLanes> shares{};
  for (std::size_t o = 0; o < queries.size(); ++o) {
    const double* const values = play.query(to_size(queries[o]));
    best.compare(values, solved_, row_.data());
    draws_.set_output(output + o, row_.data());
    for (const std::size_t lane : solved_) {
      shares[lane] = best.share(values[lane], lane);
    }
    best.compare(shares.data(), solved_, row_.data());
    draws_.set_output(output + queries.size() + o, row_.data());
  }
  best.compare(best.value.data(), solved_, row_.data());  // Other lanes have no value at all.
  draws_.set_output(output + 2 * queries.size(), row_.data());
}

void SumsCollector::flush() {
  if (draws_.size() == 0) {
    return;
  }
  BinnedSums& sums = shared_.run.sums;
  {
    const std::lock_guard lock(shared_.counts);
    sums.add_counts(group_, draws_);
  }
  for (std::size_t chunk = 0; chunk < sums.num_chunks(); ++chunk) {
    const std::size_t number = group_ * sums.num_chunks() + chunk;
    const std::lock_guard lock(shared_.chunks[number % SharedSums::kNumLocks]);
    sums.add_outputs(group_, chunk, draws_);
  }
  draws_.clear();
}

}  // namespace demarche
