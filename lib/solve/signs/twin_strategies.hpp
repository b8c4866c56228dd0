// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_answers.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"

namespace demarche {

/// Solves small two-player games in which strategies are twins: no player's payoff tells them
/// apart, as where a model gives two levels of a lever the same formula. Every equilibrium that
/// plays them is one of a continuum, so signs leave it open. Here the game with one of each kind of
/// twins is solved by signs, and each of its equilibria stands for those where all that is played
/// of a kind is played by one of the twins: the extreme points of the continuum, which are what the
/// exact path reports.
class TwinStrategies {
 public:
  /// Keeps a reference to `answers`.
  TwinStrategies(std::array<std::size_t, 2> num_strategies, double tolerance, LaneAnswers& answers)
      : count_(num_strategies), tolerance_(tolerance), answers_(answers) {}

  /// Answers, of `lanes`, those with the same twins as the first of them, as far as signs decide
  /// their games without twins; returns the lanes that are left. To be called within
  /// LaneAnswers::start() and finish().
  [[nodiscard]] LaneSet solve(const GameBlock& block,
                              const LaneSet& lanes,
                              BlockSolution& solution);

 private:
  using Lanes = LaneSet;
  /// Per player, each kind's strategies.
  using Kinds = std::array<std::vector<std::vector<std::size_t>>, 2>;

  [[nodiscard]] double payoff(std::size_t of,
                              std::size_t player,
                              std::size_t own,
                              std::size_t other,
                              std::size_t lane) const;
  [[nodiscard]] bool are_twins(std::size_t player,
                               std::size_t s,
                               std::size_t t,
                               std::size_t lane) const;
  [[nodiscard]] Kinds kinds_of(std::size_t lane) const;
  [[nodiscard]] bool has_kinds(const Kinds& kinds, std::size_t lane) const;
  void copy_payoffs(const Kinds& kinds);
  [[nodiscard]] Lanes add_equilibria(const SignPlanes& planes,
                                     const Kinds& kinds,
                                     Lanes lanes,
                                     BlockSolution& solution);
  void add(const Kinds& kinds,
           SupportPair supports,
           std::size_t lane,
           const Certificates::Reference& certificate);

  std::array<std::size_t, 2> count_;
  double tolerance_;
  LaneAnswers& answers_;
  std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<SignPlanes>> planes_;
  std::array<AlignedArray, 2> payoffs_;  ///< Of the game without twins.
  SupportSolution mixed_;
};

}  // namespace demarche
