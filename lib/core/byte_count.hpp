// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace demarche {

/// A number of bytes as people type it: decimal digits, with K, M, G or T behind them for 2^10,
/// 2^20, 2^30 or 2^40 bytes; "4GB" and "4GiB" are "4G". Parts of a byte are dropped. Nothing unless
/// the number is from 1 to 2^63.
[[nodiscard]] std::optional<std::uint64_t> parse_byte_count(std::string_view text);

}  // namespace demarche
