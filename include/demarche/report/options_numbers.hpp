// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// What the options of each set are worth as comma-separated values: a row for each set, answer,
/// option and actor.
/// @throws InvalidArgument if the result has no study of options, or `of` names something that it
/// does not have, with the closest known name.
[[nodiscard]] std::string options_csv(const v1::Result& result,
                                      const std::vector<std::string>& of = {});

/// The same numbers as JSON: a list of studies, with all that tables leave out.
/// @throws InvalidArgument as options_csv() does.
[[nodiscard]] std::string options_json(const v1::Result& result,
                                       const std::vector<std::string>& of = {});

}  // namespace demarche
