// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>

namespace demarche {

/// A row of a block whose uniform numbers u are to become shift + scale * z, where z is the
/// standard normal quantile of u.
struct NormalRow {
  double* values;
  double shift;
  double scale;
};

/// Transforms rows of uniform numbers to normal numbers with a relative error of 1.2e-12. Rows are
/// collected and transformed many at a time, so that numbers in the tails fill vectors.
class NormalRows {
 public:
  /// Adds a row; it may be transformed at once or later.
  void add(NormalRow row) {
    assert(row.values != nullptr);
    rows_[count_++] = row;
    if (count_ == rows_.size()) {
      run();
    }
  }
  /// Transforms the rows that were added and are not transformed yet.
  void run();

 private:
  std::array<NormalRow, 64> rows_;
  std::size_t count_ = 0;
};

}  // namespace demarche
