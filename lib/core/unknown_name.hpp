// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

/// Refuses a name that nothing has: "there is no WHAT 'NAME'; " and name_hint().
/// @throws InvalidArgument always.
[[noreturn]] inline void throw_unknown(std::string_view what,
                                       std::string_view name,
                                       std::span<const std::string> known,
                                       std::string_view list = "there are") {
  throw InvalidArgument(
      fmt::format("there is no {} '{}'; {}", what, name, name_hint(name, known, list)));
}

}  // namespace demarche
