// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace demarche {

/// The candidate with the smallest edit distance to `name`, or "" if none is close (more than a
/// third of the characters differ, at least 2 allowed).
[[nodiscard]] std::string_view closest_name(std::string_view name,
                                            std::span<const std::string> candidates);

}  // namespace demarche
