// SPDX-License-Identifier: MIT
#include "demarche/core/instruction_set.hpp"

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kUseDoc = R"doc(
Have all kernels use an instruction set from now on.

For the whole process: call it before any work starts.

Parameters
----------
name : str
    One of `instruction_sets`, or "best" for the last of them.

Raises
------
InvalidArgument
    If there is no such set here; the message names those there are.
)doc";

}  // namespace

void bind_instruction_set(py::module_& module) {
  module.def("instruction_sets",
             &instruction_sets,
             "The vector instruction sets that this machine and this build have, least first.");
  module.def("instruction_set", &instruction_set, "The one that kernels use.");
  module.def("use_instruction_set", &use_instruction_set, py::arg("name"), kUseDoc);
}

}  // namespace demarche::python
