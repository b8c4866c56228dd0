// SPDX-License-Identifier: MIT
#include "simulate/block_engine.hpp"

#include <algorithm>
#include <cassert>

namespace demarche {

BlockEngine::BlockEngine(const RunPlan& plan)
    : plan_(plan),
      solver_(plan.solution_concept.make_block_solver(plan.model.shape, plan.concept_options)),
      play_(make_play(plan)),
      answers_(Answers::are_needed(plan) ? std::make_unique<Answers>(plan) : nullptr),
      commitments_(commitments_of(plan.model).empty() ? nullptr
                                                      : std::make_unique<Commitments>(plan)),
      evidence_(plan.reads_evidence ? std::make_unique<BlockEvidence>(plan) : nullptr),
      custom_(is_called(plan.code) ? std::make_unique<CustomStage>(plan) : nullptr),
      has_viewers_(custom_ != nullptr || !plan.code.observers.empty()),
      values_(plan.model.program.num_values() * kBlockLanes),
      cells_(plan.model.program.num_cells() * kBlockLanes),
      precision_(plan.model.shape.num_players() * kBlockLanes) {
  plan.model.program.fill_constant_cells(cells_.data());
  const auto set_query = [&](std::size_t query, const double* row) {
    play_->set_query(query, row);
    if (evidence_ != nullptr) {
      evidence_->set_query(query, row);
    }
  };
  if (answers_ != nullptr) {
    answers_->for_each_row(set_query);
  }
  if (commitments_ != nullptr) {
    commitments_->for_each_row(set_query);
  }
  if (has_viewers_) {
    strategies_.resize(plan.model.shape.num_players() * kBlockLanes);
  }
}

void BlockEngine::run(std::uint64_t block) {
  first_draw_ = block * kBlockLanes;
  assert(first_draw_ < plan_.draws);
  num_lanes_ =
      static_cast<std::size_t>(std::min<std::uint64_t>(kBlockLanes, plan_.draws - first_draw_));
  sample(block);
  evaluate_cells();
  solve_and_read();
  if (has_viewers_) {
    show_to_code();
  }
}

void BlockEngine::sample(std::uint64_t block) {
  if (custom_ != nullptr) {
    custom_->load(block, values_.data());
    return;
  }
  plan_.parameter_design->fill_block(first_draw_, plan_.streams, values_.data());
  plan_.sampler.transform(values_.data());
}

void BlockEngine::evaluate_cells() {
  const Model& model = plan_.model;
  model.program.evaluate_features(values_.data());
  model.program.evaluate_varying_cells(values_.data(), play_->cell_sums(), cells_.data());
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    assert(model.precision_rows[i] < model.program.num_cells());
    std::transform(cells_.data() + model.precision_rows[i] * kBlockLanes,
                   cells_.data() + (model.precision_rows[i] + 1) * kBlockLanes,
                   precision_.data() + i * kBlockLanes,
                   [factor = plan_.precision_factor](double own) { return factor * own; });
  }
}

void BlockEngine::solve_and_read() {
  play_->solve(games(), *solver_, solution_);
  play_->read(games(), solution_, first_draw_);
  if (answers_ != nullptr) {
    answers_->evaluate(games(), solution_);
  }
  if (commitments_ != nullptr) {
    commitments_->evaluate(games(), solution_);
  }
  if (evidence_ != nullptr) {
    evidence_->read(*play_, games(), solution_, first_draw_);
  }
}

void BlockEngine::show_to_code() {
  const bool has_metrics = custom_ != nullptr && plan_.blocks_per_call == 1;
  for (std::size_t i = 0; i < plan_.model.shape.num_players(); ++i) {
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      strategies_[i * kBlockLanes + lane] = play_->strategy(i, lane);
    }
  }
  view_ = {.model = &plan_.model,
           .first_draw = first_draw_,
           .num_draws = num_lanes_,
           .parameters = values_.data(),
           .cells = cells_.data(),
           .precision = precision_.data(),
           .solution = &solution_,
           .strategies = strategies_.data(),
           .level_probabilities = play_->level(0),
           .queries = play_->all_queries(),
           .weights = evidence_ == nullptr ? nullptr : evidence_->weights(),
           // In larger batches, metrics are evaluated after observers saw the blocks.
           .custom_metrics = has_metrics ? custom_->metric(0) : nullptr};
  if (custom_ != nullptr) {
    custom_->record(view_);
  }
}

void BlockEngine::finish_batch() {
  if (custom_ != nullptr) {
    custom_->finish_batch();
  }
}

}  // namespace demarche
