// SPDX-License-Identifier: MIT
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::python {

namespace py = pybind11;

/// An argument that becomes a C-ordered array of doubles, by a copy where it is not one already.
using DoubleArray = py::array_t<double, py::array::c_style | py::array::forcecast>;
/// One probability vector per player.
using ArrayList = py::typing::List<py::array_t<double>>;

[[nodiscard]] py::array_t<double> to_array(const std::vector<double>& values);
[[nodiscard]] ArrayList to_arrays(const MixedProfile& profile);
[[nodiscard]] py::typing::List<ArrayList> to_arrays(const std::vector<MixedProfile>& profiles);
/// An array of this shape that takes over `values`, row-major.
[[nodiscard]] py::array_t<double> take_array(std::vector<double> values,
                                             const std::vector<py::ssize_t>& shape);

/// @throws InvalidArgument with both shapes unless `profile` has a probability for each of the
/// game's strategies.
void check_profile(const NormalFormGame& game, const MixedProfile& profile);
/// @throws InvalidArgument unless `player` is one of the game's.
void check_player(const NormalFormGame& game, py::ssize_t player);

void bind_concept(py::module_& module);
void bind_correlated_equilibrium(py::module_& module);
void bind_correlation(py::module_& module);
void bind_describe(py::module_& module);
void bind_design(py::module_& module);
void bind_distribution(py::module_& module);
void bind_draw(py::module_& module);
void bind_dynamics(py::module_& module);
void bind_error(py::module_& module);
void bind_efg_format(py::module_& module);
void bind_estimate(py::module_& module);
void bind_explain(py::module_& module);
void bind_extreme_equilibria(py::module_& module);
void bind_families(py::module_& module);
void bind_gam_format(py::module_& module);
void bind_game_file(py::module_& module);
void bind_global_newton(py::module_& module);
void bind_iterated_dominance(py::module_& module);
void bind_iterated_polymatrix(py::module_& module);
void bind_lemke_howson(py::module_& module);
void bind_level_k(py::module_& module);
void bind_load(py::module_& module);
void bind_logit_path(py::module_& module);
void bind_logit_quantal_response(py::module_& module);
void bind_model(py::module_& module);
void bind_nash_equilibria(py::module_& module);
void bind_nfg_format(py::module_& module);
void bind_normal_form_game(py::module_& module);
void bind_parameter_sampler(py::module_& module);
void bind_problem(py::module_& module);
void bind_pure_equilibria(py::module_& module);
void bind_result_file(py::module_& module);
void bind_run(py::module_& module);
void bind_save(py::module_& module);
void bind_selection(py::module_& module);
void bind_sequential_moves(py::module_& module);
void bind_simplicial_subdivision(py::module_& module);
void bind_solution_json(py::module_& module);
void bind_solve_status(py::module_& module);
void bind_stackelberg(py::module_& module);
void bind_summary(py::module_& module);
void bind_support_enumeration(py::module_& module);
void bind_version(py::module_& module);
void bind_zero_sum(py::module_& module);

}  // namespace demarche::python
