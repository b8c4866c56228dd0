// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_text.hpp"

#include <string>
#include <vector>

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_analysis_text(py::module_& module) {
  module.def(
      "analysis_text",
      [](const std::string& result,
         const std::string& scenario,
         const std::vector<std::string>& of,
         int num_parameters) {
        return analysis_text(from_json<v1::Result>(result),
                             from_json<v1::Scenario>(scenario),
                             {.of = of, .num_parameters = num_parameters});
      },
      py::arg("result"),
      py::arg("scenario"),
      py::arg("of"),
      py::arg("num_parameters"),
      "What a result hinges on, as text.");
}

}  // namespace demarche::python
