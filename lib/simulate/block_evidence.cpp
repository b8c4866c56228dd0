// SPDX-License-Identifier: MIT
#include "simulate/block_evidence.hpp"

#include <algorithm>
#include <cassert>

#include "core/to_size.hpp"

namespace demarche {

std::vector<int> evidence_items(const Model& model, bool is_observed) {
  std::vector<int> items;
  for (std::size_t k = 0; k < model.evidence.size(); ++k) {
    if (model.evidence[k].is_observed == is_observed) {
      items.push_back(static_cast<int>(k));
    }
  }
  return items;
}

bool is_any_evidence(const Model& model) {
  return model.has_posterior() || (!model.evidence.empty() && !model.option_sets.empty());
}

BlockEvidence::BlockEvidence(const RunPlan& plan)
    : items_(evidence_items(plan.model, true)),
      likelihoods_(plan.model),
      observed_(make_posterior_play(plan, items_)),
      sampled_(items_.size() * kBlockLanes) {
  assert(is_any_evidence(plan.model));
  if (plan.model.option_sets.empty()) {
    return;
  }
  for (const int item : evidence_items(plan.model, false)) {
    std::vector<int> items = items_;
    items.push_back(item);
    with_possible_.push_back(make_posterior_play(plan, items));
  }
}

void BlockEvidence::read(const Play& prior,
                         const GameBlock& games,
                         const BlockSolution& solution,
                         std::uint64_t first_draw) {
  likelihoods_.evaluate(games.cells);
  observed_->read(prior, likelihoods_, games, solution, first_draw);
  for (const auto& possible : with_possible_) {
    possible->read(prior, likelihoods_, games, solution, first_draw);
  }
  for (std::size_t k = 0; k < items_.size(); ++k) {
    likelihoods_.at_sampled_profiles(
        to_size(items_[k]), prior, games.num_lanes, sampled_.data() + k * kBlockLanes);
  }
}

void BlockEvidence::set_query(std::size_t query, const double* row) {
  observed_->play().set_query(query, row);
  for (const auto& possible : with_possible_) {
    possible->play().set_query(query, row);
  }
}

}  // namespace demarche
