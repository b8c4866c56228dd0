// SPDX-License-Identifier: MIT
#include "demarche/report/parameter_changes.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <vector>

#include "core/counted.hpp"
#include "core/utf8.hpp"
#include "demarche/scenario/parameters.hpp"
#include "report/parameter_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

/// The parameter without what no number depends on.
v1::Parameter numbers_of(v1::Parameter parameter) {
  parameter.clear_name();
  parameter.clear_unit();
  parameter.clear_rationale();
  parameter.clear_sources();
  for (v1::Expert& expert : *parameter.mutable_experts()) {
    expert.clear_rationale();
    expert.clear_sources();
  }
  return parameter;
}

std::string change_of(const v1::Parameter* before, const v1::Parameter& after, std::size_t width) {
  return fmt::format("  {}\n", after.id()) +
         wrapped(before == nullptr ? "was not there" : "was " + parameter_text(*before), 4, width) +
         wrapped("is " + parameter_text(after), 4, width);
}

}  // namespace

std::string parameter_changes(const v1::Scenario& before,
                              const v1::Scenario& after,
                              std::size_t width) {
  std::map<std::string, const v1::Parameter*> known;
  for (const v1::Parameter& parameter : before.parameters()) {
    known.emplace(parameter.id(), &parameter);
  }
  std::string changes;
  std::size_t num_changed = 0;
  std::size_t num_all = 0;
  std::vector<std::string> reworded;
  for (const v1::Parameter& parameter : after.parameters()) {
    const auto found = known.find(parameter.id());
    const v1::Parameter* old = found == known.end() ? nullptr : found->second;
    if (old == nullptr && parameter.id() == kExpertParameter && has_shared_experts(after)) {
      continue;  // It follows from experts whom the change brought in.
    }
    ++num_all;
    if (old == nullptr || !MessageDifferencer::Equals(numbers_of(*old), numbers_of(parameter))) {
      changes += change_of(old, parameter, width);
      ++num_changed;
    } else if (!MessageDifferencer::Equals(*old, parameter)) {
      reworded.push_back(parameter.id());
    }
  }
  std::string text = fmt::format("{} of {} changed{}\n",
                                 num_changed,
                                 counted(num_all, "parameter"),
                                 num_changed > 0 ? ":" : "");
  text += changes;
  if (!reworded.empty()) {
    text += wrapped(fmt::format("In words alone (names, units, rationale, sources): {}",
                                fmt::join(reworded, ", ")),
                    0,
                    width);
  }
  return printable(text, "\n");
}

}  // namespace demarche
