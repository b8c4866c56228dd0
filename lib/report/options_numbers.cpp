// SPDX-License-Identifier: MIT
#include "demarche/report/options_numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <initializer_list>
#include <nlohmann/json.hpp>

#include "core/csv.hpp"
#include "demarche/report/result_file.hpp"
#include "report/option_study.hpp"

namespace demarche {
namespace {

void add_cells(std::initializer_list<double> numbers, std::string& csv) {
  for (const double number : numbers) {
    csv += "," + csv_cell(number);
  }
}

}  // namespace

std::string options_csv(const v1::Result& result, const std::vector<std::string>& of) {
  check_studies(result, of);
  std::string csv =
      "option_set,answer,levels,count,rank,mean,change,share_good_enough,num_rules,is_near_best,"
      "is_pareto,best_change_gain,share_gaining,actor,actor_mean,actor_change,"
      "actor_standard_error,share_worse,share_better\n";
  for (const v1::OptionStudy* study : chosen_studies(result, of)) {
    for (int o = 0; o < study->options_size(); ++o) {
      const v1::StudiedOption& option = study->options(o);
      std::string begin = fmt::format("{},{},{},{},{}",
                                      csv_cell(study->option_set()),
                                      study->answer(),
                                      csv_cell(fmt::format("{}", fmt::join(option.levels(), " "))),
                                      study->count(),
                                      option.rank());
      add_cells({option.mean(), option.change(), option.share_good_enough()}, begin);
      begin +=
          fmt::format(",{},{},{}", option.num_rules(), option.is_near_best(), option.is_pareto());
      add_cells({option.best_change_gain(), option.share_gaining()}, begin);
      for (const v1::OptionsForActor& actor : study->actors()) {
        const v1::OptionForActor& own = actor.options(o);
        csv += begin + "," + csv_cell(actor.actor());
        add_cells(
            {own.mean(), own.change(), own.standard_error(), own.share_worse(), own.share_better()},
            csv);
        csv += "\n";
      }
      csv += study->actors().empty() ? begin + ",,,,,,\n" : "";
    }
  }
  return csv;
}

std::string options_json(const v1::Result& result, const std::vector<std::string>& of) {
  check_studies(result, of);
  v1::Result chosen;
  chosen.set_scenario_id(result.scenario_id());
  chosen.set_scenario_name(result.scenario_name());
  chosen.set_scenario_digest(result.scenario_digest());
  *chosen.mutable_options() = result.options();
  for (const v1::OptionStudy* study : chosen_studies(result, of)) {
    *chosen.mutable_analysis()->add_option_studies() = *study;
  }
  using Json = nlohmann::ordered_json;
  const Json all = Json::parse(format_result(chosen, ResultFormat::json));
  Json kept = Json::object();
  for (const char* field : {"scenario_id", "scenario_name", "scenario_digest", "options"}) {
    kept[field] = all[field];
  }
  kept["option_studies"] = all["analysis"]["option_studies"];
  return kept.dump(1) + "\n";
}

}  // namespace demarche
