// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>
#include <hwy/targets.h>

#include <array>
#include <cstdint>
#include <optional>

#include "support/blocks.hpp"

namespace demarche::testing {

/// Forces the kernels of a benchmark to an instruction set: 0 the oldest, 1 AVX2, 2 AVX-512.
class BenchTarget {
 public:
  BenchTarget(benchmark::State& state, std::int64_t number) {
    constexpr std::array<std::int64_t, 3> kTargets = {HWY_SSSE3, HWY_AVX2, HWY_AVX3};
    const std::int64_t target = kTargets[static_cast<std::size_t>(number)];
    if ((hwy::SupportedTargets() & target) == 0) {
      state.SkipWithError("this machine lacks the instruction set");
      return;
    }
    forced_.emplace(target);
    state.SetLabel(hwy::TargetName(target));
  }

 private:
  std::optional<ForcedInstructionSet> forced_;
};

}  // namespace demarche::testing
