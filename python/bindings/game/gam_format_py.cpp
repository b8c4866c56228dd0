// SPDX-License-Identifier: MIT
#include "demarche/game/gam_format.hpp"

#include "../bindings.hpp"
#include "parsed.hpp"

namespace demarche::python {
namespace {

constexpr auto kParseDoc = R"doc(
Read a game from text in GameTracer's format, which QuantEcon reads, too.

Parameters
----------
text : str
    The contents of a ``.gam`` file.

Returns
-------
NormalFormGame

Raises
------
InvalidArgument
    With every problem as ``line:column: message``, one a line.

Examples
--------
>>> demarche.parse_gam("2 2 2  1 -1 -1 1  -1 1 1 -1").payoffs[0]
array([[ 1., -1.],
       [-1.,  1.]])
)doc";

}  // namespace

void bind_gam_format(py::module_& module) {
  module.def(
      "parse_gam",
      [](const std::string& text) { return accepted(parse_gam(text)); },
      py::arg("text"),
      py::call_guard<py::gil_scoped_release>(),
      kParseDoc);
  module.def("format_gam",
             &format_gam,
             py::arg("game"),
             "The game as text in GameTracer's format, without its names.");
}

}  // namespace demarche::python
