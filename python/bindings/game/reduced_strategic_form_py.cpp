// SPDX-License-Identifier: MIT
#include "demarche/game/reduced_strategic_form.hpp"

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Give the reduced strategic form of an extensive game.

A reduced strategy has an action at each information set that the player's own other choices do not
exclude. It is named by its actions in the order of the tree, ``in, fight``; where that would be
unclear, by their numbers, ``*`` where none is chosen: ``1*2``.

Parameters
----------
game : ExtensiveGame
    The game; it needs no perfect recall.

Returns
-------
NormalFormGame

Raises
------
InvalidArgument
    If the form would be too large or take too long; sizes are in the message.

Examples
--------
>>> entry = demarche.make_extensive_game(
...     ["first", "second"],
...     demarche.Move(
...         "first",
...         {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
...     ),
... )
>>> demarche.reduced_strategic_form(entry).payoffs[0]
array([[ 0.,  0.],
       [-1.,  2.]])
)doc";

}  // namespace

void bind_reduced_strategic_form(py::module_& module) {
  module.def("reduced_strategic_form",
             &reduced_strategic_form,
             py::arg("game"),
             py::call_guard<py::gil_scoped_release>(),
             kDoc);
}

}  // namespace demarche::python
