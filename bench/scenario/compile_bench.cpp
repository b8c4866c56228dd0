// SPDX-License-Identifier: MIT
#include "demarche/scenario/compile.hpp"

#include <benchmark/benchmark.h>

#include "demarche/scenario/load.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

constexpr auto kFlagship = "great_reversal";

void scenario_load(benchmark::State& state) {
  const std::string text = testing::bundled_text(kFlagship);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(parse_scenario(text, kFlagship));
  }
}
BENCHMARK(scenario_load)->Unit(benchmark::kMillisecond);

void scenario_compile(benchmark::State& state) {
  const v1::Scenario scenario = testing::bundled(kFlagship).scenario;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(compile(scenario));
  }
}
BENCHMARK(scenario_compile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace demarche
