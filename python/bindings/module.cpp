// SPDX-License-Identifier: MIT
#include "bindings.hpp"

namespace demarche::python {

void bind_agent_form(py::module_& module);
void bind_batch(py::module_& module);
void bind_concept(py::module_& module);
void bind_concept_options(py::module_& module);
void bind_correlated_equilibrium(py::module_& module);
void bind_correlation(py::module_& module);
void bind_custom(py::module_& module);
void bind_describe(py::module_& module);
void bind_design(py::module_& module);
void bind_distribution(py::module_& module);
void bind_draw(py::module_& module);
void bind_dynamics(py::module_& module);
void bind_efg_format(py::module_& module);
void bind_error(py::module_& module);
void bind_estimate(py::module_& module);
void bind_explain(py::module_& module);
void bind_extensive_game(py::module_& module);
void bind_extreme_equilibria(py::module_& module);
void bind_factored_game(py::module_& module);
void bind_factored_solution(py::module_& module);
void bind_families(py::module_& module);
void bind_gam_format(py::module_& module);
void bind_game_file(py::module_& module);
void bind_global_newton(py::module_& module);
void bind_instruction_set(py::module_& module);
void bind_iterated_dominance(py::module_& module);
void bind_iterated_polymatrix(py::module_& module);
void bind_lemke_howson(py::module_& module);
void bind_level_k(py::module_& module);
void bind_compile(py::module_& module);
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
void bind_reduced_strategic_form(py::module_& module);
void bind_reprs(py::module_& module);
void bind_responses(py::module_& module);
void bind_result_file(py::module_& module);
void bind_run(py::module_& module);
void bind_save(py::module_& module);
void bind_selection(py::module_& module);
void bind_sequential_moves(py::module_& module);
void bind_simplicial_subdivision(py::module_& module);
void bind_solution_json(py::module_& module);
void bind_solution_text(py::module_& module);
void bind_solve_status(py::module_& module);
void bind_stackelberg(py::module_& module);
void bind_summary(py::module_& module);
void bind_support_enumeration(py::module_& module);
void bind_version(py::module_& module);
void bind_zero_sum(py::module_& module);

}  // namespace demarche::python

// Enums and results come before what mentions them, so that signatures show Python's names.
PYBIND11_MODULE(_core, module) {
  using namespace demarche::python;
  module.doc() = "The compiled part of demarche; its names are public through the package.";

  bind_version(module);
  bind_error(module);
  bind_instruction_set(module);
  bind_normal_form_game(module);
  bind_responses(module);
  bind_nfg_format(module);
  bind_gam_format(module);
  bind_extensive_game(module);
  bind_efg_format(module);
  bind_reduced_strategic_form(module);
  bind_factored_game(module);
  bind_agent_form(module);
  bind_game_file(module);
  bind_families(module);
  bind_design(module);
  bind_distribution(module);
  bind_correlation(module);
  bind_parameter_sampler(module);
  bind_solve_status(module);
  bind_selection(module);
  bind_pure_equilibria(module);
  bind_support_enumeration(module);
  bind_extreme_equilibria(module);
  bind_nash_equilibria(module);
  bind_lemke_howson(module);
  bind_zero_sum(module);
  bind_logit_path(module);
  bind_logit_quantal_response(module);
  bind_global_newton(module);
  bind_iterated_polymatrix(module);
  bind_simplicial_subdivision(module);
  bind_stackelberg(module);
  bind_sequential_moves(module);
  bind_correlated_equilibrium(module);
  bind_iterated_dominance(module);
  bind_level_k(module);
  bind_dynamics(module);
  bind_concept_options(module);
  bind_concept(module);
  bind_factored_solution(module);
  bind_batch(module);
  bind_solution_json(module);
  bind_solution_text(module);
  bind_problem(module);
  bind_model(module);
  bind_compile(module);
  bind_load(module);
  bind_save(module);
  bind_estimate(module);
  bind_run(module);
  bind_custom(module);
  bind_draw(module);
  bind_describe(module);
  bind_explain(module);
  bind_summary(module);
  bind_result_file(module);
  bind_reprs(module);
}
