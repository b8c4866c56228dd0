// SPDX-License-Identifier: MIT
#include "solve/paths/curve_system.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/row_major_matrix.hpp"

namespace demarche {
namespace {

constexpr Index kMostSmall = 24;
/// Sizes up to this have code of their own, in which all loops' lengths are known.
constexpr Index kMostFixed = 9;

constexpr Index stride_of(Index size) {
  return (size + 3) / 2 * 2;
}

/// Gaussian elimination with row exchanges, both right-hand sides along with it. Whether the
/// determinant is above 0.
template <int kSize>
bool eliminate(double* rows, Index runtime_size) {
  const Index size = kSize > 0 ? kSize : runtime_size;
  const Index stride = stride_of(size);
  bool is_positive = true;
  for (Index k = 0; k < size; ++k) {
    double* const top = rows + k * stride;
    Index pivot = k;
    double most = std::abs(top[k]);
    for (Index r = k + 1; r < size; ++r) {
      const double here = std::abs(rows[r * stride + k]);
      pivot = here > most ? r : pivot;
      most = std::max(most, here);
    }
    if (pivot != k) {
      std::swap_ranges(top, top + stride, rows + pivot * stride);
      is_positive = !is_positive;
    }
    is_positive = is_positive == (top[k] > 0.0);
    const double inverse = top[k] = 1.0 / top[k];
    for (Index r = k + 1; r < size; ++r) {
      double* const row = rows + r * stride;
      if (row[k] != 0.0) {
        const double factor = row[k] * inverse;
        // From an even column on, so that vectors are whole; what stands at k is not read again.
        for (Index c = (k + 1) / 2 * 2; c < stride; ++c) {
          row[c] -= factor * top[c];
        }
      }
    }
  }
  return is_positive;
}

/// The pivots' inverses stand on the diagonal.
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

template <int kSize>
bool solve_fixed(double* rows, Index size, double* first, double* second) {
  const bool is_positive = eliminate<kSize>(rows, size);
  substitute<kSize>(rows, size, first, second);
  return is_positive;
}

template <int... kSizes>
constexpr auto fixed_solvers(std::integer_sequence<int, kSizes...> /*sizes*/) {
  return std::array{solve_fixed<kSizes>...};  // The first, of size 0, takes any.
}
constexpr auto kSolvers = fixed_solvers(std::make_integer_sequence<int, kMostFixed + 1>());

}  // namespace

CurveSystem::CurveSystem(Index size)
    : size_(size), stride_(stride_of(size)), rows_(static_cast<std::size_t>(size * stride_), 0.0) {}

void CurveSystem::solve(const Vector& border, Vector& correction, Vector& tangent) {
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
