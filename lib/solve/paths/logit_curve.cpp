// SPDX-License-Identifier: MIT
#include "solve/paths/logit_curve.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace demarche {
namespace {

/// Sums of exponentials of numbers below this cannot overflow.
constexpr double kLargeLog = 300.0;
/// pure_limit() tries its proof only if the precision, times the number of other players, times the
/// largest probability of another choice is below this.
constexpr double kNearPure = 0.2;
/// The least size of the neighbourhood: smaller distances are rounding.
constexpr double kLeastDistance = 1e-9;

}  // namespace

LogitCurve::LogitCurve(const NormalFormGame& unit)
    : unit_(unit),
      field_(unit),
      num_unknowns_(field_.num_strategies() - static_cast<Index>(field_.num_players())),
      strategies_(field_.num_strategies()),
      slopes_(static_cast<std::size_t>(field_.num_strategies())) {
  if (unit.num_players() == 2 || unit.num_players() == 3) {
    keep_differences();
  }
}

void LogitCurve::keep_differences() {
  for (std::size_t i = 0; i < unit_.num_players(); ++i) {
    const std::size_t stride = unit_.stride(i);
    const auto own = static_cast<std::size_t>(num_strategies(i));
    const auto payoffs = unit_.payoffs(i);
    std::vector<double>& table = tables_.emplace_back();
    table.reserve(payoffs.size());
    for (std::size_t s = 1; s < own; ++s) {
      for (std::size_t block = 0; block < payoffs.size(); block += own * stride) {
        for (std::size_t k = block; k < block + stride; ++k) {
          table.push_back(payoffs[k + s * stride] - payoffs[k]);
        }
      }
    }
  }
}

const Vector& LogitCurve::strategies(const Vector& point) {
  assert(point.size() == size());
  const double* logs = point.data();
  double* target = strategies_.data();
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    const Index others = num_strategies(i) - 1;
    double most = 0.0;
    for (Index k = 0; k < others; ++k) {
      most = std::max(most, logs[k]);
    }
    most = most < kLargeLog ? 0.0 : most;
    double total = target[0] = most == 0.0 ? 1.0 : std::exp(-most);
    for (Index k = 0; k < others; ++k) {
      total += target[k + 1] = std::exp(logs[k] - most);
    }
    const double share = 1.0 / total;
    for (Index k = 0; k <= others; ++k) {
      target[k] *= share;
    }
    logs += others;
    target += others + 1;
  }
  return strategies_;
}

MixedProfile LogitCurve::profile(const Vector& point) {
  return split(field_, strategies(point));
}

void LogitCurve::evaluate(const Vector& point, CurveSystem& system) {
  assert(point.size() == size());
  strategies(point);
  precision_ = point[num_unknowns_];
  if (tables_.empty()) {
    add_many(point, system);
    return;
  }
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    if (field_.num_players() == 2) {
      add_two(i, point, system);
    } else {
      add_three(i, point, system);
    }
  }
}

/// Writes the entries of a row that are the same for any number of players: those of the unknown
/// itself, of the precision, and the error.
void LogitCurve::finish_row(Index unknown,
                            double difference,
                            const Vector& point,
                            double* row) const {
  row[unknown] = 1.0;
  row[num_unknowns_] = -difference;
  row[num_unknowns_ + 1] = point[unknown] - precision_ * difference;
}

/// Writes the derivatives by another player's unknowns. `slopes` are those by its probabilities,
/// whose mean over its mixed strategy is the payoff difference itself.
void LogitCurve::add_block(std::size_t other,
                           const double* slopes,
                           double difference,
                           double* row) const {
  const Index first = first_unknown(other);
  const Index count = num_strategies(other) - 1;
  const double* const weights = strategies_.data() + field_.first()[other] + 1;
  for (Index c = 0; c < count; ++c) {
    row[first + c] = precision_ * weights[c] * (difference - slopes[c + 1]);
  }
}

void LogitCurve::add_two(std::size_t player, const Vector& point, CurveSystem& system) {
  const std::size_t other = 1 - player;
  const Index own = num_strategies(player) - 1;
  const Index count = num_strategies(other);
  const double* const weights = strategies_.data() + field_.first()[other];
  const double* slopes = tables_[player].data();
  for (Index k = 0; k < own; ++k, slopes += count) {
    double difference = 0.0;
    for (Index c = 0; c < count; ++c) {
      difference += weights[c] * slopes[c];
    }
    const Index unknown = first_unknown(player) + k;
    double* const row = system.row(unknown);
    std::fill_n(row + first_unknown(player), own, 0.0);
    add_block(other, slopes, difference, row);
    finish_row(unknown, difference, point, row);
  }
}

void LogitCurve::add_three(std::size_t player, const Vector& point, CurveSystem& system) {
  const std::array<std::size_t, 2> others = {player == 0 ? 1U : 0U, player == 2 ? 1U : 2U};
  const Index own = num_strategies(player) - 1;
  const Index rows = num_strategies(others[0]);
  const Index columns = num_strategies(others[1]);
  const double* const row_weights = strategies_.data() + field_.first()[others[0]];
  const double* const column_weights = strategies_.data() + field_.first()[others[1]];
  double* const by_row = slopes_.data();
  double* const by_column = by_row + rows;
  const double* cell = tables_[player].data();
  for (Index k = 0; k < own; ++k) {
    double difference = 0.0;
    std::fill_n(by_column, columns, 0.0);
    for (Index r = 0; r < rows; ++r, cell += columns) {
      double sum = 0.0;
      for (Index c = 0; c < columns; ++c) {
        sum += column_weights[c] * cell[c];
        by_column[c] += row_weights[r] * cell[c];
      }
      by_row[r] = sum;
      difference += row_weights[r] * sum;
    }
    const Index unknown = first_unknown(player) + k;
    double* const row = system.row(unknown);
    std::fill_n(row + first_unknown(player), own, 0.0);
    add_block(others[0], by_row, difference, row);
    add_block(others[1], by_column, difference, row);
    finish_row(unknown, difference, point, row);
  }
}

void LogitCurve::add_many(const Vector& point, CurveSystem& system) {
  field_.evaluate(strategies_, payoffs_, payoff_slopes_);
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    const Index base = field_.first()[i];
    for (Index k = 1; k < num_strategies(i); ++k) {
      const Index unknown = first_unknown(i) + k - 1;
      const double difference = payoffs_[base + k] - payoffs_[base];
      double* const row = system.row(unknown);
      std::fill_n(row, num_unknowns_, 0.0);
      for (std::size_t j = 0; j < field_.num_players(); ++j) {
        if (j == i) {
          continue;
        }
        for (Index c = 0; c < num_strategies(j); ++c) {
          const Index other = field_.first()[j] + c;
          slopes_[static_cast<std::size_t>(c)] =
              payoff_slopes_(base + k, other) - payoff_slopes_(base, other);
        }
        add_block(j, slopes_.data(), difference, row);
      }
      finish_row(unknown, difference, point, row);
    }
  }
}

double LogitCurve::regret(const Vector& point) const {
  assert(point.size() == size() && point[num_unknowns_] != 0.0);
  double worst = 0.0;
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    const double* const weights = strategies_.data() + field_.first()[i] + 1;
    double most = 0.0;
    double mean = 0.0;
    for (Index k = 0; k + 1 < num_strategies(i); ++k) {
      const double difference = point[first_unknown(i) + k] / point[num_unknowns_];
      most = std::max(most, difference);
      mean += weights[k] * difference;
    }
    worst = std::max(worst, most - mean);
  }
  return worst;
}

// Let s be a pure profile of n players, and let each player choose its strategy of s with
// probability at least 1 - d, where d is twice the largest probability of another choice at the
// point evaluated. The others deviate from s with probability at most (n - 1) d, and no payoff
// difference exceeds 1 in absolute value. So the gain of the strategy in s over another one is at
// least h = g - 2 (n - 1) d, where g is the gain if all others choose s. In a logit response the
// odds against s are then at most o, the sum of exp(-precision h). If o <= d, responses stay in the
// neighbourhood. A change by v of every other player's strategy, in the sum of absolute values,
// changes gains by at most (n - 1) v and the response by at most 4 precision o (n - 1) v, so that
// responses contract if that factor is below 1. If precision h > 1, then precision exp(-precision
// h) falls as the precision grows, and both conditions hold for all larger precisions, too.
std::optional<std::vector<int>> LogitCurve::pure_limit(double precision) const {
  const double others = static_cast<double>(field_.num_players()) - 1.0;
  std::vector<int> pure;
  double distance = 0.0;
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    const double* const weights = strategies_.data() + field_.first()[i];
    const double* const most = std::max_element(weights, weights + num_strategies(i));
    distance = std::max(distance, 1.0 - *most);
    if (!(precision * others * distance < kNearPure)) {
      return std::nullopt;
    }
    pure.push_back(static_cast<int>(most - weights));
  }
  distance = std::max(2.0 * distance, kLeastDistance);
  const std::size_t here = unit_.profile_index(pure);
  for (std::size_t i = 0; i < pure.size(); ++i) {
    const double* const own = unit_.payoffs(i).data() + here;
    double odds = 0.0;
    for (int s = 0; s < num_strategies(i); ++s) {
      if (s != pure[i]) {
        const double gain = own[0] - own[(s - pure[i]) * static_cast<Index>(unit_.stride(i))];
        const double least = precision * (gain - 2.0 * others * distance);
        if (!(least > 1.0)) {
          return std::nullopt;
        }
        odds += std::exp(-least);
      }
    }
    if (odds > distance || 4.0 * precision * others * odds >= 1.0) {
      return std::nullopt;
    }
  }
  return pure;
}

}  // namespace demarche
