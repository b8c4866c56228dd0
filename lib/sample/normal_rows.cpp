// SPDX-License-Identifier: MIT
#include "sample/normal_rows.hpp"

#include <cstdint>

#include "core/lane_bits.hpp"
#include "demarche/core/types.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sample/normal_rows.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// The polynomial with these coefficients, constant term first, by Horner's rule. The recursion is
/// unrolled at compile time.
template <std::size_t first = 0, std::size_t N>
HWY_INLINE V polynomial(const double (&coefficients)[N], V x) {
  const V constant = hn::Set(Real(), coefficients[first]);
  if constexpr (first + 1 == N) {
    return constant;
  } else {
    return hn::MulAdd(polynomial<first + 1>(coefficients, x), x, constant);
  }
}

// Rational approximations of the normal quantile function z(u). With q = u - 1/2 and
// r = kCentreReach^2 - q^2, the centre (r >= 0) is q * kCentreScale * above(r) / below(r). All but
// one number in two hundred lie there. fit_normal_quantile.py fits it with a relative error
// of 1.2e-12, far below what any number of draws can tell. Tails and far tails are those of
// algorithm AS 241, PPND16 (Wichura 1988), with a relative error of about 1e-16.
constexpr double kCentreReach = 0.4975;
constexpr double kCentreScale = 0.57322891197313988;
constexpr double kCentreAbove[] = {8.2879601282719161,
                                   8.6797175249639127,
                                   0.34658372828206877,
                                   -2.6685087975728647,
                                   0.014771651797813296,
                                   0.0013534798903235,
                                   -1.465021941881677e-5,
                                   2.5848708218846801e-8,
                                   1.7888616236768537e-5,
                                   -3.630994238434446e-13};
constexpr double kCentreBelow[] = {3.3335014174751315,
                                   2.2236318682541998,
                                   0.17571037088937824,
                                   -0.3336955517253012,
                                   0.0021172095832137331,
                                   0.0010570631166690132,
                                   -1.5982617408840002e-6,
                                   2.8698000083587217e-9,
                                   1.587344518840328e-5,
                                   -3.5465384863306791e-14};
constexpr double kTailAbove[] = {1.42343711074968357734,
                                 4.63033784615654529590,
                                 5.76949722146069140550,
                                 3.64784832476320460504,
                                 1.27045825245236838258,
                                 0.241780725177450611770,
                                 0.0227238449892691845833,
                                 7.74545014278341407640e-4};
constexpr double kTailBelow[] = {1.0,
                                 2.05319162663775882187,
                                 1.67638483018380384940,
                                 0.689767334985100004550,
                                 0.148103976427480074590,
                                 0.0151986665636164571966,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr double kFarAbove[] = {6.65790464350110377720,
                                5.46378491116411436990,
                                1.78482653991729133580,
                                0.296560571828504891230,
                                0.0265321895265761230930,
                                1.24266094738807843860e-3,
                                2.71155556874348757815e-5,
                                2.01033439929228813265e-7};
constexpr double kFarBelow[] = {1.0,
                                0.599832206555887937690,
                                0.136929880922735805310,
                                0.0148753612908506148525,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

/// The normal number with probability u below it, for |u - 1/2| above kCentreReach. The variable is
/// sqrt(-log(min(u, 1 - u))).
HWY_NOINLINE V normal_tail(V u) {
  const Real d;
  const V tail = hn::Min(u, hn::Sub(hn::Set(d, 1.0), u));
  const V depth = hn::Sqrt(hn::Neg(hn::Log(d, hn::Max(tail, hn::Set(d, 1e-300)))));
  const V near = hn::Sub(depth, hn::Set(d, 1.6));
  V magnitude = hn::Div(polynomial(kTailAbove, near), polynomial(kTailBelow, near));
  const auto is_far = hn::Gt(depth, hn::Set(d, 5.0));
  if (!hn::AllFalse(d, is_far)) {
    const V far = hn::Sub(depth, hn::Set(d, 5.0));
    magnitude = hn::IfThenElse(
        is_far, hn::Div(polynomial(kFarAbove, far), polynomial(kFarBelow, far)), magnitude);
  }
  return hn::CopySign(magnitude, hn::Sub(u, hn::Set(d, 0.5)));
}

/// The number of vectors that are computed side by side. Each operation of one vector waits for the
/// one before, so the processor works on the others; coefficients are loaded once for all. Two and
/// eight vectors instead of four made no difference (Zen 4 and Emerald Rapids).
constexpr std::size_t kInStep = 4;

/// Evaluates a polynomial of the centre at every r; `squares` are r^2. From the inside, steps
/// p <- p r + c alternate with p <- p (r^2 + a) + b (see fit_normal_quantile.py), which takes six
/// multiplications instead of the ten of Horner's rule. The additions r^2 + a cost little, since
/// the processor does them beside the multiplications.
HWY_INLINE void centre_polynomial(const double (&numbers)[10],
                                  const V (&r)[kInStep],
                                  const V (&squares)[kInStep],
                                  V (&p)[kInStep]) {
  const Real d;
  const auto linear = [&](double c) HWY_ATTR {
    for (std::size_t k = 0; k < kInStep; ++k) {
      p[k] = hn::MulAdd(p[k], r[k], hn::Set(d, c));
    }
  };
  const auto quadratic = [&](double a, double b) HWY_ATTR {
    for (std::size_t k = 0; k < kInStep; ++k) {
      p[k] = hn::MulAdd(p[k], hn::Add(squares[k], hn::Set(d, a)), hn::Set(d, b));
    }
  };
  for (std::size_t k = 0; k < kInStep; ++k) {
    p[k] = hn::Add(r[k], hn::Set(d, numbers[0]));
  }
  linear(numbers[1]);
  quadratic(numbers[2], numbers[3]);
  linear(numbers[4]);
  quadratic(numbers[5], numbers[6]);
  linear(numbers[7]);
  quadratic(numbers[8], numbers[9]);
}

/// Collects the numbers in the tails, one in two hundred, until those of many rows fill vectors.
class Tails {
 public:
  /// Adds the numbers of a row whose bit in `is_tail` is set, one byte per vector. They must still
  /// be uniform.
  void add(const NormalRow& row, const std::uint8_t* is_tail) {
    for_each_lane(is_tail, kBlockLanes / hn::Lanes(Capped()), [&](std::size_t lane) {
      if (count_ == kMost) {
        place();
      }
      double* const value = row.values + lane;
      u_[count_] = *value;
      places_[count_++] = {value, row.shift, row.scale};
    });
  }

  /// Transforms the numbers collected and writes them to where they belong.
  void place() {
    const Real d;
    for (std::size_t i = 0; i < count_; i += hn::Lanes(d)) {
      hn::Store(normal_tail(hn::Load(d, u_.data() + i)), d, u_.data() + i);
    }
    for (std::size_t i = 0; i < count_; ++i) {
      *places_[i].value = places_[i].scale * u_[i] + places_[i].shift;
    }
    count_ = 0;
  }

  using Capped = hn::CappedTag<double, 8>;

 private:
  static constexpr std::size_t kMost = 64;
  struct Place {
    double* value;
    double shift;
    double scale;
  };
  std::size_t count_ = 0;
  alignas(64) std::array<double, kMost> u_{};
  std::array<Place, kMost> places_;
};

/// Transforms one row. Numbers in the tails stay uniform and get a bit in `is_tail`.
void normal_row(const NormalRow& row, std::uint8_t* is_tail) {
  const Tails::Capped d;
  const std::size_t n = hn::Lanes(d);
  const V scale = hn::Set(d, row.scale * kCentreScale);
  const V shift = hn::Set(d, row.shift);
  // u is loaded once for r and again for q, since registers are scarce: holding q would spill.
  const auto q_of = [&](const double* u)
                        HWY_ATTR { return hn::Sub(hn::Load(d, u), hn::Set(d, 0.5)); };
  const auto r_of = [&](const double* u) HWY_ATTR {
    const V q = q_of(u);
    return hn::NegMulAdd(q, q, hn::Set(d, kCentreReach * kCentreReach));
  };
  for (std::size_t lane = 0; lane < kBlockLanes; lane += kInStep * n) {
    double* const at = row.values + lane;
    V r[kInStep];
    V squares[kInStep];
    for (std::size_t k = 0; k < kInStep; ++k) {
      r[k] = r_of(at + k * n);
      squares[k] = hn::Mul(r[k], r[k]);
    }
    V above[kInStep];
    V below[kInStep];
    centre_polynomial(kCentreAbove, r, squares, above);
    centre_polynomial(kCentreBelow, r, squares, below);
    const auto store = [&](std::size_t k) HWY_ATTR {
      double* const to = at + k * n;
      const auto tail = hn::Lt(r[k], hn::Zero(d));
      hn::StoreMaskBits(d, tail, is_tail + lane / n + k);
      const V z = hn::Mul(q_of(to), hn::Div(above[k], below[k]));
      hn::Store(hn::IfThenElse(tail, hn::Load(d, to), hn::MulAdd(scale, z, shift)), d, to);
    };
    for (std::size_t k = 0; k < kInStep; ++k) {
      store(k);
    }
  }
}

void normal_rows(const NormalRow* rows, std::size_t count) {
  Tails tails;
  // The tail bits of a row are read one row later. They are written as bytes and read as 64-bit
  // words, and a processor cannot forward such stores to the load: reading at once would wait for
  // the cache.
  alignas(64) std::array<std::array<std::uint8_t, kBlockLanes>, 2> is_tail;
  for (std::size_t i = 0; i < count; ++i) {
    normal_row(rows[i], is_tail[i % 2].data());
    if (i > 0) {
      tails.add(rows[i - 1], is_tail[(i - 1) % 2].data());
    }
  }
  if (count > 0) {
    tails.add(rows[count - 1], is_tail[(count - 1) % 2].data());
  }
  tails.place();
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(normal_rows);

void NormalRows::run() {
  HWY_DYNAMIC_DISPATCH(normal_rows)(rows_.data(), count_);
  count_ = 0;
}

}  // namespace demarche

#endif  // HWY_ONCE
