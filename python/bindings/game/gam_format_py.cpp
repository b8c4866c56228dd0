// SPDX-License-Identifier: MIT
#include "demarche/game/gam_format.hpp"

#include <pybind11/stl/filesystem.h>

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
  module.def("read_gam",
             &read_gam,
             py::arg("path"),
             py::call_guard<py::gil_scoped_release>(),
             "The game of the file at `path` in GameTracer's format; raises `IoError`, or "
             "`InvalidArgument` with "
             "every problem as ``file:line:column: message``.");
  module.def("write_gam",
             &write_gam,
             py::arg("game"),
             py::arg("path"),
             py::call_guard<py::gil_scoped_release>(),
             "Write `game` to `path` in GameTracer's format, without its names; the file appears "
             "whole or not "
             "at all.");
}

}  // namespace demarche::python
