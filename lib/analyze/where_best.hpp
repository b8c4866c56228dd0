// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "simulate/first_draws.hpp"

namespace demarche {

/// Where one option is better than another, in draws of equal weight. A parameter is looked at by
/// quarters of its numbers, and counts only if its quarters explain more of which option is better
/// than the best of so many parameters does by chance in one case of 20 (chi-squared,
/// Bonferroni). `first` and `second` of what is returned are left to the caller.
/// @param first The option's values, [draw], all finite.
/// @param second The other's.
/// @param parameters [parameter][draw].
/// @param ids The name of each parameter.
[[nodiscard]] v1::WhereBest where_best(std::span<const double> first,
                                       std::span<const double> second,
                                       const DrawRows& parameters,
                                       const std::vector<std::string>& ids);

}  // namespace demarche
