// SPDX-License-Identifier: MIT
#include "demarche/simulate/compare_scenarios.hpp"

#include <string>
#include <utility>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "interruptible_run.hpp"

namespace demarche::python {

void bind_compare_scenarios(py::module_& module) {
  module.def(
      "compare_scenarios",
      [](const Model& first,
         const RunSettings& first_settings,
         const Model& second,
         const RunSettings& second_settings,
         const py::object& progress) {
        v1::ScenarioComparison comparison;
        const bool interrupted =
            run_interruptibly(first_settings, progress, [&](const RunSettings& own) {
              comparison = compare_scenarios(first, own, second, second_settings);
            });
        return std::pair(to_json(comparison), interrupted);
      },
      py::arg("first"),
      py::arg("first_settings"),
      py::arg("second"),
      py::arg("second_settings"),
      py::arg("progress"),
      "Two scenarios on paired draws: the comparison, and whether Ctrl-C stopped it.");
}

}  // namespace demarche::python
