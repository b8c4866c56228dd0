// SPDX-License-Identifier: MIT
#include "solve/paths/small_system.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace demarche {

void SmallSystem::factorise() {
  if (!is_small()) {
    large_.compute(rows);
    return;
  }
  const Index size = rows.rows();
  double* const data = rows.data();
  exchanged_.resize(static_cast<std::size_t>(size));
  for (Index k = 0; k < size; ++k) {
    Index pivot = k;
    for (Index r = k + 1; r < size; ++r) {
      pivot = std::abs(data[r * size + k]) > std::abs(data[pivot * size + k]) ? r : pivot;
    }
    exchanged_[static_cast<std::size_t>(k)] = pivot;
    double* const top = data + k * size;
    if (pivot != k) {
      std::swap_ranges(top, top + size, data + pivot * size);
    }
    const double inverse = 1.0 / top[k];
    for (Index r = k + 1; r < size; ++r) {
      double* const row = data + r * size;
      if (row[k] != 0.0) {
        const double factor = row[k] *= inverse;
        for (Index c = k + 1; c < size; ++c) {
          row[c] -= factor * top[c];
        }
      }
    }
  }
}

void SmallSystem::solve(Vector& right) {
  if (!is_small()) {
    right = large_.solve(right);
    return;
  }
  const Index size = rows.rows();
  const double* const data = rows.data();
  double* const x = right.data();
  for (Index k = 0; k < size; ++k) {
    std::swap(x[k], x[exchanged_[static_cast<std::size_t>(k)]]);
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
