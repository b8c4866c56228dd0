// SPDX-License-Identifier: MIT
#include "demarche/game/tree_play.hpp"

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kNodesDoc = R"doc(
Give the probability that play comes to each node of a tree.

Parameters
----------
game : ExtensiveGame
    The tree.
profiles : sequence of profiles
    Mixtures of the strategies of `reduced_strategic_form`, one probability vector per player each.

Returns
-------
list of numpy.ndarray
    For each profile, a number for each node.

Raises
------
InvalidArgument
    If a profile does not fit the game.
)doc";

constexpr auto kGroupsDoc = R"doc(
Sort profiles of a tree's strategic form by what is played.

Parameters
----------
game : ExtensiveGame
    The tree.
profiles : sequence of profiles
    Mixtures of the strategies of `reduced_strategic_form`, such as `Solution.equilibria`.

Returns
-------
list of list of int
    Places among the profiles. Those in one group differ only where play never comes.

Raises
------
InvalidArgument
    If a profile does not fit the game.

Examples
--------
>>> entry = demarche.make_extensive_game(
...     ["first", "second"],
...     demarche.Move(
...         "first",
...         {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
...     ),
... )
>>> solution = demarche.solve_game(entry, concept="nash")
>>> len(solution.equilibria), demarche.group_by_play(entry, solution.equilibria)
(3, [[0, 1], [2]])
)doc";

}  // namespace

void bind_tree_play(py::module_& module) {
  module.def(
      "node_probabilities",
      [](const ExtensiveGame& game, const std::vector<MixedProfile>& profiles) {
        return to_arrays(node_probabilities(game, profiles));
      },
      py::arg("game"),
      py::arg("profiles"),
      kNodesDoc);
  module.def(
      "group_by_play",
      [](const ExtensiveGame& game, const std::vector<MixedProfile>& profiles) {
        return group_by_play(game, profiles);
      },
      py::arg("game"),
      py::arg("profiles"),
      kGroupsDoc);
}

}  // namespace demarche::python
