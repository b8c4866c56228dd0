// SPDX-License-Identifier: MIT
#include "demarche/solve/level_k.hpp"

#include "../bindings.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kLevelKDoc = R"doc(
What players of bounded depth do: level k best responds to others of level k - 1.

Parameters
----------
level : int
    Steps of reasoning of every player, at least 0: level 0 plays all strategies alike.
tie_tolerance : float
    Payoffs closer than this, relative to their spread, are a tie.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.LevelK(level=1).solve(game)
[array([0., 1.]), array([0., 1.])]
)doc";

constexpr auto kHierarchyDoc = R"doc(
What a population of players of different depth does: levels are Poisson.

Parameters
----------
mean_level : float
    Of the Poisson distribution of levels, in [0, 50].
tie_tolerance : float
    Payoffs closer than this, relative to their spread, are a tie.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.CognitiveHierarchy(mean_level=0).solve(game)[0]
array([0.5, 0.5])
)doc";

constexpr auto kSolveDoc = "What each player of `game` does: one probability vector per player.";

/// Solves without the interpreter's lock.
template <class Solver>
ArrayList solve(const Kept<Solver>& solver, const NormalFormGame& game) {
  MixedProfile profile;
  {
    const py::gil_scoped_release release;
    profile = solver.solve(game);
  }
  return to_arrays(profile);
}

}  // namespace

void bind_level_k(py::module_& module) {
  // Defaults come from the header; a field added there stops these lines from compiling.
  const auto [default_level, default_tie_tolerance] = LevelK::Options{};
  const auto [default_mean_level, default_hierarchy_tolerance] = CognitiveHierarchy::Options{};

  py::class_<Kept<LevelK>> level_k(module, "LevelK", kLevelKDoc);
  level_k
      .def(py::init([](int level, double tie_tolerance) {
             return Kept<LevelK>({.level = level, .tie_tolerance = tie_tolerance});
           }),
           py::kw_only(),
           py::arg("level") = default_level,
           py::arg("tie_tolerance") = default_tie_tolerance)
      .def("solve", &solve<LevelK>, py::arg("game"), kSolveDoc);
  bind_options(level_k,
               {"level", "tie_tolerance"},
               &LevelK::Options::level,
               &LevelK::Options::tie_tolerance);
  py::class_<Kept<CognitiveHierarchy>> cognitive_hierarchy(
      module, "CognitiveHierarchy", kHierarchyDoc);
  cognitive_hierarchy
      .def(py::init([](double mean_level, double tie_tolerance) {
             return Kept<CognitiveHierarchy>(
                 {.mean_level = mean_level, .tie_tolerance = tie_tolerance});
           }),
           py::kw_only(),
           py::arg("mean_level") = default_mean_level,
           py::arg("tie_tolerance") = default_hierarchy_tolerance)
      .def("solve", &solve<CognitiveHierarchy>, py::arg("game"), kSolveDoc);
  bind_options(cognitive_hierarchy,
               {"mean_level", "tie_tolerance"},
               &CognitiveHierarchy::Options::mean_level,
               &CognitiveHierarchy::Options::tie_tolerance);
}

}  // namespace demarche::python
