// SPDX-License-Identifier: MIT
#include "core/byte_count.hpp"

#include <string>

#include "../bindings.hpp"

namespace demarche::python {

void bind_byte_count(py::module_& module) {
  module.def(
      "parse_byte_count",
      [](const std::string& text) { return parse_byte_count(text); },
      py::arg("text"),
      "A number of bytes such as \"4G\", or None unless it is one from 1 to 2^63.");
}

}  // namespace demarche::python
