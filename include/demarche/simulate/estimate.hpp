// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace demarche {

/// An interval that holds a probability: a 95 % interval, or bounds.
struct ProbabilityInterval {
  double low = 0.0;   ///< At least 0.
  double high = 1.0;  ///< At most 1.
};

/// The Wilson score interval @cite Wilson1927 of a mean of `count` numbers in [0, 1]. The
/// interval's sample size is that of a binomial proportion with the given standard error, and at
/// least `count`: draws that give probabilities say more than draws that give 0 or 1. The interval
/// is [0, 1] if `count` is 0.
[[nodiscard]] ProbabilityInterval probability_interval(double mean,
                                                       double standard_error,
                                                       std::uint64_t count);

/// What the mean of a probability over all draws can be, if `count` draws have the mean `mean` and
/// `unsolved` further draws, which have no answer, may have any probability. [0, 1] without draws.
[[nodiscard]] ProbabilityInterval bounds_over_all_draws(double mean,
                                                        std::uint64_t count,
                                                        std::uint64_t unsolved) noexcept;

}  // namespace demarche
