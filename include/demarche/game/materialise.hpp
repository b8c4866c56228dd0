// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Turns factored games of one shape into dense payoffs over the joint strategies of the players
/// who choose; behavioural players are integrated out.
class Materialisation {
 public:
  /// Why games of this shape have no dense form here (with the size it would take), or nothing: at
  /// most 2^20 payoffs, looked up from at most 2^24 table cells.
  [[nodiscard]] static std::optional<std::string> refusal(const FactoredShape& shape);

  /// @throws InvalidArgument if refusal() gives a reason.
  explicit Materialisation(const FactoredShape& shape);

  /// The players who choose, by number in the shape. At least one, or there is nothing to solve.
  [[nodiscard]] const std::vector<std::size_t>& players() const noexcept { return players_; }
  /// Of each of players().
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  /// Joint strategies of players().
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }

  /// Rows of behaviour(): the strategies of all behavioural players.
  [[nodiscard]] std::size_t num_behaviour_rows() const noexcept { return num_behaviour_rows_; }
  /// Fills `probabilities`, [num_behaviour_rows][kBlockLanes]. A lane with a weight that is
  /// negative or not finite, or with weights that are all 0, gets NaN.
  void behaviour(const GameBlock& block, double* probabilities) const;
  /// Copies behaviour() to the behavioural players' rows of a block of mixed profiles.
  void place_behaviour(const double* behaviour, double* probabilities) const;

  /// One lane's payoffs of the k-th of players(), row-major over the profiles; NaN spreads.
  void payoffs(const GameBlock& block,
               std::size_t lane,
               const double* behaviour,
               std::size_t k,
               double* out) const;
  /// All lanes' payoffs, [num_profiles][kBlockLanes].
  void block_payoffs(const GameBlock& block,
                     const double* behaviour,
                     std::size_t k,
                     double* out) const;
  /// The same where the block holds them already, because the payoff is one table in the order of
  /// profiles; else null.
  [[nodiscard]] const double* payoffs_in_place(const GameBlock& block,
                                               std::size_t k) const noexcept;

 private:
  /// Where a table's value at each profile comes from: `width` cells with a weight each, the
  /// product of some behaviour rows.
  struct Lookup {
    std::size_t width = 1;
    std::vector<std::uint32_t> rows;  ///< [profile][width]
    /// [width][num_factors]: rows of behaviour().
    std::vector<std::uint32_t> factors;
    std::size_t num_factors = 0;
  };

  [[nodiscard]] Lookup make_lookup(const FactorTable& table) const;
  void add_player(std::size_t player);
  static double weight(const Lookup& lookup,
                       std::size_t w,
                       const double* behaviour,
                       std::size_t lane);

  const FactoredShape* shape_;
  std::vector<std::size_t> players_;
  std::vector<int> num_strategies_;
  std::size_t num_profiles_ = 1;
  std::size_t num_behaviour_rows_ = 0;
  std::vector<std::size_t> first_behaviour_row_;  ///< Per player of the shape.
  std::vector<std::vector<std::uint32_t>>
      behaviour_cells_;  ///< Per behaviour row, its tables' cells.
  /// Per choosing player, the payoff tables without behavioural players' variables:
  /// [profile][table].
  std::vector<std::vector<std::uint32_t>> plain_rows_;
  std::vector<std::size_t> num_plain_;        ///< Per choosing player, how many these are.
  std::vector<std::vector<Lookup>> lookups_;  ///< Per choosing player, per other payoff table.
};

}  // namespace demarche
