// SPDX-License-Identifier: MIT
#include "demarche/game/families.hpp"

#include <string>

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kGenerateDoc = R"doc(
Make a game of a family; the same arguments give the same game everywhere.

Parameters
----------
family : str
    A name from `game_families`.
num_strategies : sequence of int
    Per player, each at least 1.
correlation : float
    Of two players' payoffs, in ``[-1 / (players - 1), 1]``.
most : int
    The largest payoff of integer games, at least 1.
num_facilities : int
    Of congestion games, in [1, 20].
is_symmetric : bool
    All players of a congestion game choose from the same sets.
size : int
    k of sgc, in [1, 2000].
lowest_claim : float
    Of the travellers' dilemma, in [-1e9, 1e9].
reward : float
    Of the lowest claim; above 1, at most 1e9.
num_soldiers : int
    Of each player of blotto, in [1, 10000].
num_battlefields : int
    Of blotto, in [1, 100].
seed : int
    64 bits.

Returns
-------
NormalFormGame

Examples
--------
>>> demarche.generate_game("uniform", num_strategies=[2, 3, 4], seed=1).num_strategies
(2, 3, 4)
)doc";

NormalFormGame generate(const std::string& family,
                        const std::vector<int>& num_strategies,
                        double correlation,
                        int most,
                        int num_facilities,
                        bool is_symmetric,
                        int size,
                        double lowest_claim,
                        double reward,
                        int num_soldiers,
                        int num_battlefields,
                        std::uint64_t seed) {
  return generate_game(family,
                       {.num_strategies = num_strategies,
                        .correlation = correlation,
                        .most = most,
                        .num_facilities = num_facilities,
                        .is_symmetric = is_symmetric,
                        .size = size,
                        .lowest_claim = lowest_claim,
                        .reward = reward,
                        .num_soldiers = num_soldiers,
                        .num_battlefields = num_battlefields},
                       seed);
}

}  // namespace

void bind_families(py::module_& module) {
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_num_strategies,
              default_correlation,
              default_most,
              default_num_facilities,
              default_is_symmetric,
              default_size,
              default_lowest_claim,
              default_reward,
              default_num_soldiers,
              default_num_battlefields] = FamilyOptions{};

  py::class_<GameFamily>(module, "GameFamily", "A family of games to try solvers on.")
      .def_readonly("name", &GameFamily::name, "As `generate_game` takes it.")
      .def_readonly("summary", &GameFamily::summary, "One line.")
      .def_readonly("options", &GameFamily::options, "Names of the options that it takes.")
      .def_readonly("is_random", &GameFamily::is_random, "Whether the seed matters.")
      .def("__reduce__",
           [](const GameFamily& self) {
             return py::make_tuple(py::module_::import("demarche._core").attr("find_game_family"),
                                   py::make_tuple(std::string(self.name)));
           })
      .def("__repr__", [](const GameFamily& self) {
        return "<GameFamily '" + std::string(self.name) + "': " + std::string(self.summary) + ">";
      });
  module.def(
      "game_families",
      [] {
        py::typing::List<GameFamily> all;
        for (const GameFamily& family : game_families()) {
          all.append(py::cast(&family, py::return_value_policy::reference));
        }
        return all;
      },
      "All families of games, in the order of their listing.");
  module.def("find_game_family",
             &find_game_family,
             py::arg("name"),
             py::return_value_policy::reference,
             "The family of this name; an unknown one raises `InvalidArgument` with the closest.");
  module.def("generate_game",
             &generate,
             py::arg("family"),
             py::kw_only(),
             py::arg("num_strategies") = default_num_strategies,
             py::arg("correlation") = default_correlation,
             py::arg("most") = default_most,
             py::arg("num_facilities") = default_num_facilities,
             py::arg("is_symmetric") = default_is_symmetric,
             py::arg("size") = default_size,
             py::arg("lowest_claim") = default_lowest_claim,
             py::arg("reward") = default_reward,
             py::arg("num_soldiers") = default_num_soldiers,
             py::arg("num_battlefields") = default_num_battlefields,
             py::arg("seed") = 0,
             py::call_guard<py::gil_scoped_release>(),
             kGenerateDoc);
}

}  // namespace demarche::python
