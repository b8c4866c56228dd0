// SPDX-License-Identifier: MIT
#include "demarche/analyze/sensitivity.hpp"

#include <array>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "../rows.hpp"

namespace demarche::python {

void bind_sensitivity(py::module_& module) {
  module.def(
      "first_order_indices",
      [](const DoubleArray& inputs, const DoubleArray& outputs) {
        const auto input_rows = rows_of("inputs", inputs);
        const auto output_rows = rows_of("outputs", outputs);
        SensitivityTable table;
        {
          const py::gil_scoped_release release;
          table = first_order_indices(input_rows, output_rows);
        }
        std::array<std::vector<double>, 4> numbers;
        for (const IntervalEstimate& estimate : table.indices) {
          numbers[0].push_back(estimate.value);
          numbers[1].push_back(estimate.standard_error);
          numbers[2].push_back(estimate.low);
          numbers[3].push_back(estimate.high);
        }
        const std::vector<py::ssize_t> shape = {static_cast<py::ssize_t>(table.num_outputs),
                                                static_cast<py::ssize_t>(table.num_inputs)};
        py::typing::List<py::array_t<double>> arrays;
        for (auto& of : numbers) {
          arrays.append(take_array(std::move(of), shape));
        }
        return arrays;
      },
      py::arg("inputs"),
      py::arg("outputs"),
      "First-order indices, standard errors and ends of intervals; a row per input and per "
      "output.");
}

}  // namespace demarche::python
