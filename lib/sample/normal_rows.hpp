// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

namespace demarche {

/// A row of a block in which u becomes shift + scale z, P(Z <= z) = u.
struct NormalRow {
  double* values;
  double shift;
  double scale;
};

/// Rows that are to become normal numbers, many at a time: relative error 1.2e-12.
class NormalRows {
 public:
  void add(NormalRow row) {
    rows_[count_++] = row;
    if (count_ == rows_.size()) {
      run();
    }
  }
  /// Transforms the rows added.
  void run();

 private:
  std::array<NormalRow, 64> rows_;
  std::size_t count_ = 0;
};

}  // namespace demarche
