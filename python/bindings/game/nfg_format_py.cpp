// SPDX-License-Identifier: MIT
#include "demarche/game/nfg_format.hpp"

#include <fmt/format.h>
#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"

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

NormalFormGame parse(const std::string& text) {
  ParsedNfg parsed = parse_nfg(text);
  if (!parsed.game) {
    std::string message;
    for (const NfgProblem& problem : parsed.problems) {
      message += fmt::format("{}{}:{}: {}",
                             message.empty() ? "" : "\n",
                             problem.line,
                             problem.column,
                             problem.message);
    }
    throw InvalidArgument(message);
  }
  return std::move(*parsed.game);
}

}  // namespace

void bind_nfg_format(py::module_& module) {
  module.def("parse_nfg", &parse, py::arg("text"), kParseDoc);
  module.def("read_nfg",
             &read_nfg,
             py::arg("path"),
             py::call_guard<py::gil_scoped_release>(),
             "Read a game from a ``.nfg`` file.\n\n"
             "Parameters\n----------\npath : str or os.PathLike\n    The file.\n\n"
             "Raises\n------\nIoError\n    If the file cannot be read.\nInvalidArgument\n"
             "    With every problem as ``file:line:column: message``, one a line.");
  module.def("format_nfg",
             &format_nfg,
             py::arg("game"),
             "The game as text in Gambit's payoff version; numbers read back exactly.");
  module.def("write_nfg",
             &write_nfg,
             py::arg("game"),
             py::arg("path"),
             py::call_guard<py::gil_scoped_release>(),
             "Write a game to a ``.nfg`` file.\n\n"
             "Parameters\n----------\ngame : NormalFormGame\n    The game.\n"
             "path : str or os.PathLike\n    The file.\n\n"
             "Raises\n------\nIoError\n    If the file cannot be written.");
}

}  // namespace demarche::python
