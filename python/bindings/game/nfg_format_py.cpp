// SPDX-License-Identifier: MIT
#include "demarche/game/nfg_format.hpp"

#include <pybind11/native_enum.h>
#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "parsed.hpp"

namespace demarche::python {
namespace {

constexpr auto kParseDoc = R"doc(
Read a game from text in Gambit's strategic-form format.

Parameters
----------
text : str
    The contents of a ``.nfg`` file, of its payoff or its outcome version.

Returns
-------
NormalFormGame

Raises
------
InvalidArgument
    With every problem as ``line:column: message``, one a line.

Examples
--------
>>> game = demarche.parse_nfg('NFG 1 R "Penny" { "A" "B" } { 2 2 } 1 -1 -1 1 -1 1 1 -1')
>>> game.player_names
['A', 'B']
)doc";

constexpr auto kReadDoc = R"doc(
Read a game from a ``.nfg`` file.

Parameters
----------
path : str or os.PathLike
    The file.

Raises
------
IoError
    If the file cannot be read.
InvalidArgument
    With every problem as ``file:line:column: message``, one a line.
)doc";

constexpr auto kWriteDoc = R"doc(
Write a game to a ``.nfg`` file.

Parameters
----------
game : NormalFormGame
    The game; all its payoffs finite.
path : str or os.PathLike
    The file.
version : NfgVersion
    With payoffs or with outcomes.

Raises
------
IoError
    If the file cannot be written.
)doc";

}  // namespace

void bind_nfg_format(py::module_& module) {
  py::native_enum<NfgVersion>(
      module, "NfgVersion", "enum.Enum", "The two versions of Gambit's strategic format.")
      .value("payoffs", NfgVersion::payoffs)
      .value("outcomes", NfgVersion::outcomes)
      .finalize();
  module.def(
      "parse_nfg",
      [](const std::string& text) { return accepted(parse_nfg(text)); },
      py::arg("text"),
      py::call_guard<py::gil_scoped_release>(),
      kParseDoc);
  module.def(
      "read_nfg", &read_nfg, py::arg("path"), py::call_guard<py::gil_scoped_release>(), kReadDoc);
  module.def("format_nfg",
             &format_nfg,
             py::arg("game"),
             py::kw_only(),
             py::arg("version") = NfgVersion::payoffs,
             "The game as text in this `version` of Gambit's format; numbers read back exactly.");
  module.def("write_nfg",
             &write_nfg,
             py::arg("game"),
             py::arg("path"),
             py::kw_only(),
             py::arg("version") = NfgVersion::payoffs,
             py::call_guard<py::gil_scoped_release>(),
             kWriteDoc);
}

}  // namespace demarche::python
