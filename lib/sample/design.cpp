// SPDX-License-Identifier: MIT
#include "demarche/sample/design.hpp"

#include <Random123/philox.h>

#include "demarche/core/types.hpp"
#include "sample/philox.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sample/design.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// The constants of Philox4x32 (Salmon, Moraes, Dror & Shaw 2011).
constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

/// 32-bit words in 64-bit lanes, so that a product of two words stays in its lane.
using Words = hn::ScalableTag<std::uint64_t>;

/// u = (w's top 52 bits + 1/2) / 2^52, by the exponent trick: exact on every instruction set.
template <class V>
HWY_INLINE void store_uniform(Words d, V low, V high, double* out) {
  const hn::ScalableTag<double> real;
  const auto word = hn::Or(low, hn::ShiftLeft<32>(high));
  const auto one = hn::Set(d, std::uint64_t{0x3ff0000000000000});
  const auto in_one_two = hn::BitCast(real, hn::Or(hn::ShiftRight<12>(word), one));
  // [1, 2) - (1 - 2^-53): the subtraction is exact.
  hn::StoreU(hn::Sub(in_one_two, hn::Set(real, 1.0 - 0x1p-53)), real, out);
}

/// Dimensions 2 * pair and 2 * pair + 1 of a block; `second` is null if the latter is not wanted.
void fill_pair(std::uint64_t seed,
               std::uint32_t purpose,
               std::uint64_t first_draw,
               std::uint32_t pair,
               double* first,
               double* second) {
  const Words d;
  const auto mask = hn::Set(d, std::uint64_t{0xffffffff});
  const auto multiplier0 = hn::Set(d, kMultiplier0);
  const auto multiplier1 = hn::Set(d, kMultiplier1);
  const hn::Repartition<std::uint32_t, Words> halves;
  const auto multiply = [&](auto a, auto b) {
    return hn::MulEven(hn::BitCast(halves, a), hn::BitCast(halves, b));
  };
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    const auto draw = hn::Iota(d, first_draw + lane);
    auto c0 = hn::And(draw, mask);
    auto c1 = hn::ShiftRight<32>(draw);
    auto c2 = hn::Set(d, std::uint64_t{pair});
    auto c3 = hn::Set(d, std::uint64_t{purpose});
    auto k0 = static_cast<std::uint32_t>(seed);
    auto k1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < kRounds; ++round) {
      const auto product0 = multiply(c0, multiplier0);
      const auto product1 = multiply(c2, multiplier1);
      const auto next0 =
          hn::Xor(hn::Xor(hn::ShiftRight<32>(product1), c1), hn::Set(d, std::uint64_t{k0}));
      const auto next2 =
          hn::Xor(hn::Xor(hn::ShiftRight<32>(product0), c3), hn::Set(d, std::uint64_t{k1}));
      c1 = hn::And(product1, mask);
      c3 = hn::And(product0, mask);
      c0 = next0;
      c2 = next2;
      k0 += kWeyl0;
      k1 += kWeyl1;
    }
    store_uniform(d, c0, c1, first + lane);
    if (second != nullptr) {
      store_uniform(d, c2, c3, second + lane);
    }
  }
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(fill_pair);

class MonteCarlo final : public Design {
 public:
  MonteCarlo(std::uint64_t seed, Purpose purpose) : seed_(seed), purpose_(purpose) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "monte-carlo"; }

  void fill_block(std::uint64_t first_draw,
                  std::size_t num_dimensions,
                  double* uniforms) const override {
    for (std::size_t dimension = 0; dimension < num_dimensions; dimension += 2) {
      double* first = uniforms + dimension * kBlockLanes;
      double* second = dimension + 1 < num_dimensions ? first + kBlockLanes : nullptr;
      HWY_DYNAMIC_DISPATCH(fill_pair)
      (seed_,
       static_cast<std::uint32_t>(purpose_),
       first_draw,
       static_cast<std::uint32_t>(dimension / 2),
       first,
       second);
    }
  }

 private:
  std::uint64_t seed_;
  Purpose purpose_;
};

}  // namespace

std::unique_ptr<Design> make_monte_carlo(std::uint64_t seed, Purpose purpose) {
  return std::make_unique<MonteCarlo>(seed, purpose);
}

double philox_uniform(std::uint64_t seed,
                      Purpose purpose,
                      std::uint64_t draw,
                      std::uint32_t dimension) noexcept {
  const r123::Philox4x32::ctr_type counter{{static_cast<std::uint32_t>(draw),
                                            static_cast<std::uint32_t>(draw >> 32),
                                            dimension / 2,
                                            static_cast<std::uint32_t>(purpose)}};
  const r123::Philox4x32::key_type key{
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const auto words = r123::Philox4x32()(counter, key);
  const std::size_t low = dimension % 2 == 0 ? 0 : 2;
  const std::uint64_t word = words[low] | (static_cast<std::uint64_t>(words[low + 1]) << 32);
  return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
}

}  // namespace demarche

#endif  // HWY_ONCE
