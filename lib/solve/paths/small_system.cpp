// SPDX-License-Identifier: MIT
#include "solve/paths/small_system.hpp"

#include <cassert>
#include <utility>

#include "solve/paths/elimination.hpp"

namespace demarche {
namespace {

/// Keeps the factors below the diagonal, and the exchanges.
class FactorRule {
 public:
  explicit FactorRule(Index* chosen) : chosen_(chosen) {}

  static constexpr Index stride(Index size) { return size; }
  bool accept(Index k, Index chosen, double pivot) {
    chosen_[k] = chosen;
    inverse_ = 1.0 / pivot;
    return true;
  }
  double factor(double& entry) const { return entry *= inverse_; }
  /// Columns up to k hold factors.
  static constexpr Index first_column(Index k) { return k + 1; }

 private:
  Index* chosen_;
  double inverse_ = 0.0;
};

}  // namespace

void SmallSystem::factorise() {
  assert(rows.rows() == rows.cols());
  if (!is_small()) {
    large_.compute(rows);
    return;
  }
  const Index size = rows.rows();
  chosen_.resize(static_cast<std::size_t>(size));
  static_cast<void>(eliminate<0>(rows.data(), size, FactorRule(chosen_.data())));
}

void SmallSystem::solve(Vector& right) {
  assert(right.size() == rows.rows());
  if (!is_small()) {
    right = large_.solve(right);
    return;
  }
  const Index size = rows.rows();
  const double* const data = rows.data();
  double* const x = right.data();
  for (Index k = 0; k < size; ++k) {
    std::swap(x[k], x[chosen_[static_cast<std::size_t>(k)]]);
  }
  for (Index r = 1; r < size; ++r) {
    double sum = x[r];
    for (Index c = 0; c < r; ++c) {
      sum -= data[r * size + c] * x[c];
    }
    x[r] = sum;
  }
  for (Index r = size; r-- > 0;) {
    double sum = x[r];
    for (Index c = r + 1; c < size; ++c) {
      sum -= data[r * size + c] * x[c];
    }
    x[r] = sum / data[r * size + r];
  }
}

}  // namespace demarche
