// SPDX-License-Identifier: MIT
#include "solve/support_solution.hpp"

#include <hwy/base.h>

#include <algorithm>
#include <bit>

namespace demarche {
namespace {

using Members = std::array<std::uint8_t, kMostSigned>;

constexpr std::array<Members, 1U << kMostSigned> all_members() {
  std::array<Members, 1U << kMostSigned> all{};
  for (unsigned set = 0; set < all.size(); ++set) {
    std::size_t count = 0;
    for (std::uint8_t i = 0; i < kMostSigned; ++i) {
      if ((set >> i & 1U) != 0) {
        all[set][count++] = i;
      }
    }
  }
  return all;
}
constexpr auto kMembers = all_members();

/// A 2 by 2 determinant of two rows' columns i and j.
double minor2(const double* a, const double* b, int i, int j) {
  return a[i] * b[j] - a[j] * b[i];
}

// A vector that k - 1 rows of k numbers are orthogonal to: alternately signed minors.

void null_vector(const double (&g)[1][2], double (&x)[2]) {
  x[0] = g[0][1];
  x[1] = -g[0][0];
}

void null_vector(const double (&g)[2][3], double (&x)[3]) {
  x[0] = minor2(g[0], g[1], 1, 2);
  x[1] = -minor2(g[0], g[1], 0, 2);
  x[2] = minor2(g[0], g[1], 0, 1);
}

void null_vector(const double (&g)[3][4], double (&x)[4]) {
  const double m01 = minor2(g[0], g[1], 0, 1);
  const double m02 = minor2(g[0], g[1], 0, 2);
  const double m03 = minor2(g[0], g[1], 0, 3);
  const double m12 = minor2(g[0], g[1], 1, 2);
  const double m13 = minor2(g[0], g[1], 1, 3);
  const double m23 = minor2(g[0], g[1], 2, 3);
  x[0] = g[2][1] * m23 - g[2][2] * m13 + g[2][3] * m12;
  x[1] = -(g[2][0] * m23 - g[2][2] * m03 + g[2][3] * m02);
  x[2] = g[2][0] * m13 - g[2][1] * m03 + g[2][3] * m01;
  x[3] = -(g[2][0] * m12 - g[2][1] * m02 + g[2][2] * m01);
}

/// By Laplace's expansion along the first two rows and the last two.
void null_vector(const double (&g)[4][5], double (&x)[5]) {
  double top[5][5];
  double bottom[5][5];
  for (int i = 0; i < 5; ++i) {
    for (int j = i + 1; j < 5; ++j) {
      top[i][j] = minor2(g[0], g[1], i, j);
      bottom[i][j] = minor2(g[2], g[3], i, j);
    }
  }
  constexpr int kRest[5][4] = {
      {1, 2, 3, 4}, {0, 2, 3, 4}, {0, 1, 3, 4}, {0, 1, 2, 4}, {0, 1, 2, 3}};
  for (int t = 0; t < 5; ++t) {
    const auto [a, b, c, d] = kRest[t];
    const double minor = (top[a][b] * bottom[c][d] + top[c][d] * bottom[a][b]) -
                         (top[a][c] * bottom[b][d] + top[b][d] * bottom[a][c]) +
                         (top[a][d] * bottom[b][c] + top[b][c] * bottom[a][d]);
    x[t] = t % 2 == 0 ? minor : -minor;
  }
}

/// The other player's mixture over `other` that makes `own` strategies pay the same, and what each
/// of the player's strategies then pays more than the first of `own`.
template <int k>
HWY_INLINE void mix(const LanePayoffs& payoffs,
                    const Members& own,
                    const Members& other,
                    std::array<double, kMostSigned>& weights,
                    double* gains) {
  double base[k];
  const double* column[k];
  for (int t = 0; t < k; ++t) {
    column[t] = &payoffs.first[other[static_cast<std::size_t>(t)] * payoffs.other_stride];
    base[t] = column[t][own[0] * payoffs.own_stride];
  }
  double system[k - 1][k];
  for (int r = 0; r + 1 < k; ++r) {
    const std::size_t row = own[static_cast<std::size_t>(r) + 1] * payoffs.own_stride;
    for (int t = 0; t < k; ++t) {
      system[r][t] = column[t][row] - base[t];
    }
  }
  double mixture[k];
  null_vector(system, mixture);
  double total = 0.0;
  for (const double weight : mixture) {
    total += weight;
  }
  const double inverse = 1.0 / total;
  for (int t = 0; t < k; ++t) {
    mixture[t] = std::max(mixture[t] * inverse, 0.0);  // In this order NaN stays.
    weights[static_cast<std::size_t>(t)] = mixture[t];
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(payoffs.num_strategies); ++i) {
    gains[i] = 0.0;
    for (int t = 0; t < k; ++t) {
      gains[i] += mixture[t] * (column[t][i * payoffs.own_stride] - base[t]);
    }
  }
}

template <int k>
double regret(const double* gains,
              const Members& own,
              const std::array<double, kMostSigned>& weights,
              int num_strategies) {
  double best = gains[0];
  for (int i = 1; i < num_strategies; ++i) {
    best = std::max(best, gains[i]);
  }
  double mean = 0.0;
  for (std::size_t r = 0; r < k; ++r) {
    mean += weights[r] * gains[own[r]];
  }
  return best - mean;
}

template <int k>
void solve_size(const std::array<LanePayoffs, 2>& payoffs,
                SupportPair supports,
                SupportSolution& solution) {
  const Members& first = kMembers[supports.first];
  const Members& second = kMembers[supports.second];
  double first_gains[kMostSigned];
  double second_gains[kMostSigned];
  mix<k>(payoffs[0], first, second, solution.probabilities[1], first_gains);
  mix<k>(payoffs[1], second, first, solution.probabilities[0], second_gains);
  solution.regret = {
      regret<k>(first_gains, first, solution.probabilities[0], payoffs[0].num_strategies),
      regret<k>(second_gains, second, solution.probabilities[1], payoffs[1].num_strategies)};
}

}  // namespace

const Members& members(std::uint8_t set) noexcept {
  return kMembers[set];
}

SupportSolution solve_supports(const std::array<LanePayoffs, 2>& payoffs,
                               SupportPair supports) noexcept {
  SupportSolution solution;
  switch (std::popcount(supports.first)) {
    case 2:
      solve_size<2>(payoffs, supports, solution);
      break;
    case 3:
      solve_size<3>(payoffs, supports, solution);
      break;
    case 4:
      solve_size<4>(payoffs, supports, solution);
      break;
    default:
      solve_size<5>(payoffs, supports, solution);
      break;
  }
  return solution;
}

}  // namespace demarche
