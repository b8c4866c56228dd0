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

/// Solves small two-player games in which strategies are twins: both players' payoffs are the same
/// for them, for example because a model gives two levels of a lever the same formula. Every
/// equilibrium with a probability on twins belongs to a continuum, so signs do not decide it. This
/// class solves the reduced game with one strategy of each kind of twins by signs. Each equilibrium
/// of the reduced game stands for those in which one of the twins has the whole probability of its
/// kind. They are the extreme points of the continuum, which exact arithmetic would report.
class TwinStrategies {
 public:
  /// Keeps a reference to `answers`.
  TwinStrategies(std::array<std::size_t, 2> num_strategies, double tolerance, LaneAnswers& answers)
      : count_(num_strategies), tolerance_(tolerance), answers_(answers) {}

  /// Answers those of `lanes` that have the same twins as the first of them and whose reduced games
  /// signs decide. Returns the lanes of `lanes` that it did not answer.
  /// @pre Called between LaneAnswers::start() and finish().
  [[nodiscard]] LaneSet solve(const GameBlock& block,
                              const LaneSet& lanes,
                              BlockSolution& solution);

 private:
  /// [player][kind], the strategies of the kind, ascending.
  using Kinds = std::array<std::vector<std::vector<std::size_t>>, 2>;

  /// What player `of` gets where `player` has strategy `own` and the other player has `other`.
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
  [[nodiscard]] LaneSet add_equilibria(const SignPlanes& planes,
                                       const Kinds& kinds,
                                       LaneSet lanes,
                                       BlockSolution& solution);
  /// `supports` are of the reduced game.
  void add(const Kinds& kinds,
           SupportPair supports,
           std::size_t lane,
           const Certificates::Reference& certificate);

  std::array<std::size_t, 2> count_;
  double tolerance_;
  LaneAnswers& answers_;
  std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<SignPlanes>> planes_;
  std::array<AlignedArray, 2> payoffs_;  ///< [player], of the reduced game.
  SupportSolution mixed_;
};

}  // namespace demarche
