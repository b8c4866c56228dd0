// SPDX-License-Identifier: MIT
#include "report/text.hpp"

#include <string>

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_text(py::module_& module) {
  module.def(
      "what_if_text",
      [](const std::string& what_if) {
        return what_if_text(what_if_of(from_json<v1::WhatIf>(what_if)));
      },
      py::arg("what_if"),
      "What was changed of a scenario, as a question.");
}

}  // namespace demarche::python
