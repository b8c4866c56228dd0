// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "demarche/core/closest_name.hpp"

namespace demarche {

/// The end of a message on an unknown name: "; did you mean 'x'?", or "" if no candidate is close.
[[nodiscard]] inline std::string suggestion(std::string_view name,
                                            const std::vector<std::string>& candidates) {
  const auto closest = closest_name(name, candidates);
  return closest.empty() ? std::string() : fmt::format("; did you mean '{}'?", closest);
}

}  // namespace demarche
