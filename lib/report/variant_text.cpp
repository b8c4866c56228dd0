// SPDX-License-Identifier: MIT
#include "report/variant_text.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "report/text.hpp"

namespace demarche {

std::string variant_text(const v1::Variant& variant) {
  std::vector<std::string> parts;
  const v1::Scenario& changes = variant.changes();
  const auto list = [&](std::string_view kind, const auto& elements) {
    for (const auto& element : elements) {
      parts.push_back(fmt::format("{} {}", kind, element.id()));
    }
  };
  list("actor", changes.actors());
  list("parameter", changes.parameters());
  list("quantity", changes.quantities());
  list("outcome", changes.outcomes());
  list("metric", changes.metrics());
  list("option set", changes.option_sets());
  list("claim", changes.claims());
  const WhatIf what_if = {.set = {variant.set().begin(), variant.set().end()},
                          .fix = {variant.fix().begin(), variant.fix().end()},
                          .precision = variant.precision(),
                          .widen = variant.has_widen() ? variant.widen() : 1.0};
  std::string text = parts.empty() ? "" : fmt::format("changes {}; ", fmt::join(parts, ", "));
  if (!changes.remove().empty()) {
    text += fmt::format("removes {}; ", fmt::join(changes.remove(), "; "));
  }
  text += what_if_text(what_if);
  return text.ends_with("; ") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace demarche
