// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/simulate/exact_sum.hpp"
#include "demarche/v1/result.pb.h"
#include "simulate/common_numbers.hpp"
#include "simulate/weighted_pair.hpp"

namespace demarche {

/// A number that both scenarios have, over the draws.
struct PairAccumulator {
  ExactSum first;   ///< The sum of the first scenario's numbers.
  ExactSum second;  ///< That of the second.
  Moments difference;
  std::uint64_t undefined = 0;
  std::uint64_t differing = 0;
  /// Sums over the draws without an answer in one scenario: the least and the most that the
  /// difference of a probability can be there.
  ExactSum least;
  ExactSum most;
  WeightedPair weighted;  ///< In the place of the rest, where one scenario has evidence.

  void merge(const PairAccumulator& other) {
    first.merge(other.first);
    second.merge(other.second);
    difference.merge(other.difference);
    undefined += other.undefined;
    differing += other.differing;
    least.merge(other.least);
    most.merge(other.most);
    weighted.merge(other.weighted);
  }
};

/// How far the number moved. `has_evidence`: evidence counts in one of the scenarios. `unpaired`
/// draws have no answer in one of them.
[[nodiscard]] v1::Difference difference(const CommonNumber& pair,
                                        const PairAccumulator& sums,
                                        bool has_evidence,
                                        std::uint64_t unpaired);

}  // namespace demarche
