// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/simulate/input_bins.hpp"

namespace demarche {

class BinnedDraws;

/// Where an output's numbers lie, roughly: within `size` of `centre`.
struct OutputScale {
  double centre = 0.0;  ///< Finite.
  double size = 1.0;    ///< Counts as 1 if it is not finite or not above 0.
};

/// The scale of numbers from the smallest to the largest.
[[nodiscard]] OutputScale scale_between(double smallest, double largest);

/// Sums of outputs by bins of inputs, for draws in groups: what sensitivity, curves and values of
/// information are made of. Summed are the distances from an output's centre, rounded to multiples
/// of a quantum that is 2^-20 of the output's size, so that sums are exact and any order of draws
/// gives the same bits. What is farther away than 4,096 sizes counts as that far, and is counted.
/// A draw whose game was not solved is *missing*: it counts for inputs alone.
class BinnedSums {
 public:
  /// Outputs lie side by side in chunks of so many.
  static constexpr std::size_t kChunk = 16;
  /// Sums are exact up to so many draws; a run keeps them of its first so many.
  static constexpr std::uint64_t kMostDraws = std::uint64_t{1} << 20;

  BinnedSums() = default;
  /// Of no draws. `scales` are of the outputs, of which there is at least one. @pre num_groups >= 1
  BinnedSums(std::vector<InputBins> inputs,
             std::span<const OutputScale> scales,
             std::size_t num_groups);

  /// The bins of each input.
  [[nodiscard]] const std::vector<InputBins>& inputs() const noexcept { return inputs_; }
  /// How many outputs are summed.
  [[nodiscard]] std::size_t num_outputs() const noexcept { return quanta_.size(); }
  /// How many groups draws are in.
  [[nodiscard]] std::size_t num_groups() const noexcept { return num_groups_; }
  /// How many chunks of outputs there are.
  [[nodiscard]] std::size_t num_chunks() const noexcept {
    return (num_outputs() + kChunk - 1) / kChunk;
  }
  /// What an output's sums are distances from.
  [[nodiscard]] double centre(std::size_t output) const { return centres_[output]; }
  /// What an output's distances are multiples of: a power of two.
  [[nodiscard]] double quantum(std::size_t output) const { return quanta_[output]; }

  /// Draws of a group with the input in the bin, missing ones included.
  [[nodiscard]] std::uint64_t draws(std::size_t group, std::size_t input, std::size_t bin) const {
    return draws_[place(group, input, bin)];
  }
  /// Those of them that are missing.
  [[nodiscard]] std::uint64_t missing(std::size_t group, std::size_t input, std::size_t bin) const {
    return missing_[place(group, input, bin)];
  }
  /// Those that are not missing, but whose output is not finite.
  [[nodiscard]] std::uint64_t undefined(std::size_t group,
                                        std::size_t input,
                                        std::size_t bin,
                                        std::size_t output) const;
  /// The sum of an output's distances over the others.
  [[nodiscard]] double sum(std::size_t group,
                           std::size_t input,
                           std::size_t bin,
                           std::size_t output) const {
    return cells_[cell(group, output / kChunk, input) + bin * kChunk + output % kChunk] *
           quanta_[output];
  }
  /// Reads all bins of an input in a group at once: draws in which the output is defined, and sums.
  void read(std::size_t group,
            std::size_t input,
            std::size_t output,
            std::span<double> counts,
            std::span<double> sums) const;
  /// The sum of the squares of an output's distances over a group.
  [[nodiscard]] long double square_sum(std::size_t group, std::size_t output) const;
  /// How many numbers of an output were farther away.
  [[nodiscard]] std::uint64_t clamped(std::size_t output) const { return clamped_[output]; }

  /// Adds what the draws say of inputs, of missing draws and of undefined outputs.
  void add_counts(std::size_t group, const BinnedDraws& draws);
  /// Adds the numbers of a chunk of outputs. Threads may add to different chunks or groups at once.
  void add_outputs(std::size_t group, std::size_t chunk, const BinnedDraws& draws);
  /// Adds the sums of other draws.
  /// @pre `other` has the same inputs, scales and number of groups.
  void merge(const BinnedSums& other);

 private:
  friend struct BinnedSumsState;  // Stores and restores.
  static constexpr std::size_t kNumSquares = 3;

  [[nodiscard]] std::size_t place(std::size_t group, std::size_t input, std::size_t bin) const {
    return (group * inputs_.size() + input) * InputBins::kMost + bin;
  }
  [[nodiscard]] std::size_t cell(std::size_t group, std::size_t chunk, std::size_t input) const {
    return ((group * num_chunks() + chunk) * inputs_.size() + input) * InputBins::kMost * kChunk;
  }
  [[nodiscard]] std::size_t squares_place(std::size_t group, std::size_t chunk) const {
    return (group * num_chunks() + chunk) * kNumSquares * kChunk;
  }

  std::vector<InputBins> inputs_;
  std::vector<double> centres_;
  std::vector<double> quanta_;
  std::size_t num_groups_ = 0;
  std::vector<std::uint32_t> draws_;                             // [group][input][bin]
  std::vector<std::uint32_t> missing_;                           // The same.
  std::map<std::size_t, std::vector<std::uint32_t>> undefined_;  // The same, for some outputs.
  std::vector<std::uint64_t> clamped_;                           // [output]
  AlignedArray cells_;  // [group][chunk][input][bin][output of the chunk], in quanta.
  // [group][chunk][part][output of the chunk]: a number v is 2^16 a + b, and the parts are sums of
  // a^2, a b and b^2, which doubles hold exactly.
  AlignedArray squares_;
};

}  // namespace demarche
