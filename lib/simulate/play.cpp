// SPDX-License-Identifier: MIT
#include "simulate/play.hpp"

#include <algorithm>

#include "simulate/component_play.hpp"
#include "simulate/joint_play.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

Play::Play(const RunPlan& plan)
    : expectations_(plan.model.queries.size() * kBlockLanes),
      levels_(plan.num_levels * kBlockLanes),
      realised_(plan.model.queries.size() * kBlockLanes) {
  for (std::size_t query = 0; query < plan.model.queries.size(); ++query) {
    query_rows_.push_back(expectations_.data() + query * kBlockLanes);
  }
}

const double* Play::all_queries() {
  for (std::size_t query = 0; query < query_rows_.size(); ++query) {
    double* const row = expectations_.data() + query * kBlockLanes;
    if (query_rows_[query] != row) {
      std::copy_n(query_rows_[query], kBlockLanes, row);
    }
  }
  return expectations_.data();
}

std::unique_ptr<Play> make_play(const RunPlan& plan) {
  if (plan.joint_program) {
    return std::make_unique<JointPlay>(plan);
  }
  return std::make_unique<ComponentPlay>(plan);
}

}  // namespace demarche
