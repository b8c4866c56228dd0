// SPDX-License-Identifier: MIT
#include "report/text.hpp"

#include <string>
#include <vector>

#include "../bindings.hpp"

namespace demarche::python {

void bind_text(py::module_& module) {
  module.def(
      "what_if_text",
      [](const std::vector<std::string>& set,
         const std::vector<std::string>& fix,
         const std::string& precision,
         double widen) {
        return what_if_text({.set = set, .fix = fix, .precision = precision, .widen = widen});
      },
      py::arg("set"),
      py::arg("fix"),
      py::arg("precision"),
      py::arg("widen"),
      "What was changed of a scenario, as a question.");
}

}  // namespace demarche::python
