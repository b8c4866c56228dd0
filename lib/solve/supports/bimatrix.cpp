// SPDX-License-Identifier: MIT
#include "solve/supports/bimatrix.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/row_major_matrix.hpp"
#include "solve/paths/elimination.hpp"

namespace demarche {
namespace {

/// About fifty units of rounding (2^-53), for elimination with row exchanges on numbers of at
/// most 1.
constexpr double kRounding = 1e-14;

Matrix matrix_of(const NormalFormGame& game, std::size_t player) {
  return Eigen::Map<const RowMajorMatrix>(
      game.payoffs(player).data(), game.num_strategies()[0], game.num_strategies()[1]);
}

/// Divides by pivots, where multiplication by an inverse would round twice, and ends at a pivot
/// that is a tie.
class PivotRule {
 public:
  explicit PivotRule(double tie_tolerance) : tie_tolerance_(tie_tolerance) {}

  static constexpr Index stride(Index size) { return size + 1; }
  bool accept(Index /*k*/, Index /*chosen*/, double pivot) {
    pivot_ = pivot;
    least_pivot_ = std::min(least_pivot_, std::abs(pivot));
    is_tied_ = !(std::abs(pivot) > tie_tolerance_);
    return !is_tied_;
  }
  [[nodiscard]] double factor(double entry) const { return entry / pivot_; }
  static constexpr Index first_column(Index k) { return k + 1; }

  [[nodiscard]] bool is_tied() const { return is_tied_; }
  /// 1 if no pivot is smaller.
  [[nodiscard]] double least_pivot() const { return least_pivot_; }

 private:
  double tie_tolerance_;
  double pivot_ = 1.0;
  double least_pivot_ = 1.0;
  bool is_tied_ = false;
};

/// The rows payoff(indifferent[r]) - payoff(indifferent[0]) = 0 for r > 0, then the row that says
/// that weights sum to 1: [k][k + 1], the right-hand side last.
std::vector<double> indifference_system(const Matrix& payoffs,
                                        std::span<const int> indifferent,
                                        std::span<const int> mixing) {
  const std::size_t k = mixing.size();
  const std::size_t width = k + 1;
  std::vector<double> system(k * width);
  for (std::size_t r = 0; r + 1 < k; ++r) {
    for (std::size_t c = 0; c < k; ++c) {
      system[r * width + c] =
          payoffs(indifferent[r + 1], mixing[c]) - payoffs(indifferent[0], mixing[c]);
    }
  }
  std::fill_n(system.begin() + static_cast<std::ptrdiff_t>((k - 1) * width), width, 1.0);
  return system;
}

/// The solution of a triangular system [k][k + 1].
std::vector<double> substitute(const std::vector<double>& system, std::size_t k) {
  const std::size_t width = k + 1;
  std::vector<double> solution(k);
  for (std::size_t r = k; r-- > 0;) {
    double rest = system[r * width + k];
    for (std::size_t c = r + 1; c < k; ++c) {
      rest -= system[r * width + c] * solution[c];
    }
    solution[r] = rest / system[r * width + r];
  }
  return solution;
}

}  // namespace

Bimatrix::Bimatrix(const NormalFormGame& game) {
  assert(game.num_players() == 2);
  const NormalFormGame scaled = game.unit_scaled();
  row = matrix_of(scaled, 0);
  column = matrix_of(scaled, 1);
}

std::optional<Indifference> solve_indifference(const Matrix& payoffs,
                                               std::span<const int> indifferent,
                                               std::span<const int> mixing,
                                               double tie_tolerance) {
  assert(!mixing.empty() && indifferent.size() == mixing.size());
  const std::size_t k = mixing.size();
  if (k == 1) {
    return Indifference{{1.0}, payoffs(indifferent[0], mixing[0]), kRounding};
  }
  std::vector<double> system = indifference_system(payoffs, indifferent, mixing);
  const PivotRule rule =
      eliminate<0>(system.data(), static_cast<Index>(k), PivotRule(tie_tolerance));
  if (rule.is_tied()) {
    return std::nullopt;
  }
  Indifference answer{substitute(system, k)};
  double largest = 1.0;
  for (std::size_t c = 0; c < k; ++c) {
    largest = std::max(largest, std::abs(answer.weights[c]));
    answer.payoff += answer.weights[c] * payoffs(indifferent[0], mixing[c]);
  }
  answer.error = kRounding * static_cast<double>(k) * largest / rule.least_pivot();
  return answer;
}

std::vector<double> mixed_strategy(std::span<const int> support,
                                   const Indifference& answer,
                                   Index count) {
  assert(support.size() == answer.weights.size());
  assert(std::is_sorted(support.begin(), support.end()) && support.back() < count);
  std::vector<double> strategy(static_cast<std::size_t>(count), 0.0);
  double total = 0.0;
  for (std::size_t k = 0; k < support.size(); ++k) {
    total += strategy[static_cast<std::size_t>(support[k])] = std::max(0.0, answer.weights[k]);
  }
  assert(total > 0.0);
  for (double& weight : strategy) {
    weight /= total;
  }
  return strategy;
}

}  // namespace demarche
