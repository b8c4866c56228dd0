// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace demarche {

/// The library's version, "major.minor.patch".
[[nodiscard]] std::string_view version() noexcept;

}  // namespace demarche
