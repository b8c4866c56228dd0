// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/result.pb.h"

namespace demarche {

/// Two options of a set.
struct OptionPair {
  std::string option_set;           ///< The id of the set.
  std::vector<std::string> first;   ///< The ids of the levels of one option, one per lever.
  std::vector<std::string> second;  ///< Those of the other.
};

/// How options are studied.
struct OptionStudySettings {
  std::uint64_t draws = 0;  ///< The first so many draws of the run; 0: studied_draws().
  /// An option is near the best if its mean is within this share of the distance between the
  /// largest and the smallest mean; in [0, 1].
  double near_share = 0.1;
  /// For these, too, it is told where which is better. The two with the largest means always are.
  std::vector<OptionPair> pairs = {};
};

/// Solves the first draws of a run again, with the payoff of every actor under every option, and
/// puts what the options of each set are worth into `result.analysis().option_studies()`: by eleven
/// rules of choice (see robustness()), to each actor against the status quo, where each of the two
/// leading ones is better, and how far others lie behind. Each set is studied with the play of
/// others held and, where it asks for that, answered. Evidence does not count, and claims are left
/// out. Takes no time without option sets. Does nothing if the run was stopped, or
/// `settings.progress` stops this. A set with so many options that their numbers would take more
/// than 128 MiB is left out, and says so.
/// @pre `result` is of a run of the model with these settings.
/// @throws InvalidArgument if a setting is out of range or a pair names what there is not.
void add_option_studies(const Model& model,
                        const RunSettings& settings,
                        const OptionStudySettings& wanted,
                        v1::Result& result);

}  // namespace demarche
