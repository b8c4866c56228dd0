// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/certificate.hpp"
#include "demarche/solve/correlated_equilibrium.hpp"
#include "demarche/solve/selection.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// A pure profile and its probability.
struct WeightedProfile {
  std::vector<int> strategies;  ///< Per player, from 0.
  double probability = 0.0;     ///< Above 0.
};

/// The answer for one game in strategic form: equilibria, empty unless the certificate vouches for
/// them.
struct Solution {
  Certificate certificate;               ///< Of the answer.
  std::vector<MixedProfile> equilibria;  ///< Or, of concepts that define no equilibrium, a profile.
  /// Which equilibria hang together, if the concept knows: indices, ascending.
  std::vector<std::vector<int>> components = {};
  /// Correlated play, for concepts whose answer is that instead of equilibria.
  std::vector<WeightedProfile> distribution = {};
  /// What each equilibrium counts under the selection asked for; empty if none was.
  std::vector<double> weights = {};
  /// How the answer was decided, where a concept has more than one way; else empty.
  std::string method = {};
};

/// The answers for a block of games: per lane a mixture of mixed profiles. Component c gives lane l
/// the weight `weights[c][l]` (they sum to 1 in a converged lane and are 0 in others) and each
/// player's strategy probabilities in rows of `probabilities[c]`, [num_strategies][kBlockLanes].
struct BlockSolution {
  std::size_t num_components = 0;                        ///< The most of any lane.
  std::vector<std::array<double, kBlockLanes>> weights;  ///< [component][lane]
  std::vector<AlignedArray> probabilities;  ///< [component], each [num_strategies][kBlockLanes].
  Certificates certificates;                ///< Of each lane.

  /// Back to no component, whatever there was.
  void start();
  /// Makes room for `count` components (keeping those there are), zeroing the weights of new ones.
  void require_components(std::size_t count, std::size_t num_strategies);
};

/// Distributions over more profiles than this are dearer than mixtures of mixed strategies.
inline constexpr std::size_t kMostJointProfiles = 32;

/// The probability of each pure profile: an AlignedArray, [profiles, row-major over the
/// players][kBlockLanes]; 0 in lanes without a solution.
/// @pre There are kMostJointProfiles at most.
void distribute(const BlockSolution& solution, const FactoredShape& shape, double* profiles);

/// What a user may set for any concept; each takes what it needs.
struct ConceptOptions {
  double precision = 1.0;  ///< Logit precision where a game brings none of its own; at least 0.
  /// Budget per game, in the concept's own unit of work (see its options); 0: the concept's own.
  int max_iterations = 0;
  double max_seconds = kNoTimeLimit;  ///< Time budget per game, where work may be long; above 0.
  double tolerance = 1e-9;            ///< Largest relative residual accepted; above 0.
  /// Who commits (stackelberg) or whose payoff counts (correlated concepts): among those who
  /// choose.
  int player = 0;
  std::vector<int> order = {};  ///< Of moves (sequential): every player once; empty: as listed.
  std::vector<int> start =
      {};                   ///< A strategy per player where dynamics start; empty: uniform play.
  int level = 2;            ///< Of level-k; at least 0.
  double mean_level = 1.5;  ///< Of the cognitive hierarchy; at least 0.
  CorrelatedObjective objective = CorrelatedObjective::welfare;  ///< Of correlated concepts.
  Selection selection = Selection::uniform;                      ///< Among several equilibria.
};

/// @throws InvalidArgument naming the first option out of its range.
void check_options(const ConceptOptions& options);

/// A solution concept made ready for games of one shape. It holds working storage: one per thread.
class BlockSolver {
 public:
  virtual ~BlockSolver() = default;
  /// Solves every lane of `block`; never throws on finite or non-finite payoffs.
  virtual void solve(const GameBlock& block, BlockSolution& solution) = 0;
  /// The same where only certificates and each lane's distribution over pure profiles are wanted:
  /// bit for bit what solve() and distribute() give in the block's lanes; others are not defined.
  /// Of `solution` only the certificates count. `profiles` is an AlignedArray, [profiles, row-major
  /// over the players][kBlockLanes], kMostJointProfiles at most.
  virtual void solve_jointly(const GameBlock& block, BlockSolution& solution, double* profiles);
};

/// An entry of the registry.
struct Concept {
  std::string_view name;     ///< As typed after --concept.
  std::string_view summary;  ///< One line.
  /// Why games of this shape are refused (with the size they would need), or nothing.
  std::optional<std::string> (*refusal)(const FactoredShape&);
  /// For blocks of games of a shape that is not refused.
  std::unique_ptr<BlockSolver> (*make_block_solver)(const FactoredShape&, const ConceptOptions&);
  /// For one game. @throws InvalidArgument if it is refused or not finite.
  Solution (*solve)(const NormalFormGame&, const ConceptOptions&);
};

/// All concepts, in the order of their listing. A new one is a file and a line in
/// lib/solve/registry.cpp.
[[nodiscard]] const std::vector<Concept>& concepts();
/// @throws InvalidArgument with the known names (and the closest) if there is none called `name`.
[[nodiscard]] const Concept& find_concept(std::string_view name);

}  // namespace demarche
