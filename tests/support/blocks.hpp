// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "demarche/solve/concept.hpp"

namespace demarche::testing {

/// Up to kBlockLanes games of one size, as a block in which each player has one table.
class DenseBlock {
 public:
  explicit DenseBlock(const std::vector<NormalFormGame>& games);

  [[nodiscard]] const FactoredShape& shape() const { return shape_; }
  [[nodiscard]] GameBlock view() const {
    return {.shape = &shape_, .num_lanes = num_lanes_, .cells = cells_.data()};
  }

 private:
  FactoredShape shape_;
  std::size_t num_lanes_;
  std::vector<double> cells_;
};

/// The block's answer by a concept.
BlockSolution solve_block(std::string_view concept_name,
                          const DenseBlock& block,
                          const ConceptOptions& options = {});

/// The profiles with a weight above 0 in one lane.
std::vector<MixedProfile> equilibria_of_lane(const FactoredShape& shape,
                                             const BlockSolution& solution,
                                             std::size_t lane);

/// All instruction sets that this machine and this build have, more than instruction_sets() names,
/// as Highway numbers them.
std::vector<std::int64_t> vector_targets();

/// Restricts all kernels to one instruction set while it lives.
class ForcedInstructionSet {
 public:
  explicit ForcedInstructionSet(std::int64_t target);
  ForcedInstructionSet(const ForcedInstructionSet&) = delete;
  ForcedInstructionSet& operator=(const ForcedInstructionSet&) = delete;
  ~ForcedInstructionSet();
};

}  // namespace demarche::testing
