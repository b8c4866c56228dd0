// SPDX-License-Identifier: MIT
// Pairs of vectors of doubles that go through the same operations. In an exponential or a division
// each operation waits for the one before; with two independent vectors the processor works on one
// while the other waits. Per-target: included once for each instruction set, inside a
// foreach_target file.
#if defined(DEMARCHE_SOLVE_PAIRED_LANES_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_PAIRED_LANES_INL_
#undef DEMARCHE_SOLVE_PAIRED_LANES_INL_
#else
#define DEMARCHE_SOLVE_PAIRED_LANES_INL_
#endif

#include <hwy/highway.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/lane_bits.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Half = hn::CappedTag<double, kMaxVectorLanes>;

/// The most lanes of a pair with any instruction set.
inline constexpr std::size_t kMostLanes = 2 * kMaxVectorLanes;

/// The lanes of a pair with this instruction set.
[[nodiscard]] HWY_INLINE std::size_t num_lanes() {
  return 2 * hn::Lanes(Half());
}

/// One double for each lane; `a` has the lower lanes.
struct Doubles {
  hn::Vec<Half> a;
  hn::Vec<Half> b;
};
/// One bit for each lane.
struct Mask {
  hn::Mask<Half> a;
  hn::Mask<Half> b;
};

[[nodiscard]] HWY_INLINE Doubles load(const double* from) {
  return {hn::LoadU(Half(), from), hn::LoadU(Half(), from + hn::Lanes(Half()))};
}
HWY_INLINE void store(Doubles x, double* to) {
  hn::StoreU(x.a, Half(), to);
  hn::StoreU(x.b, Half(), to + hn::Lanes(Half()));
}
[[nodiscard]] HWY_INLINE Doubles set(double value) {
  return {hn::Set(Half(), value), hn::Set(Half(), value)};
}
[[nodiscard]] HWY_INLINE Doubles zero() {
  return {hn::Zero(Half()), hn::Zero(Half())};
}

[[nodiscard]] HWY_INLINE Doubles operator+(Doubles x, Doubles y) {
  return {hn::Add(x.a, y.a), hn::Add(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles operator-(Doubles x, Doubles y) {
  return {hn::Sub(x.a, y.a), hn::Sub(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles operator*(Doubles x, Doubles y) {
  return {hn::Mul(x.a, y.a), hn::Mul(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles operator/(Doubles x, Doubles y) {
  return {hn::Div(x.a, y.a), hn::Div(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles operator-(Doubles x) {
  return {hn::Neg(x.a), hn::Neg(x.b)};
}
/// x * y + z.
[[nodiscard]] HWY_INLINE Doubles multiply_add(Doubles x, Doubles y, Doubles z) {
  return {hn::MulAdd(x.a, y.a, z.a), hn::MulAdd(x.b, y.b, z.b)};
}
/// z - x * y.
[[nodiscard]] HWY_INLINE Doubles subtract_product(Doubles x, Doubles y, Doubles z) {
  return {hn::NegMulAdd(x.a, y.a, z.a), hn::NegMulAdd(x.b, y.b, z.b)};
}
[[nodiscard]] HWY_INLINE Doubles min(Doubles x, Doubles y) {
  return {hn::Min(x.a, y.a), hn::Min(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles max(Doubles x, Doubles y) {
  return {hn::Max(x.a, y.a), hn::Max(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Doubles abs(Doubles x) {
  return {hn::Abs(x.a), hn::Abs(x.b)};
}
[[nodiscard]] HWY_INLINE Doubles sqrt(Doubles x) {
  return {hn::Sqrt(x.a), hn::Sqrt(x.b)};
}
[[nodiscard]] HWY_INLINE Mask operator<=(Doubles x, Doubles y) {
  return {hn::Le(x.a, y.a), hn::Le(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator<(Doubles x, Doubles y) {
  return {hn::Lt(x.a, y.a), hn::Lt(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator==(Doubles x, Doubles y) {
  return {hn::Eq(x.a, y.a), hn::Eq(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator&(Mask x, Mask y) {
  return {hn::And(x.a, y.a), hn::And(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator|(Mask x, Mask y) {
  return {hn::Or(x.a, y.a), hn::Or(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator^(Mask x, Mask y) {
  return {hn::Xor(x.a, y.a), hn::Xor(x.b, y.b)};
}
[[nodiscard]] HWY_INLINE Mask operator!(Mask x) {
  return {hn::Not(x.a), hn::Not(x.b)};
}
[[nodiscard]] HWY_INLINE Doubles choose(Mask mask, Doubles yes, Doubles no) {
  return {hn::IfThenElse(mask.a, yes.a, no.a), hn::IfThenElse(mask.b, yes.b, no.b)};
}
[[nodiscard]] HWY_INLINE Doubles choose_or_zero(Mask mask, Doubles yes) {
  return {hn::IfThenElseZero(mask.a, yes.a), hn::IfThenElseZero(mask.b, yes.b)};
}
/// x * 2^n, where the last bits of `shifted` hold the whole number n: n is added to x's exponent.
[[nodiscard]] HWY_INLINE hn::Vec<Half> scale_by_power(hn::Vec<Half> x, hn::Vec<Half> shifted) {
  const hn::RebindToSigned<Half> integers;
  const auto exponent = hn::ShiftLeft<52>(hn::BitCast(integers, shifted));
  return hn::BitCast(Half(), hn::Add(hn::BitCast(integers, x), exponent));
}
/// exp(x) with a relative error of 1e-15 for x from -700 to 700. It is 0 below -700 and about 1e304
/// above 700. With n the whole number nearest to x / log(2), exp(x) = 2^n exp(x - n log(2)), and
/// the last factor comes from its Taylor polynomial of degree 12. log(2) is subtracted in two
/// parts, of which the first has so few digits that its product with n is exact.
[[nodiscard]] HWY_INLINE Doubles exp(Doubles x) {
  constexpr double kFar = 700.0;
  constexpr std::size_t kDegree = 12;
  const Mask is_near = set(-kFar) <= x;
  x = min(max(x, set(-kFar)), set(kFar));
  // Adding 1.5 * 2^52 rounds to a whole number and leaves it in the last bits.
  const Doubles shift = set(0x1.8p52);
  const Doubles shifted = multiply_add(x, set(1.4426950408889634), shift);
  const Doubles whole = shifted - shift;
  Doubles rest = subtract_product(whole, set(0x1.62e42fefa3800p-1), x);
  rest = subtract_product(whole, set(0x1.ef35793c76730p-45), rest);
  double factorial = 1.0;
  std::array<double, kDegree + 1> coefficients{1.0};
  for (std::size_t k = 1; k <= kDegree; ++k) {
    factorial *= static_cast<double>(k);
    coefficients[k] = 1.0 / factorial;
  }
  // Even and odd powers are summed apart by two independent chains, which halves the time to wait.
  const Doubles square = rest * rest;
  Doubles last = set(coefficients[kDegree]);
  Doubles other = set(coefficients[kDegree - 1]);
  for (std::size_t k = kDegree - 1; k-- > 0;) {
    std::swap(last, other);
    other = multiply_add(other, square, set(coefficients[k]));
  }
  const Doubles sum = multiply_add(last, rest, other);
  return choose_or_zero(is_near,
                        {scale_by_power(sum.a, shifted.a), scale_by_power(sum.b, shifted.b)});
}
/// About (a / x)^(1/3), within some per cent, for numbers that are neither tiny nor huge. The bits
/// of a double, read as an integer, are about linear in its logarithm, so a third of a difference
/// of bits is a cube root.
[[nodiscard]] HWY_INLINE Doubles rough_inverse_cube_root(double a, Doubles x) {
  const hn::RebindToUnsigned<Half> integers;
  // The bits of 1, less a third of the mean error of this approximation.
  constexpr std::uint64_t kOne = 0x3ff0000000000000U - 0x000a000000000000U / 6U;
  const auto total = hn::Set(integers, std::bit_cast<std::uint64_t>(a) / 3U + kOne);
  const auto third = [&](hn::Vec<Half> value) {
    const auto whole = hn::BitCast(integers, value);
    // 1/4 + 1/16, times 1 + 1/16, times 1 + 1/256, is 1/3 to 16 bits.
    auto part = hn::Add(hn::ShiftRight<2>(whole), hn::ShiftRight<4>(whole));
    part = hn::Add(part, hn::ShiftRight<4>(part));
    return hn::Add(part, hn::ShiftRight<8>(part));
  };
  const auto root = [&](hn::Vec<Half> value) {
    return hn::BitCast(Half(), hn::Sub(total, third(value)));
  };
  return {root(x.a), root(x.b)};
}

/// The larger of two numbers, or NaN if the second one is NaN.
[[nodiscard]] HWY_INLINE Doubles larger(Doubles value, Doubles other) {
  return choose(other <= value, value, other);
}

/// The bits of a mask, that of the first lane in the lowest bit.
[[nodiscard]] HWY_INLINE std::uint32_t bits(Mask mask) {
  std::array<std::uint8_t, 8> first{};
  std::array<std::uint8_t, 8> second{};
  hn::StoreMaskBits(Half(), mask.a, first.data());
  hn::StoreMaskBits(Half(), mask.b, second.data());
  const auto lanes = static_cast<std::uint32_t>(hn::Lanes(Half()));
  const std::uint32_t all = (1U << lanes) - 1U;
  return (first[0] & all) | ((second[0] & all) << lanes);
}

/// Calls visit(lane) for each bit that is set, in rising order.
template <class Visit>
HWY_INLINE void for_each_bit(std::uint32_t lanes, Visit visit) {
  for (; lanes != 0; lanes &= lanes - 1) {
    visit(static_cast<std::size_t>(std::countr_zero(lanes)));
  }
}

/// One number of single precision for each lane of a pair, in one vector: half the work. Bounds
/// need no more digits.
using SingleTag = hn::Repartition<float, Half>;
struct Singles {
  hn::Vec<SingleTag> all;
};

[[nodiscard]] HWY_INLINE Singles singles(Doubles x) {
  const hn::Rebind<float, Half> part;
  return {hn::Combine(SingleTag(), hn::DemoteTo(part, x.b), hn::DemoteTo(part, x.a))};
}
[[nodiscard]] HWY_INLINE Singles singles(float value) {
  return {hn::Set(SingleTag(), value)};
}
[[nodiscard]] HWY_INLINE Doubles doubles(Singles x) {
  const hn::Half<SingleTag> part;
  return {hn::PromoteTo(Half(), hn::LowerHalf(part, x.all)),
          hn::PromoteTo(Half(), hn::UpperHalf(part, x.all))};
}

[[nodiscard]] HWY_INLINE Singles operator+(Singles x, Singles y) {
  return {hn::Add(x.all, y.all)};
}
[[nodiscard]] HWY_INLINE Singles operator-(Singles x, Singles y) {
  return {hn::Sub(x.all, y.all)};
}
[[nodiscard]] HWY_INLINE Singles operator*(Singles x, Singles y) {
  return {hn::Mul(x.all, y.all)};
}
[[nodiscard]] HWY_INLINE Singles operator/(Singles x, Singles y) {
  return {hn::Div(x.all, y.all)};
}
[[nodiscard]] HWY_INLINE Singles operator-(Singles x) {
  return {hn::Neg(x.all)};
}
[[nodiscard]] HWY_INLINE Singles multiply_add(Singles x, Singles y, Singles z) {
  return {hn::MulAdd(x.all, y.all, z.all)};
}
[[nodiscard]] HWY_INLINE Singles min(Singles x, Singles y) {
  return {hn::Min(x.all, y.all)};
}
[[nodiscard]] HWY_INLINE Singles max(Singles x, Singles y) {
  return {hn::Max(x.all, y.all)};
}
/// exp(x) with a relative error of 4e-6, for |x| up to 80. The method is that of exp() with a
/// Taylor polynomial of degree 5.
[[nodiscard]] HWY_INLINE Singles rough_exp(Singles x) {
  const hn::RebindToSigned<SingleTag> integers;
  const Singles shift = singles(0x1.8p23F);  // 1.5 * 2^23: rounds to a whole number.
  const Singles shifted = multiply_add(x, singles(1.44269504F), shift);
  const Singles whole = shifted - shift;
  Singles rest = multiply_add(whole, singles(-0x1.63p-1F), x);
  rest = multiply_add(whole, singles(0x1.bd0106p-13F), rest);
  Singles sum = singles(1.0F / 120.0F);
  for (const float coefficient : {1.0F / 24.0F, 1.0F / 6.0F, 0.5F, 1.0F, 1.0F}) {
    sum = multiply_add(sum, rest, singles(coefficient));
  }
  const auto exponent = hn::ShiftLeft<23>(hn::BitCast(integers, shifted.all));
  return {hn::BitCast(SingleTag(), hn::Add(hn::BitCast(integers, sum.all), exponent))};
}

/// `num_rows` rows of one double per lane, in memory.
template <std::size_t num_rows>
struct alignas(64) Rows {
  std::array<double, num_rows * kMostLanes> values{};

  [[nodiscard]] HWY_INLINE Doubles operator[](std::size_t row) const {
    return load(values.data() + row * kMostLanes);
  }
  HWY_INLINE void set(std::size_t row, Doubles value) {
    store(value, values.data() + row * kMostLanes);
  }
  [[nodiscard]] double& at(std::size_t row, std::size_t lane) {
    return values[row * kMostLanes + lane];
  }
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
