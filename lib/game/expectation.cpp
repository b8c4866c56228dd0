// SPDX-License-Identifier: MIT
#include "demarche/game/expectation.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "game/expectation.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "game/contract-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Adds up an agent's strategy probabilities, strategy by strategy, into the cells of one marginal.
void accumulate_marginal(const Marginal& marginal, const double* probabilities, double* rows) {
  const hn::ScalableTag<double> d;
  std::fill(rows, rows + marginal.size * kBlockLanes, 0.0);
  for (std::size_t s = 0; s < marginal.cell_of_strategy.size(); ++s) {
    double* row = rows + marginal.cell_of_strategy[s] * kBlockLanes;
    const double* probability = probabilities + s * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      hn::Store(hn::Add(hn::Load(d, row + lane), hn::Load(d, probability + lane)), d, row + lane);
    }
  }
}

/// The expectation of a table: contracts all its axes with their marginals, the last axis first.
/// `scratch` holds the intermediate tensors.
void expect(const Tensor& tensor,
            const std::vector<Marginal>& marginals,
            const double* marginal_rows,
            const double* cells,
            double* out,
            double* scratch) {
  const hn::ScalableTag<double> d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    std::size_t count = tensor.rows.size();
    const auto cell = [&](std::size_t e) { return cells + tensor.rows[e] * kBlockLanes + lane; };
    if (tensor.sizes.empty()) {
      hn::Store(hn::Load(d, cell(0)), d, out + lane);
      continue;
    }
    const auto partial = [&](std::size_t e) { return scratch + e * kBlockLanes + lane; };
    for (std::size_t axis = tensor.sizes.size(); axis-- > 0;) {
      const std::size_t inner = tensor.sizes[axis];
      const auto& marginal = marginals[static_cast<std::size_t>(tensor.marginals[axis])];
      const double* weights = marginal_rows + marginal.first_row * kBlockLanes + lane;
      double* target = axis == 0 ? out + lane : scratch + lane;
      count /= inner;
      if (axis + 1 == tensor.sizes.size()) {
        contract_last_axis(d, cell, count, inner, weights, kBlockLanes, target, kBlockLanes);
      } else {
        // Contracting in place is safe: element o is written after the elements from o * inner to
        // o * inner + inner - 1 have been read, and no later element reads a place before those.
        contract_last_axis(d, partial, count, inner, weights, kBlockLanes, target, kBlockLanes);
      }
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(accumulate_marginal);
HWY_EXPORT(expect);

ExpectationPlan::ExpectationPlan(const FactoredShape& shape, const std::vector<FactorTable>& tables)
    : marginals_(shape, player_agents(shape)) {
  std::size_t scratch = 1;
  for (const auto& table : tables) {
    tensors_.push_back(marginals_.add(table));
    scratch = std::max(scratch, tensors_.back().rows.size());
  }
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    first_strategy_.push_back(shape.first_strategy(i));
  }
  workspace_rows_ = marginals_.num_rows() + scratch;
}

void ExpectationPlan::evaluate(const double* probabilities,
                               const double* cells,
                               double* expectations,
                               double* workspace) const {
  for (const auto& marginal : marginals_.marginals()) {
    const std::size_t first = first_strategy_[static_cast<std::size_t>(marginal.agent)];
    HWY_DYNAMIC_DISPATCH(accumulate_marginal)
    (marginal, probabilities + first * kBlockLanes, workspace + marginal.first_row * kBlockLanes);
  }
  double* scratch = workspace + marginals_.num_rows() * kBlockLanes;
  for (std::size_t t = 0; t < tensors_.size(); ++t) {
    HWY_DYNAMIC_DISPATCH(expect)
    (tensors_[t],
     marginals_.marginals(),
     workspace,
     cells,
     expectations + t * kBlockLanes,
     scratch);
  }
}

}  // namespace demarche

#endif  // HWY_ONCE
