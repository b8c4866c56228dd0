// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The behaviours that are looked at unless others are named: "qre*0.5", "qre", "qre*2" (qre at
/// half, once and twice the precision of every actor), "pure", "level-k" and "best-response" from
/// the scenario's status quo. They take about as long as the run's own, so that no limit of time
/// decides what a run prints.
[[nodiscard]] const std::vector<std::string>& default_behaviours();

/// The behaviours that a scenario's `defaults` name, else default_behaviours().
[[nodiscard]] std::vector<std::string> stated_behaviours(const v1::Scenario& scenario);

/// How many draws of a run behaviours and options are studied on: one in 40, at least 512 and at
/// most 2,048, in whole blocks of 128; all if the run has fewer. The default behaviours and
/// baselines are nine.
[[nodiscard]] std::uint64_t studied_draws(std::uint64_t draws_of_run) noexcept;

/// Which behaviours to compare, and how hard to try.
struct BehaviourSettings {
  /// Names of solution concepts. Concepts that take the logit precision of the game may have a
  /// factor for it: "qre*0.5". The run's own is always looked at, and first.
  std::vector<std::string> behaviours = default_behaviours();
  std::uint64_t draws = 0;  ///< The first so many draws of the run; 0: studied_draws().
  /// A behaviour is given up if its draws need more than so many times the time of the run's own
  /// behaviour, and more than a second together. A few draws are tried first. Above 0.
  double most_effort = 4.0;
};

/// Solves the first draws of a run again under other behaviours and baselines, and puts what they
/// make of outcomes and claims into `result.analysis().behaviours()`. Evidence does not count.
/// Behaviours that refuse the game or do not finish are named as such; which do not finish depends
/// on the machine, all numbers do not. Baselines: "uniform", in which actors choose among their
/// strategies with equal probability; "status-quo", in which all choose as the scenario's status
/// quo has it; "status-quo-response", in which each chooses what is best if the others stay there.
/// Actors with a behaviour of their own follow it in all of them. Does nothing if the run was
/// stopped, or `settings.progress` stops this.
/// @pre `result` is of a run of the model with these settings.
/// Does nothing if the only behaviour wanted is "none", or the scenario has neither outcomes nor
/// claims.
/// @throws InvalidArgument as check_behaviours() does, or if a setting is out of range.
void add_behaviours(const Model& model,
                    const RunSettings& settings,
                    const BehaviourSettings& wanted,
                    v1::Result& result);

}  // namespace demarche
