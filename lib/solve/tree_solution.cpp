// SPDX-License-Identifier: MIT
#include "demarche/solve/tree_solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "solve/registry.hpp"
#include "solve/trees/agent_path.hpp"
#include "solve/trees/subgames.hpp"
#include "solve/trees/tree_assessment.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {
namespace {

/// A system of so many equations is factorised in a fifth of a second, and a branch takes some
/// hundred of them.
constexpr std::size_t kMostUnknowns = 1000;
/// The budget of steps along the branch of one subgame with hidden moves.
constexpr int kMostSteps = 10'000;
/// The largest regret, over the spread of payoffs, that the limit of a branch may have. The two
/// points that give the limit are at precision 10^6, so that errors of 10^-6 can remain.
constexpr double kMostRegret = 1e-6;
/// Payoffs closer than this, over their spread, tie: chance moves round them.
constexpr double kTie = 1e-12;

void check_game(const ExtensiveGame& game) {
  game.check();
  for (std::size_t i = 0; i < game.player_names.size(); ++i) {
    if (!game.has_perfect_recall(i)) {
      throw InvalidArgument(fmt::format(
          "player {} forgets what it did or knew, and sequential and qre on a tree take "
          "players who remember; solve the reduced strategic form",
          game.player_names[i]));
    }
  }
}

/// The spreads of payoffs in a piece. @throws InvalidArgument if a sum of payoffs is not finite.
std::vector<double> finite_spreads(const TreePiece& piece) {
  std::vector<double> spreads = payoff_spreads(piece);
  if (!std::all_of(spreads.begin(), spreads.end(), [](double x) { return std::isfinite(x); })) {
    throw InvalidArgument("the payoffs along a path of the tree, or their spread, are not finite");
  }
  return spreads;
}

/// @throws InvalidArgument if a branch has more unknowns than fit.
void require_size(const TreePiece& piece) {
  const std::size_t num_unknowns = piece.num_moves - piece.sets.size();
  if (num_unknowns > kMostUnknowns) {
    throw InvalidArgument(
        fmt::format("the agents of a part of the tree have {} probabilities to find, and at most "
                    "{} fit; concepts for strategic forms may take the game",
                    num_unknowns,
                    kMostUnknowns));
  }
}

/// The beliefs of a player who is as likely at one node of a set as at another.
std::vector<std::vector<double>> even_beliefs(const TreePiece& piece) {
  std::vector<std::vector<double>> beliefs;
  for (const TreePiece::Set& set : piece.sets) {
    beliefs.emplace_back(set.nodes.size(), 1.0 / static_cast<double>(set.nodes.size()));
  }
  return beliefs;
}

/// Solves subgames from the smallest to the whole game.
class Induction {
 public:
  explicit Induction(const ExtensiveGame& game) : game_(game), values_(game.nodes.size()) {
    solution_.assessment = empty_assessment(game);
    solution_.certificate.status = SolveStatus::converged;
  }

  TreeSolution run() {
    for (const std::size_t root : subgame_roots(game_)) {
      solve(root);
      if (solution_.certificate.status != SolveStatus::converged) {
        solution_.assessment = {};
        return std::move(solution_);
      }
    }
    finish();
    return std::move(solution_);
  }

 private:
  /// Solves the subgame at `root`, below which all smaller ones have their values.
  void solve(std::size_t root) {
    const TreePiece piece = make_piece(game_, root, values_);
    ++solution_.certificate.iterations;
    const std::vector<double> spreads = finite_spreads(piece);
    const bool is_hidden = piece.num_moves > piece.sets.size() &&
                           (piece.sets.size() > 1 || piece.sets[0].nodes.size() > 1);
    if (is_hidden) {
      follow_branch(piece, spreads);
    } else {
      choose_best(piece, spreads);
    }
  }

  void follow_branch(const TreePiece& piece, const std::vector<double>& spreads) {
    require_size(piece);
    ++num_hidden_;
    TreePiece unit = piece;
    divide_payoffs(unit, spreads);
    AgentPoint limit = agent_limit(unit, kMostSteps);
    solution_.certificate.is_degenerate =
        solution_.certificate.is_degenerate || limit.passed_bifurcation;
    solution_.certificate.status = limit.status;
    if (limit.status == SolveStatus::converged) {
      keep(piece, limit.moves, limit.beliefs, spreads);
    }
  }

  /// One player moves, or nobody, or all have only one action: the first best action is taken.
  void choose_best(const TreePiece& piece, const std::vector<double>& spreads) {
    std::vector<double> moves(piece.num_moves, 0.0);
    for (const TreePiece::Set& set : piece.sets) {
      moves[set.first_move] = 1.0;
    }
    if (piece.num_moves > piece.sets.size()) {
      const TreePiece::Set& set = piece.sets[0];
      std::vector<double> payoffs;
      for (const std::size_t child : piece.nodes[set.nodes[0]].children) {
        payoffs.push_back(piece.payoff(child, set.player));
      }
      const double most = *std::max_element(payoffs.begin(), payoffs.end());
      const auto is_best = [&](double payoff) {
        return payoff >= most - kTie * spreads[set.player];
      };
      const auto best = std::find_if(payoffs.begin(), payoffs.end(), is_best);
      moves[set.first_move] = 0.0;
      moves[set.first_move + static_cast<std::size_t>(best - payoffs.begin())] = 1.0;
      if (std::count_if(payoffs.begin(), payoffs.end(), is_best) > 1) {
        solution_.tied_sets.push_back(set.in_game);
      }
    }
    keep(piece, moves, even_beliefs(piece), spreads);
  }

  /// Writes the play of a subgame down, and what its root is worth. The root's own outcome is part
  /// of that.
  void keep(const TreePiece& piece,
            const std::vector<double>& moves,
            const std::vector<std::vector<double>>& beliefs,
            const std::vector<double>& spreads) {
    values_[piece.nodes[0].in_game] = assess(piece, moves, beliefs, solution_.assessment);
    for (const TreePiece::Set& set : piece.sets) {
      const double regret = solution_.assessment.regrets[set.in_game];
      solution_.certificate.max_regret = std::max(solution_.certificate.max_regret, regret);
      if (spreads[set.player] > 0.0) {
        solution_.certificate.residual =
            std::max(solution_.certificate.residual, regret / spreads[set.player]);
      }
    }
    if (!(solution_.certificate.residual <= kMostRegret)) {
      solution_.certificate.status = SolveStatus::numerical_failure;
    }
  }

  void finish() {
    std::sort(solution_.tied_sets.begin(), solution_.tied_sets.end());
    if (values_[0]) {
      solution_.assessment.payoffs = *values_[0];
    } else if (game_.nodes[0].outcome) {
      solution_.assessment.payoffs = game_.outcomes[*game_.nodes[0].outcome].payoffs;
    }
    Certificate& certificate = solution_.certificate;
    certificate.num_equilibria = 1;
    certificate.is_degenerate = certificate.is_degenerate || !solution_.tied_sets.empty();
    certificate.is_complete = num_hidden_ == 0 && solution_.tied_sets.empty();
    solution_.method = num_hidden_ == 0
                           ? "backward induction"
                           : fmt::format(
                                 "backward induction over subgames, of which {} with hidden "
                                 "moves by the limit of agent logit responses",
                                 num_hidden_);
  }

  const ExtensiveGame& game_;
  NodeValues values_;
  TreeSolution solution_;
  int num_hidden_ = 0;
};

/// The whole tree as one piece, in units of the largest spread of a player's payoffs.
TreeSolution solve_logit(const ExtensiveGame& game, const ConceptOptions& options) {
  const TreePiece piece = make_piece(game, 0, NodeValues(game.nodes.size()));
  const std::vector<double> spreads = finite_spreads(piece);
  TreeSolution solution;
  solution.method = "principal branch of agent logit responses";
  Certificate& certificate = solution.certificate;
  AgentPoint point;
  point.status = SolveStatus::converged;
  point.moves.assign(piece.num_moves, 1.0);
  point.beliefs = even_beliefs(piece);
  if (piece.num_moves > piece.sets.size()) {
    require_size(piece);
    const double unit = *std::max_element(spreads.begin(), spreads.end());
    TreePiece scaled = piece;
    divide_payoffs(scaled, std::vector<double>(spreads.size(), unit));
    point = follow_agents(scaled,
                          options.precision * (unit > 0.0 ? unit : 1.0),
                          iteration_budget(options, LogitQuantalResponseOptions{}.max_iterations));
  }
  certificate.status = point.status;
  certificate.residual = point.logit_error;
  certificate.iterations = point.num_steps;
  certificate.is_degenerate = point.passed_bifurcation;
  if (point.status == SolveStatus::converged && !(point.logit_error <= options.tolerance)) {
    certificate.status = SolveStatus::numerical_failure;
  }
  if (certificate.status == SolveStatus::converged) {
    certificate.num_equilibria = 1;
    solution.assessment = empty_assessment(game);
    solution.assessment.payoffs = assess(piece, point.moves, point.beliefs, solution.assessment);
    const auto& regrets = solution.assessment.regrets;
    certificate.max_regret =
        regrets.empty() ? 0.0 : *std::max_element(regrets.begin(), regrets.end());
  }
  return solution;
}

}  // namespace

const std::vector<std::string>& tree_concepts() {
  static const std::vector<std::string> names = {"sequential", "qre"};
  return names;
}

TreeSolution solve_tree(std::string_view concept_name,
                        const ExtensiveGame& game,
                        const ConceptOptions& options) {
  const Concept& solution_concept = find_concept(concept_name);
  const auto& names = tree_concepts();
  if (std::find(names.begin(), names.end(), concept_name) == names.end()) {
    throw InvalidArgument(
        fmt::format("{} solves strategic forms, not trees; {} solve trees, and "
                    "reduced_strategic_form() gives a tree's strategic form",
                    concept_name,
                    fmt::join(names, " and ")));
  }
  check_options_for(options, solution_concept);
  if (!options.order.empty()) {
    throw InvalidArgument("a tree says who moves when, so sequential takes no order for it");
  }
  check_game(game);
  return concept_name == "qre" ? solve_logit(game, options) : Induction(game).run();
}

}  // namespace demarche
