// SPDX-License-Identifier: MIT
#include "demarche/solve/tree_solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "game/own_moves.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/registry.hpp"
#include "solve/trees/agent_path.hpp"
#include "solve/trees/exact_piece.hpp"
#include "solve/trees/subgames.hpp"
#include "solve/trees/tree_assessment.hpp"
#include "solve/trees/tree_piece.hpp"
#include "solve/trees/unit_piece.hpp"

namespace demarche {
namespace {

/// A system of so many equations is factorised in a fifth of a second, and a branch takes some
/// hundred of them.
constexpr std::size_t kMostUnknowns = 1000;
/// The budget of steps along the branch of one subgame with hidden moves.
constexpr int kMostSteps = 10'000;

void check_game(const ExtensiveGame& game) {
  game.check();
  const std::vector<OwnMoves> moves = own_moves(game);
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (!moves[i].has_perfect_recall()) {
      throw InvalidArgument(fmt::format(
          "player {} forgets what it did or knew, and sequential and qre on a tree take "
          "players who remember; solve the reduced strategic form",
          game.player_names[i]));
    }
  }
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

/// The set at which a piece without hidden moves has a choice, or none.
const TreePiece::Set* choosing_set(const TreePiece& piece) {
  const auto set = std::find_if(
      piece.sets.begin(), piece.sets.end(), [](const auto& s) { return s.num_actions > 1; });
  return set == piece.sets.end() ? nullptr : &*set;
}

/// Whether somebody with a choice does not know all that has happened in the piece. Moves without a
/// choice hide nothing.
bool has_hidden_moves(const TreePiece& piece) {
  const auto num_choosing = std::count_if(
      piece.sets.begin(), piece.sets.end(), [](const auto& s) { return s.num_actions > 1; });
  return num_choosing > 1 || (num_choosing == 1 && choosing_set(piece)->nodes.size() > 1);
}

/// The first best of some actions, and whether another one is as good, for all that is known.
struct Choice {
  std::size_t best = 0;
  bool is_tied = false;
};

template <class Number, class IsBest>
Choice first_best(const std::vector<Number>& payoffs, const IsBest& is_best) {
  const auto best = std::find_if(payoffs.begin(), payoffs.end(), is_best);
  return {.best = static_cast<std::size_t>(best - payoffs.begin()),
          .is_tied = std::any_of(best + 1, payoffs.end(), is_best)};
}

/// Solves subgames from the smallest to the whole game.
class Induction {
 public:
  explicit Induction(const ExtensiveGame& game)
      : game_(game), is_exact_(game.is_exact()), values_(game.nodes.size()) {
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
    const std::vector<ScaledRange> ranges = payoff_ranges(piece);
    const ExactPiece exact(game_, is_exact_, values_, piece);
    const std::vector<double> spreads = payoff_spreads(exact, ranges);
    if (is_interrupted()) {
      // That may have cost the exact spreads.
      solution_.certificate.status = SolveStatus::iteration_limit;
      return;
    }
    ++solution_.certificate.iterations;
    if (has_hidden_moves(piece)) {
      follow_branch(piece, exact, ranges, spreads);
    } else {
      choose_best(piece, exact, spreads);
    }
  }

  void follow_branch(const TreePiece& piece,
                     const ExactPiece& exact,
                     const std::vector<ScaledRange>& ranges,
                     const std::vector<double>& spreads) {
    require_size(piece);
    ++num_hidden_;
    AgentPoint limit = agent_limit(unit_piece(piece, exact, ranges, spreads), kMostSteps);
    solution_.certificate.is_degenerate =
        solution_.certificate.is_degenerate || limit.passed_bifurcation;
    solution_.certificate.status = limit.status;
    if (limit.status == SolveStatus::converged) {
      keep(piece, limit.moves, limit.move_errors, limit.beliefs, spreads);
    }
  }

  /// At most one player has a choice, and knows where it is: the first best action is taken.
  void choose_best(const TreePiece& piece,
                   const ExactPiece& exact,
                   const std::vector<double>& spreads) {
    std::vector<double> moves(piece.num_moves, 1.0);
    const TreePiece::Set* const set = choosing_set(piece);
    if (set != nullptr) {
      std::fill_n(
          moves.begin() + static_cast<std::ptrdiff_t>(set->first_move), set->num_actions, 0.0);
    }
    std::vector<Rational> worth;
    if (exact.is_known()) {
      worth = exact.continuation_payoffs(moves);
      if (worth.empty() && is_interrupted()) {
        solution_.certificate.status = SolveStatus::iteration_limit;
        return;
      }
    }
    if (set != nullptr) {
      const Choice choice =
          worth.empty() ? double_choice(piece, *set, moves) : exact_choice(piece, *set, worth);
      moves[set->first_move + choice.best] = 1.0;
      if (choice.is_tied) {
        solution_.tied_sets.push_back(set->in_game);
      }
      if (!worth.empty()) {
        worth = exact.root_payoffs_with(piece.nodes[set->nodes[0]].children[choice.best], worth);
      }
    }
    const std::vector<double> no_errors(piece.num_moves, 0.0);
    NodeValue& value = keep(piece, moves, no_errors, even_beliefs(piece), spreads);
    if (!worth.empty()) {
      worth.resize(piece.num_players);
      take_exact(std::move(worth), value);
    }
  }

  /// Rounds once what sums of doubles round at every chance move.
  static void take_exact(std::vector<Rational> exact, NodeValue& value) {
    for (std::size_t i = 0; i < exact.size(); ++i) {
      value.payoffs[i] = nearest_double(exact[i]);
      value.errors[i] = std::numeric_limits<double>::epsilon() * std::abs(value.payoffs[i]);
    }
    value.exact = std::move(exact);
  }

  static Choice exact_choice(const TreePiece& piece,
                             const TreePiece::Set& set,
                             const std::vector<Rational>& worth) {
    std::vector<Rational> payoffs;
    for (const std::size_t child : piece.nodes[set.nodes[0]].children) {
      payoffs.push_back(worth[child * piece.num_players + set.player]);
    }
    const Rational& most = *std::max_element(payoffs.begin(), payoffs.end());
    return first_best(payoffs, [&](const Rational& payoff) { return payoff == most; });
  }

  /// Payoffs tie if their difference is not larger than their errors.
  static Choice double_choice(const TreePiece& piece,
                              const TreePiece::Set& set,
                              const std::vector<double>& moves) {
    const std::vector<double> worth = continuation_payoffs(piece, moves);
    const std::vector<double> no_errors(piece.num_moves, 0.0);
    const std::vector<double> errors = continuation_errors(piece, moves, no_errors, worth);
    struct Payoff {
      double value;
      double error;
    };
    std::vector<Payoff> payoffs;
    for (const std::size_t child : piece.nodes[set.nodes[0]].children) {
      const std::size_t place = child * piece.num_players + set.player;
      payoffs.push_back({worth[place], errors[place]});
    }
    const Payoff most = *std::max_element(
        payoffs.begin(), payoffs.end(), [](auto& a, auto& b) { return a.value < b.value; });
    return first_best(payoffs, [&](const Payoff& payoff) {
      return most.value - payoff.value <= (most.error + payoff.error);
    });
  }

  /// Writes the play of a subgame down, and what its root is worth. The root's own outcome is part
  /// of that.
  NodeValue& keep(const TreePiece& piece,
                  const std::vector<double>& moves,
                  const std::vector<double>& move_errors,
                  const std::vector<std::vector<double>>& beliefs,
                  const std::vector<double>& spreads) {
    std::vector<double> worth = assess(piece, moves, beliefs, solution_.assessment);
    std::vector<double> errors = continuation_errors(piece, moves, move_errors, worth);
    worth.resize(piece.num_players);
    errors.resize(piece.num_players);
    auto& value = values_[piece.nodes[0].in_game];
    value = {.payoffs = std::move(worth), .errors = std::move(errors), .exact = {}};
    for (const TreePiece::Set& set : piece.sets) {
      const double regret = solution_.assessment.regrets[set.in_game];
      solution_.certificate.max_regret = std::max(solution_.certificate.max_regret, regret);
      if (spreads[set.player] > 0.0) {
        solution_.certificate.residual =
            std::max(solution_.certificate.residual, regret / spreads[set.player]);
      }
    }
    return *value;
  }

  void finish() {
    std::sort(solution_.tied_sets.begin(), solution_.tied_sets.end());
    if (values_[0]) {
      solution_.assessment.payoffs = values_[0]->payoffs;
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
  bool is_exact_;
  NodeValues values_;
  TreeSolution solution_;
  int num_hidden_ = 0;
};

/// The whole tree as one piece, in units of the largest spread of a player's payoffs.
TreeSolution solve_logit(const ExtensiveGame& game, const ConceptOptions& options) {
  const TimeScope scope(options.max_seconds);
  const NodeValues values(game.nodes.size());
  const TreePiece piece = make_piece(game, 0, values);
  const std::vector<ScaledRange> ranges = payoff_ranges(piece);
  TreeSolution solution;
  solution.method = "principal branch of agent logit responses";
  Certificate& certificate = solution.certificate;
  AgentPoint point;
  point.status = SolveStatus::converged;
  point.moves.assign(piece.num_moves, 1.0);
  point.beliefs = even_beliefs(piece);
  if (piece.num_moves > piece.sets.size()) {
    require_size(piece);
    const ExactPiece exact(game, game.is_exact(), values, piece);
    const std::vector<double> spreads = payoff_spreads(exact, ranges);
    const double unit = *std::max_element(spreads.begin(), spreads.end());
    point = follow_agents(unit_piece(piece, exact, ranges, std::vector(spreads.size(), unit)),
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
    solution.assessment.payoffs.resize(piece.num_players);
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
