// SPDX-License-Identifier: MIT
#include "report/hinges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/text.hpp"

namespace demarche {

const v1::AnalysedOutput* find_analysed(const v1::Result& result,
                                        const std::string& kind,
                                        const std::string& id) {
  const auto& outputs = result.analysis().outputs();
  const auto found = std::find_if(outputs.begin(), outputs.end(), [&](const auto& output) {
    return output.kind() == kind && output.id() == id;
  });
  return found == outputs.end() ? nullptr : &*found;
}

std::string hinge_text(const v1::AnalysedOutput& output) {
  constexpr double kLeastShare = 0.05;
  constexpr std::size_t kMost = 3;
  if (!(output.standard_deviation() > 0.0) || std::isnan(output.explained_low())) {
    return "";
  }
  std::vector<std::string> parts;
  bool is_any_unclear = false;
  for (const v1::ParameterEffect& effect : output.effects()) {
    if (effect.first_order() < kLeastShare || parts.size() == kMost) {
      continue;
    }
    is_any_unclear = is_any_unclear || !(effect.low() > 0.0);
    if (effect.low() > 0.0) {
      parts.push_back(
          fmt::format("{} {}", effect.parameter(), short_percent(effect.first_order())));
    }
  }
  if (parts.empty() && is_any_unclear) {
    return "too few draws tell what it hinges on";
  }
  const std::string unsourced =
      output.unsourced_low() > 0.0
          ? fmt::format("; unsourced {}", short_percent(std::min(1.0, output.unsourced())))
          : "";
  return parts.empty() ? "hinges on no single parameter" + unsourced
                       : fmt::format("hinges on {}{}", fmt::join(parts, ", "), unsourced);
}

std::string hinges_note(const v1::Result& result, bool has_evidence) {
  const auto& outputs = result.analysis().outputs();
  if (std::none_of(outputs.begin(), outputs.end(), [](const v1::AnalysedOutput& output) {
        return output.kind() == "claim" && !hinge_text(output).empty();
      })) {
    return "";
  }
  return fmt::format(
      "\"Hinges on\" tells how much of the variance between draws{} a parameter explains alone, "
      "\"unsourced\" how much of it those without a source explain; more: demarche analyze.",
      has_evidence ? ", without the evidence," : "");
}

std::string unsolved_finding(const v1::Result& result) {
  const v1::AnalysedOutput* unsolved = find_analysed(result, "unsolved", "");
  if (unsolved == nullptr || unsolved->effects().empty() || !(unsolved->effects(0).low() > 0.0)) {
    return "";
  }
  const v1::ParameterEffect& effect = unsolved->effects(0);
  return fmt::format(
      "Whether a draw has an answer goes together most with {}: {} of draws with its lowest "
      "numbers have none, and {} with its highest.",
      effect.parameter(),
      percent(effect.at_low()),
      percent(effect.at_high()));
}

}  // namespace demarche
