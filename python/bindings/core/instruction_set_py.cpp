// SPDX-License-Identifier: MIT
#include "demarche/core/instruction_set.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_instruction_set(py::module_& module) {
  module.def("instruction_sets",
             &instruction_sets,
             "The vector instruction sets that this machine and this build have, least first.");
  module.def("instruction_set", &instruction_set, "The one that kernels use.");
  module.def("use_instruction_set",
             &use_instruction_set,
             py::arg("name"),
             "Have all kernels use the instruction set `name` from now on; \"best\" is the best of "
             "them.\n\n"
             "For the whole process: call it before any work starts.");
}

}  // namespace demarche::python
