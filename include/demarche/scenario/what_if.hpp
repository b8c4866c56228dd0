// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Changes of a scenario that ask "what if?".
struct WhatIf {
  /// "parameter = number": the parameter has this value in every draw. The random numbers of other
  /// parameters stay the same, correlated ones included.
  std::vector<std::string> set = {};
  /// "actor.lever = level": the actor does this in every draw, and everybody else answers.
  std::vector<std::string> fix = {};
  /// The logit precision of every actor, in the place of the scenario's and of the actors' own: an
  /// expression over parameters. Empty: as the scenario has it.
  std::string precision = {};
  /// What the `widen` of every continuous distribution is multiplied by: its percentiles are
  /// stretched about the median. Those of parameters that `set` names are left as they are set.
  double widen = 1.0;
  /// Conditions that are taken as observed, each an item of evidence with this likelihood: an event
  /// as outcomes have it, or the id of an outcome or of a claim with an event.
  std::vector<std::string> given = {};
  /// Which items of evidence count: "all" with a date; "none"; "until DATE" for those of that day
  /// and before; or ids with commas between, an item without a date among them being taken as
  /// observed. Empty: all. Items without a date stay possible observations unless "none" is said.
  std::string evidence = {};
  /// What the others do about every option set and comparison: "held" or "equilibrium". Empty: as
  /// the scenario has it.
  std::string answer = {};

  /// Whether nothing is changed.
  [[nodiscard]] bool is_empty() const {
    return set.empty() && fix.empty() && precision.empty() && widen == 1.0 && given.empty() &&
           evidence.empty() && answer.empty();
  }
};

/// The changes that a message states: those that a result was made with, say.
[[nodiscard]] WhatIf what_if_of(const v1::WhatIf& message);

/// The changes that a variant makes after its `changes`.
[[nodiscard]] WhatIf what_if_of(const v1::Variant& variant);

/// The message that states the changes; what_if_of() is its inverse.
[[nodiscard]] v1::WhatIf message_of(const WhatIf& what_if);

/// The scenario with these changes, to be compiled. Parameters and levers are looked up here;
/// levels and the precision are checked as the scenario's own text is. A lever that the scenario
/// fixes is fixed anew.
/// @throws InvalidArgument with every problem, one a line: no such parameter or lever (with the
/// closest name), none or no finite number, one parameter twice, a number below 0 for the
/// precision, a factor to widen by that is not finite and above 0, an id that no item of evidence
/// has, no date, or an answer that is neither.
[[nodiscard]] v1::Scenario changed(const v1::Scenario& scenario, const WhatIf& what_if);

}  // namespace demarche
