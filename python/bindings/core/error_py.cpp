// SPDX-License-Identifier: MIT
#include "demarche/core/error.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_error(py::module_& module) {
  py::register_exception<InvalidArgument>(module, "InvalidArgument", PyExc_ValueError)
      .attr("__doc__") =
      "An argument breaks its contract: a shape, a range, a NaN. The message names argument, rule "
      "and value.";
  py::register_exception<IoError>(module, "IoError", PyExc_OSError).attr("__doc__") =
      "A file, a disk or a schema failed. The message names the path.";
}

}  // namespace demarche::python
