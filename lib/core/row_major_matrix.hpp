// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>

namespace demarche {

/// Row by row, as games keep payoffs and eliminations go.
using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace demarche
