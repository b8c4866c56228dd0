// SPDX-License-Identifier: MIT
#include "simulate/cells_at.hpp"

#include <algorithm>
#include <cassert>

#include "core/lane_of.hpp"
#include "demarche/core/aligned.hpp"

namespace demarche {

std::vector<double> cells_at(const Model& model,
                             std::span<const double> parameters,
                             std::span<const double> open_payoffs) {
  const FeatureProgram& program = model.program;
  assert(parameters.size() + open_payoffs.size() == program.num_parameters());
  // Programs compute blocks. All lanes have the values, so that no lane fails by numbers of its
  // own.
  AlignedArray values(program.num_values() * kBlockLanes);
  double* row = values.data();
  for (const std::span<const double> given : {parameters, open_payoffs}) {
    for (const double value : given) {
      std::fill_n(row, kBlockLanes, value);
      row += kBlockLanes;
    }
  }
  AlignedArray cells(program.num_cells() * kBlockLanes);
  program.evaluate_features(values.data());
  program.evaluate_cells(values.data(), cells.data());
  return lane_of(cells.data(), program.num_cells(), 0);
}

}  // namespace demarche
