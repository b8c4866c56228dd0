// SPDX-License-Identifier: MIT
#include "solve/paths/payoff_field.hpp"

#include <Eigen/LU>
#include <Eigen/QR>
#include <algorithm>
#include <cassert>
#include <utility>

#include "core/row_major_matrix.hpp"
#include "demarche/core/interruption.hpp"

namespace demarche {
namespace {

constexpr int kNewtonSteps = 30;
constexpr double kOne = 1.0;

std::vector<Index> offsets(const NormalFormGame& game) {
  std::vector<Index> first = {0};
  for (const int count : game.num_strategies()) {
    first.push_back(first.back() + count);
  }
  return first;
}

/// Newton's method for a profile on a support at which all strategies of the support pay the same.
/// `support` is true for the strategies that belong to it.
class SupportNewton {
 public:
  SupportNewton(const PayoffField& field, std::vector<bool> support)
      : field_(field), support_(std::move(support)) {
    for (Index s = 0; s < field_.num_strategies(); ++s) {
      if (support_[static_cast<std::size_t>(s)]) {
        played_.push_back(s);
      }
    }
  }

  /// The point at which the iteration ends, which need not lie in the simplices; nothing if it is
  /// not finite or the work was interrupted.
  [[nodiscard]] std::optional<Vector> solve(const Vector& start) const {
    Vector x = start;
    for (Index s = 0; s < x.size(); ++s) {
      x[s] = support_[static_cast<std::size_t>(s)] ? x[s] : 0.0;
    }
    const auto size = static_cast<Index>(played_.size());
    Vector payoffs;
    Matrix slopes;
    for (int step = 0; step < kNewtonSteps; ++step) {
      if (is_interrupted()) {
        return std::nullopt;
      }
      field_.evaluate(x, payoffs, slopes);
      Matrix system(size, size);
      Vector error(size);
      Index row = 0;
      for (std::size_t i = 0; i < field_.num_players(); ++i) {
        append(i, x, payoffs, slopes, system, error, row);
      }
      const Vector change = system.completeOrthogonalDecomposition().solve(error);
      for (Index k = 0; k < size; ++k) {
        x[played_[static_cast<std::size_t>(k)]] -= change[k];
      }
      if (!(change.lpNorm<Eigen::Infinity>() > 1e-15)) {
        break;
      }
    }
    return x.allFinite() ? std::optional(std::move(x)) : std::nullopt;
  }

 private:
  /// Writes the player's equations from `row` on: its probabilities sum to 1, and each strategy of
  /// its support pays as much as the first one.
  void append(std::size_t player,
              const Vector& x,
              const Vector& payoffs,
              const Matrix& slopes,
              Matrix& system,
              Vector& error,
              Index& row) const {
    const Index begin = field_.first()[player];
    const Index end = field_.first()[player + 1];
    Index reference = -1;
    const Index total_row = row++;
    error[total_row] = -1.0;
    for (Index k = 0; k < static_cast<Index>(played_.size()); ++k) {
      const Index s = played_[static_cast<std::size_t>(k)];
      const bool is_own = s >= begin && s < end;
      system(total_row, k) = is_own ? 1.0 : 0.0;
      error[total_row] += is_own ? x[s] : 0.0;
    }
    for (const Index s : played_) {
      if (s < begin || s >= end) {
        continue;
      }
      if (reference < 0) {
        reference = s;
        continue;
      }
      for (Index k = 0; k < static_cast<Index>(played_.size()); ++k) {
        const Index other = played_[static_cast<std::size_t>(k)];
        system(row, k) = slopes(s, other) - slopes(reference, other);
      }
      error[row++] = payoffs[s] - payoffs[reference];
    }
  }

  const PayoffField& field_;
  std::vector<bool> support_;
  std::vector<Index> played_;
};

/// The strategies above the threshold, and each player's most probable one.
std::vector<bool> support_of(const PayoffField& field, const Vector& strategies, double threshold) {
  std::vector<bool> support(static_cast<std::size_t>(strategies.size()));
  for (std::size_t i = 0; i < field.num_players(); ++i) {
    Index most = field.first()[i];
    for (Index s = field.first()[i]; s < field.first()[i + 1]; ++s) {
      most = strategies[s] > strategies[most] ? s : most;
      support[static_cast<std::size_t>(s)] = strategies[s] > threshold;
    }
    support[static_cast<std::size_t>(most)] = true;
  }
  return support;
}

/// The profile of `strategies` if its regret is at most `tolerance`.
std::optional<MixedProfile> certified(const NormalFormGame& unit,
                                      const PayoffField& field,
                                      const Vector& strategies,
                                      double tolerance) {
  // Rounding may leave a probability just below 0. It becomes 0, and the regret is measured after.
  MixedProfile profile = split(field, strategies.cwiseMax(0.0));
  for (auto& strategy : profile) {
    double total = 0.0;
    for (const double p : strategy) {
      total += p;
    }
    if (!(total > 0.5 && total < 2.0)) {
      return std::nullopt;
    }
    for (double& p : strategy) {
      p /= total;
    }
  }
  return unit.max_regret(profile) <= tolerance ? std::optional(profile) : std::nullopt;
}

}  // namespace

GameField::GameField(const NormalFormGame& game) : PayoffField(offsets(game)), game_(game) {}

Matrix GameField::pair_payoffs(std::size_t player,
                               std::size_t other,
                               const Vector& strategies) const {
  std::vector<double> tensor(game_.payoffs(player).begin(), game_.payoffs(player).end());
  std::size_t inner = 1;
  for (std::size_t axis = game_.num_players(); axis-- > 0;) {
    const auto size = static_cast<std::size_t>(game_.num_strategies()[axis]);
    if (axis == player || axis == other) {
      inner *= size;
      continue;
    }
    const std::size_t outer = tensor.size() / (size * inner);
    const double* weights = strategies.data() + first()[axis];
    for (std::size_t o = 0; o < outer; ++o) {
      for (std::size_t k = 0; k < inner; ++k) {
        double sum = 0.0;
        for (std::size_t s = 0; s < size; ++s) {
          sum += weights[s] * tensor[(o * size + s) * inner + k];
        }
        tensor[o * inner + k] = sum;
      }
    }
    tensor.resize(outer * inner);
  }
  const Index rows = game_.num_strategies()[std::min(player, other)];
  const Index columns = game_.num_strategies()[std::max(player, other)];
  const Matrix matrix = Eigen::Map<const RowMajorMatrix>(tensor.data(), rows, columns);
  return player < other ? matrix : Matrix(matrix.transpose());
}

void GameField::fill_pair(std::size_t player,
                          std::size_t other,
                          const Vector& strategies,
                          Matrix& slopes) const {
  const Index rows = first()[player + 1] - first()[player];
  const Index columns = first()[other + 1] - first()[other];
  const auto row_stride = static_cast<Index>(game_.stride(player));
  const auto column_stride = static_cast<Index>(game_.stride(other));
  const std::size_t third = 3 - player - other;
  const bool is_alone = num_players() == 2;
  const Index depth = is_alone ? 1 : first()[third + 1] - first()[third];
  const auto depth_stride = static_cast<Index>(is_alone ? 0 : game_.stride(third));
  const double* weights = is_alone ? &kOne : strategies.data() + first()[third];
  const double* tensor = game_.payoffs(player).data();
  for (Index c = 0; c < columns; ++c) {
    double* target = &slopes(first()[player], first()[other] + c);
    for (Index r = 0; r < rows; ++r) {
      const double* cell = tensor + r * row_stride + c * column_stride;
      double sum = 0.0;
      for (Index d = 0; d < depth; ++d) {
        sum += weights[d] * cell[d * depth_stride];
      }
      target[r] = sum;
    }
  }
}

void GameField::evaluate(const Vector& strategies, Vector& payoffs, Matrix& slopes) const {
  assert(strategies.size() == num_strategies());
  payoffs.resize(num_strategies());
  slopes.setZero(num_strategies(), num_strategies());
  if (num_players() == 1) {
    std::copy(game_.payoffs(0).begin(), game_.payoffs(0).end(), payoffs.data());
    return;
  }
  for (std::size_t i = 0; i < num_players(); ++i) {
    const Index size = first()[i + 1] - first()[i];
    for (std::size_t k = 0; k < num_players(); ++k) {
      if (k != i && num_players() <= 3) {
        fill_pair(i, k, strategies, slopes);
      } else if (k != i) {
        slopes.block(first()[i], first()[k], size, first()[k + 1] - first()[k]) =
            pair_payoffs(i, k, strategies);
      }
    }
    const std::size_t any = i == 0 ? 1 : 0;
    const Index width = first()[any + 1] - first()[any];
    payoffs.segment(first()[i], size).noalias() =
        slopes.block(first()[i], first()[any], size, width)
            .lazyProduct(strategies.segment(first()[any], width));
  }
}

LinearField::LinearField(const PayoffField& field, const Vector& strategies)
    : PayoffField(field.first()) {
  assert(strategies.size() == num_strategies());
  field.evaluate(strategies, constants_, slopes_);
  constants_ -= slopes_ * strategies;
}

void LinearField::evaluate(const Vector& strategies, Vector& payoffs, Matrix& slopes) const {
  assert(strategies.size() == num_strategies());
  payoffs = constants_ + slopes_ * strategies;
  slopes = slopes_;
}

Vector joined(const MixedProfile& profile) {
  std::vector<double> all;
  for (const auto& strategy : profile) {
    all.insert(all.end(), strategy.begin(), strategy.end());
  }
  return Eigen::Map<const Vector>(all.data(), static_cast<Index>(all.size()));
}

MixedProfile split(const PayoffField& field, const Vector& strategies) {
  assert(strategies.size() == field.num_strategies());
  MixedProfile profile;
  for (std::size_t i = 0; i < field.num_players(); ++i) {
    profile.emplace_back(strategies.data() + field.first()[i],
                         strategies.data() + field.first()[i + 1]);
  }
  return profile;
}

std::optional<MixedProfile> refine(const NormalFormGame& unit,
                                   const MixedProfile& near,
                                   double tolerance,
                                   double max_distance) {
  assert(near.size() == unit.num_players());
  const GameField field(unit);
  const Vector start = joined(near);
  std::vector<bool> last;
  for (double threshold = 0.1; threshold > 1e-9; threshold *= 0.1) {
    auto support = support_of(field, start, threshold);
    if (support == last) {
      continue;
    }
    last = support;
    const auto end = SupportNewton(field, std::move(support)).solve(start);
    if (end && (*end - start).lpNorm<Eigen::Infinity>() <= max_distance) {
      if (auto profile = certified(unit, field, *end, tolerance)) {
        return profile;
      }
    }
  }
  return std::nullopt;
}

std::optional<MixedProfile> refine_on(const NormalFormGame& unit,
                                      const MixedProfile& near,
                                      const std::vector<std::vector<int>>& supports,
                                      double tolerance) {
  assert(near.size() == unit.num_players() && supports.size() == unit.num_players());
  const GameField field(unit);
  std::vector<bool> support(static_cast<std::size_t>(field.num_strategies()), false);
  for (std::size_t i = 0; i < supports.size(); ++i) {
    assert(!supports[i].empty() && std::is_sorted(supports[i].begin(), supports[i].end()));
    for (const int s : supports[i]) {
      support[static_cast<std::size_t>(field.first()[i] + s)] = true;
    }
  }
  const auto end = SupportNewton(field, std::move(support)).solve(joined(near));
  return end ? certified(unit, field, *end, tolerance) : std::nullopt;
}

}  // namespace demarche
