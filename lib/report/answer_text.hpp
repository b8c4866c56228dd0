// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/report/probability_words.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The element with this id, or nullptr.
template <class Elements>
auto find(const Elements& elements, const std::string& id) -> decltype(&elements[0]) {
  for (const auto& element : elements) {
    if (element.id() == id) {
      return &element;
    }
  }
  return nullptr;
}

/// The draws without an answer; none in results that do not say how many were solved.
[[nodiscard]] std::uint64_t unsolved_draws(const v1::Result& result);

/// Whether more than 0.1 % of the draws have no answer, so that every probability says what it can
/// be over all draws.
[[nodiscard]] bool has_many_unsolved(const v1::Result& result);

/// "59.6 %  [58.7, 60.5]  likely (55–80 %)", with what the probability can be over all draws where
/// many of the result's draws have no answer. The phrases also cover `range`, unless it is null.
[[nodiscard]] std::string probability_text(const v1::Estimate& estimate,
                                           const v1::Result& result,
                                           WordScale words,
                                           const v1::BehaviourRange* range = nullptr);

/// "mean 0.107 ± 0.004, 5 % to 95 %: 0 to 1.12 (planned cost)"
[[nodiscard]] std::string value_text(const v1::Summary& summary, const std::string& unit);

/// A list of ids.
using Ids = google::protobuf::RepeatedPtrField<std::string>;

/// The names of an option's levels, with commas between; `levers` are those of its set.
[[nodiscard]] std::string level_names(const Ids& levers,
                                      const Ids& levels,
                                      const v1::Scenario& scenario);

/// The options that are best by some criterion, each with these criteria and how often it is best;
/// or one line that says why there is none. Empty if the result does not have the set.
[[nodiscard]] std::vector<std::string> option_texts(const v1::OptionSet& set,
                                                    const v1::Result& result,
                                                    const v1::Scenario& scenario);

}  // namespace demarche
