// SPDX-License-Identifier: MIT
#include "scenario/language/plain_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenario/language/assignments.hpp"

namespace demarche {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && is_lower(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_lower(c) || (c >= '0' && c <= '9') || c == '_';
         });
}

std::optional<double> plain_number(std::string_view text) {
  text = trimmed(text).text;
  double value = 0.0;
  const char* const begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(begin, end, value);
  const bool is_number = error == std::errc() && last == end && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;
}

}  // namespace demarche
