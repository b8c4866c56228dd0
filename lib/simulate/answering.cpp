// SPDX-License-Identifier: MIT
#include "simulate/answering.hpp"

#include <cassert>

namespace demarche {

void AnsweringAccumulator::add(const Commitments& commitments,
                               std::span<const std::size_t> solved) {
  assert(commitments.size() == by_commitment.size());
  Certificates of_solved;  // Without gaps.
  for (std::size_t k = 0; k < commitments.size(); ++k) {
    const Certificates* const certificates = commitments.certificates(k);
    if (certificates == nullptr) {
      continue;
    }
    for (std::size_t i = 0; i < solved.size(); ++i) {
      of_solved[i] = (*certificates)[solved[i]];
      ++by_commitment[k][static_cast<std::size_t>(of_solved.status[i])];
    }
    solving.add(of_solved, solved.size(), scratch_);
  }
}

void AnsweringAccumulator::merge(const AnsweringAccumulator& other) {
  assert(by_commitment.size() == other.by_commitment.size());
  solving.merge(other.solving);
  for (std::size_t k = 0; k < by_commitment.size(); ++k) {
    for (std::size_t s = 0; s < by_commitment[k].size(); ++s) {
      by_commitment[k][s] += other.by_commitment[k][s];
    }
  }
}

}  // namespace demarche
