// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What of a study of options is told.
struct OptionsTextSettings {
  std::vector<std::string> of = {};  ///< Ids of option sets; empty: all.
  std::size_t num_options =
      12;                   ///< The most options of a set, the largest means first; at least 1.
  std::size_t width = 100;  ///< Columns of a line; at least 60.
};

/// What the options of each set are worth, in tables (UTF-8): by mean and against the status quo,
/// which rules of choice prefer them, what they do to each actor, and where the two leading ones
/// are better. The status quo is always shown.
/// @throws InvalidArgument if the result has no study of options, or `of` names something that it
/// does not have, with the closest known name, or a setting is out of range.
[[nodiscard]] std::string options_text(const v1::Result& result,
                                       const v1::Scenario& scenario,
                                       const OptionsTextSettings& settings = {});

}  // namespace demarche
