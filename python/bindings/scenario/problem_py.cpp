// SPDX-License-Identifier: MIT
#include "demarche/scenario/problem.hpp"

#include <string>

#include "../bindings.hpp"

namespace demarche::python {
namespace {

std::string severity_name(const Problem& problem) {
  return problem.severity == Severity::warning ? "warning" : "error";
}

}  // namespace

void bind_problem(py::module_& module) {
  py::class_<Problem>(module, "Problem", "One thing wrong with a scenario.")
      .def(py::init([](const std::string& message, const std::string& path) {
             return Problem{.file = {}, .position = {}, .path = path, .message = message};
           }),
           py::arg("message"),
           py::kw_only(),
           py::arg("path") = "")
      .def_readonly("file", &Problem::file, "The file; empty for a scenario made in memory.")
      .def_property_readonly(
          "line",
          [](const Problem& self) { return self.position.line; },
          "Counted from 1; 0 where it is unknown (binary, memory).")
      .def_property_readonly(
          "column",
          [](const Problem& self) { return self.position.column; },
          "Counted from 1; 0 where it is unknown.")
      .def_readonly(
          "path", &Problem::path, "The element, for example \"actor us, payoff term thaw\".")
      .def_readonly("message", &Problem::message, "What was found and what would fit.")
      .def_property_readonly(
          "severity",
          [](const Problem& self) { return severity_name(self); },
          "Either \"error\", or \"warning\" where the scenario can be run all the same.")
      .def_readonly("rule",
                    &Problem::rule,
                    "The kind of a warning, for example \"unused\"; empty for an error.")
      .def("__str__", &Problem::to_string)
      .def("__repr__", [](const Problem& self) { return "<Problem: " + self.to_string() + ">"; })
      .def(py::pickle(
          [](const Problem& self) {
            return py::make_tuple(self.file,
                                  self.position.line,
                                  self.position.column,
                                  self.path,
                                  self.message,
                                  self.severity == Severity::warning,
                                  self.rule);
          },
          [](const py::tuple& state) {
            return Problem{state[0].cast<std::string>(),
                           {state[1].cast<int>(), state[2].cast<int>()},
                           state[3].cast<std::string>(),
                           state[4].cast<std::string>(),
                           state[5].cast<bool>() ? Severity::warning : Severity::error,
                           state[6].cast<std::string>()};
          }));
}

}  // namespace demarche::python
