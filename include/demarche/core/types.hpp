// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <bitset>
#include <cstddef>

namespace demarche {

using Index = Eigen::Index;      ///< Of rows and columns.
using Vector = Eigen::VectorXd;  ///< A column of doubles.
using Matrix = Eigen::MatrixXd;  ///< Column-major, as Eigen has it.

/// Draws of one block. Block arrays are row-major [row][lane] with this many lanes: lanes fastest,
/// so that kernels run across draws. The partition into blocks is by draw number alone.
inline constexpr std::size_t kBlockLanes = 128;

/// A subset of the draws of one block: bit `lane` tells whether that draw belongs to it.
using LaneSet = std::bitset<kBlockLanes>;

}  // namespace demarche
