// SPDX-License-Identifier: MIT
#include "core/calendar_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace demarche {
namespace {

/// The number that the digits are. @pre `digits` are digits and few
int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

bool is_calendar_date(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  const auto fits = [](char c, char form) {
    return form == 'd' ? c >= '0' && c <= '9' : c == form;
  };
  if (!std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(), fits)) {
    return false;
  }
  const auto part = [text](std::size_t at, std::size_t size) {
    return number_of(text.substr(at, size));
  };
  return std::chrono::year_month_day(std::chrono::year(part(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(part(8, 2))))
      .ok();
}

std::string date_of_today() {
  const std::chrono::year_month_day today(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return fmt::format("{:04}-{:02}-{:02}",
                     static_cast<int>(today.year()),
                     static_cast<unsigned>(today.month()),
                     static_cast<unsigned>(today.day()));
}

}  // namespace demarche
