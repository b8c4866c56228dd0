// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demarche/game/agent_form.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// A game, dense or factored, seen only through what each strategy pays against the others' mixed
/// strategies. Players are those who choose, numbered from 0.
class PayoffView {
 public:
  virtual ~PayoffView() = default;
  /// The expected payoff of each strategy, above the player's least payoff and over unit(), so that
  /// it lies in [0, 1]. Positive affine changes of a player's payoffs have no effect on it.
  [[nodiscard]] virtual std::vector<double> unit_payoffs(std::size_t player,
                                                         const MixedProfile& profile) const = 0;
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  [[nodiscard]] std::size_t num_players() const noexcept { return num_strategies_.size(); }
  /// A bound on max - min of a player's payoffs; 0 if they are all the same.
  [[nodiscard]] double unit(std::size_t player) const { return units_[player]; }

  /// A player's logit precision: the game's own if it has one, else `otherwise`.
  [[nodiscard]] double precision(std::size_t player, double otherwise) const {
    return precisions_.empty() ? otherwise : precisions_[player];
  }

  /// The mixed profile in which each player has all its strategies with equal probability.
  [[nodiscard]] MixedProfile uniform_profile() const;
  /// The pure profile `start`, one strategy per player, as a mixed one; uniform play if it is
  /// empty.
  /// @throws InvalidArgument unless it has a strategy of each player.
  [[nodiscard]] MixedProfile start_profile(std::span<const int> start) const;
  /// The largest regret of a player, in payoff units.
  [[nodiscard]] double max_regret(const MixedProfile& profile) const;
  /// The largest regret of a player over its unit().
  [[nodiscard]] double relative_regret(const MixedProfile& profile) const;

 protected:
  std::vector<int> num_strategies_;
  std::vector<double> units_;
  std::vector<double> precisions_;
};

/// A view of a dense game.
class DenseView final : public PayoffView {
 public:
  explicit DenseView(const NormalFormGame& game);
  [[nodiscard]] std::vector<double> unit_payoffs(std::size_t player,
                                                 const MixedProfile& profile) const override;

 private:
  NormalFormGame unit_game_;
};

/// A view of one factored game at a time. Payoffs are averaged over what behavioural players do.
class FactoredView final : public PayoffView {
 public:
  /// Keeps a reference to `shape`.
  explicit FactoredView(const FactoredShape& shape);
  /// Makes the game with these cells, [num_cells], the current one. Returns false if a payoff is
  /// not finite or a behaviour has no valid weights.
  bool load(const std::vector<double>& cells);
  /// Sets the precisions of the shape's players. Returns false if that of a player who chooses is
  /// negative or not finite.
  bool set_precisions(const std::vector<double>& precisions);
  [[nodiscard]] std::vector<double> unit_payoffs(std::size_t player,
                                                 const MixedProfile& profile) const override;
  /// The cells of all payoff tables, player by player and table by table, less the least cell of
  /// their table and over the player's unit().
  [[nodiscard]] const std::vector<double>& values() const noexcept { return values_; }
  /// Where table `table` of player players()[player] starts in values().
  [[nodiscard]] std::size_t first_value(std::size_t player, std::size_t table) const {
    return tables_[player][table].first_value;
  }
  /// The players who choose, by their numbers in the shape.
  [[nodiscard]] const std::vector<std::size_t>& players() const noexcept { return players_; }
  /// The probabilities of all strategies of all players of the shape: those of `profile` and, for
  /// behavioural players, those of the current game.
  [[nodiscard]] std::vector<double> all_probabilities(const MixedProfile& profile) const;

 private:
  /// A player's strategies as one table tells them apart: by their part of the offset of a cell,
  /// see table_offsets(). Strategies with the same part count as one.
  struct Axis {
    std::size_t player = 0;             ///< Its number in the shape.
    std::vector<std::size_t> places;    ///< The distinct parts, ascending.
    std::vector<std::size_t> place_of;  ///< For each strategy, the index of its part.
  };
  struct Table {
    std::size_t first_value = 0;
    Axis own;
    std::vector<Axis> others;
  };

  [[nodiscard]] Axis axis(const Agent& agent, const FactorTable& table) const;
  bool load_payoffs(std::size_t player, const std::vector<double>& cells);
  bool load_behaviour(std::size_t player, const std::vector<double>& cells);

  const FactoredShape& shape_;
  std::vector<std::vector<Table>> tables_;  ///< For each of players_.
  std::vector<std::size_t> players_;
  std::vector<double> values_;
  /// [num_strategies of the shape]: the behavioural players' probabilities, 0 for the others.
  std::vector<double> behaviour_;
};

/// The indices of all numbers that are within `tie` of the largest.
[[nodiscard]] std::vector<std::size_t> best_of(const std::vector<double>& payoffs, double tie);

using ViewSolver = Solution (*)(const PayoffView&, const ConceptOptions&);

/// Makes a solver that solves a block game by game through a view, without a dense form.
[[nodiscard]] std::unique_ptr<BlockSolver> make_view_solver(const FactoredShape& shape,
                                                            const ConceptOptions& options,
                                                            ViewSolver solve);

/// Why games of this shape are too large to hold all their strategies, or nothing.
[[nodiscard]] std::optional<std::string> view_refusal(const FactoredShape& shape);

/// Completes an entry of the registry with the functions of a concept that needs no more of a game
/// than a view.
template <ViewSolver solve_view>
Concept view_concept(Concept entry) {
  entry.refusal = view_refusal;
  entry.make_block_solver = [](const FactoredShape& shape, const ConceptOptions& options) {
    return make_view_solver(shape, options, solve_view);
  };
  entry.solve = [](const NormalFormGame& game, const ConceptOptions& options) {
    game.check_finite();
    return solve_view(DenseView(game), options);
  };
  return entry;
}

}  // namespace demarche
