// SPDX-License-Identifier: MIT
#include "demarche/solve/stackelberg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "game/mean_payoff.hpp"
#include "game/range_scale.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/programs/linear_program.hpp"
#include "solve/registry.hpp"
#include "solve/supports/bimatrix.hpp"

namespace demarche {
namespace {

/// Payoffs of the follower that are closer than this, on the scale of [0, 1], are tied.
constexpr double kTie = 1e-10;
/// An answer is best on a set of full dimension if it can be better than all others by this much.
constexpr double kInterior = 1e-8;

/// A commitment (probabilities of the leader's strategies), the follower's answer and the leader's
/// payoff.
struct Commitment {
  std::vector<double> strategy;
  Index answer = 0;
  double value = 0.0;
  bool is_attained = true;
};

/// Searches for the best commitment. Payoffs are in [0, 1], with the leader's strategies as rows.
class Search {
 public:
  Search(const NormalFormGame& game, const StackelbergOptions& options) : options_(options) {
    const Bimatrix payoffs(game);
    leader_ = options.leader == 0 ? payoffs.row : Matrix(payoffs.column.transpose());
    follower_ = options.leader == 0 ? payoffs.column : Matrix(payoffs.row.transpose());
  }

  /// Why the best commitment is not known, or nothing.
  [[nodiscard]] std::optional<SolveStatus> failure() const { return failure_; }

  std::optional<Commitment> run(int& num_programs) {
    std::optional<Commitment> best;
    const auto keep = [&](std::optional<Commitment> found) {
      if (found && (!best || found->value > best->value)) {
        best = std::move(found);
      }
    };
    if (!options_.is_mixed) {
      for (Index i = 0; i < leader_.rows(); ++i) {
        keep(pure(i));
      }
      return best;
    }
    for (Index j = 0; j < leader_.cols(); ++j) {
      keep(options_.is_strong ? strong(j) : weak(j));
    }
    num_programs = num_programs_;
    return best;
  }

 private:
  [[nodiscard]] Commitment pure(Index i) const {
    const double most = follower_.row(i).maxCoeff();
    Commitment found{std::vector<double>(static_cast<std::size_t>(leader_.rows()), 0.0), -1, 0.0};
    found.strategy[static_cast<std::size_t>(i)] = 1.0;
    for (Index j = 0; j < follower_.cols(); ++j) {
      const double value = leader_(i, j);
      if (follower_(i, j) >= most - kTie &&
          (found.answer < 0 || (options_.is_strong ? value > found.value : value < found.value))) {
        found.answer = j;
        found.value = value;
      }
    }
    return found;
  }

  /// Adds the row that weights sum to 1, and rows that say that answer j is best. `extra` is the
  /// coefficient of the last variable in the latter.
  void add_best_response_rows(LinearProgram& program, Index j, double extra) const {
    std::vector<double> row(static_cast<std::size_t>(leader_.rows()) + 1, 1.0);
    row.back() = 0.0;
    program.add_row(row, 1.0, 1.0);
    row.back() = extra;
    for (Index k = 0; k < follower_.cols(); ++k) {
      if (k == j || (extra != 0.0 && is_twin(j, k))) {
        continue;
      }
      for (Index i = 0; i < leader_.rows(); ++i) {
        row[static_cast<std::size_t>(i)] = follower_(i, j) - follower_(i, k);
      }
      program.add_row(row, 0.0, kUnbounded);
    }
  }

  /// Whether both answers give the follower the same payoff, whatever the leader does.
  [[nodiscard]] bool is_twin(Index j, Index k) const {
    return (follower_.col(j) - follower_.col(k)).lpNorm<Eigen::Infinity>() <= kTie;
  }

  std::optional<Commitment> strong(Index j) {
    std::vector<double> objective(static_cast<std::size_t>(leader_.rows()) + 1, 0.0);
    for (Index i = 0; i < leader_.rows(); ++i) {
      objective[static_cast<std::size_t>(i)] = leader_(i, j);
    }
    LinearProgram program(objective);
    program.bound(objective.size() - 1, 0.0, 0.0);
    add_best_response_rows(program, j, 0.0);
    return commitment(program, j);
  }

  /// The leader gets the worst payoff among the twins of j. Answer j must be best on a set of full
  /// dimension.
  std::optional<Commitment> weak(Index j) {
    std::vector<double> objective(static_cast<std::size_t>(leader_.rows()) + 1, 0.0);
    objective.back() = 1.0;
    LinearProgram interior(objective);
    interior.bound(objective.size() - 1, 0.0, 1.0);
    add_best_response_rows(interior, j, -1.0);
    const auto inside = maximise(interior);
    if (inside.status != SolveStatus::converged || inside.value <= kInterior) {
      return std::nullopt;
    }
    LinearProgram program(objective);
    program.bound(objective.size() - 1, -kUnbounded, kUnbounded);
    add_best_response_rows(program, j, 0.0);
    std::vector<double> row(objective.size(), -1.0);
    for (Index k = 0; k < leader_.cols(); ++k) {
      if (is_twin(j, k)) {
        for (Index i = 0; i < leader_.rows(); ++i) {
          row[static_cast<std::size_t>(i)] = leader_(i, k);
        }
        program.add_row(row, 0.0, kUnbounded);
      }
    }
    auto found = commitment(program, j);
    if (found) {
      found->is_attained = worst_answer(*found) >= found->value - kTie;
      const auto x = Eigen::Map<const Vector>(found->strategy.data(), leader_.rows());
      for (Index k = 0; k < leader_.cols(); ++k) {
        if (is_twin(j, k) && leader_.col(k).dot(x) < leader_.col(found->answer).dot(x)) {
          found->answer = k;
        }
      }
    }
    return found;
  }

  /// The leader's payoff if the follower picks the best answer that is worst for the leader.
  [[nodiscard]] double worst_answer(const Commitment& found) const {
    const auto x = Eigen::Map<const Vector>(found.strategy.data(), leader_.rows());
    const Vector gains = follower_.transpose() * x;
    const Vector values = leader_.transpose() * x;
    double worst = 1.0;
    for (Index k = 0; k < gains.size(); ++k) {
      worst = gains[k] >= gains.maxCoeff() - kTie ? std::min(worst, values[k]) : worst;
    }
    return worst;
  }

  std::optional<Commitment> commitment(const LinearProgram& program, Index j) {
    auto answer = maximise(program);
    if (answer.status != SolveStatus::converged) {
      return std::nullopt;
    }
    answer.x.pop_back();
    double total = 0.0;
    for (double& p : answer.x) {
      total += p = std::max(0.0, p);
    }
    for (double& p : answer.x) {
      p /= total;
    }
    return Commitment{std::move(answer.x), j, answer.value};
  }

  /// Solves a program. If it is neither solved nor infeasible, the best commitment is not known.
  LinearProgram::Answer maximise(const LinearProgram& program) {
    ++num_programs_;
    auto answer = program.maximise(options_.max_iterations, deadline_.seconds());
    if (answer.status != SolveStatus::converged && answer.status != SolveStatus::no_equilibrium) {
      failure_ = answer.status;
    }
    return answer;
  }

  const StackelbergOptions& options_;
  Deadline deadline_{options_.max_seconds};
  std::optional<SolveStatus> failure_;
  Matrix leader_;
  Matrix follower_;
  int num_programs_ = 0;
};

Solution solve_concept(const NormalFormGame& game,
                       const ConceptOptions& options,
                       StackelbergOptions own) {
  own.leader = options.player;
  own.tolerance = options.tolerance;
  own.max_iterations = iteration_budget(options, own.max_iterations);
  own.max_seconds = options.max_seconds;
  const auto result = Stackelberg(own).solve(game);
  const int num_commitments = game.num_strategies()[static_cast<std::size_t>(own.leader)];
  Solution solution;
  const bool is_solved = result.status == SolveStatus::converged;
  solution.certificate = {.status = result.status,
                          .num_equilibria = is_solved ? 1 : 0,
                          .residual = result.regret,
                          .iterations = own.is_mixed ? result.num_programs : num_commitments};
  if (is_solved) {
    const auto follower = static_cast<std::size_t>(1 - own.leader);
    solution.certificate.max_regret =
        result.regret * scaled_range(game.payoffs(follower)).unscaled_spread();
    solution.equilibria.push_back(result.strategies);
    if (!result.is_attained) {
      solution.method = "the leader comes as near to this value as it likes, but does not reach it";
    }
  }
  return solution;
}

Solution solve_mixed(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_concept(game, options, {});
}

Solution solve_pure(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_concept(game, options, {.is_mixed = false});
}

Solution solve_weak(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_concept(game, options, {.is_strong = false});
}

/// Completes an entry of the registry with the functions that the three concepts share.
template <GameSolver solve>
Concept make_concept(Concept entry) {
  entry.order_of_moves = [](std::size_t, const ConceptOptions& options) {
    return std::vector<int>{options.player, 1 - options.player};
  };
  entry.refusal = [](const FactoredShape& shape) {
    return two_player_refusal(shape, "stackelberg");
  };
  return lane_concept<solve>(std::move(entry));
}

constexpr auto kBudget = "pivots of the simplex method, per program";

}  // namespace

Stackelberg::Stackelberg(Options options) : options_(options) {
  require(options_.leader == 0 || options_.leader == 1, "leader", "0 or 1", options_.leader);
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

Stackelberg::Result Stackelberg::solve(const NormalFormGame& game) const {
  require_two_players(game, "stackelberg");
  game.check_finite();
  Result result;
  Search search(game, options_);
  const auto found = search.run(result.num_programs);
  if (!found || search.failure()) {
    result.status = search.failure().value_or(result.status);
    return result;
  }
  const auto leader = static_cast<std::size_t>(options_.leader);
  const std::size_t follower = 1 - leader;
  MixedProfile profile(2);
  profile[leader] = found->strategy;
  profile[follower].assign(static_cast<std::size_t>(game.num_strategies()[follower]), 0.0);
  profile[follower][static_cast<std::size_t>(found->answer)] = 1.0;
  result.regret =
      largest_gain(game.unit_scaled().strategy_payoffs(follower, profile), profile[follower]);
  if (!(result.regret <= options_.tolerance)) {
    return result;
  }
  result.status = SolveStatus::converged;
  result.value = game.expected_payoff(leader, profile);
  result.is_attained = found->is_attained;
  result.strategies = std::move(profile);
  return result;
}

Concept stackelberg_concept() {
  return make_concept<solve_mixed>(
      {.name = "stackelberg",
       .summary = "one of two players commits to a mixed strategy; ties are broken in its favour",
       .work = "linear programs",
       .budget = kBudget,
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance,
                 &ConceptOptions::player}});
}

Concept pure_stackelberg_concept() {
  return make_concept<solve_pure>(
      {.name = "stackelberg-pure",
       .summary = "one of two players commits to a pure strategy; ties in its favour",
       .work = "commitments",
       .reads = {&ConceptOptions::tolerance, &ConceptOptions::player}});
}

Concept weak_stackelberg_concept() {
  return make_concept<solve_weak>(
      {.name = "stackelberg-weak",
       .summary = "one of two players commits to a mixed strategy; ties go against it",
       .work = "linear programs",
       .budget = kBudget,
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance,
                 &ConceptOptions::player}});
}

}  // namespace demarche
