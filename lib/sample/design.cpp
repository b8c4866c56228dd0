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

using V = hn::Vec<Words>;

/// u = (w's top 52 bits + 1/2) / 2^52, by the exponent trick: exact on every instruction set.
/// Of `low` and `high` only the lower halves count.
HWY_INLINE void store_uniform(V low, V high, double* out) {
  const Words d;
  const hn::ScalableTag<double> real;
  const auto word =
      hn::Or(hn::And(low, hn::Set(d, std::uint64_t{0xffffffff})), hn::ShiftLeft<32>(high));
  const auto one = hn::Set(d, std::uint64_t{0x3ff0000000000000});
  const auto in_one_two = hn::BitCast(real, hn::Or(hn::ShiftRight<12>(word), one));
  // [1, 2) - (1 - 2^-53): the subtraction is exact.
  hn::StoreU(hn::Sub(in_one_two, hn::Set(real, 1.0 - 0x1p-53)), real, out);
}

/// What a vector of counters has become. Only the lower halves of lanes count: whatever stands
/// above them is neither multiplied nor stored.
struct State {
  V c0, c1, c2, c3;
};

HWY_INLINE void philox_round(State& state, V key0, V key1) {
  const Words d;
  const hn::Repartition<std::uint32_t, Words> halves;
  const auto multiply = [&](V word, std::uint64_t multiplier) HWY_ATTR {
    return hn::MulEven(hn::BitCast(halves, word), hn::BitCast(halves, hn::Set(d, multiplier)));
  };
  const V product0 = multiply(state.c0, kMultiplier0);
  const V product1 = multiply(state.c2, kMultiplier1);
  state.c0 = hn::Xor3(hn::ShiftRight<32>(product1), state.c1, key0);
  state.c2 = hn::Xor3(hn::ShiftRight<32>(product0), state.c3, key1);
  state.c1 = product1;
  state.c3 = product0;
}

/// All rounds of several vectors of counters side by side, since each round waits for the one
/// before. Written out, and no array of states, so that they stay in registers.
template <int round = 0, class... States>
HWY_INLINE void philox(const V* keys, States&... states) {
  if constexpr (round < kRounds) {
    (philox_round(states, keys[2 * round], keys[2 * round + 1]), ...);
    philox<round + 1>(keys, states...);
  }
}

/// Dimensions 2 * pair and 2 * pair + 1 of a block; `second` is null if the latter is not wanted.
void fill_pair(std::uint64_t seed,
               std::uint32_t purpose,
               std::uint64_t first_draw,
               std::uint32_t pair,
               double* first,
               double* second) {
  const Words d;
  const std::size_t lanes = hn::Lanes(d);
  V keys[2 * kRounds];
  auto key0 = static_cast<std::uint32_t>(seed);
  auto key1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < kRounds; ++round) {
    keys[2 * round] = hn::Set(d, std::uint64_t{key0});
    keys[2 * round + 1] = hn::Set(d, std::uint64_t{key1});
    key0 += kWeyl0;
    key1 += kWeyl1;
  }
  const auto start = [&](std::size_t lane) HWY_ATTR {
    const V draw = hn::Iota(d, first_draw + lane);
    return State{draw,
                 hn::ShiftRight<32>(draw),
                 hn::Set(d, std::uint64_t{pair}),
                 hn::Set(d, std::uint64_t{purpose})};
  };
  const auto store = [&](const State& state, std::size_t lane) HWY_ATTR {
    store_uniform(state.c0, state.c1, first + lane);
    if (second != nullptr) {
      store_uniform(state.c2, state.c3, second + lane);
    }
  };
  // Four at a time, even where their states do not fit the registers: waiting costs more.
  for (std::size_t lane = 0; lane < kBlockLanes; lane += 4 * lanes) {
    State s0 = start(lane);
    State s1 = start(lane + lanes);
    State s2 = start(lane + 2 * lanes);
    State s3 = start(lane + 3 * lanes);
    philox(keys, s0, s1, s2, s3);
    store(s0, lane);
    store(s1, lane + lanes);
    store(s2, lane + 2 * lanes);
    store(s3, lane + 3 * lanes);
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
