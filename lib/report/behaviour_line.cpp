// SPDX-License-Identifier: MIT
#include "report/behaviour_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "core/grouped.hpp"
#include "report/answer_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// What a baseline is called in a line.
std::string_view in_line(const std::string& baseline) {
  return baseline == "uniform"               ? "uniform play"
         : baseline == "status-quo"          ? "status quo"
         : baseline == "status-quo-response" ? "response"
                                             : std::string_view(baseline);
}

std::string whole_percent(double share) {
  return fmt::format("{:.0f} %", 100.0 * share);
}

}  // namespace

const v1::BehaviourRange* find_range(const v1::Result& result,
                                     const std::string& kind,
                                     const std::string& id) {
  const auto& ranges = result.analysis().behaviours().ranges();
  const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const auto& range) {
    return range.kind() == kind && range.id() == id && range.count() > 1;
  });
  return found == ranges.end() ? nullptr : &*found;
}

std::string range_text(double low, double high) {
  const std::string from = fmt::format("{:.0f}", 100.0 * low);
  const std::string to = whole_percent(high);
  return from + " %" == to ? to : from + "–" + to;
}

std::string behaviour_line(const v1::Result& result, const v1::Claim& claim) {
  const v1::BehaviourRange* range = find_range(result, "claim", claim.id());
  std::vector<std::string> parts;
  if (range != nullptr) {
    parts.push_back(fmt::format(
        "{} over {} behaviours", range_text(range->low(), range->high()), range->count()));
  }
  std::vector<std::string> baselines;
  for (const v1::Behaviour& baseline : result.analysis().behaviours().baselines()) {
    const v1::Estimate* estimate = find(baseline.claims(), claim.id());
    if (estimate != nullptr && !std::isnan(estimate->mean())) {
      baselines.push_back(
          fmt::format("{} {:.0f}", in_line(baseline.name()), 100.0 * estimate->mean()));
    }
  }
  if (!baselines.empty()) {
    parts.push_back(fmt::format("{} %", fmt::join(baselines, ", ")));
  }
  if (range != nullptr && !claim.event().empty() && range->draws_low() < range->draws_high()) {
    parts.push_back("draws " + range_text(range->draws_low(), range->draws_high()));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string behaviours_note(const v1::Result& result, bool has_evidence) {
  const v1::Behaviours& all = result.analysis().behaviours();
  if (std::none_of(all.ranges().begin(), all.ranges().end(), [](const v1::BehaviourRange& range) {
        return range.kind() == "claim" && range.count() > 1;
      })) {
    return "";
  }
  return fmt::format(
      "\"Over ... behaviours\" tells the least and the most if actors behave otherwise, from {} "
      "draws{}; \"draws\" tells the 5 and 95 % quantiles over draws; more: demarche analyze "
      "--behaviours.",
      grouped(all.draws()),
      has_evidence ? " without the evidence" : ", and phrases cover it");
}

}  // namespace demarche
