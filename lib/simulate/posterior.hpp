// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/run_plan.hpp"
#include "simulate/weighted_statistics.hpp"

namespace demarche {

/// What changing the items of evidence would make of outcomes and claims, from one profile that the
/// prior samples in each draw: its value counts with the product of the items' likelihoods there,
/// each raised to a power. All variations are other weights of the same pairs of draw and profile,
/// so their differences have far less noise than they themselves.
class EvidenceVariations {
 public:
  /// The powers of one item, those of the others being 1 (or 0 for `alone`).
  enum Kind : std::size_t { alone, without, half, twice, num_kinds };

  EvidenceVariations() = default;
  EvidenceVariations(std::size_t num_items, std::size_t num_elements);

  /// Adds lanes that are solved. `values(element)` are rows of kBlockLanes numbers: of an outcome
  /// or event its value at the profile; of comparisons whether they hold.
  template <class Values>
  void add(const BlockEvidence& evidence,
           std::span<const std::size_t> solved,
           const Values& values);
  void merge(const EvidenceVariations& other);

  [[nodiscard]] std::size_t num_items() const noexcept { return num_items_; }
  /// The mean likelihood of an item over the prior; NaN of no draws.
  [[nodiscard]] double mean_likelihood(std::size_t item) const;
  /// The mean of an element under a variation, with all items, and with none; NaN if no draw
  /// counts.
  [[nodiscard]] double mean(std::size_t item, Kind kind, std::size_t element) const;
  [[nodiscard]] double posterior_mean(std::size_t element) const { return mean_of(kAll, element); }
  [[nodiscard]] double prior_mean(std::size_t element) const { return mean_of(kNone, element); }

  /// Sums for storage: [variation][weights, then weights and weighted values of each element].
  std::vector<ExactSum> sums;

 private:
  static constexpr std::size_t kAll = 0;
  static constexpr std::size_t kNone = 1;
  static constexpr std::size_t kFirst = 2;  // The first variation of items.

  /// Where the sum of a variation's weights stands in `sums`.
  [[nodiscard]] std::size_t weights_place(std::size_t variation) const {
    return variation * (1 + 2 * num_elements_);
  }
  /// Where the two sums of an element begin.
  [[nodiscard]] std::size_t place(std::size_t variation, std::size_t element) const {
    return weights_place(variation) + 1 + 2 * element;
  }
  [[nodiscard]] std::size_t num_variations() const { return kFirst + num_kinds * num_items_; }
  [[nodiscard]] double mean_of(std::size_t variation, std::size_t element) const;
  void find_weights(const BlockEvidence& evidence, std::span<const std::size_t> solved);

  std::size_t num_items_ = 0;
  std::size_t num_elements_ = 0;
  std::vector<std::array<double, kBlockLanes>> weights_;  // [variation], of the solved lanes.
  std::vector<double> likelihood_;                        // [item], in one lane.
  std::vector<double> before_;                            // [item]: the product of those before it.
};

/// A power of two that brings weights near 1, so that neither their squares nor the counts of
/// sketches leave their range: from the mean weight of the first block that has one. It depends on
/// nothing but the plan, so that parts and slices of a run have the same. A run with code, which
/// must not be called for draws besides its own, takes the bound of the likelihoods.
[[nodiscard]] double weight_factor(const RunPlan& plan);

/// Everything that a run keeps of its draws given the evidence. Merging is exact.
class PosteriorAccumulator {
 public:
  /// Of no draws. The plan's model has to outlive it. `factor` is weight_factor(plan).
  PosteriorAccumulator(const RunPlan& plan, double factor);

  /// Adds the block that the engine ran last; `solved` are its solved lanes, ascending.
  void add(const BlockEngine& engine, std::span<const std::size_t> solved);
  /// Adds the values that code's metrics gave for a batch.
  void add_custom(const CustomStage& custom);
  void merge(PosteriorAccumulator other);

  /// What all weights below are multiplied by: a power of two.
  [[nodiscard]] double factor() const noexcept { return factor_; }

  WeightSums weights;
  std::vector<WeightedValue> outcomes;
  std::vector<WeightedValue> levels;
  std::vector<WeightedSummary> metrics;
  std::vector<WeightedSummary> payoffs;
  std::vector<WeightedValue> claims;
  std::vector<std::vector<WeightedOption>> option_sets;
  std::vector<std::vector<WeightedOption>> answered_sets;  ///< As those of Accumulator.
  std::vector<Moments> parameters;                         ///< Over all solved draws.
  std::vector<ExactSum> weighted_parameters;               ///< Weight times parameter.
  EvidenceVariations variations;                           ///< Outcomes, then claims.
  /// For each item that is not observed: the sum of the draws' weights with it; then for each
  /// option set the same over draws that compare the options, and that of weight times value for
  /// each option.
  std::vector<std::vector<ExactSum>> observations;

 private:
  void add_probability(const double* row, WeightedValue& value);
  void add_claims(const BlockEngine& engine, const Play& of_options);
  void add_options(const Play& play,
                   const std::vector<int>& queries,
                   std::vector<WeightedOption>& options);
  void add_parameters(const BlockEngine& engine, std::span<const std::size_t> solved);
  void add_variations(const BlockEngine& engine, std::span<const std::size_t> solved);
  void add_observation(const PosteriorPlay& play,
                       std::span<const std::size_t> solved,
                       std::vector<ExactSum>& sums);

  const Model* model_;
  double factor_;
  WeightedLanes lanes_;
  std::vector<std::array<double, kBlockLanes>> claim_rows_;  // Given the evidence.
  std::array<double, kBlockLanes> row_{};
};

}  // namespace demarche
