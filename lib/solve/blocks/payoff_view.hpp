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

/// A game seen through what each strategy pays against the others' mixed strategies: dense or
/// factored alike. Players are those who choose.
class PayoffView {
 public:
  virtual ~PayoffView() = default;
  /// What each strategy pays above the player's least payoff, in units of unit(): in [0, 1]. So
  /// positive affine changes of a player's payoffs change nothing.
  [[nodiscard]] virtual std::vector<double> unit_payoffs(std::size_t player,
                                                         const MixedProfile& profile) const = 0;
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  [[nodiscard]] std::size_t num_players() const noexcept { return num_strategies_.size(); }
  /// A bound on max - min of a player's payoffs; 0 if they are all the same.
  [[nodiscard]] double unit(std::size_t player) const { return units_[player]; }

  /// A player's logit precision: the game's own, or `otherwise`.
  [[nodiscard]] double precision(std::size_t player, double otherwise) const {
    return precisions_.empty() ? otherwise : precisions_[player];
  }

  [[nodiscard]] MixedProfile uniform_profile() const;
  /// `start` as a mixed profile, or uniform play if it is empty.
  /// @throws InvalidArgument unless it has a strategy of each player.
  [[nodiscard]] MixedProfile start_profile(std::span<const int> start) const;
  /// The most that one player gains by deviating.
  [[nodiscard]] double max_regret(const MixedProfile& profile) const;
  /// The same, each player's gain in its unit().
  [[nodiscard]] double relative_regret(const MixedProfile& profile) const;

 protected:
  std::vector<int> num_strategies_;
  std::vector<double> units_;
  std::vector<double> precisions_;
};

class DenseView final : public PayoffView {
 public:
  explicit DenseView(const NormalFormGame& game);
  [[nodiscard]] std::vector<double> unit_payoffs(std::size_t player,
                                                 const MixedProfile& profile) const override;

 private:
  NormalFormGame unit_game_;
};

/// One game of a shape; behavioural players are integrated out.
class FactoredView final : public PayoffView {
 public:
  explicit FactoredView(const FactoredShape& shape);
  /// Sets the game's [num_cells] numbers. False if one that counts is not finite, or a behaviour
  /// has no weight.
  bool load(const std::vector<double>& cells);
  /// Sets each player's of the shape. False if one that counts is negative or not finite.
  bool set_precisions(const std::vector<double>& precisions);
  [[nodiscard]] std::vector<double> unit_payoffs(std::size_t player,
                                                 const MixedProfile& profile) const override;
  /// The cells of all payoff tables, player by player and table by table, each table less its least
  /// value, in units of the player's unit().
  [[nodiscard]] const std::vector<double>& values() const noexcept { return values_; }
  /// Where in values() the table `table` of player players()[player] starts.
  [[nodiscard]] std::size_t first_value(std::size_t player, std::size_t table) const {
    return tables_[player][table].first_value;
  }
  /// The shape's numbers of players().
  [[nodiscard]] const std::vector<std::size_t>& players() const noexcept { return players_; }
  /// Probabilities of all strategies of the shape's players.
  [[nodiscard]] std::vector<double> all_probabilities(const MixedProfile& profile) const;

 private:
  /// A player's strategies as a table sees them: distinct parts of a cell's place.
  struct Axis {
    std::size_t player = 0;             ///< Of the shape.
    std::vector<std::size_t> places;    ///< Distinct offsets.
    std::vector<std::size_t> place_of;  ///< Per strategy, its index in `places`.
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
  std::vector<std::vector<Table>> tables_;  ///< Per player of players_.
  std::vector<std::size_t> players_;
  std::vector<double> values_;
  std::vector<double> behaviour_;  ///< [num_strategies of the shape], of behavioural players.
};

/// Indices of the best numbers: all within `tie` of the largest.
[[nodiscard]] std::vector<std::size_t> best_of(const std::vector<double>& payoffs, double tie);

using ViewSolver = Solution (*)(const PayoffView&, const ConceptOptions&);

/// Solves a block game by game through views, without a dense form.
[[nodiscard]] std::unique_ptr<BlockSolver> make_view_solver(const FactoredShape& shape,
                                                            const ConceptOptions& options,
                                                            ViewSolver solve);

/// Why games of this shape are too large to hold all their strategies, or nothing.
[[nodiscard]] std::optional<std::string> view_refusal(const FactoredShape& shape);

/// A concept that needs no more of a game than a view.
template <ViewSolver solve_view>
Concept view_concept(std::string_view name, std::string_view summary) {
  return {.name = name,
          .summary = summary,
          .refusal = view_refusal,
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return make_view_solver(shape, options, solve_view);
              },
          .solve =
              [](const NormalFormGame& game, const ConceptOptions& options) {
                game.check_finite();
                return solve_view(DenseView(game), options);
              }};
}

}  // namespace demarche
