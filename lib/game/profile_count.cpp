// SPDX-License-Identifier: MIT
#include "game/profile_count.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace demarche {

std::string product_text(std::span<const double> factors) {
  double product = 1.0;
  double logarithm = 0.0;
  for (const double factor : factors) {
    product *= factor;
    logarithm += std::log10(factor);
  }
  if (std::isfinite(product)) {
    return fmt::format("{:.4g}", product);
  }
  if (std::isinf(logarithm)) {
    return "more than 1e+308";
  }
  double exponent = std::floor(logarithm);
  double mantissa = std::pow(10.0, logarithm - exponent);
  constexpr double kRoundsToTen = 9.9995;
  if (mantissa >= kRoundsToTen) {
    mantissa = 1.0;
    exponent += 1.0;
  }
  return fmt::format("{:.4g}e+{:.0f}", mantissa, exponent);
}

std::string profile_count(const FactoredShape& shape) {
  std::vector<double> counts;
  for (const FactoredPlayer& player : shape.players) {
    counts.push_back(static_cast<double>(player.strategies.size()));
  }
  return product_text(counts);
}

}  // namespace demarche
