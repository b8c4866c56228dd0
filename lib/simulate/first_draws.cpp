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
  FirstDrawsVisitor(const RunPlan& plan,
                    Clock::time_point deadline,
                    DrawDetail detail,
                    FirstDraws& draws)
      : model_(plan.model), deadline_(deadline), detail_(detail), draws_(draws) {}

  void visit(const BlockEngine& engine) override {
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      draws_.is_solved[engine.first_draw() + lane] =
          engine.solution().certificates.status[lane] == SolveStatus::converged ? 1 : 0;
    }
    if (detail_ == DrawDetail::options) {
      write_options(engine);
    } else {
      write_probabilities(engine);
    }
    if (Clock::now() > deadline_) {
      throw OutOfTime();
    }
  }

 private:
  void write_probabilities(const BlockEngine& engine) {
    for (std::size_t i = 0; i < model_.outcomes.size(); ++i) {
      write(engine, engine.play().query(to_size(model_.outcomes[i])), draws_.outcomes[i]);
    }
    for (std::size_t i = 0; i < model_.claims.size(); ++i) {
      claim_values(model_.claims[i], engine.play(), engine.cells(), row_.data());
      write(engine, row_.data(), draws_.claims[i]);
    }
  }

  void write_options(const BlockEngine& engine) {
    const auto first = static_cast<std::ptrdiff_t>(engine.first_draw());
    for (std::size_t p = 0; p < draws_.parameters.size(); ++p) {
      std::copy_n(engine.parameter(p), engine.num_lanes(), draws_.parameters[p].begin() + first);
    }
    for (std::size_t s = 0; s < model_.option_sets.size(); ++s) {
      write_queries(engine, model_.option_sets[s].values, draws_.option_sets[s].held);
      write_queries(engine, model_.option_sets[s].answered, draws_.option_sets[s].answered);
    }
  }

  void write_queries(const BlockEngine& engine,
                     const std::vector<int>& queries,
                     DrawRows& rows) const {
    for (std::size_t o = 0; o < queries.size(); ++o) {
      write(engine, engine.play().query(to_size(queries[o])), rows[o]);
    }
  }

  void write(const BlockEngine& engine, const double* row, std::vector<double>& numbers) const {
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      const std::uint64_t draw = engine.first_draw() + lane;
      if (draws_.is_solved[draw] != 0) {
        numbers[draw] = row[lane];
      }
    }
  }

  const Model& model_;
  Clock::time_point deadline_;
  DrawDetail detail_;
  FirstDraws& draws_;
  std::vector<double> row_ = std::vector<double>(kBlockLanes);
};

DrawRows no_numbers(std::size_t rows, std::uint64_t draws) {
  const std::vector<double> row(static_cast<std::size_t>(draws),
                                std::numeric_limits<double>::quiet_NaN());
  return DrawRows(rows, row);
}

/// Room for what is kept of the draws.
FirstDraws room_for(const RunPlan& plan, DrawDetail detail) {
  FirstDraws draws;
  draws.is_solved.assign(static_cast<std::size_t>(plan.draws), 0);
  if (detail == DrawDetail::options) {
    draws.parameters = no_numbers(plan.sampler.num_parameters(), plan.draws);
    for (const OptionSetModel& set : plan.model.option_sets) {
      draws.option_sets.push_back({.held = no_numbers(set.values.size(), plan.draws),
                                   .answered = no_numbers(set.answered.size(), plan.draws)});
    }
  } else {
    draws.outcomes = no_numbers(plan.model.outcomes.size(), plan.draws);
    draws.claims = no_numbers(plan.model.claims.size(), plan.draws);
  }
  return draws;
}

}  // namespace

ValueAccumulator accumulated(std::span<const double> probabilities,
                             std::span<const char> is_solved) {
  assert(is_solved.size() == probabilities.size());
  ValueAccumulator sums;
  std::vector<double> block;
  for (std::size_t first = 0; first < probabilities.size(); first += kBlockLanes) {
    block.clear();
    for (std::size_t d = first; d < std::min(first + kBlockLanes, probabilities.size()); ++d) {
      if (is_solved[d] == 0) {
        continue;
      }
      if (std::isfinite(probabilities[d])) {
        block.push_back(probabilities[d]);
      } else {
        ++sums.undefined;
      }
    }
    (void)sums.moments.add_probabilities(block);
  }
  return sums;
}

double quantile_over_draws(std::span<const double> probabilities, double share) {
  assert(share > 0.0 && share <= 1.0);
  std::vector<double> sorted;
  std::copy_if(
      probabilities.begin(), probabilities.end(), std::back_inserter(sorted), [](double value) {
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

RunSettings settings_of_first_draws(const RunSettings& run, std::uint64_t draws) {
  RunSettings settings = run;
  settings.draws = draws;
  settings.code.observers.clear();
  settings.code.metrics.clear();
  settings.keeps_sums = false;
  settings.progress = {};
  if (run.progress) {
    settings.progress = [&run](const Progress&) {
      return run.progress({.draws_done = run.draws, .draws_total = run.draws});
    };
  }
  return settings;
}

std::optional<FirstDraws> solve_first_draws(const RunPlan& plan,
                                            const RunSettings& settings,
                                            Clock::time_point deadline,
                                            DrawDetail detail) {
  FirstDraws draws = room_for(plan, detail);
  const BlockRange range = all_blocks(plan);
  try {
    const std::uint64_t end = for_each_block(plan, settings, range, [&] {
      return std::make_unique<FirstDrawsVisitor>(plan, deadline, detail, draws);
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
