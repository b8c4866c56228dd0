// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace demarche {

/// The candidate with the smallest edit distance to `name`, capitals counting as small letters, or
/// "" if none is close (more than a third of the characters differ, at least 2 allowed).
[[nodiscard]] std::string_view closest_name(std::string_view name,
                                            std::span<const std::string> candidates);

/// The end of a message on an unknown name: "did you mean 'x'?", or `list` and all known names
/// ("there are a, b, c") if none is close.
[[nodiscard]] std::string name_hint(std::string_view name,
                                    std::span<const std::string> known,
                                    std::string_view list = "there are");

/// The same where the known names are too many or too different to list: "; did you mean 'x'?", or
/// nothing if none is close.
[[nodiscard]] std::string close_hint(std::string_view name, std::span<const std::string> known);

}  // namespace demarche
