// SPDX-License-Identifier: MIT
#include "demarche/simulate/compare_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/claims.hpp"
#include "simulate/common_numbers.hpp"
#include "simulate/input_changes.hpp"
#include "simulate/memory.hpp"
#include "simulate/pair_accumulator.hpp"
#include "simulate/result.hpp"
#include "simulate/statistics.hpp"

namespace demarche {
namespace {

/// Both scenarios over the draws, or over those of one thread.
struct Totals {
  Totals(Accumulator of_first, Accumulator of_second, std::size_t num_pairs)
      : first(std::move(of_first)), second(std::move(of_second)), pairs(num_pairs) {}

  void merge(Totals other) {
    first.merge(std::move(other.first));
    second.merge(std::move(other.second));
    paired += other.paired;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      pairs[i].merge(other.pairs[i]);
    }
  }

  Accumulator first;
  Accumulator second;
  std::uint64_t paired = 0;  ///< Draws that both have an answer to.
  std::vector<PairAccumulator> pairs;
};

/// Whether evidence counts in one of the scenarios: then weighted numbers are compared.
bool has_posterior(const RunPlan& first, const RunPlan& second) {
  return first.model.has_posterior() || second.model.has_posterior();
}

/// What all threads of a comparison have in common.
struct Comparison {
  Comparison(const RunPlan& first_plan,
             const RunPlan& second_plan,
             const std::vector<CommonNumber>& all_pairs,
             int threads)
      : first(first_plan),
        second(second_plan),
        pairs(all_pairs),
        total(Accumulator(first), Accumulator(second), pairs.size()),
        is_first_shared(shares_accumulators(first, threads)),
        is_second_shared(shares_accumulators(second, threads)) {}

  /// Of no draws, for one thread.
  [[nodiscard]] Totals part() {
    return {
        is_first_shared ? Accumulator(first, whole_first) : Accumulator(first, &total.first),
        is_second_shared ? Accumulator(second, whole_second) : Accumulator(second, &total.second),
        pairs.size()};
  }

  const RunPlan& first;
  const RunPlan& second;
  const std::vector<CommonNumber>& pairs;
  Totals total;
  bool is_first_shared;
  bool is_second_shared;
  SharedAccumulator whole_first{.total = total.first};
  SharedAccumulator whole_second{.total = total.second};
};

/// Runs each block of the second scenario after the loop has run that of the first, and adds both
/// while the engines hold them.
class PairedVisitor final : public BlockVisitor {
 public:
  explicit PairedVisitor(Comparison& comparison)
      : engine_(comparison.second),
        pairs_(comparison.pairs),
        part_(comparison.part()),
        total_(comparison.total),
        has_evidence_(has_posterior(comparison.first, comparison.second)) {
    unit_weights_.fill(1.0);
  }

  void visit(const BlockEngine& engine) override {
    engine_.run(engine.first_draw() / kBlockLanes);
    part_.first.add(engine);
    part_.second.add(engine_);
    find_solved(engine);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (has_evidence_) {
        add_weighted(engine, pairs_[i], part_.pairs[i].weighted);
      } else {
        add(engine, pairs_[i], part_.pairs[i]);
      }
    }
  }

  void finish() override { total_.merge(std::move(part_)); }

 private:
  void find_solved(const BlockEngine& engine) {
    num_lanes_ = engine.num_lanes();
    std::uint64_t both = 0;
    paired_.clear();
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      const auto& first = engine.solution().certificates.status;
      const auto& second = engine_.solution().certificates.status;
      is_solved_first_[lane] = first[lane] == SolveStatus::converged;
      is_solved_second_[lane] = second[lane] == SolveStatus::converged;
      if (is_solved_first_[lane] && is_solved_second_[lane]) {
        ++both;
        paired_.push_back(lane);
      }
    }
    part_.paired += both;
    are_all_solved_ = both == num_lanes_;
  }

  /// Of play given the evidence, if there is any.
  static const double* row(const BlockEngine& engine, const Reading& reading, double* buffer) {
    const Play& play = engine.evidence() == nullptr ? engine.play() : engine.evidence()->play();
    if (reading.claim != nullptr) {
      claim_values(*reading.claim, play, engine.cells(), buffer);
      return buffer;
    }
    return reading.level >= 0 ? play.level(to_size(reading.level))
                              : play.query(to_size(reading.query));
  }

  void add_weighted(const BlockEngine& engine, const CommonNumber& pair, WeightedPair& sums) {
    const double* first = row(engine, pair.first, first_buffer_.data());
    const double* second = row(engine_, pair.second, second_buffer_.data());
    if (pair.is_probability) {
      first = clamped(first, first_buffer_);
      second = clamped(second, second_buffer_);
    }
    const auto weights_of = [this](const BlockEngine& of) {
      return of.evidence() == nullptr ? unit_weights_.data() : of.evidence()->weights();
    };
    const auto factor_of = [](const Accumulator& accumulator) {
      return accumulator.posterior ? accumulator.posterior->factor() : 1.0;
    };
    sums.add(paired_,
             {weights_of(engine), first, factor_of(part_.first)},
             {weights_of(engine_), second, factor_of(part_.second)});
  }

  /// What a probability can be in a draw: itself, or anything where there is no answer.
  static std::array<double, 2> bounds(bool is_solved, double value) {
    return is_solved && !std::isnan(value) ? std::array<double, 2>{value, value}
                                           : std::array<double, 2>{0.0, 1.0};
  }

  void add(const BlockEngine& engine, const CommonNumber& pair, PairAccumulator& sums) {
    const double* first = row(engine, pair.first, first_buffer_.data());
    const double* second = row(engine_, pair.second, second_buffer_.data());
    if (pair.is_probability) {
      // Rounding may put a probability a few units in the last place outside [0, 1].
      first = clamped(first, first_buffer_);
      second = clamped(second, second_buffer_);
    }
    if (!are_all_solved_ || !add_all(first, second, sums)) {
      add_each(first, second, pair.is_probability, sums);
    }
  }

  static const double* clamped(const double* row, std::array<double, kBlockLanes>& buffer) {
    std::transform(row, row + kBlockLanes, buffer.begin(), [](double value) {
      return std::clamp(value, 0.0, 1.0);
    });
    return buffer.data();
  }

  /// Adds all lanes, if both numbers are finite in each. Loops without branches are vector code.
  bool add_all(const double* first, const double* second, PairAccumulator& sums) {
    double probe = 0.0;  // Becomes NaN if a difference is not finite.
    double first_sum = 0.0;
    double second_sum = 0.0;
    std::uint64_t differing = 0;
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      differences_[lane] = second[lane] - first[lane];
      differing += second[lane] == first[lane] ? 0 : 1;
    }
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      probe += 0.0 * differences_[lane];
      first_sum += first[lane];
      second_sum += second[lane];
    }
    if (probe != 0.0) {
      return false;
    }
    sums.first.add(first_sum);
    sums.second.add(second_sum);
    sums.differing += differing;
    sums.difference.add_block({differences_.data(), num_lanes_});
    return true;
  }

  /// Adds lane by lane, where one has no answer or no finite number.
  void add_each(const double* first,
                const double* second,
                bool is_probability,
                PairAccumulator& sums) {
    std::size_t count = 0;
    double first_sum = 0.0;
    double second_sum = 0.0;
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      const double a = first[lane];
      const double b = second[lane];
      if (is_solved_first_[lane] && is_solved_second_[lane]) {
        if (std::isfinite(b - a)) {
          first_sum += a;
          second_sum += b;
          differences_[count++] = b - a;
          sums.differing += a == b ? 0 : 1;
        } else {
          ++sums.undefined;
        }
      } else if (is_probability) {
        const auto [least_a, most_a] = bounds(is_solved_first_[lane], a);
        const auto [least_b, most_b] = bounds(is_solved_second_[lane], b);
        sums.least.add(least_b - most_a);
        sums.most.add(most_b - least_a);
      }
    }
    sums.first.add(first_sum);
    sums.second.add(second_sum);
    sums.difference.add_block({differences_.data(), count});
  }

  BlockEngine engine_;  // Of the second scenario.
  const std::vector<CommonNumber>& pairs_;
  Totals part_;
  Totals& total_;
  std::size_t num_lanes_ = 0;
  bool are_all_solved_ = true;
  std::array<bool, kBlockLanes> is_solved_first_{};
  std::array<bool, kBlockLanes> is_solved_second_{};
  std::array<double, kBlockLanes> first_buffer_{};
  std::array<double, kBlockLanes> second_buffer_{};
  std::array<double, kBlockLanes> differences_{};
  bool has_evidence_;
  std::vector<std::size_t> paired_;  // Lanes that both have an answer to.
  std::array<double, kBlockLanes> unit_weights_{};
};

/// Both scenarios have engines and accumulators at the same time.
/// @throws InvalidArgument if that needs more memory than the settings of the first allow.
void require_memory_for_both(const RunPlan& first,
                             const RunPlan& second,
                             std::size_t num_pairs,
                             const RunSettings& settings) {
  std::vector<MemoryNeed> needs;
  for (const RunPlan* plan : {&first, &second}) {
    const auto own = memory_needs(*plan, copies_of_run(*plan, settings, all_blocks(*plan)));
    needs.insert(needs.end(), own.begin(), own.end());
  }
  const int engines = copies_of_run(first, settings, all_blocks(first)).engines;
  needs.push_back(
      {fmt::format("what {} numbers differ by", grouped(num_pairs)),
       static_cast<double>(sizeof(PairAccumulator)) * static_cast<double>(num_pairs) * engines});
  require_memory(std::move(needs), settings);
}

void check_settings(const RunSettings& first, const RunSettings& second) {
  if (first.draws != second.draws || first.seed != second.seed) {
    throw InvalidArgument(fmt::format(
        "scenarios are compared on the same draws, got {} draws from seed {} and {} from seed {}",
        first.draws,
        first.seed,
        second.draws,
        second.seed));
  }
  for (const RunSettings* settings : {&first, &second}) {
    if (settings->code.payoffs.compute || !settings->code.metrics.empty() ||
        !settings->code.observers.empty()) {
      throw InvalidArgument("a comparison of scenarios runs no code: run each by itself");
    }
  }
}

}  // namespace

v1::ScenarioComparison compare_scenarios(const Model& first,
                                         const RunSettings& first_settings,
                                         const Model& second,
                                         const RunSettings& second_settings) {
  check_settings(first_settings, second_settings);
  const RunPlan first_plan(first, first_settings);
  const RunPlan second_plan(second, second_settings);
  const std::vector<CommonNumber> pairs = common_numbers(first_plan, second_plan);
  require_memory_for_both(first_plan, second_plan, pairs.size(), first_settings);
  Comparison whole(first_plan, second_plan, pairs, num_threads(first_settings));
  const Totals& total = whole.total;
  const std::uint64_t end = for_each_block(first_plan, first_settings, all_blocks(first_plan), [&] {
    return std::make_unique<PairedVisitor>(whole);
  });
  const std::uint64_t draws = std::min(first_plan.draws, end * kBlockLanes);
  v1::ScenarioComparison comparison;
  *comparison.mutable_first() = make_result(first_plan, total.first, draws);
  *comparison.mutable_second() = make_result(second_plan, total.second, draws);
  add_input_changes(first.scenario, second.scenario, comparison);
  comparison.set_paired_draws(total.paired);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    *comparison.add_differences() = difference(
        pairs[i], total.pairs[i], has_posterior(first_plan, second_plan), draws - total.paired);
  }
  return comparison;
}

}  // namespace demarche
