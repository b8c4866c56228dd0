// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

namespace demarche {

/// A matrix stored row by row, as games store payoffs and eliminations read them.
using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace demarche
