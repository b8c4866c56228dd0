// SPDX-License-Identifier: MIT
#include "demarche/game/efg_format.hpp"

#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "parsed.hpp"

namespace demarche::python {
namespace {

constexpr auto kParseDoc = R"doc(
Read a game from text in Gambit's extensive-form format.

Parameters
----------
text : str
    The contents of a ``.efg`` file.

Returns
-------
ExtensiveGame

Raises
------
InvalidArgument
    With every problem as ``line:column: message``, one a line.

Examples
--------
>>> game = demarche.parse_efg('''EFG 2 R "coin" { "a" } c "" 1 "" { "h" 1/2 "t" 1/2 } 0
... t "" 1 "" { 1 } t "" 2 "" { -1 }''')
>>> game
<ExtensiveGame 'coin': 1 players, 3 nodes, 1 information sets>
)doc";

constexpr auto kReadDoc = R"doc(
Read a game from a file in Gambit's extensive-form format.

Parameters
----------
path : str or os.PathLike
    The file.

Returns
-------
ExtensiveGame

Raises
------
IoError
    If the file cannot be read or is larger than 1 GiB.
InvalidArgument
    With every problem as ``file:line:column: message``, one a line.
)doc";

constexpr auto kFormatDoc = R"doc(
Give a game in Gambit's extensive-form format.

Parameters
----------
game : ExtensiveGame
    The game.

Returns
-------
str
    Payoffs read back exactly; chance's probabilities are fractions that sum to 1 exactly, each
    within 1e-16 of what it was.
)doc";

constexpr auto kWriteDoc = R"doc(
Write a game in Gambit's extensive-form format; the file appears whole or not at all.

Parameters
----------
game : ExtensiveGame
    The game.
path : str or os.PathLike
    The file.

Raises
------
IoError
    If the file cannot be written.
)doc";

}  // namespace

void bind_efg_format(py::module_& module) {
  using Release = py::call_guard<py::gil_scoped_release>;
  module.def(
      "parse_efg",
      [](const std::string& text) { return accepted(parse_efg(text)); },
      py::arg("text"),
      Release(),
      kParseDoc);
  module.def("read_efg", &read_efg, py::arg("path"), Release(), kReadDoc);
  module.def("format_efg", &format_efg, py::arg("game"), Release(), kFormatDoc);
  module.def("write_efg", &write_efg, py::arg("game"), py::arg("path"), Release(), kWriteDoc);
}

}  // namespace demarche::python
