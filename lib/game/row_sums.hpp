// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace demarche {

/// Sums of rows of a block's cells, lane by lane: row i of `out`, [sums][kBlockLanes], is the sum
/// of the next `count` of `rows`, added up in their order. With a count of 0, zeros.
void sum_rows(const double* cells,
              std::span<const std::uint32_t> rows,
              std::size_t count,
              std::size_t num_sums,
              double* out);

}  // namespace demarche
