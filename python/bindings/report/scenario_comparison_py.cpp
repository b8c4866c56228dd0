// SPDX-License-Identifier: MIT
#include "demarche/report/scenario_comparison.hpp"

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_scenario_comparison(py::module_& module) {
  module.def(
      "summarise_scenario_comparison",
      [](const std::string& comparison, const std::string& scenario) {
        return summarise(from_json<v1::ScenarioComparison>(comparison),
                         from_json<v1::Scenario>(scenario));
      },
      py::arg("comparison"),
      py::arg("scenario"),
      "How two scenarios differ, as text; the scenario is the first of them.");
}

}  // namespace demarche::python
