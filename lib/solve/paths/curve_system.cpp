// SPDX-License-Identifier: MIT
#include "solve/paths/curve_system.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "core/row_major_matrix.hpp"
#include "solve/paths/elimination.hpp"

namespace demarche {
namespace {

/// Larger systems go to Eigen.
constexpr Index kMostSmall = 24;
/// Sizes up to this one have code of their own, in which the compiler knows the length of each
/// loop.
constexpr Index kMostFixed = 9;

/// Two right-hand sides, and padding to an even number.
constexpr Index stride_of(Index size) {
  return (size + 3) / 2 * 2;
}

/// Keeps the pivots' inverses on the diagonal, and the sign of the determinant.
class InverseRule {
 public:
  static constexpr Index stride(Index size) { return stride_of(size); }
  bool accept(Index k, Index chosen, double& pivot) {
    is_positive_ = is_positive_ == (chosen == k);
    is_positive_ = is_positive_ == (pivot > 0.0);
    inverse_ = pivot = 1.0 / pivot;
    return true;
  }
  [[nodiscard]] double factor(double entry) const { return entry * inverse_; }
  /// An even one, so that vectors of two are whole. Column k is not read again.
  static constexpr Index first_column(Index k) { return (k + 1) / 2 * 2; }

  [[nodiscard]] bool is_positive() const { return is_positive_; }

 private:
  bool is_positive_ = true;
  double inverse_ = 0.0;
};

/// Solves the triangular system for both right-hand sides, from the last unknown to the first.
template <int kSize>
void substitute(const double* rows, Index runtime_size, double* first, double* second) {
  const Index size = kSize > 0 ? kSize : runtime_size;
  const Index stride = stride_of(size);
  for (Index r = size; r-- > 0;) {
    const double* const row = rows + r * stride;
    double one = row[size];
    double other = row[size + 1];
    for (Index c = r + 1; c < size; ++c) {
      one -= row[c] * first[c];
      other -= row[c] * second[c];
    }
    first[r] = one * row[r];
    second[r] = other * row[r];
  }
}

/// Whether the determinant is above 0.
template <int kSize>
bool solve_fixed(double* rows, Index size, double* first, double* second) {
  const InverseRule rule = eliminate<kSize>(rows, size, InverseRule());
  substitute<kSize>(rows, size, first, second);
  return rule.is_positive();
}

template <int... kSizes>
constexpr auto fixed_solvers(std::integer_sequence<int, kSizes...> /*sizes*/) {
  return std::array{
      solve_fixed<kSizes>...};  // The first one, of size 0, takes systems of any size.
}
constexpr auto kSolvers = fixed_solvers(std::make_integer_sequence<int, kMostFixed + 1>());

}  // namespace

CurveSystem::CurveSystem(Index size)
    : size_(size), stride_(stride_of(size)), rows_(static_cast<std::size_t>(size * stride_), 0.0) {
  assert(size >= 1);
}

void CurveSystem::solve(const Vector& border, Vector& correction, Vector& tangent) {
  assert(border.size() == size_);
  assert(&correction != &border && &tangent != &border && &correction != &tangent);
  double* const last = row(size_ - 1);
  std::copy_n(border.data(), size_, last);
  last[size_] = 0.0;
  for (Index r = 0; r < size_; ++r) {
    row(r)[size_ + 1] = r == size_ - 1 ? 1.0 : 0.0;
  }
  correction.resize(size_);
  tangent.resize(size_);
  if (size_ > kMostSmall) {
    solve_large(correction, tangent);
    return;
  }
  const auto solver = static_cast<std::size_t>(size_ <= kMostFixed ? size_ : 0);
  is_positive_ = kSolvers[solver](rows_.data(), size_, correction.data(), tangent.data());
}

void CurveSystem::solve_large(Vector& correction, Vector& tangent) {
  const Eigen::Map<const RowMajorMatrix> all(rows_.data(), size_, stride_);
  large_.compute(all.leftCols(size_));
  correction = large_.solve(all.col(size_));
  tangent = large_.solve(all.col(size_ + 1));
  is_positive_ = large_.permutationP().determinant() > 0;
  for (Index k = 0; k < size_; ++k) {
    is_positive_ = is_positive_ == (large_.matrixLU()(k, k) > 0.0);
  }
}

}  // namespace demarche
