// SPDX-License-Identifier: MIT
#include "demarche/report/explain.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_explain(py::module_& module) {
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_actor, default_profile, default_width] = ExplainSettings{};
  (void)default_width;  // Python prints lines of the default width.
  module.def(
      "explain",
      [](const Model& model,
         const Draw& draw,
         const std::string& actor,
         const std::string& profile) {
        return explain(model, draw, {.actor = actor, .profile = profile});
      },
      py::arg("model"),
      py::arg("draw"),
      py::kw_only(),
      py::arg("actor") = default_actor,
      py::arg("profile") = default_profile,
      py::call_guard<py::gil_scoped_release>(),
      "One draw as text, term by term.");
}

}  // namespace demarche::python
