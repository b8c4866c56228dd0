// SPDX-License-Identifier: MIT
#include "core/byte_count.hpp"

#include <charconv>
#include <cmath>

namespace demarche {

std::optional<std::uint64_t> parse_byte_count(std::string_view text) {
  constexpr std::string_view kUnits = "KMGT";
  double number = 0.0;  // It stays 0 where there is no number, or one beyond the doubles.
  const char* const end = text.data() + text.size();
  const char* const rest = std::from_chars(text.data(), end, number, std::chars_format::fixed).ptr;
  std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  int power = 0;
  if (const std::size_t place = kUnits.find(unit.substr(0, 1));
      !unit.empty() && place != std::string_view::npos) {
    power = static_cast<int>(place) + 1;
    unit.remove_prefix(unit.substr(1).starts_with('i') ? 2 : 1);
  }
  const double bytes = std::ldexp(number, 10 * power);
  if (!(unit.empty() || unit == "B") || !(bytes >= 1.0 && bytes <= 0x1p63)) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(bytes);
}

}  // namespace demarche
