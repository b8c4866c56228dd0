// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace demarche {

/// The byte at which the first sequence starts that is not UTF-8, or npos.
[[nodiscard]] std::size_t invalid_utf8(std::string_view text);

}  // namespace demarche
