// SPDX-License-Identifier: MIT
#include "simulate/likelihoods.hpp"

#include <cmath>
#include <limits>

#include "simulate/table_cell.hpp"

namespace demarche {
namespace {

double as_likelihood(double value, double strength) {
  if (!(value >= 0.0 && std::isfinite(value))) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return strength == 1.0 ? value : std::pow(value, strength);
}

}  // namespace

Likelihoods::Likelihoods(const Model& model) : model_(model) {
  std::size_t num_rows = 0;
  for (const EvidenceModel& item : model.evidence) {
    first_row_.push_back(num_rows);
    num_rows += item.likelihood.num_cells;
  }
  rows_ = AlignedArray(num_rows * kBlockLanes);
  for (std::size_t k = 0; k < model.evidence.size(); ++k) {
    const EvidenceModel& item = model.evidence[k];
    for (std::size_t cell = 0; cell < item.likelihood.num_cells; ++cell) {
      const std::size_t number = item.likelihood.first_cell + cell;
      if (model.program.is_constant(number)) {
        std::fill_n(rows_.data() + (first_row_[k] + cell) * kBlockLanes,
                    kBlockLanes,
                    as_likelihood(model.program.constant(number), item.strength));
      }
    }
  }
}

void Likelihoods::evaluate(const double* cells) {
  for (std::size_t k = 0; k < model_.evidence.size(); ++k) {
    const EvidenceModel& item = model_.evidence[k];
    for (std::size_t cell = 0; cell < item.likelihood.num_cells; ++cell) {
      const std::size_t number = item.likelihood.first_cell + cell;
      if (model_.program.is_constant(number)) {
        continue;
      }
      double* const row = rows_.data() + (first_row_[k] + cell) * kBlockLanes;
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] = as_likelihood(cells[number * kBlockLanes + lane], item.strength);
      }
    }
  }
}

void Likelihoods::at_sampled_profiles(std::size_t item,
                                      const Play& play,
                                      std::size_t num_lanes,
                                      double* values) const {
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const std::size_t cell =
        cell_at(model_, model_.evidence[item].likelihood, [&](std::size_t player) {
          return play.strategy(player, lane);
        });
    values[lane] = row(item, cell)[lane];
  }
}

}  // namespace demarche
