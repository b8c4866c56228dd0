// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/certificate.hpp"
#include "demarche/solve/concept_options.hpp"

namespace demarche {

/// A pure profile and its probability.
struct WeightedProfile {
  std::vector<int> strategies;  ///< Per player, from 0.
  double probability = 0.0;     ///< Above 0.
};

/// The answer for one game in strategic form. Equilibria are listed only if the certificate vouches
/// for them.
struct Solution {
  Certificate certificate;               ///< Of the answer.
  std::vector<MixedProfile> equilibria;  ///< Or the one profile of a concept without equilibria.
  /// Connected sets of equilibria, if the concept knows them: indices, ascending.
  std::vector<std::vector<int>> components = {};
  /// The answer of a concept of correlated play, which lists no equilibria.
  std::vector<WeightedProfile> distribution = {};
  /// What each equilibrium counts under ConceptOptions::selection: 1 in total.
  std::vector<double> weights = {};
  /// How the answer was decided, if the concept has more than one way; else empty.
  std::string method = {};
};

/// The answers for a block of games: each lane has a mixture of mixed profiles. Component c has the
/// weight `weights[c][l]` in lane l; weights sum to 1 in a converged lane and are 0 in others. The
/// rows of `probabilities[c]` are strategy probabilities, [num_strategies][kBlockLanes].
struct BlockSolution {
  std::size_t num_components = 0;                        ///< The largest number of any lane.
  std::vector<std::array<double, kBlockLanes>> weights;  ///< [component][lane]
  std::vector<AlignedArray> probabilities;  ///< [component], each [num_strategies][kBlockLanes].
  Certificates certificates;                ///< One of each lane.

  /// Forgets all components and sets their weights to 0; memory is kept.
  void start();
  /// Makes room for `count` components. Those there are stay; new ones have weights of 0.
  void require_components(std::size_t count, std::size_t num_strategies);
};

/// A distribution over more profiles than this costs more than a mixture of mixed strategies.
inline constexpr std::size_t kMostJointProfiles = 32;

/// Computes the probability of each pure profile: `profiles` is an AlignedArray, [profiles,
/// row-major over the players][kBlockLanes], with zeros in lanes without a solution.
/// @pre The shape has at most kMostJointProfiles profiles.
void distribute(const BlockSolution& solution, const FactoredShape& shape, double* profiles);

/// A solution concept made ready for games of one shape. It holds working storage, so each thread
/// needs one of its own.
class BlockSolver {
 public:
  virtual ~BlockSolver() = default;
  /// Solves every lane of `block`. Payoffs that are not finite do not throw.
  virtual void solve(const GameBlock& block, BlockSolution& solution) = 0;
  /// Gives certificates and each lane's distribution over pure profiles, without the equilibria:
  /// the bits that solve() and distribute() give in lanes of the block. Other lanes, and all of
  /// `solution` but its certificates, are undefined. `profiles` is as for distribute().
  virtual void solve_jointly(const GameBlock& block, BlockSolution& solution, double* profiles);
};

/// What Certificate::num_equilibria counts.
enum class AnswerCount {
  equilibria,  ///< Equilibria found. A selection weights them if there are several.
  survivors,   ///< The profiles that an elimination leaves. The answer is uniform play over them.
};

/// What Certificate::residual measures.
enum class ResidualKind {
  relative_regret,  ///< The largest gain by deviating, over the spread of the player's payoffs.
  logit_equation,   ///< The largest distance of a probability from its logit response.
};

/// An entry of the registry: what a program must know about a concept, and how to run it.
struct Concept {
  std::string_view name;           ///< As typed after --concept.
  std::string_view summary;        ///< One line.
  std::string_view work;           ///< What Certificate::iterations counts, in the plural.
  std::string_view budget = {};    ///< What ConceptOptions::max_iterations limits; empty: not read.
  std::vector<OptionField> reads;  ///< The options that change something; others are refused.
  AnswerCount counts = AnswerCount::equilibria;           ///< What a count of answers means.
  ResidualKind residual = ResidualKind::relative_regret;  ///< What an error is an error of.
  /// Whether the concept takes the logit precision that a scenario's game brings, and
  /// ConceptOptions::precision only where the game brings none.
  bool has_precision_of_game = false;
  /// Where players move one after the other and see the moves before: the players who choose, by
  /// their numbers among them, in the order in which they move. Null where all move at once. A
  /// change of what a player does is answered by those who move later.
  std::vector<int> (*order_of_moves)(std::size_t num_players, const ConceptOptions&) = nullptr;
  /// Says why games of this shape are refused, with the limit that they exceed; nothing if the
  /// concept takes them.
  std::optional<std::string> (*refusal)(const FactoredShape&) = nullptr;
  /// Makes a solver for blocks of games of a shape that is not refused.
  std::unique_ptr<BlockSolver> (*make_block_solver)(const FactoredShape&,
                                                    const ConceptOptions&) = nullptr;
  /// Solves one game. Users call solve_game(), which also checks the options and weights the
  /// equilibria. @throws InvalidArgument if the game is refused or not finite.
  Solution (*solve)(const NormalFormGame&, const ConceptOptions&) = nullptr;

  /// Whether changing the option can change an answer.
  [[nodiscard]] bool reads_option(const OptionField& field) const;
};

/// All concepts, in the order of their listing. A new one is a file and a line in
/// lib/solve/registry.cpp.
[[nodiscard]] const std::vector<Concept>& concepts();
/// The concept called `name`, or nullptr.
[[nodiscard]] const Concept* known_concept(std::string_view name);
/// @throws InvalidArgument with the closest name, or all known ones, if there is none called
/// `name`.
[[nodiscard]] const Concept& find_concept(std::string_view name);
/// The names of the concepts that read an option.
[[nodiscard]] std::vector<std::string> readers(const OptionField& field);

/// Refuses an option that somebody set although none of `concept_names` reads it. `spelled` is the
/// option's name as the user wrote it.
/// @throws InvalidArgument that names the concepts that read the option, or for an unknown concept.
void require_read(const OptionDescription& option,
                  std::span<const std::string> concept_names,
                  std::string_view spelled);
/// check_options(), and require_read() for each option that differs from its default.
/// @throws InvalidArgument also for an unknown concept.
void check_options_for(const ConceptOptions& options, std::span<const std::string> concept_names);
/// The same for one concept.
void check_options_for(const ConceptOptions& options, const Concept& solution_concept);
/// Checks the options whose range depends on the game: `player` and `start`. `num_strategies` has
/// the number of strategies of each player who chooses.
/// @throws InvalidArgument if there is no such player, or if `start` is neither empty nor a
/// strategy of each player.
void check_players(const ConceptOptions& options, std::span<const int> num_strategies);
/// The same for games of a shape.
void check_players(const ConceptOptions& options, const FactoredShape& shape);
/// The options as the concept takes them: those that it does not read have their defaults.
[[nodiscard]] ConceptOptions options_read_by(const Concept& solution_concept,
                                             const ConceptOptions& options);

}  // namespace demarche
