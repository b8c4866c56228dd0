// SPDX-License-Identifier: MIT
#include "report/option_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "demarche/core/error.hpp"
#include "report/analysis_choice.hpp"
#include "report/answer_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr double kHalf = 0.5;

/// The share of draws in which the first option is better, with the parameter that decides most in
/// its lowest and in its highest quarter that has draws.
struct Ends {
  double low = kHalf;
  double high = kHalf;
};

Ends ends_of(const v1::WhereBest& where) {
  constexpr int kQuarters = 4;
  const int num_columns = where.shares_size() / kQuarters;
  std::vector<double> means;
  for (int quarter = 0; quarter < kQuarters; ++quarter) {
    double sum = 0.0;
    double count = 0.0;
    for (int c = quarter * num_columns; c < (quarter + 1) * num_columns; ++c) {
      if (where.counts(c) > 0) {
        sum += static_cast<double>(where.counts(c)) * where.shares(c);
        count += static_cast<double>(where.counts(c));
      }
    }
    if (count > 0.0) {
      means.push_back(sum / count);
    }
  }
  return {.low = means.front(), .high = means.back()};
}

/// "best while a is high, else Y" where that holds, or how often the first is better.
std::string where_text(const v1::WhereBest& where, const OptionNames& names) {
  constexpr double kClear = 0.2;
  constexpr std::size_t kMostLetters = 40;
  const std::string name = names.of_option(where.second());
  const std::string other = text_width(name) <= kMostLetters ? name : "the next";
  const std::string often =
      fmt::format("better than {} in {:.0f} % of draws", other, 100.0 * where.share_first());
  if (where.parameters().empty()) {
    return often;
  }
  const std::string& parameter = where.parameters(0).parameter();
  const Ends ends = ends_of(where);
  if ((ends.low < kHalf) != (ends.high < kHalf)) {
    return fmt::format(
        "best while {} is {}, else {}", parameter, ends.high > ends.low ? "high" : "low", other);
  }
  return std::abs(ends.high - ends.low) < kClear ? often
                                                 : fmt::format("{}, {:.0f} to {:.0f} % as {} grows",
                                                               often,
                                                               100.0 * ends.low,
                                                               100.0 * ends.high,
                                                               parameter);
}

/// Who is worse off most often under an option, where that is at least a tenth of draws.
std::string veto_text(const v1::OptionStudy& study, int option, const v1::Scenario& scenario) {
  constexpr double kVisible = 0.1;
  const v1::OptionsForActor* worst = nullptr;
  for (const v1::OptionsForActor& actor : study.actors()) {
    const double share = actor.options(option).share_worse();
    if (share >= kVisible && (worst == nullptr || share > worst->options(option).share_worse())) {
      worst = &actor;
    }
  }
  if (worst == nullptr) {
    return "";
  }
  const v1::Actor* actor = find(scenario.actors(), worst->actor());
  return fmt::format("{} worse off in {:.0f} % of draws",
                     actor == nullptr ? in_words(worst->actor()) : name_of(*actor),
                     100.0 * worst->options(option).share_worse());
}

}  // namespace

OptionNames::OptionNames(const v1::OptionStudy& study, const v1::Scenario& scenario)
    : study_(study), scenario_(scenario), set_(find(scenario.option_sets(), study.option_set())) {}

std::string OptionNames::of_set() const {
  return set_ == nullptr ? in_words(study_.option_set()) : name_of(*set_);
}

std::string OptionNames::of_option(int option) const {
  return level_names(
      set_ == nullptr ? Ids() : set_->levers(), study_.options(option).levels(), scenario_);
}

std::string answer_in_words(const v1::OptionStudy& study) {
  return study.answer() == "equilibrium" ? "which the others answer"
                                         : "while the others do not answer";
}

void check_studies(const v1::Result& result, const std::vector<std::string>& of) {
  std::vector<std::string> known;
  for (const v1::OptionStudy& study : result.analysis().option_studies()) {
    known.push_back(study.option_set());
  }
  if (known.empty()) {
    throw InvalidArgument(
        "the result has no study of options: the scenario has no option sets, or it was made with "
        "--no-options or by an older version");
  }
  check_known(of, known, "no option set is called");
}

std::vector<const v1::OptionStudy*> chosen_studies(const v1::Result& result,
                                                   const std::vector<std::string>& of) {
  std::vector<const v1::OptionStudy*> chosen;
  for (const v1::OptionStudy& study : result.analysis().option_studies()) {
    if (is_chosen(study.option_set(), of)) {
      chosen.push_back(&study);
    }
  }
  return chosen;
}

std::string option_study_line(const v1::Result& result,
                              const std::string& option_set,
                              const v1::Scenario& scenario) {
  const v1::OptionStudy* study = nullptr;
  for (const v1::OptionStudy& one : result.analysis().option_studies()) {
    if (one.option_set() == option_set && one.none_because().empty()) {
      study = &one;  // What is answered comes last.
    }
  }
  if (study == nullptr || study->options_size() < 2) {
    return "";
  }
  const OptionNames names(*study, scenario);
  int most = 0;
  for (int o = 1; o < study->options_size(); ++o) {
    most = study->options(o).num_rules() > study->options(most).num_rules() ? o : most;
  }
  std::string text = fmt::format("{}{} of {} rules prefer {}",
                                 result.has_posterior() ? "without evidence " : "",
                                 study->options(most).num_rules(),
                                 study->rules_size(),
                                 names.of_option(most));
  const v1::WhereBest& where = study->where_best(0);
  text += (where.first() == most
               ? "; "
               : fmt::format("; {} has the best mean, ", names.of_option(where.first()))) +
          where_text(where, names);
  const std::string veto = veto_text(*study, most, scenario);
  return text + (veto.empty() ? "" : "; " + veto);
}

}  // namespace demarche
