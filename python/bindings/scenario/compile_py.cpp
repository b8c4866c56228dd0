// SPDX-License-Identifier: MIT
#include "demarche/scenario/compile.hpp"

#include <string>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../messages.hpp"
#include "compiled.hpp"

namespace demarche::python {

void bind_compile(py::module_& module) {
  module.def(
      "compile_scenario",
      [](const std::string& json) {
        return interruptible([&] { return checked(compile(from_json<v1::Scenario>(json))); });
      },
      py::arg("json"),
      "A scenario made in memory, compiled, or None and every problem of it.");
}

}  // namespace demarche::python
