// SPDX-License-Identifier: MIT
#include "demarche/core/version.hpp"

#include <string>

#include "../bindings.hpp"

namespace demarche::python {

void bind_version(py::module_& module) {
  module.attr("__version__") = std::string(version());
}

}  // namespace demarche::python
