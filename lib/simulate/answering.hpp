// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "simulate/commitments.hpp"
#include "simulate/statistics.hpp"

namespace demarche {

/// How the games that commitments leave were solved, over the solved draws.
struct AnsweringAccumulator {
  /// Draws with each status.
  using ByStatus = std::array<std::uint64_t, kNumSolveStatuses>;

  SolveAccumulator solving;             ///< Over all commitments and draws.
  std::vector<ByStatus> by_commitment;  ///< In the order of commitments_of().

  /// Of no draws.
  explicit AnsweringAccumulator(std::size_t num_commitments) : by_commitment(num_commitments) {}

  /// Adds a block's lanes that are solved, ascending.
  void add(const Commitments& commitments, std::span<const std::size_t> solved);
  void merge(const AnsweringAccumulator& other);

 private:
  std::vector<std::size_t> scratch_;
};

}  // namespace demarche
