// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The options of a set that the others answer, as a table: mean, mean of the worst decile, mean
/// regret and how often each is best, with the others answering and with what they do held. It has
/// the options that are best by one of these numbers and then those with the highest means; the
/// highest mean is first, and the best number of a column has a star.
/// @pre The set has answered options.
[[nodiscard]] std::string answered_table(const v1::OptionSetResult& set,
                                         const std::string& name,
                                         const v1::Scenario& scenario,
                                         std::size_t width);

/// Which claims compare commitments that the others answer; empty if none do.
[[nodiscard]] std::string answered_claims(const v1::Scenario& scenario);

}  // namespace demarche
