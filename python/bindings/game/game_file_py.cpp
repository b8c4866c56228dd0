// SPDX-License-Identifier: MIT
#include "demarche/game/game_file.hpp"

#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kReadDoc = R"doc(
Read a game from a file, in the format that its ending names.

Parameters
----------
path : str or os.PathLike
    A ``.nfg``, ``.gam`` or ``.efg`` file; the last as its reduced strategic form.

Returns
-------
NormalFormGame

Raises
------
IoError
    If the file cannot be read.
InvalidArgument
    For another ending, or with every problem as ``file:line:column: message``, one a line.
)doc";

constexpr auto kWriteDoc = R"doc(
Write a game in the format that the ending names.

Parameters
----------
game : NormalFormGame
    The game; all its payoffs finite.
path : str or os.PathLike
    A ``.nfg`` or ``.gam`` file.
nfg_version : NfgVersion
    Of a ``.nfg`` file.

Raises
------
IoError
    If the file cannot be written.
InvalidArgument
    For another ending.
)doc";

}  // namespace

void bind_game_file(py::module_& module) {
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_nfg_version] = WriteGameOptions{};
  module.def(
      "read_game", &read_game, py::arg("path"), py::call_guard<py::gil_scoped_release>(), kReadDoc);
  module.def(
      "write_game",
      [](const NormalFormGame& game, const std::filesystem::path& path, NfgVersion nfg_version) {
        write_game(game, path, {.nfg_version = nfg_version});
      },
      py::arg("game"),
      py::arg("path"),
      py::kw_only(),
      py::arg("nfg_version") = default_nfg_version,
      py::call_guard<py::gil_scoped_release>(),
      kWriteDoc);
}

}  // namespace demarche::python
