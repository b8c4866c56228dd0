// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/simulate/custom.hpp"
#include "demarche/simulate/solved_block.hpp"

namespace demarche {

struct RunPlan;

/// The code of a run, if it fits the model.
/// @throws InvalidArgument naming what does not.
[[nodiscard]] CustomCode accepted_code(const Model& model, const CustomCode& code);

/// Whether a run has payoffs or metrics of code to call.
[[nodiscard]] bool is_called(const CustomCode& code) noexcept;

/// Blocks in a call of payoffs and metrics: a function of the model and the code alone.
[[nodiscard]] std::uint64_t blocks_per_call(const Model& model, const CustomCode& code);

/// Calls payoffs and metrics for batches of blocks. One per thread.
class CustomStage {
 public:
  explicit CustomStage(const RunPlan& plan);

  /// Puts a block's parameters and open payoffs into the first rows of `values`,
  /// [row][kBlockLanes]; samples and computes those of its batch, unless they are there.
  void load(std::uint64_t block, double* values);
  /// Keeps what metrics see of a block of the batch, and evaluates them if it is the whole batch.
  void record(const SolvedBlock& block);
  /// Evaluates the metrics of all recorded blocks, unless that was done.
  void finish_batch();

  [[nodiscard]] std::uint64_t first_draw() const noexcept { return batch_ * num_draws_; }
  [[nodiscard]] std::size_t num_draws() const noexcept { return num_draws_; }
  /// Of the batch's draws: whether it was recorded and has a solution.
  [[nodiscard]] bool is_solved(std::size_t draw) const { return is_solved_[draw] != 0; }
  /// Values of a metric, [num_draws()].
  [[nodiscard]] const double* metric(std::size_t index) const {
    return metrics_.data() + index * num_draws_;
  }
  /// An open payoff's row, [num_draws()].
  [[nodiscard]] const double* open_row(std::size_t row) const {
    return payoffs_.data() + row * num_draws_;
  }

 private:
  void begin_batch(std::uint64_t batch);
  void sample(std::uint64_t batch);
  [[nodiscard]] ParameterBlock inputs(std::uint64_t batch) const;
  void evaluate(const SolvedBlock* block);  // Null unless that is the batch.

  static constexpr std::uint64_t kNoBatch = ~std::uint64_t{0};

  const RunPlan& plan_;
  CustomPayoffs code_;  // This thread's own copies.
  std::vector<CustomMetric> metric_code_;
  std::size_t num_draws_;
  std::uint64_t batch_ = kNoBatch;
  std::shared_ptr<AlignedArray> parameters_;  // [parameter][num_draws_]; likewise below.
  AlignedArray block_;                        // Parameters of one block.
  AlignedArray payoffs_;
  std::vector<std::uint8_t> is_solved_;
  std::vector<std::int32_t> levels_;
  AlignedArray level_probabilities_;
  AlignedArray metrics_;
};

}  // namespace demarche
