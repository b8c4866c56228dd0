// SPDX-License-Identifier: MIT
#include "scenario/layers/what_if_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/check/expansion.hpp"
#include "scenario/language/answer_kind.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/plain_text.hpp"
#include "scenario/layers/evidence_steps.hpp"

namespace demarche {
namespace {

/// The number of a shared expert by its id.
std::optional<double> number_of_expert(std::string_view expert, const v1::Scenario& scenario) {
  for (const v1::Parameter& parameter : scenario.parameters()) {
    for (int k = 0; k < parameter.experts_size() && parameter.pool() != "independent"; ++k) {
      if (parameter.experts(k).id() == expert) {
        return k;
      }
    }
  }
  return std::nullopt;
}

/// Makes the parameter constant; returns what is wrong, or nothing.
std::string set_parameter(const std::string& assignment,
                          const v1::Scenario& unchanged,
                          std::set<std::string>& done,
                          v1::Scenario& scenario) {
  const std::size_t equal = assignment.find('=');
  if (equal == std::string::npos) {
    return fmt::format("'{}' must be parameter = number", assignment);
  }
  const std::string_view whole = assignment;
  const std::string id(name_assigned(assignment));
  const std::string_view text = trimmed(whole.substr(equal + 1)).text;
  auto& parameters = *scenario.mutable_parameters();
  const auto found = std::find_if(
      parameters.begin(), parameters.end(), [&](const auto& known) { return known.id() == id; });
  if (found == parameters.end()) {
    std::vector<std::string> known;
    for (const v1::Parameter& parameter : parameters) {
      known.push_back(parameter.id());
    }
    return fmt::format("there is no parameter '{}'{}", id, close_hint(id, known));
  }
  std::optional<double> value = plain_number(text);
  if (!value && id == kExpertParameter) {
    value = number_of_expert(text, unchanged);
  }
  if (!value) {
    return fmt::format("parameter {} must be set to a finite number, got '{}'", id, text);
  }
  if (!done.insert(id).second) {
    return fmt::format("parameter {} is set twice", id);
  }
  found->clear_experts();
  found->clear_pool();
  found->clear_distribution();
  found->mutable_distribution()->mutable_constant()->set_value(*value);
  return "";
}

/// What is wrong with the name of a lever, or nothing. A lever without its actor gets that of the
/// actor who has it.
std::string lever_problem(const std::string& assignment, const v1::Scenario& scenario) {
  const std::string name(name_assigned(assignment));
  if (assignment.find('=') == std::string::npos) {
    return fmt::format("'{}' must be actor.lever = level", assignment);
  }
  std::vector<std::string> known;
  std::vector<std::string> with_actor;
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      known.push_back(actor.id() + "." + lever.id());
      if (lever.id() == name) {
        with_actor.push_back(known.back());
      }
    }
  }
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    return "";
  }
  return fmt::format("there is no lever '{}'{}",
                     name,
                     with_actor.empty()
                         ? close_hint(name, known)
                         : fmt::format("; did you mean '{}'?", fmt::join(with_actor, "' or '")));
}

/// Fixes levers, in the place of what the scenario has fixed them at.
void fix_levers(const std::vector<std::string>& assignments, v1::Scenario& scenario) {
  std::set<std::string_view> levers;
  for (const std::string& assignment : assignments) {
    levers.insert(name_assigned(assignment));
  }
  auto& fixed = *scenario.mutable_fixed();
  fixed.erase(std::remove_if(fixed.begin(),
                             fixed.end(),
                             [&](const std::string& assignment) {
                               return levers.contains(name_assigned(assignment));
                             }),
              fixed.end());
  fixed.Add(assignments.begin(), assignments.end());
}

/// Widens a distribution if it is continuous.
void widen(double factor, v1::Distribution& distribution) {
  if (!distribution.has_constant() && !distribution.has_bernoulli() &&
      !distribution.has_discrete() && !distribution.has_empirical()) {
    distribution.set_widen((distribution.has_widen() ? distribution.widen() : 1.0) * factor);
  }
}

/// Widens all parameters.
void widen_all(double factor, v1::Scenario& scenario) {
  if (factor == 1.0) {
    return;
  }
  for (v1::Parameter& parameter : *scenario.mutable_parameters()) {
    if (parameter.has_distribution()) {
      widen(factor, *parameter.mutable_distribution());
    }
    for (v1::Expert& expert : *parameter.mutable_experts()) {
      widen(factor, *expert.mutable_distribution());
    }
  }
}

/// Makes the changes of one what-if.
class Steps {
 public:
  Steps(const WhatIf& what_if, v1::Scenario& scenario)
      : what_if_(what_if), unchanged_(scenario), scenario_(scenario) {
    // So that all parameters can be named. Compiling finds the same problems again.
    static_cast<void>(expand(scenario_));
  }

  AppliedWhatIf all() {
    set();
    const std::vector<std::string> fix = levers_to_fix();
    const bool is_precise = is_precision_possible();
    const bool is_wide = is_factor_possible();
    weigh_evidence();
    fix_levers(fix, scenario_);
    set_answer();
    if (is_wide) {
      widen_all(what_if_.widen, scenario_);
    }
    if (is_precise) {
      set_precision();
    }
    // Where levers stand is known only now.
    const int first = scenario_.fixed_size() - static_cast<int>(fixed_.size());
    for (std::size_t i = 0; i < fixed_.size(); ++i) {
      applied_.origins.push_back({{{"fixed", first + static_cast<int>(i)}}, {"fix", fixed_[i]}});
    }
    return std::move(applied_);
  }

 private:
  /// Notes what is wrong with a field of the what-if; true if nothing is.
  bool accept(FieldStep field, std::string problem) {
    if (problem.empty()) {
      return true;
    }
    applied_.problems.push_back({{std::move(field)}, 0, std::move(problem)});
    return false;
  }

  void set() {
    std::set<std::string> done;
    for (int s = 0; s < static_cast<int>(what_if_.set.size()); ++s) {
      accept({"set", s},
             set_parameter(what_if_.set[static_cast<std::size_t>(s)], unchanged_, done, scenario_));
    }
  }

  std::vector<std::string> levers_to_fix() {
    std::vector<std::string> fix;
    for (int f = 0; f < static_cast<int>(what_if_.fix.size()); ++f) {
      const std::string& assignment = what_if_.fix[static_cast<std::size_t>(f)];
      if (accept({"fix", f}, lever_problem(assignment, unchanged_))) {
        fix.push_back(assignment);
        fixed_.push_back(f);
      }
    }
    return fix;
  }

  bool is_precision_possible() {
    const auto number = plain_number(what_if_.precision);
    return accept({"precision"},
                  number && *number < 0.0
                      ? fmt::format("precision must be at least 0, got {}", what_if_.precision)
                      : "");
  }

  bool is_factor_possible() {
    const double factor = what_if_.widen;
    return accept(
        {"widen"},
        factor > 0.0 && std::isfinite(factor)
            ? ""
            : fmt::format("the factor to widen by must be a finite number above 0, got {}",
                          factor));
  }

  void weigh_evidence() {
    if (!what_if_.evidence.empty()) {
      accept({"evidence"}, choose_evidence(trimmed(what_if_.evidence).text, scenario_));
    }
    for (int g = 0; g < static_cast<int>(what_if_.given.size()); ++g) {
      const std::string& condition = what_if_.given[static_cast<std::size_t>(g)];
      if (accept({"given", g}, add_given(condition, scenario_))) {
        const int number = scenario_.evidence_size() - 1;
        applied_.origins.push_back({{{"evidence", number}},
                                    {"given", g},
                                    given_inset(condition, scenario_.evidence(number))});
      }
    }
  }

  /// Has the others answer all option sets and comparisons in one way.
  void set_answer() {
    const std::string& answer = what_if_.answer;
    if (answer.empty() || !accept({"answer"},
                                  is_answer(answer) ? ""
                                                    : fmt::format("answer must be {}, got '{}'",
                                                                  fmt::join(kAnswers, " or "),
                                                                  answer))) {
      return;
    }
    for (v1::OptionSet& set : *scenario_.mutable_option_sets()) {
      set.set_answer(answer);
    }
    for (v1::Claim& claim : *scenario_.mutable_claims()) {
      if (claim.has_comparisons()) {
        for (v1::Comparison& comparison : *claim.mutable_comparisons()->mutable_all()) {
          comparison.set_answer(answer);
        }
      }
    }
  }

  void set_precision() {
    if (what_if_.precision.empty()) {
      return;
    }
    scenario_.mutable_defaults()->set_precision(what_if_.precision);
    for (v1::Actor& actor : *scenario_.mutable_actors()) {
      actor.clear_precision();
    }
    applied_.origins.push_back({{{"defaults"}, {"precision"}}, {"precision"}});
  }

  const WhatIf& what_if_;
  const v1::Scenario unchanged_;
  v1::Scenario& scenario_;
  AppliedWhatIf applied_;
  std::vector<int> fixed_;  // The numbers of the levers' texts.
};

}  // namespace

AppliedWhatIf apply_what_if(const WhatIf& what_if, v1::Scenario& scenario) {
  return Steps(what_if, scenario).all();
}

std::optional<WhatIfText> origin_of(const FieldPath& made,
                                    std::size_t offset,
                                    const std::vector<WhatIfOrigin>& origins) {
  for (const WhatIfOrigin& origin : origins) {
    const bool is_within = made.size() >= origin.made.size() &&
                           std::equal(origin.made.begin(),
                                      origin.made.end(),
                                      made.begin(),
                                      [](const FieldStep& a, const FieldStep& b) {
                                        return a.field == b.field && a.index == b.index;
                                      });
    if (is_within) {
      const int own = std::max(static_cast<int>(offset) - origin.inset, 0);
      return WhatIfText{origin.what_if, static_cast<std::size_t>(own)};
    }
  }
  return std::nullopt;
}

}  // namespace demarche
