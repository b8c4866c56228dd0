// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace demarche {

/// Where the counters of neighbouring buckets stand.
struct CounterRow {
  std::int64_t first;    ///< Number of the first bucket; above 0 unless there is none.
  std::int64_t size;     ///< How many buckets.
  std::int64_t address;  ///< Of the first counter.
};

/// Finds the address of each number's counter: `zero`, or one of `positive` or of `negative`, whose
/// buckets are numbered by a number's bits without the lowest `shift`, and whose counters are
/// 2^log_width bytes wide. Returns false, with addresses that must not be used, if the bucket of a
/// number has no counter yet.
bool find_counters(std::span<const double> values,
                   int shift,
                   int log_width,
                   const CounterRow& positive,
                   const CounterRow& negative,
                   std::int64_t zero,
                   std::int64_t* found);

}  // namespace demarche
