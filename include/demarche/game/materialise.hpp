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
/// who choose. Payoffs are averaged over what behavioural players do.
class Materialisation {
 public:
  /// Why games of this shape get no dense form, with the size that it would have; nothing if they
  /// do. A dense form has at most 2^20 payoffs, looked up from at most 2^24 table cells.
  [[nodiscard]] static std::optional<std::string> refusal(const FactoredShape& shape);

  /// @throws InvalidArgument if refusal() gives a reason.
  explicit Materialisation(const FactoredShape& shape);

  /// The players who choose, by their numbers in the shape; at least one.
  [[nodiscard]] const std::vector<std::size_t>& players() const noexcept { return players_; }
  /// The number of strategies of each of players().
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  /// The number of joint strategies of players().
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }

  /// The number of rows of behaviour(): one for each strategy of a behavioural player.
  [[nodiscard]] std::size_t num_behaviour_rows() const noexcept { return num_behaviour_rows_; }
  /// Fills `probabilities`, [num_behaviour_rows][kBlockLanes], with the behavioural players' mixed
  /// strategies. A lane gets NaN where a weight is negative or not finite, or all of them are 0.
  void behaviour(const GameBlock& block, double* probabilities) const;
  /// Copies behaviour() to the behavioural players' rows of a block of mixed profiles.
  void place_behaviour(const double* behaviour, double* probabilities) const;

  /// Writes one lane's payoffs of the k-th of players() to `out`, [num_profiles], row-major over
  /// the profiles. A NaN among the numbers that a payoff is made of makes the payoff NaN.
  void payoffs(const GameBlock& block,
               std::size_t lane,
               const double* behaviour,
               std::size_t k,
               double* out) const;
  /// Writes the payoffs of all lanes to `out`, [num_profiles][kBlockLanes].
  void block_payoffs(const GameBlock& block,
                     const double* behaviour,
                     std::size_t k,
                     double* out) const;
  /// The address of these payoffs within the block's cells, if the payoff is a single table in the
  /// order of profiles, so that nothing need be copied; else null.
  [[nodiscard]] const double* payoffs_in_place(const GameBlock& block,
                                               std::size_t k) const noexcept;

 private:
  /// Where the value of a table at each profile comes from. It is the weighted sum of `width`
  /// cells, one for each joint strategy of the behavioural players in the table's scope; the weight
  /// is the product of `num_factors` rows of behaviour().
  struct Lookup {
    std::size_t width = 1;
    std::vector<std::uint32_t> rows;     ///< [profile][width]
    std::vector<std::uint32_t> factors;  ///< [width][num_factors], rows of behaviour().
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
  /// For each behaviour row, the cells whose product is the strategy's weight.
  std::vector<std::vector<std::uint32_t>> behaviour_cells_;
  /// For each choosing player, [profile][table]: the cells of its payoff tables whose scope has no
  /// variable of a behavioural player.
  std::vector<std::vector<std::uint32_t>> plain_rows_;
  std::vector<std::size_t> num_plain_;  ///< For each choosing player, how many tables these are.
  std::vector<std::vector<Lookup>>
      lookups_;  ///< For each choosing player, its other payoff tables.
};

}  // namespace demarche
