// SPDX-License-Identifier: MIT
#include "simulate/custom_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <limits>
#include <set>

#include "demarche/core/error.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {
namespace {

constexpr int kMaxBlocksPerCall = 1024;
/// A thread's open payoffs take 64 MiB at most; then batches are shorter than asked for.
constexpr std::size_t kMaxOpenNumbers = (std::size_t{64} << 20) / sizeof(double);
/// Values are this until code writes them.
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string open_actors(const Model& model) {
  std::vector<std::string> ids;
  for (const OpenPayoff& open : model.open_payoffs) {
    ids.push_back(open.actor);
  }
  return fmt::format("{}", fmt::join(ids, ", "));
}

void check_payoffs(const Model& model, const CustomPayoffs& payoffs) {
  if (model.open_tables.empty() && payoffs.compute) {
    throw InvalidArgument(fmt::format(
        "payoffs '{}' have nothing to compute: the model leaves no payoff open (compile the "
        "scenario with all_payoffs_open(), or with the payoffs that are meant)",
        payoffs.name));
  }
  if (!model.open_tables.empty() && !payoffs.compute) {
    throw InvalidArgument(fmt::format(
        "the model leaves the payoff of {} open: code has to compute it", open_actors(model)));
  }
  if (payoffs.compute && payoffs.name.empty()) {
    throw InvalidArgument("payoffs from code need a name, which results carry");
  }
}

void check_metrics(const Model& model, const std::vector<CustomMetric>& metrics) {
  std::set<std::string> names;
  for (const v1::Metric& metric : model.scenario.metrics()) {
    names.insert(metric.id());
  }
  for (const CustomMetric& metric : metrics) {
    if (metric.name.empty()) {
      throw InvalidArgument("a metric from code needs a name, which results carry");
    }
    if (!metric.evaluate) {
      throw InvalidArgument(fmt::format("metric '{}' has no function", metric.name));
    }
    if (!names.insert(metric.name).second) {
      throw InvalidArgument(fmt::format("there are two metrics '{}'", metric.name));
    }
  }
}

}  // namespace

CustomCode accepted_code(const Model& model, const CustomCode& code) {
  check_payoffs(model, code.payoffs);
  check_metrics(model, code.metrics);
  if (std::any_of(code.observers.begin(), code.observers.end(), [](const auto& observer) {
        return observer == nullptr;
      })) {
    throw InvalidArgument("an observer is null");
  }
  if (code.blocks_per_call < 1 || code.blocks_per_call > kMaxBlocksPerCall) {
    throw InvalidArgument(fmt::format(
        "blocks_per_call must be in [1, {}], got {}", kMaxBlocksPerCall, code.blocks_per_call));
  }
  return code;
}

bool is_called(const CustomCode& code) noexcept {
  return code.payoffs.compute || !code.metrics.empty();
}

std::uint64_t blocks_per_call(const Model& model, const CustomCode& code) {
  if (!is_called(code)) {
    return 1;
  }
  const std::size_t a_block = std::max<std::size_t>(model.num_open_rows(), 1) * kBlockLanes;
  return std::clamp<std::uint64_t>(
      kMaxOpenNumbers / a_block, 1, static_cast<std::uint64_t>(code.blocks_per_call));
}

CustomStage::CustomStage(const RunPlan& plan)
    : plan_(plan),
      payoff_code_(plan.code.payoffs),
      metric_code_(plan.code.metrics),
      num_draws_(static_cast<std::size_t>(plan.blocks_per_call) * kBlockLanes),
      parameters_(std::make_shared<AlignedArray>(plan.sampler.num_parameters() * num_draws_)),
      block_parameters_(plan.sampler.num_parameters() * kBlockLanes),
      payoffs_(plan.model.num_open_rows() * num_draws_),
      is_solved_(num_draws_, 0),
      weights_(num_draws_, 1.0),
      levels_(metric_code_.empty() ? 0 : plan.model.variables.size() * num_draws_, 0),
      level_probabilities_(metric_code_.empty() ? 0 : plan.num_levels * num_draws_),
      metrics_(metric_code_.size() * num_draws_) {}

void CustomStage::load(std::uint64_t block, double* values) {
  if (block / plan_.blocks_per_call != batch_) {
    begin_batch(block / plan_.blocks_per_call);
  }
  const std::size_t column = static_cast<std::size_t>(block % plan_.blocks_per_call) * kBlockLanes;
  const auto copy = [&](const double* rows, std::size_t count) {
    for (std::size_t row = 0; row < count; ++row, values += kBlockLanes) {
      std::copy_n(rows + row * num_draws_ + column, kBlockLanes, values);
    }
  };
  copy(parameters_->data(), plan_.sampler.num_parameters());
  copy(payoffs_.data(), plan_.model.num_open_rows());
}

void CustomStage::begin_batch(std::uint64_t batch) {
  batch_ = kNoBatch;  // If code throws, the batch is not taken for complete.
  sample(batch);
  if (payoff_code_.compute) {
    std::fill_n(payoffs_.data(), payoffs_.size(), kNone);
    payoff_code_.compute(
        inputs(batch), {.model = &plan_.model, .num_draws = num_draws_, .values = payoffs_.data()});
  }
  std::fill(is_solved_.begin(), is_solved_.end(), std::uint8_t{0});
  std::fill(levels_.begin(), levels_.end(), 0);
  std::fill_n(level_probabilities_.data(), level_probabilities_.size(), 0.0);
  batch_ = batch;
}

ParameterBlock CustomStage::inputs(std::uint64_t batch) const {
  return {.model = &plan_.model,
          .first_draw = batch * num_draws_,
          .num_draws = num_draws_,
          .values = parameters_};
}

void CustomStage::sample(std::uint64_t batch) {
  const std::size_t count = plan_.sampler.num_parameters();
  if (parameters_.use_count() > 1) {  // Code keeps the parameters of the last batch.
    parameters_ = std::make_shared<AlignedArray>(count * num_draws_);
  }
  // use_count() is a relaxed load: the fence orders another thread's last reads before the writes
  // below.
  std::atomic_thread_fence(std::memory_order_acquire);
  for (std::size_t column = 0; column < num_draws_; column += kBlockLanes) {
    plan_.parameter_design->fill_block(
        batch * num_draws_ + column, plan_.streams, block_parameters_.data());
    plan_.sampler.transform(block_parameters_.data());
    for (std::size_t p = 0; p < count; ++p) {
      std::copy_n(block_parameters_.data() + p * kBlockLanes,
                  kBlockLanes,
                  parameters_->data() + p * num_draws_ + column);
    }
  }
}

void CustomStage::record(const SolvedBlock& block) {
  assert(block.first_draw >= first_draw() &&
         block.first_draw + block.num_draws <= first_draw() + num_draws_);
  const auto column = static_cast<std::size_t>(block.first_draw - first_draw());
  for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
    is_solved_[column + lane] = block.is_solved(lane) ? 1 : 0;
    weights_[column + lane] = block.weights == nullptr ? 1.0 : block.weights[lane];
  }
  if (metric_code_.empty()) {
    return;
  }
  const Model& model = plan_.model;
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    const std::span<const int> sampled =
        block.strategy(static_cast<std::size_t>(model.variables[v].actor));
    for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
      levels_[v * num_draws_ + column + lane] =
          block.is_solved(lane) ? model.level(v, sampled[lane]) : 0;
    }
  }
  for (std::size_t row = 0; row < plan_.num_levels; ++row) {
    const double* from = block.level_probabilities + row * kBlockLanes;
    for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
      level_probabilities_[row * num_draws_ + column + lane] =
          block.is_solved(lane) ? from[lane] : 0.0;
    }
  }
  if (plan_.blocks_per_call == 1) {
    evaluate(&block);
  }
}

void CustomStage::finish_batch() {
  if (plan_.blocks_per_call > 1) {
    evaluate(nullptr);
  }
}

void CustomStage::evaluate(const SolvedBlock* block) {
  const SolvedDraws draws{.parameters = inputs(batch_),
                          .num_draws = num_draws_,
                          .is_solved = is_solved_.data(),
                          .levels = levels_.data(),
                          .level_probabilities = level_probabilities_.data(),
                          .block = block};
  std::fill_n(metrics_.data(), metrics_.size(), kNone);
  for (std::size_t m = 0; m < metric_code_.size(); ++m) {
    metric_code_[m].evaluate(draws, {metrics_.data() + m * num_draws_, num_draws_});
  }
}

}  // namespace demarche
