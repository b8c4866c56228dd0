// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/grouped.hpp"

namespace demarche {

/// A count with what is counted, whose plural ends in s: "1 lever", "2,000 levers".
[[nodiscard]] inline std::string counted(std::uint64_t count, std::string_view noun) {
  return grouped(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace demarche
