// SPDX-License-Identifier: MIT
#include "demarche/scenario/model.hpp"

#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../messages.hpp"
#include "demarche/scenario/compile.hpp"

namespace demarche::python {
namespace {

/// Actors with the levers of each of their tables.
using OpenPayoffs = std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>>;

}  // namespace

// Python's Model is made of this and the Scenario.
void bind_model(py::module_& module) {
  py::class_<Model>(module, "CompiledModel", "A scenario compiled: nothing is left to interpret.")
      .def_property_readonly(
          "scenario",
          [](const Model& self) { return to_json(self.scenario); },
          "What was compiled, as JSON.")
      .def(
          "opened",
          [](const Model& self, const OpenPayoffs& open) {
            std::vector<OpenPayoff> payoffs;
            for (const auto& [actor, tables] : open) {
              payoffs.push_back({actor, tables});
            }
            Model opened = interruptible([&] { return compile(self.scenario, payoffs); }).value();
            opened.what_if = self.what_if;
            return opened;
          },
          py::arg("open"),
          "The scenario compiled with these payoffs left to code.")
      .def_property_readonly(
          "open_tables",
          [](const Model& self) {
            std::vector<std::pair<int, std::vector<int>>> tables;
            for (const OpenTable& table : self.open_tables) {
              tables.emplace_back(table.actor, table.sizes);
            }
            return tables;
          },
          "Of each table that code fills: the actor's number and the lengths of the axes.")
      .def_readonly(
          "warnings", &Model::warnings, "What was found in the scenario, short of errors.")
      .def_readonly("digest", &Model::digest, "Of the scenario, \"xxh128:\" and 32 hex digits.")
      .def_property_readonly(
          "num_strategies",
          [](const Model& self) {
            std::vector<std::size_t> sizes;
            for (const FactoredPlayer& player : self.shape.players) {
              sizes.push_back(player.strategies.size());
            }
            return sizes;
          },
          "Number of strategies of each actor.")
      .def_property_readonly(
          "num_profiles",
          [](const Model& self) { return self.shape.num_profiles(); },
          "Number of joint profiles, as a float because it may be astronomic.")
      .def_property_readonly(
          "num_cells",
          [](const Model& self) { return self.program.num_cells(); },
          "Cells of payoff tables, precisions and queries that a draw fills.");
}

}  // namespace demarche::python
