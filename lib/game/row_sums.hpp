// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace demarche {

/// Adds up rows of a block's cells, lane by lane. Row i of `out`, [num_sums][kBlockLanes], becomes
/// the sum of the `count` rows whose numbers stand at rows[i * count] and after it, in that order.
/// A count of 0 gives zeros.
/// @pre `rows` has num_sums * count entries.
void sum_rows(const double* cells,
              std::span<const std::uint32_t> rows,
              std::size_t count,
              std::size_t num_sums,
              double* out);

}  // namespace demarche
