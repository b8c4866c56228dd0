// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/game/materialise.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// How players answer what others are made to do, under a concept in which players move one after
/// the other. Those who move before keep what they do in the draw's solution; those who move later
/// see the change and choose anew, by the same concept. Players are those who choose, by their
/// numbers among them. Holds working storage, so each thread needs one of its own.
class LaterMoves {
 public:
  /// For each player the strategies that it may choose from. A player without any moved before and
  /// keeps what it does.
  using Choice = std::vector<std::vector<int>>;

  /// `plan` has to outlive it.
  /// @pre The plan's concept has an order of moves.
  explicit LaterMoves(const RunPlan& plan);

  /// The numbers in the shape of the players who choose.
  [[nodiscard]] const std::vector<std::size_t>& players() const noexcept {
    return materialisation_.players();
  }
  /// Whether no strategy of some player who chooses has the levels that an intervention sets: the
  /// scenario fixes a lever at another level, and the game does not have what would be answered.
  [[nodiscard]] bool is_ruled_out(const Intervention& intervention) const;
  /// What is left to choose if an intervention sets levers: those who move before the first player
  /// whose levers are set keep what they do, and the others choose among their strategies with the
  /// levels that are set. Empty if this leaves no lever of theirs open, or if only levers of
  /// behavioural players are set, as no player sees these.
  /// @pre The intervention is not ruled out.
  [[nodiscard]] Choice choice(const Intervention& intervention) const;
  /// What is left to choose if a player plays one strategy.
  [[nodiscard]] Choice choice(std::size_t player, int strategy) const;

  /// Takes a block of games; has to be called before load().
  void start(const GameBlock& games, const BlockSolution& solution);
  /// Makes a lane's game the current one, and its solution what players do.
  /// @pre The lane is solved.
  void load(std::size_t lane);
  /// Solves the current game with what is left to choose. Returns false if the solver finds no
  /// answer; then play() is undefined.
  bool solve(const Choice& choice);
  /// What the players do, for each of their strategies in the game.
  [[nodiscard]] const MixedProfile& play() const noexcept { return play_; }
  /// The expected payoff of a player under play().
  [[nodiscard]] double payoff(std::size_t player) const {
    return game_.expected_payoff(player, play_);
  }

 private:
  void fill(const Choice& choice, NormalFormGame& smaller);

  const RunPlan& plan_;
  Materialisation materialisation_;
  std::vector<int> order_;
  NormalFormGame game_;
  AlignedArray behaviour_;
  GameBlock games_;
  const BlockSolution* solution_ = nullptr;
  MixedProfile solved_;
  MixedProfile play_;
  // A game for each combination of numbers of strategies, since making one allocates its names.
  std::map<std::vector<int>, NormalFormGame> smaller_games_;
  std::vector<int> sizes_;
  // The joint strategies of those who keep what they do: how far from the first profile they stand,
  // and their probabilities.
  std::vector<std::pair<std::size_t, double>> kept_;
  std::vector<std::size_t> places_;  // Of the profiles of a smaller game in the current one.
};

}  // namespace demarche
