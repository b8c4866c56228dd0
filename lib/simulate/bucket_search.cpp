// SPDX-License-Identifier: MIT
#include "simulate/bucket_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/bucket_search.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

bool find(std::span<const double> values,
          int shift,
          int log_width,
          const CounterRow& positive,
          const CounterRow& negative,
          std::int64_t zero,
          std::int64_t* found) {
  const hn::ScalableTag<std::int64_t> d;
  const hn::RebindToFloat<decltype(d)> real;
  const hn::RebindToUnsigned<decltype(d)> bits;
  const auto choose = [&](auto where, auto yes, auto no) HWY_ATTR {
    return hn::BitCast(d, hn::IfThenElse(where, hn::BitCast(real, yes), hn::BitCast(real, no)));
  };
  const auto magnitude = hn::Set(d, static_cast<std::int64_t>(~std::uint64_t{0} >> 1U));
  auto out = hn::Zero(d);  // Negative in a lane once a number there had no counter.
  const auto find_some = [&](const double* some, std::int64_t* addresses) HWY_ATTR {
    const auto value = hn::LoadU(real, some);
    const auto is_zero = hn::Eq(value, hn::Zero(real));
    const auto is_negative = hn::Lt(value, hn::Zero(real));
    const auto key = hn::And(hn::BitCast(d, value), magnitude);
    const auto bucket = hn::BitCast(d, hn::ShiftRightSame(hn::BitCast(bits, key), shift));
    const auto first = choose(is_negative, hn::Set(d, negative.first), hn::Set(d, positive.first));
    const auto size = choose(is_negative, hn::Set(d, negative.size), hn::Set(d, positive.size));
    const auto counts =
        choose(is_negative, hn::Set(d, negative.address), hn::Set(d, positive.address));
    const auto offset = hn::Sub(bucket, first);
    // Negative unless 0 <= offset < size.
    const auto is_out = hn::Or(offset, hn::Not(hn::Sub(offset, size)));
    out = hn::Or(out, choose(is_zero, hn::Zero(d), is_out));
    const auto counter = hn::Add(counts, hn::ShiftLeftSame(offset, log_width));
    hn::StoreU(choose(is_zero, hn::Set(d, zero), counter), d, addresses);
  };
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= values.size(); i += lanes) {
    find_some(values.data() + i, found + i);
  }
  if (i < values.size()) {
    std::array<double, HWY_LANES(double)> last;
    last.fill(values[i]);
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), last.begin());
    std::array<std::int64_t, HWY_LANES(double)> addresses;
    find_some(last.data(), addresses.data());
    std::copy_n(addresses.begin(), values.size() - i, found + i);
  }
  return hn::AllFalse(d, hn::Lt(out, hn::Zero(d)));
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(find);

}  // namespace

bool find_counters(std::span<const double> values,
                   int shift,
                   int log_width,
                   const CounterRow& positive,
                   const CounterRow& negative,
                   std::int64_t zero,
                   std::int64_t* found) {
  return HWY_DYNAMIC_DISPATCH(find)(values, shift, log_width, positive, negative, zero, found);
}

}  // namespace demarche

#endif  // HWY_ONCE
