// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "solve/small_logit/small_logit.hpp"

namespace demarche {

/// The kernels of one shape of game, with the best instruction set of this machine. Both answer the
/// lanes of a block that they can, write the answers to the solution, and return the other lanes.
struct SmallLogitKernels {
  LaneSet (*follow)(const SmallLogitBlock&, BlockSolution&);       ///< See SmallLogit::solve().
  LaneSet (*find_unique)(const SmallLogitBlock&, BlockSolution&);  ///< See SmallLogit's.
};

// One function for each shape: the number of players and the most strategies of any of them. Each
// stands in a source file of its own, which CMake makes from shape.cpp.in: the straight-line code
// of all five shapes for three instruction sets took one compiler 135 s and 1.3 GB.
[[nodiscard]] SmallLogitKernels small_logit_kernels_2x2();
[[nodiscard]] SmallLogitKernels small_logit_kernels_2x3();
[[nodiscard]] SmallLogitKernels small_logit_kernels_2x4();
[[nodiscard]] SmallLogitKernels small_logit_kernels_3x2();
[[nodiscard]] SmallLogitKernels small_logit_kernels_3x3();

}  // namespace demarche
