// SPDX-License-Identifier: MIT
#include "demarche/scenario/compile.hpp"

#include <string>
#include <vector>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../messages.hpp"
#include "compiled.hpp"
#include "demarche/scenario/what_if.hpp"

namespace demarche::python {

void bind_compile(py::module_& module) {
  module.def(
      "compile_scenario",
      [](const std::string& json) {
        return interruptible([&] { return checked(compile(from_json<v1::Scenario>(json))); });
      },
      py::arg("json"),
      "A scenario made in memory, compiled, or None and every problem of it.");
  module.def(
      "check_with_variants",
      [](const std::string& json) {
        return interruptible(
            [&] { return all_problems(compile_with_variants(from_json<v1::Scenario>(json))); });
      },
      py::arg("json"),
      "Every problem of a scenario made in memory, and those that only its variants have.");
  module.def(
      "compile_changed",
      [](const std::string& json, const std::string& what_if) {
        return interruptible([&] {
          return checked(compile_changed(from_json<v1::Scenario>(json),
                                         what_if_of(from_json<v1::WhatIf>(what_if))));
        });
      },
      py::arg("json"),
      py::arg("what_if"),
      "The same for the scenario with changes that ask what if; results state the changes.");
}

}  // namespace demarche::python
