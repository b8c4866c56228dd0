// SPDX-License-Identifier: MIT
#include "simulate/first_draws.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <memory>

#include "core/to_size.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/claims.hpp"

namespace demarche {
namespace {

using Clock = std::chrono::steady_clock;

/// Ends the work of all threads.
struct OutOfTime {};

/// Writes the lanes of blocks. All threads write to the same draws, but each to its own blocks.
class FirstDrawsVisitor final : public BlockVisitor {
 public:
  FirstDrawsVisitor(const RunPlan& plan, Clock::time_point deadline, FirstDraws& draws)
      : model_(plan.model), deadline_(deadline), draws_(draws) {}

  void visit(const BlockEngine& engine) override {
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      draws_.is_solved[engine.first_draw() + lane] =
          engine.solution().certificates.status[lane] == SolveStatus::converged ? 1 : 0;
    }
    for (std::size_t i = 0; i < model_.outcomes.size(); ++i) {
      write(engine, engine.play().query(to_size(model_.outcomes[i])), draws_.outcomes[i]);
    }
    for (std::size_t i = 0; i < model_.claims.size(); ++i) {
      claim_values(model_.claims[i], engine.play(), engine.cells(), row_.data());
      write(engine, row_.data(), draws_.claims[i]);
    }
    if (Clock::now() > deadline_) {
      throw OutOfTime();
    }
  }

 private:
  void write(const BlockEngine& engine, const double* row, DrawNumbers& numbers) const {
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      const std::uint64_t draw = engine.first_draw() + lane;
      if (draws_.is_solved[draw] != 0) {
        numbers.set(draw, row[lane]);
      }
    }
  }

  const Model& model_;
  Clock::time_point deadline_;
  FirstDraws& draws_;
  std::vector<double> row_ = std::vector<double>(kBlockLanes);
};

}  // namespace

DrawNumbers::DrawNumbers(std::uint64_t draws)
    : values_(static_cast<std::size_t>(draws), std::numeric_limits<double>::quiet_NaN()) {}

ValueAccumulator DrawNumbers::accumulated(std::span<const char> is_solved) const {
  assert(is_solved.size() == values_.size());
  ValueAccumulator sums;
  std::vector<double> block;
  for (std::size_t first = 0; first < values_.size(); first += kBlockLanes) {
    block.clear();
    for (std::size_t d = first; d < std::min(first + kBlockLanes, values_.size()); ++d) {
      if (is_solved[d] == 0) {
        continue;
      }
      if (std::isfinite(values_[d])) {
        block.push_back(values_[d]);
      } else {
        ++sums.undefined;
      }
    }
    (void)sums.moments.add_probabilities(block);
  }
  return sums;
}

double DrawNumbers::quantile(double share) const {
  assert(share > 0.0 && share <= 1.0);
  std::vector<double> sorted;
  std::copy_if(values_.begin(), values_.end(), std::back_inserter(sorted), [](double value) {
    return std::isfinite(value);
  });
  if (sorted.empty()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const auto place =
      static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  const auto wanted =
      sorted.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(place, 1)) - 1;
  std::nth_element(sorted.begin(), wanted, sorted.end());
  return std::clamp(*wanted, 0.0, 1.0);
}

std::uint64_t FirstDraws::solved() const {
  return static_cast<std::uint64_t>(std::count(is_solved.begin(), is_solved.end(), 1));
}

std::optional<FirstDraws> solve_first_draws(const RunPlan& plan,
                                            const RunSettings& settings,
                                            Clock::time_point deadline) {
  FirstDraws draws{
      .is_solved = std::vector<char>(static_cast<std::size_t>(plan.draws), 0),
      .outcomes = std::vector<DrawNumbers>(plan.model.outcomes.size(), DrawNumbers(plan.draws)),
      .claims = std::vector<DrawNumbers>(plan.model.claims.size(), DrawNumbers(plan.draws))};
  const BlockRange range = all_blocks(plan);
  try {
    const std::uint64_t end = for_each_block(plan, settings, range, [&] {
      return std::make_unique<FirstDrawsVisitor>(plan, deadline, draws);
    });
    if (end != range.end) {
      return std::nullopt;
    }
  } catch (const OutOfTime&) {
    return std::nullopt;
  }
  return draws;
}

}  // namespace demarche
