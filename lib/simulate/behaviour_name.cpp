// SPDX-License-Identifier: MIT
#include "simulate/behaviour_name.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace demarche {

BehaviourName parse_behaviour(std::string_view name) {
  const std::size_t star = name.find('*');
  if (star == std::string_view::npos) {
    return {.concept_name = name};
  }
  const std::string_view number = name.substr(star + 1);
  double factor = 0.0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), factor);
  const bool is_number = error == std::errc() && end == number.data() + number.size() &&
                         std::isfinite(factor) && factor > 0.0;
  return {.concept_name = name.substr(0, star),
          .factor = is_number ? std::optional(factor) : std::nullopt};
}

}  // namespace demarche
