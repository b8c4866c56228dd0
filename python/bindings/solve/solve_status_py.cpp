// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_status.hpp"

#include <pybind11/native_enum.h>

#include "../bindings.hpp"

namespace demarche::python {

void bind_solve_status(py::module_& module) {
  py::native_enum<SolveStatus>(module,
                               "SolveStatus",
                               "enum.Enum",
                               "How a solver ended. An answer is given only with `converged`.")
      .value("converged", SolveStatus::converged)
      .value("no_equilibrium", SolveStatus::no_equilibrium)
      .value("iteration_limit", SolveStatus::iteration_limit)
      .value("numerical_failure", SolveStatus::numerical_failure)
      .value("not_finite", SolveStatus::not_finite)
      .finalize();
}

}  // namespace demarche::python
