// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Leaves the items of evidence that count, chosen as WhatIf::evidence has it. Returns what is
/// wrong, or nothing.
[[nodiscard]] std::string choose_evidence(std::string_view choice, v1::Scenario& scenario);

/// Adds an item of evidence, as the last one, that the condition is observed; an id of an outcome
/// or claim stands for its event. Returns what is wrong, or nothing.
[[nodiscard]] std::string add_given(const std::string& condition, v1::Scenario& scenario);

/// How many bytes further on than in itself a condition stands in the likelihood of the item that
/// add_given() made of it; the whole likelihood's length where an id stood for an event.
[[nodiscard]] int given_inset(std::string_view condition, const v1::Evidence& item);

}  // namespace demarche
