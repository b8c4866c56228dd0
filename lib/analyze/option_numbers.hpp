// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "simulate/first_draws.hpp"

namespace demarche {

/// How options compare, and what is known of their set.
struct ComparedOptions {
  DrawRows values;                       ///< [option][draw], all finite; at least one of each.
  std::vector<std::vector<int>> levels;  ///< For each option, one level per lever.
  int status_quo = -1;                   ///< The option that is the status quo, if any is.
  std::optional<double> threshold = {};  ///< What is good enough; else the status quo or 0.
  double near_share = 0.1;               ///< See OptionStudySettings.
};

/// From which size on a difference of these numbers counts: a millionth of the mean distance
/// between the options of a draw, or 1e-9 of the mean size of a number if that is more. Solutions
/// are less exact than numbers of the computer. @pre All are finite, and there are some.
[[nodiscard]] double tolerance_of(const DrawRows& values);

/// Adds an option for each, with all that its values tell, and rules and agreement.
/// @pre study.options() is empty, or one for each option.
void add_values(const ComparedOptions& compared, v1::OptionStudy& study);

/// Adds what options do to an actor's payoff, [option][draw]; NaN counts as none.
void add_actor(const std::string& actor,
               const DrawRows& payoffs,
               int status_quo,
               v1::OptionStudy& study);

/// Marks the options that no other is better than for some actor and as good for all.
/// @pre All actors were added.
void mark_pareto(v1::OptionStudy& study);

/// The columns in which every row has a finite number, in order.
[[nodiscard]] std::vector<std::size_t> complete_draws(const DrawRows& rows);

/// These columns of the rows.
[[nodiscard]] DrawRows selected(const DrawRows& rows, const std::vector<std::size_t>& draws);

}  // namespace demarche
