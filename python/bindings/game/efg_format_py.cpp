// SPDX-License-Identifier: MIT
#include "demarche/game/efg_format.hpp"

#include "../bindings.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "parsed.hpp"

namespace demarche::python {
namespace {

constexpr auto kParseDoc = R"doc(
Read a game from text in Gambit's extensive-form format, as its reduced strategic form.

Parameters
----------
text : str
    The contents of a ``.efg`` file.

Returns
-------
NormalFormGame
    Strategies have an action at each information set that own choices do not exclude.

Raises
------
InvalidArgument
    With every problem as ``line:column: message``, one a line; or if the form is too large.
)doc";

}  // namespace

void bind_efg_format(py::module_& module) {
  module.def(
      "parse_efg",
      [](const std::string& text) { return reduced_strategic_form(accepted(parse_efg(text))); },
      py::arg("text"),
      py::call_guard<py::gil_scoped_release>(),
      kParseDoc);
}

}  // namespace demarche::python
