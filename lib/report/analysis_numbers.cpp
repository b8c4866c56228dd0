// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/csv.hpp"
#include "demarche/report/result_file.hpp"
#include "report/analysis_choice.hpp"

namespace demarche {

std::string analysis_csv(const v1::Result& result, const std::vector<std::string>& of) {
  require_analysis(result);
  check_choice(result.analysis(), of);
  std::string csv =
      "kind,id,levels,parameter,mean,standard_deviation,first_order,low,high,at_low,at_high,"
      "difference_low,difference_high\n";
  for (const v1::AnalysedOutput& output : result.analysis().outputs()) {
    if (!is_chosen(output.id(), of)) {
      continue;
    }
    for (const v1::ParameterEffect& effect : output.effects()) {
      csv += fmt::format("{},{},{},{}",
                         csv_cell(output.kind()),
                         csv_cell(output.id()),
                         csv_cell(fmt::format("{}", fmt::join(output.levels(), " "))),
                         csv_cell(effect.parameter()));
      for (const double value : {output.mean(),
                                 output.standard_deviation(),
                                 effect.first_order(),
                                 effect.low(),
                                 effect.high(),
                                 effect.at_low(),
                                 effect.at_high(),
                                 effect.difference_low(),
                                 effect.difference_high()}) {
        csv += "," + csv_cell(value);
      }
      csv += "\n";
    }
  }
  return csv;
}

std::string analysis_json(const v1::Result& result, const std::vector<std::string>& of) {
  require_analysis(result);
  check_choice(result.analysis(), of);
  v1::Result chosen;
  chosen.set_scenario_id(result.scenario_id());
  chosen.set_scenario_name(result.scenario_name());
  chosen.set_scenario_digest(result.scenario_digest());
  *chosen.mutable_options() = result.options();
  chosen.set_is_complete(result.is_complete());
  chosen.set_draws_done(result.draws_done());
  v1::Analysis& analysis = *chosen.mutable_analysis();
  analysis = result.analysis();
  const auto remove = [](auto& elements, const auto& is_removed) {
    elements.erase(std::remove_if(elements.begin(), elements.end(), is_removed), elements.end());
  };
  remove(*analysis.mutable_outputs(),
         [&](const v1::AnalysedOutput& output) { return !is_chosen(output.id(), of); });
  remove(*analysis.mutable_information(),
         [&](const v1::Information& set) { return !is_chosen(set.option_set(), of); });
  // The lists of a whole result would be empty here, as if the run had found nothing.
  using Json = nlohmann::ordered_json;
  const Json all = Json::parse(format_result(chosen, ResultFormat::json));
  Json kept = Json::object();
  for (const char* field : {"scenario_id",
                            "scenario_name",
                            "scenario_digest",
                            "options",
                            "is_complete",
                            "draws_done",
                            "analysis"}) {
    kept[field] = all[field];
  }
  return kept.dump(1) + "\n";
}

}  // namespace demarche
