// SPDX-License-Identifier: MIT
#include "cli/result_argument.hpp"

#include <fmt/format.h>

#include "cli/scenario_argument.hpp"
#include "demarche/core/error.hpp"
#include "demarche/report/result_table.hpp"
#include "report/text.hpp"

namespace demarche::cli {

void add_scenario_of_result(CLI::App& command, std::string& scenario) {
  command.add_option("--scenario",
                     scenario,
                     "the scenario of the result, for the names of its elements; default: the "
                     "bundled one if it is the same, else ids are printed");
}

v1::Scenario scenario_of_result(const v1::Result& result, const std::string& argument) {
  if (!argument.empty()) {
    const Model model =
        load_changed(argument, what_if_of(result), Warnings::hidden, result.variant_id());
    if (model.digest != result.scenario_digest()) {
      throw InputError(
          fmt::format("{} is not the scenario of the result: its digest is {}, the "
                      "result's {}",
                      argument,
                      model.digest,
                      result.scenario_digest()));
    }
    return model.scenario;
  }
  if (const auto path = find_bundled(result.scenario_id())) {
    try {
      const Model model =
          load_changed(path->string(), what_if_of(result), Warnings::hidden, result.variant_id());
      if (model.digest == result.scenario_digest()) {
        return model.scenario;
      }
    } catch (const std::exception&) {
      // The bundled scenario is another one, in which the changes have no place.
    }
  }
  return scenario_of(result);
}

}  // namespace demarche::cli
