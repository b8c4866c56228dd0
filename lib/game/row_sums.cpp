// SPDX-License-Identifier: MIT
#include "game/row_sums.hpp"

#include <algorithm>
#include <cassert>

#include "demarche/core/types.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "game/row_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

void add_up_rows(const double* cells,
                 const std::uint32_t* rows,
                 std::size_t count,
                 std::size_t num_sums,
                 double* out) {
  // Two vectors of lanes at a time, so that the additions of one do not wait for those of the
  // other.
  const hn::CappedTag<double, kBlockLanes / 2> d;
  const std::size_t lanes = hn::Lanes(d);
  for (std::size_t i = 0; i < num_sums; ++i, rows += count, out += kBlockLanes) {
    for (std::size_t lane = 0; lane < kBlockLanes; lane += 2 * lanes) {
      const double* const first = cells + rows[0] * kBlockLanes + lane;
      auto one = hn::LoadU(d, first);
      auto two = hn::LoadU(d, first + lanes);
      for (std::size_t t = 1; t < count; ++t) {
        const double* const next = cells + rows[t] * kBlockLanes + lane;
        one = hn::Add(one, hn::LoadU(d, next));
        two = hn::Add(two, hn::LoadU(d, next + lanes));
      }
      hn::StoreU(one, d, out + lane);
      hn::StoreU(two, d, out + lane + lanes);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(add_up_rows);

void sum_rows(const double* cells,
              std::span<const std::uint32_t> rows,
              std::size_t count,
              std::size_t num_sums,
              double* out) {
  assert(rows.size() == num_sums * count);
  if (count == 0) {
    std::fill_n(out, num_sums * kBlockLanes, 0.0);
    return;
  }
  HWY_DYNAMIC_DISPATCH(add_up_rows)(cells, rows.data(), count, num_sums, out);
}

}  // namespace demarche

#endif  // HWY_ONCE
