// SPDX-License-Identifier: MIT
#include "demarche/report/summary.hpp"

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_summary(py::module_& module) {
  module.def(
      "summarise_result",
      [](const std::string& result, const std::string& scenario) {
        return summarise(from_json<v1::Result>(result), from_json<v1::Scenario>(scenario));
      },
      py::arg("result"),
      py::arg("scenario"),
      "What a run found, as text.");
  module.def(
      "summarise_comparison",
      [](const std::string& comparison, const std::string& scenario) {
        return summarise(from_json<v1::ConceptComparison>(comparison),
                         from_json<v1::Scenario>(scenario));
      },
      py::arg("comparison"),
      py::arg("scenario"),
      "What several concepts make of the same draws, as text.");
}

}  // namespace demarche::python
