// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// @throws InvalidArgument if the result has no analysis, saying why.
void require_analysis(const v1::Result& result);

/// @throws InvalidArgument if an id of `of` names nothing that the analysis has; all such ids are
/// told, each with the closest known name.
void check_choice(const v1::Analysis& analysis, const std::vector<std::string>& of);

/// Whether `of` is empty or names the output or option set.
[[nodiscard]] bool is_chosen(const std::string& id, const std::vector<std::string>& of);

}  // namespace demarche
