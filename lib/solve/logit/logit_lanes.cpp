// SPDX-License-Identifier: MIT
#include "solve/logit/logit_lanes.hpp"

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

/// Below it next to nothing is at stake, and quotients by the target would overflow.
constexpr double kLeastTarget = 1e-280;

}  // namespace

std::optional<double> LogitLanes::load(const GameBlock& block, std::size_t game, std::size_t lane) {
  bool is_finite = true;
  for (std::size_t row = 0; row < program_.num_cells; ++row) {
    const double cell = block.cells[row * kBlockLanes + game];
    is_finite = is_finite && std::isfinite(cell);
    at(w_.cells, row, lane) = cell;
  }
  for (std::size_t a = 0; a < program_.plans.size(); ++a) {
    const auto player = static_cast<std::size_t>(program_.plans[a].player);
    const double precision = block.precision == nullptr
                                 ? options_.precision
                                 : block.precision[player * kBlockLanes + game];
    is_finite = is_finite && std::isfinite(precision) && precision >= 0.0;
    at(w_.precision, a, lane) = precision;
    is_finite = is_finite && (!program_.plans[a].is_behavioural || load_behaviour(a, lane));
  }
  return is_finite ? std::optional(scale_precisions(lane)) : std::nullopt;
}

/// Divides the lane's precisions by the target, which is returned: the largest product of an
/// agent's precision and a bound of its payoffs' spread. That bound is the root of the sum of
/// squares of the spreads of its terms.
double LogitLanes::scale_precisions(std::size_t lane) {
  double target = 0.0;
  for (std::size_t a = 0; a < program_.plans.size(); ++a) {
    double spread = 0.0;
    for (const auto& scope : program_.plans[a].scopes) {
      for (const auto& term : scope.terms) {
        double low = HUGE_VAL;
        double high = -HUGE_VAL;
        for (const std::uint32_t row : term.rows) {
          low = std::min(low, at(w_.cells, row, lane));
          high = std::max(high, at(w_.cells, row, lane));
        }
        spread = std::hypot(spread, high - low);  // The squares themselves might overflow.
      }
    }
    target = std::max(target, at(w_.precision, a, lane) * spread);
  }
  // Where next to nothing is at stake, any target will do, as play is uniform at every position.
  target = target > kLeastTarget && std::isfinite(target) ? target : 1.0;
  for (std::size_t a = 0; a < program_.plans.size(); ++a) {
    at(w_.precision, a, lane) /= target;
  }
  return target;
}

/// Computes a behavioural agent's probabilities and the marginals that others ask for, once per
/// game. Returns false if its weights are negative, not finite or all 0.
bool LogitLanes::load_behaviour(std::size_t a, std::size_t lane) {
  const auto& plan = program_.plans[a];
  double total = 0.0;
  for (std::size_t s = 0; s < plan.num_strategies; ++s) {
    double weight = 1.0;
    for (const auto& rows : plan.behaviour_rows) {
      weight *= at(w_.cells, rows[s], lane);
    }
    if (!(weight >= 0.0)) {
      return false;
    }
    total += weight;
    at(w_.strategies, plan.first_strategy + s, lane) = weight;
  }
  if (!(total > 0.0) || !std::isfinite(total)) {
    return false;
  }
  for (const auto& [request, cells] : plan.fixed_outputs) {
    const auto& rows = program_.requests[static_cast<std::size_t>(request)];
    for (std::size_t c = 0; c < rows.size; ++c) {
      at(w_.marginals, rows.first_row + c, lane) = 0.0;
    }
  }
  for (std::size_t s = 0; s < plan.num_strategies; ++s) {
    double& probability = at(w_.strategies, plan.first_strategy + s, lane);
    probability /= total;
    for (const auto& [request, cells] : plan.fixed_outputs) {
      const auto& rows = program_.requests[static_cast<std::size_t>(request)];
      at(w_.marginals, rows.first_row + cells[s], lane) += probability;
    }
  }
  return true;
}

void LogitLanes::clear(std::size_t lane) {
  for (std::size_t row = 0; row < program_.num_cells; ++row) {
    at(w_.cells, row, lane) = 0.0;
  }
  for (std::size_t a = 0; a < program_.plans.size(); ++a) {
    at(w_.precision, a, lane) = 0.0;
  }
}

void LogitLanes::write_uniform(std::size_t lane) {
  for (const auto& plan : program_.plans) {
    for (const auto& output : plan.outputs) {
      const auto& request = program_.requests[static_cast<std::size_t>(output.request)];
      const auto column = static_cast<std::size_t>(request.column);
      for (std::size_t c = 1; c < request.size; ++c) {
        at(w_.point, column + c - 1, lane) = 0.0;
      }
      for (const std::uint32_t cell : output.cell_of_strategy) {
        if (cell > 0) {
          at(w_.point, column + cell - 1, lane) += 1.0 / static_cast<double>(plan.num_strategies);
        }
      }
    }
  }
  at(w_.point, w_.order - 1, lane) = 0.0;
}

double LogitLanes::regret(std::size_t lane) const {
  double worst = 0.0;
  double total = 0.0;
  for (std::size_t a = 0; a < program_.plans.size(); ++a) {
    const auto& plan = program_.plans[a];
    if (a == 0 || program_.plans[a - 1].player != plan.player) {
      total = 0.0;
    }
    if (plan.is_behavioural) {
      continue;
    }
    double best = -HUGE_VAL;
    double mean = 0.0;
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      double payoff = 0.0;
      for (const auto& scope : plan.scopes) {
        payoff +=
            at(w_.payoffs, w_.first_payoff[a] + scope.first_row + scope.cell_of_strategy[s], lane);
      }
      best = std::max(best, payoff);
      mean += payoff * at(w_.strategies, plan.first_strategy + s, lane);
    }
    total += best - mean;
    worst = std::max(worst, total);
  }
  return worst;
}

void LogitLanes::write_strategies(std::size_t lane, double* rows) const {
  std::size_t row = 0;
  for (std::size_t a = 0; a < program_.plans.size();) {
    std::size_t end = a + 1;
    while (end < program_.plans.size() && program_.plans[end].player == program_.plans[a].player) {
      ++end;
    }
    for (std::size_t s = 0; s < program_.agents[a].strategy_of.size(); ++s, ++row) {
      double probability = 1.0;
      for (std::size_t part = a; part < end; ++part) {
        probability *=
            at(w_.strategies,
               program_.plans[part].first_strategy + program_.agents[part].strategy_of[s],
               lane);
      }
      rows[row * kBlockLanes] = probability;
    }
    a = end;
  }
}

}  // namespace demarche
