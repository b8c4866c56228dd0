// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "demarche/core/types.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// A block of draws with everything that a run knows of them. Arrays are [row][kBlockLanes];
/// functions return the part of a row that is in use. The block owns nothing and is valid during
/// the call that it is passed to.
struct SolvedBlock {
  const Model* model = nullptr;        ///< Of the run.
  std::uint64_t first_draw = 0;        ///< Of the run; lane l is draw first_draw + l.
  std::size_t num_draws = 0;           ///< Lanes in use.
  const double* parameters = nullptr;  ///< In the scenario's order.
  const double* cells = nullptr;       ///< Of payoff tables, precisions and queries.
  const double* precision = nullptr;   ///< Per player.
  /// Certificates and, per equilibrium, weights and strategy probabilities.
  const BlockSolution* solution = nullptr;
  const int* strategies = nullptr;              ///< Per player, of the sampled profile.
  const double* level_probabilities = nullptr;  ///< Per level, lever by lever.
  const double* queries =
      nullptr;  ///< Expectations of Model::queries; undefined in unsolved draws.
  /// The weight of each draw given the evidence, 0 or NaN for a draw that does not count; null
  /// without evidence. Strategies, probabilities and expectations are those of the prior.
  const double* weights = nullptr;
  /// Values of the run's own metrics; null where calls are batched over several blocks.
  const double* custom_metrics = nullptr;

  /// Whether the draw has a solution. If it has none, only its parameters, cells, precision and
  /// certificate are defined.
  [[nodiscard]] bool is_solved(std::size_t lane) const {
    return solution->certificates[lane].status == SolveStatus::converged;
  }
  /// A parameter's values.
  [[nodiscard]] std::span<const double> parameter(std::size_t index) const {
    return row(parameters, index);
  }
  /// Expectations of the scenario's metric number `index`.
  [[nodiscard]] std::span<const double> metric(std::size_t index) const {
    return row(queries, static_cast<std::size_t>(model->metrics[index]));
  }
  /// Probabilities of outcome number `index`.
  [[nodiscard]] std::span<const double> outcome(std::size_t index) const {
    return row(queries, static_cast<std::size_t>(model->outcomes[index]));
  }
  /// Expected payoffs of a player.
  /// @pre The player is not behavioural.
  [[nodiscard]] std::span<const double> payoff(std::size_t player) const {
    assert(model->payoffs[player] >= 0);
    return row(queries, static_cast<std::size_t>(model->payoffs[player]));
  }
  /// Values of the run's own metric number `index`.
  /// @pre custom_metrics is not null.
  [[nodiscard]] std::span<const double> custom_metric(std::size_t index) const {
    assert(custom_metrics != nullptr);
    return row(custom_metrics, index);
  }
  /// Strategies of a player in the sampled profiles.
  [[nodiscard]] std::span<const int> strategy(std::size_t player) const {
    return {strategies + player * kBlockLanes, num_draws};
  }

 private:
  [[nodiscard]] std::span<const double> row(const double* rows, std::size_t index) const {
    return {rows + index * kBlockLanes, num_draws};
  }
};

}  // namespace demarche
