// SPDX-License-Identifier: MIT
#include "demarche/sample/design.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cassert>

#include "core/limits.hpp"
#include "demarche/core/types.hpp"
#include "sample/philox.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sample/design.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The constants of Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, section 3.3). A round takes
// four 32-bit words (c0, c1, c2, c3) and two key words (k0, k1) to
//   (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)),
// where hi and lo are the halves of the 64-bit product. After each round the keys grow by the Weyl
// constants.
constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

/// Two draws of a block share a counter.
constexpr std::size_t kPairs = kBlockLanes / 2;

/// 32-bit words in 64-bit lanes, so that a product of two words stays in its lane.
using Words = hn::ScalableTag<std::uint64_t>;

using V = hn::Vec<Words>;

/// Stores u = (top 52 bits of w + 1/2) / 2^52 with w = 2^32 high + low. The 52 bits become the
/// mantissa of a double in [1, 2), from which 1 - 2^-53 is subtracted. Every step is exact, so all
/// instruction sets agree. Only the lower halves of the lanes of `low` and `high` are read.
HWY_INLINE void store_uniform(V low, V high, double* out) {
  const Words d;
  const hn::ScalableTag<double> real;
  const hn::Repartition<std::uint32_t, Words> halves;
  const auto word = hn::BitCast(
      d, hn::OddEven(hn::BitCast(halves, hn::ShiftLeft<32>(high)), hn::BitCast(halves, low)));
  const auto one = hn::Set(d, std::uint64_t{0x3ff0000000000000});
  const auto in_one_two = hn::BitCast(real, hn::Or(hn::ShiftRight<12>(word), one));
  // A multiple of 2^-52 in [1, 2) less 1 - 2^-53 is a multiple of 2^-53 below 1: no rounding.
  hn::StoreU(hn::Sub(in_one_two, hn::Set(real, 1.0 - 0x1p-53)), real, out);
}

/// The four words of a vector of counters. A word is the lower half of a 64-bit lane. The upper
/// halves hold whatever products left there; they are neither multiplied nor stored.
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

/// The number of rounds that DrawRounds and StreamRounds compute.
constexpr int kSharedRounds = 2;

/// Does the rounds after the shared ones for several vectors of counters side by side, since each
/// round of one vector waits for the round before. The rounds are unrolled by recursion and the
/// states are separate variables: GCC 12 keeps an array of states in memory at -O2, which takes
/// twice the time.
template <int round = kSharedRounds, class... States>
HWY_INLINE void philox(const V* keys, States&... states) {
  if constexpr (round < kRounds) {
    (philox_round(states, keys[2 * round], keys[2 * round + 1]), ...);
    philox<round + 1>(keys, states...);
  }
}

/// The two key words of each round, as scalars and as vectors.
struct Schedule {
  explicit Schedule(std::uint64_t seed) {
    auto key0 = static_cast<std::uint32_t>(seed);
    auto key1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < kRounds; ++round) {
      words[2 * round] = key0;
      words[2 * round + 1] = key1;
      vectors[2 * round] = hn::Set(Words(), std::uint64_t{key0});
      vectors[2 * round + 1] = hn::Set(Words(), std::uint64_t{key1});
      key0 += kWeyl0;
      key1 += kWeyl1;
    }
  }

  std::uint64_t words[2 * kRounds];
  V vectors[2 * kRounds];
};

/// The part of the first two rounds that depends on the pair of draws alone. Lane k of a block and
/// lane k + 64 make pair 64 * block + k, which is below 2^47. A counter is (the pair's lower 32
/// bits, its upper bits and the stream's upper 16 bits, the stream's lower 32 bits, purpose); all
/// pairs of a block have the same upper bits. In the first two rounds no product mixes pair and
/// stream: each word depends on one of them, or is the xor of a word of each. So the pair's part is
/// computed once for all streams, the stream's part (StreamRounds) once for all pairs, and the two
/// are joined by xor. That saves two of the ten rounds.
struct DrawRounds {
  DrawRounds(const Schedule& schedule, std::uint64_t purpose, std::uint64_t pair) {
    const Words d;
    State state{hn::Iota(d, pair), hn::Zero(d), hn::Zero(d), hn::Set(d, purpose)};
    philox_round(state, hn::Zero(d), schedule.vectors[1]);
    third = state.c3;
    philox_round(state, hn::Zero(d), hn::Zero(d));
    first = state.c0;
    second = state.c1;
  }

  V first;
  V second;
  V third;
};

/// The part of the first two rounds that depends on the stream and the upper bits of the pair.
struct StreamRounds {
  StreamRounds(const Schedule& schedule, std::uint64_t stream, std::uint64_t upper_bits) {
    const auto product = [](std::uint64_t word, std::uint64_t multiplier) {
      return (word & 0xffffffff) * multiplier;
    };
    const std::uint64_t second_word = (stream >> 32 << 16) | upper_bits;
    const std::uint64_t round0 = product(stream, kMultiplier1);
    const std::uint64_t round1 =
        product((round0 >> 32) ^ second_word ^ schedule.words[0], kMultiplier0);
    first = round0 ^ schedule.words[2];
    third = (round1 >> 32) ^ schedule.words[3];
    fourth = round1;
  }

  /// The state after the first two rounds.
  [[nodiscard]] HWY_INLINE State with(const DrawRounds& draw) const {
    const Words d;
    return {hn::Xor(draw.first, hn::Set(d, first)),
            draw.second,
            hn::Xor(draw.third, hn::Set(d, third)),
            hn::Set(d, fourth)};
  }

  std::uint64_t first;
  std::uint64_t third;
  std::uint64_t fourth;
};

/// Fills a block of uniform numbers, [streams.size()][kBlockLanes]. The first two words of a result
/// make the number of the pair's first draw, the last two that of its second draw.
void fill(std::uint64_t seed,
          std::uint32_t purpose,
          std::uint64_t first_draw,
          std::span<const std::uint64_t> streams,
          double* uniforms) {
  const std::size_t lanes = hn::Lanes(Words());
  const Schedule schedule(seed);
  const std::uint64_t first_pair = first_draw / 2;
  // Four vectors at a time, even on instruction sets whose registers do not hold all their states:
  // three vectors, which fit, were slower with AVX2, since each round then waits for the one
  // before.
  for (std::size_t lane = 0; lane < kPairs; lane += 4 * lanes) {
    const std::uint64_t pair = first_pair + lane;
    const DrawRounds d0(schedule, purpose, pair);
    const DrawRounds d1(schedule, purpose, pair + lanes);
    const DrawRounds d2(schedule, purpose, pair + 2 * lanes);
    const DrawRounds d3(schedule, purpose, pair + 3 * lanes);
    double* first = uniforms + lane;
    for (const std::uint64_t stream : streams) {
      const StreamRounds rounds(schedule, stream, first_pair >> 32);
      State s0 = rounds.with(d0);
      State s1 = rounds.with(d1);
      State s2 = rounds.with(d2);
      State s3 = rounds.with(d3);
      philox(schedule.vectors, s0, s1, s2, s3);
      store_uniform(s0.c0, s0.c1, first);
      store_uniform(s1.c0, s1.c1, first + lanes);
      store_uniform(s2.c0, s2.c1, first + 2 * lanes);
      store_uniform(s3.c0, s3.c1, first + 3 * lanes);
      double* const second = first + kPairs;
      store_uniform(s0.c2, s0.c3, second);
      store_uniform(s1.c2, s1.c3, second + lanes);
      store_uniform(s2.c2, s2.c3, second + 2 * lanes);
      store_uniform(s3.c2, s3.c3, second + 3 * lanes);
      first += kBlockLanes;
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(fill);

class MonteCarlo final : public Design {
 public:
  MonteCarlo(std::uint64_t seed, Purpose purpose) : seed_(seed), purpose_(purpose) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "monte-carlo"; }

  void fill_block(std::uint64_t first_draw,
                  std::span<const std::uint64_t> streams,
                  double* uniforms) const override {
    assert(first_draw % kBlockLanes == 0 && first_draw < kMaxDraws);
    assert(std::all_of(streams.begin(), streams.end(), [](std::uint64_t stream) {
      return stream >> kStreamBits == 0;
    }));
    HWY_DYNAMIC_DISPATCH(fill)
    (seed_, static_cast<std::uint32_t>(purpose_), first_draw, streams, uniforms);
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
                      std::uint64_t stream) noexcept {
  assert(draw < kMaxDraws && stream >> kStreamBits == 0);
  constexpr std::uint64_t kPairs = kBlockLanes / 2;
  const std::uint64_t pair = draw / kBlockLanes * kPairs + draw % kPairs;
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(pair),
       static_cast<std::uint32_t>(pair >> 32 | stream >> 32 << 16),
       static_cast<std::uint32_t>(stream),
       static_cast<std::uint32_t>(purpose)}};
  const r123::Philox4x32::key_type key{
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const auto words = r123::Philox4x32()(counter, key);
  const std::size_t low = draw % kBlockLanes < kPairs ? 0 : 2;
  const std::uint64_t word = words[low] | (static_cast<std::uint64_t>(words[low + 1]) << 32);
  return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
}

}  // namespace demarche

#endif  // HWY_ONCE
