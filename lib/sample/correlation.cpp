// SPDX-License-Identifier: MIT
#include "demarche/sample/correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

/// Above it the smallest eigenvalue counts as positive.
constexpr double kLeastEigenvalue = 1e-10;
/// Repair raises all smaller eigenvalues to it.
constexpr double kRepairedEigenvalue = 1e-8;

}  // namespace

Matrix gaussian_correlations(std::size_t n, std::span<const RankCorrelationEntry> entries) {
  Matrix matrix = Matrix::Identity(static_cast<Index>(n), static_cast<Index>(n));
  for (const auto& entry : entries) {
    if (entry.first >= n || entry.second >= n || entry.first == entry.second) {
      throw InvalidArgument(
          fmt::format("a rank correlation needs two different dimensions below {}, got {} and {}",
                      n,
                      entry.first,
                      entry.second));
    }
    if (!(std::abs(entry.value) < 1.0)) {
      throw InvalidArgument(
          fmt::format("a rank correlation must be in (-1, 1), got {}", entry.value));
    }
    // For two normal variables with correlation r, Spearman's rank correlation is 6/pi asin(r / 2).
    const double value = 2.0 * std::sin(std::numbers::pi / 6.0 * entry.value);
    matrix(static_cast<Index>(entry.first), static_cast<Index>(entry.second)) = value;
    matrix(static_cast<Index>(entry.second), static_cast<Index>(entry.first)) = value;
  }
  return matrix;
}

CorrelationCheck check_rank_correlations(std::size_t n,
                                         std::span<const RankCorrelationEntry> entries) {
  // Only the dimensions that occur in an entry are looked at. The others add nothing but
  // eigenvalues of 1, while the time for eigenvalues grows with the cube of the matrix's size.
  std::map<std::size_t, std::size_t> numbers;
  for (const auto& entry : entries) {
    numbers.emplace(entry.first, 0);
    numbers.emplace(entry.second, 0);
  }
  if (numbers.empty()) {
    return {};
  }
  if (numbers.rbegin()->first >= n) {
    (void)gaussian_correlations(n, entries);  // It throws, since a dimension is out of range.
  }
  std::size_t count = 0;
  for (auto& [dimension, number] : numbers) {
    number = count++;
  }
  std::vector<RankCorrelationEntry> renumbered(entries.begin(), entries.end());
  for (auto& entry : renumbered) {
    entry.first = numbers[entry.first];
    entry.second = numbers[entry.second];
  }
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(gaussian_correlations(count, renumbered),
                                                     Eigen::EigenvaluesOnly);
  const double smallest = solver.eigenvalues()(0);
  return {.smallest_eigenvalue = smallest, .is_positive_definite = smallest > kLeastEigenvalue};
}

Matrix repaired_correlations(const Matrix& matrix) {
  const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix);
  const Vector raised = solver.eigenvalues().cwiseMax(kRepairedEigenvalue);
  const Matrix positive =
      solver.eigenvectors() * raised.asDiagonal() * solver.eigenvectors().transpose();
  const Vector scale = positive.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * positive * scale.asDiagonal();
}

}  // namespace demarche
