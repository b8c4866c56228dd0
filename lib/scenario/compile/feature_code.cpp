// SPDX-License-Identifier: MIT
#include "scenario/compile/feature_code.hpp"

#include <algorithm>

namespace demarche {

bool reads_earlier_values(std::size_t num_parameters,
                          const std::vector<FeatureProgram::Instruction>& features) {
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto& [op, arguments, constant, coefficients] = features[i];
    const bool is_sum = op == Operator::add;
    if (coefficients.size() != (is_sum ? arguments.size() : 0) ||
        std::any_of(arguments.begin(), arguments.end(), [&](std::uint32_t value) {
          return value >= num_parameters + i;
        })) {
      return false;
    }
  }
  return true;
}

bool reads_values(const std::vector<FeatureProgram::Cell>& cells, std::size_t num_values) {
  return std::all_of(cells.begin(), cells.end(), [&](const FeatureProgram::Cell& cell) {
    return cell.coefficients.size() == cell.values.size() &&
           std::all_of(cell.values.begin(), cell.values.end(), [&](std::uint32_t value) {
             return value < num_values;
           });
  });
}

}  // namespace demarche
