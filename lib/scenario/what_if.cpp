// SPDX-License-Identifier: MIT
#include "demarche/scenario/what_if.hpp"

#include <string>

#include "demarche/core/error.hpp"
#include "scenario/layers/what_if_steps.hpp"

namespace demarche {
namespace {

/// What both kinds of messages have.
template <class Message>
WhatIf read(const Message& message) {
  return {.set = {message.set().begin(), message.set().end()},
          .fix = {message.fix().begin(), message.fix().end()},
          .precision = message.precision(),
          .widen = message.has_widen() ? message.widen() : 1.0,
          .given = {message.given().begin(), message.given().end()},
          .evidence = message.evidence(),
          .answer = message.answer()};
}

}  // namespace

WhatIf what_if_of(const v1::WhatIf& message) {
  return read(message);
}

WhatIf what_if_of(const v1::Variant& variant) {
  return read(variant);
}

v1::WhatIf message_of(const WhatIf& what_if) {
  v1::WhatIf message;
  message.mutable_set()->Assign(what_if.set.begin(), what_if.set.end());
  message.mutable_fix()->Assign(what_if.fix.begin(), what_if.fix.end());
  message.set_precision(what_if.precision);
  if (what_if.widen != 1.0) {
    message.set_widen(what_if.widen);
  }
  message.mutable_given()->Assign(what_if.given.begin(), what_if.given.end());
  message.set_evidence(what_if.evidence);
  message.set_answer(what_if.answer);
  return message;
}

v1::Scenario changed(const v1::Scenario& scenario, const WhatIf& what_if) {
  v1::Scenario result = scenario;
  std::string lines;
  for (const FieldProblem& problem : apply_what_if(what_if, result).problems) {
    lines += (lines.empty() ? "" : "\n") + problem.message;
  }
  if (!lines.empty()) {
    throw InvalidArgument(lines);
  }
  return result;
}

}  // namespace demarche
