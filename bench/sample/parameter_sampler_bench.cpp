// SPDX-License-Identifier: MIT
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/sample/quantile_fit.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/sample/design.hpp"
#include "sample/philox.hpp"

namespace demarche {
namespace {

constexpr std::size_t kDimensions = 32;

/// Streams as ids give them: all 48 bits are in use.
std::vector<std::uint64_t> streams() {
  std::vector<std::uint64_t> all;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    all.push_back(stream_of("parameter_" + std::to_string(i)));
  }
  return all;
}

void count_numbers(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(kDimensions * kBlockLanes));
}

/// Uniform numbers per second.
void sample_uniforms(benchmark::State& state) {
  AlignedArray block(kDimensions * kBlockLanes);
  const auto design = make_monte_carlo(1);
  const auto of_parameters = streams();
  std::uint64_t draw = 0;
  for ([[maybe_unused]] auto _ : state) {
    design->fill_block(draw, of_parameters, block.data());
    benchmark::DoNotOptimize(block.data());
    draw += kBlockLanes;
  }
  count_numbers(state);
}
BENCHMARK(sample_uniforms);

/// The reference of sample_uniforms: the same numbers by Random123, one by one.
void sample_uniforms_scalar(benchmark::State& state) {
  AlignedArray block(kDimensions * kBlockLanes);
  const auto of_parameters = streams();
  std::uint64_t first = 0;
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t i = 0; i < kDimensions; ++i) {
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        block[i * kBlockLanes + lane] =
            philox_uniform(1, Purpose::parameters, first + lane, of_parameters[i]);
      }
    }
    benchmark::DoNotOptimize(block.data());
    first += kBlockLanes;
  }
  count_numbers(state);
}
BENCHMARK(sample_uniforms_scalar);

/// Numbers of one distribution per second. The uniform numbers are made beforehand.
void transform(benchmark::State& state,
               const Distribution& distribution,
               double correlation,
               bool is_exact) {
  const std::vector<Distribution> marginals(kDimensions, distribution);
  std::vector<RankCorrelationEntry> entries;
  for (std::size_t i = 0; correlation != 0.0 && i + 1 < kDimensions; ++i) {
    entries.push_back({i, i + 1, correlation});
  }
  const ParameterSampler sampler(marginals, entries);
  AlignedArray uniforms(kDimensions * kBlockLanes);
  make_monte_carlo(1)->fill_block(0, streams(), uniforms.data());
  AlignedArray block(uniforms.size());
  for ([[maybe_unused]] auto _ : state) {
    std::copy_n(uniforms.data(), uniforms.size(), block.data());
    if (is_exact) {
      for (double& u : block.span()) {
        u = distribution.quantile(u);
      }
    } else {
      sampler.transform(block.data());
    }
    benchmark::DoNotOptimize(block.data());
  }
  count_numbers(state);
  state.counters["table_error"] = sampler.max_table_error();
}
BENCHMARK_CAPTURE(transform, uniform, Distribution{UniformDistribution{0.0, 2.0}}, 0.0, false);
BENCHMARK_CAPTURE(
    transform, triangular, Distribution{TriangularDistribution{0.0, 1.0, 4.0}}, 0.0, false);
BENCHMARK_CAPTURE(transform, normal, Distribution{NormalDistribution{0.0, 1.0}}, 0.0, false);
BENCHMARK_CAPTURE(
    transform, normal_correlated, Distribution{NormalDistribution{0.0, 1.0}}, 0.3, false);
BENCHMARK_CAPTURE(transform, pert, Distribution{PertDistribution{0.0, 1.0, 4.0}}, 0.0, false);
BENCHMARK_CAPTURE(transform, pert_exact, Distribution{PertDistribution{0.0, 1.0, 4.0}}, 0.0, true);
BENCHMARK_CAPTURE(transform, gamma, Distribution{GammaDistribution{2.0, 1.0}}, 0.0, false);
BENCHMARK_CAPTURE(transform, gamma_exact, Distribution{GammaDistribution{2.0, 1.0}}, 0.0, true);
BENCHMARK_CAPTURE(
    transform, jqpd, Distribution{JqpdDistribution{0.05, 0.5, 1.0, 4.0, 0.0}}, 0.0, false);
BENCHMARK_CAPTURE(
    transform, metalog, Distribution{MetalogDistribution{{20.0, 6.826794, 5.688995}}}, 0.0, false);

/// Distributions fitted to stated quantiles per second.
void fit(benchmark::State& state, const StatedQuantiles& stated) {
  double misfit = 0.0;
  for ([[maybe_unused]] auto _ : state) {
    misfit = fit_quantiles(stated).misfit;
    benchmark::DoNotOptimize(misfit);
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["misfit"] = misfit;
}
const std::vector<StatedQuantile> kStated = {{0.05, 0.5}, {0.5, 1.0}, {0.95, 4.0}};
BENCHMARK_CAPTURE(fit, jqpd, StatedQuantiles{"jqpd", kStated, 0.0, {}});
BENCHMARK_CAPTURE(fit, metalog, StatedQuantiles{"metalog", kStated, 0.0, {}});
BENCHMARK_CAPTURE(fit, lognormal, StatedQuantiles{"lognormal", kStated, {}, {}});
BENCHMARK_CAPTURE(fit, gamma, StatedQuantiles{"gamma", kStated, {}, {}});

}  // namespace
}  // namespace demarche
