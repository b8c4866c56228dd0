// SPDX-License-Identifier: MIT
#include "solve/supports/bimatrix.hpp"

#include <algorithm>
#include <cmath>

#include "core/row_major_matrix.hpp"

namespace demarche {
namespace {

/// Some fifty units of rounding: elimination with row exchanges on numbers of at most 1.
constexpr double kRounding = 1e-14;

Matrix matrix_of(const NormalFormGame& game, std::size_t player) {
  return Eigen::Map<const RowMajorMatrix>(
      game.payoffs(player).data(), game.num_strategies()[0], game.num_strategies()[1]);
}

}  // namespace

Bimatrix::Bimatrix(const NormalFormGame& game) {
  const NormalFormGame scaled = game.unit_scaled();
  row = matrix_of(scaled, 0);
  column = matrix_of(scaled, 1);
}

std::optional<Indifference> solve_indifference(const Matrix& payoffs,
                                               std::span<const int> indifferent,
                                               std::span<const int> mixing,
                                               double tie_tolerance) {
  const std::size_t k = mixing.size();
  if (k == 1) {
    return Indifference{{1.0}, payoffs(indifferent[0], mixing[0]), kRounding};
  }
  // Rows: payoff(indifferent[r]) - payoff(indifferent[0]) = 0 for r > 0, then weights sum to 1.
  const std::size_t width = k + 1;
  double least_pivot = 1.0;
  std::vector<double> system(k * width);
  for (std::size_t r = 0; r + 1 < k; ++r) {
    for (std::size_t c = 0; c < k; ++c) {
      system[r * width + c] =
          payoffs(indifferent[r + 1], mixing[c]) - payoffs(indifferent[0], mixing[c]);
    }
  }
  std::fill_n(system.begin() + static_cast<std::ptrdiff_t>((k - 1) * width), width, 1.0);
  for (std::size_t p = 0; p < k; ++p) {
    std::size_t pivot = p;
    for (std::size_t r = p + 1; r < k; ++r) {
      if (std::abs(system[r * width + p]) > std::abs(system[pivot * width + p])) {
        pivot = r;
      }
    }
    if (!(std::abs(system[pivot * width + p]) > tie_tolerance)) {
      return std::nullopt;
    }
    least_pivot = std::min(least_pivot, std::abs(system[pivot * width + p]));
    if (pivot != p) {
      std::swap_ranges(system.begin() + static_cast<std::ptrdiff_t>(p * width),
                       system.begin() + static_cast<std::ptrdiff_t>((p + 1) * width),
                       system.begin() + static_cast<std::ptrdiff_t>(pivot * width));
    }
    for (std::size_t r = p + 1; r < k; ++r) {
      const double factor = system[r * width + p] / system[p * width + p];
      for (std::size_t c = p; factor != 0.0 && c < width; ++c) {
        system[r * width + c] -= factor * system[p * width + c];
      }
    }
  }
  Indifference answer{std::vector<double>(k)};
  double largest = 1.0;
  for (std::size_t p = k; p-- > 0;) {
    double rest = system[p * width + k];
    for (std::size_t c = p + 1; c < k; ++c) {
      rest -= system[p * width + c] * answer.weights[c];
    }
    answer.weights[p] = rest / system[p * width + p];
    largest = std::max(largest, std::abs(answer.weights[p]));
  }
  answer.error = kRounding * static_cast<double>(k) * largest / least_pivot;
  for (std::size_t c = 0; c < k; ++c) {
    answer.payoff += answer.weights[c] * payoffs(indifferent[0], mixing[c]);
  }
  return answer;
}

std::vector<double> mixed_strategy(std::span<const int> support,
                                   const Indifference& answer,
                                   Index count) {
  std::vector<double> strategy(static_cast<std::size_t>(count), 0.0);
  double total = 0.0;
  for (std::size_t k = 0; k < support.size(); ++k) {
    total += strategy[static_cast<std::size_t>(support[k])] = std::max(0.0, answer.weights[k]);
  }
  for (double& weight : strategy) {
    weight /= total;
  }
  return strategy;
}

}  // namespace demarche
