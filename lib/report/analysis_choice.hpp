// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// @throws InvalidArgument if the result has no analysis, saying why.
void require_analysis(const v1::Result& result);

/// @throws InvalidArgument if the result has no behaviours.
void require_behaviours(const v1::Result& result);

/// @throws InvalidArgument if an id of `of` names nothing that the analysis has; all such ids are
/// told, each with the closest known name.
void check_choice(const v1::Analysis& analysis, const std::vector<std::string>& of);

/// @throws InvalidArgument if an id of `of` is not known; all such ids are told behind `refusal`,
/// such as "no option set is called", each with the closest known name.
void check_known(const std::vector<std::string>& of,
                 const std::vector<std::string>& known,
                 std::string_view refusal);

/// Whether `of` is empty or names the output or option set.
[[nodiscard]] bool is_chosen(const std::string& id, const std::vector<std::string>& of);

}  // namespace demarche
