// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// All cells of a model's program, sums of two others among them, where the parameters and the
/// cells that code computes have these values.
/// @pre There are as many of both as the model has.
[[nodiscard]] std::vector<double> cells_at(const Model& model,
                                           std::span<const double> parameters,
                                           std::span<const double> open_payoffs = {});

}  // namespace demarche
