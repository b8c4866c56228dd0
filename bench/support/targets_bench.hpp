// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <string>

#include "demarche/core/instruction_set.hpp"

namespace demarche::testing {

/// Restricts the kernels of a benchmark to one instruction set: 0 is the oldest, 1 AVX2, 2 AVX-512.
class BenchTarget {
 public:
  BenchTarget(benchmark::State& state, std::int64_t number) {
    const std::string name =
        std::array{"baseline", "avx2", "avx512"}[static_cast<std::size_t>(number)];
    const auto here = instruction_sets();
    if (std::find(here.begin(), here.end(), name) == here.end()) {
      state.SkipWithError("this machine lacks the instruction set");
      return;
    }
    use_instruction_set(name);
    state.SetLabel(name);
  }
  BenchTarget(const BenchTarget&) = delete;
  BenchTarget& operator=(const BenchTarget&) = delete;
  ~BenchTarget() { use_instruction_set("best"); }
};

}  // namespace demarche::testing
