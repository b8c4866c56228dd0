// SPDX-License-Identifier: MIT
#include "demarche/solve/concept_options.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "../bindings.hpp"
#include "../values.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche::python {
namespace {

/// The type of an option as numpydoc writes it.
std::string type_text(const OptionDescription& option) {
  switch (option.type) {
    case OptionType::number:
      return "float";
    case OptionType::integer:
    case OptionType::player:
      return "int";
    case OptionType::players:
    case OptionType::strategies:
      return "sequence of int";
    case OptionType::choice:
      break;
  }
  return option.name == "selection" ? "Selection" : "CorrelatedObjective";
}

std::string_view type_name(OptionType type) {
  switch (type) {
    case OptionType::number:
      return "number";
    case OptionType::integer:
      return "integer";
    case OptionType::player:
      return "player";
    case OptionType::players:
      return "players";
    case OptionType::strategies:
      return "strategies";
    case OptionType::choice:
      break;
  }
  return "choice";
}

/// "Time budget per game, in seconds: a number above 0."
std::string sentence(const OptionDescription& option) {
  std::string text(option.help);
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (!option.unit.empty()) {
    text += fmt::format(", in {}", option.unit);
  }
  return fmt::format("{} ({}).", text, option.values_text());
}

std::string options_doc() {
  std::string doc =
      "What a user may set for any solution concept; `Concept.reads` lists what each takes.\n\n"
      "Parameters\n----------\n";
  for (const OptionDescription& option : option_table()) {
    doc += fmt::format("{} : {}\n    {} Default: {}.\n",
                       option.name,
                       type_text(option),
                       sentence(option),
                       option.default_text());
  }
  return doc + "\nExamples\n--------\n>>> demarche.ConceptOptions(precision=2.5).precision\n2.5\n";
}

void bind_options(py::module_& module) {
  using Options = ConceptOptions;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_precision,
              default_max_iterations,
              default_max_seconds,
              default_tolerance,
              default_player,
              default_order,
              default_start,
              default_level,
              default_mean_level,
              default_objective,
              default_selection] = Options{};
  py::class_<Options> options(module, "ConceptOptions", options_doc().c_str());
  options.def(py::init([](double precision,
                          int max_iterations,
                          double max_seconds,
                          double tolerance,
                          int player,
                          const std::vector<int>& order,
                          const std::vector<int>& start,
                          int level,
                          double mean_level,
                          CorrelatedObjective objective,
                          Selection selection) {
                Options made{.precision = precision,
                             .max_iterations = max_iterations,
                             .max_seconds = max_seconds,
                             .tolerance = tolerance,
                             .player = player,
                             .order = order,
                             .start = start,
                             .level = level,
                             .mean_level = mean_level,
                             .objective = objective,
                             .selection = selection};
                check_options(made);
                return made;
              }),
              py::kw_only(),
              py::arg("precision") = default_precision,
              py::arg("max_iterations") = default_max_iterations,
              py::arg("max_seconds") = default_max_seconds,
              py::arg("tolerance") = default_tolerance,
              py::arg("player") = default_player,
              py::arg("order") = default_order,
              py::arg("start") = default_start,
              py::arg("level") = default_level,
              py::arg("mean_level") = default_mean_level,
              py::arg("objective") = default_objective,
              py::arg("selection") = default_selection);
  options.def(pickled(&Options::precision,
                      &Options::max_iterations,
                      &Options::max_seconds,
                      &Options::tolerance,
                      &Options::player,
                      &Options::order,
                      &Options::start,
                      &Options::level,
                      &Options::mean_level,
                      &Options::objective,
                      &Options::selection));
  for (const OptionDescription& option : option_table()) {
    const std::string name(option.name);
    std::visit(
        [&](auto field) { options.def_readonly(name.c_str(), field, sentence(option).c_str()); },
        option.field);
  }
}

void bind_table(py::module_& module) {
  using Row = OptionDescription;
  py::class_<Row>(module, "OptionDescription", "What there is to know about an option of concepts.")
      .def_readonly("name", &Row::name, "The keyword.")
      .def_property_readonly(
          "type",
          [](const Row& self) { return type_name(self.type); },
          "How it is written: number, integer, player, players, strategies or choice.")
      .def_property_readonly("values", &Row::values_text, "What it may be, in words.")
      .def_property_readonly("default", &Row::default_text, "Its default, as text.")
      .def_readonly("unit", &Row::unit, "Its unit; empty if it has none.")
      .def_readonly("help", &Row::help, "What it means, in a line.")
      .def_readonly("is_of_scenario", &Row::is_of_scenario, "A scenario states it itself.")
      .def_property_readonly(
          "concepts",
          [](const Row& self) { return readers(self.field); },
          "Names of the concepts that read it.")
      .def("__reduce__",
           [](const Row& self) {
             return py::make_tuple(py::module_::import("demarche._core").attr("find_option"),
                                   py::make_tuple(std::string(self.name)));
           })
      .def("__repr__", [](const Row& self) {
        return fmt::format("<OptionDescription '{}': {}>", self.name, self.help);
      });
  module.def(
      "option_table",
      [] {
        py::typing::List<Row> all;
        for (const Row& option : option_table()) {
          all.append(py::cast(&option, py::return_value_policy::reference));
        }
        return all;
      },
      "All options of solution concepts.\n\n"
      "Examples\n--------\n"
      ">>> {option.name: option.default for option in demarche.option_table()}[\"mean_level\"]\n"
      "'1.5'");
  module.def("find_option",
             &find_option,
             py::arg("name"),
             py::return_value_policy::reference,
             "The option of this name; an unknown one raises `InvalidArgument` with the closest.");
  module.def(
      "require_read",
      [](const std::string& name, const std::vector<std::string>& concept_names) {
        require_read(find_option(name), concept_names, name);
      },
      py::arg("name"),
      py::arg("concept_names"),
      "Raises `InvalidArgument` unless one of these concepts reads the option called `name`.");
}

}  // namespace

void bind_concept_options(py::module_& module) {
  bind_options(module);
  bind_table(module);
}

}  // namespace demarche::python
