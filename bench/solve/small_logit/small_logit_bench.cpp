// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "demarche/solve/logit_quantal_response.hpp"
#include "solve/family_games.hpp"
#include "solve/logit_blocks.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"
#include "support/targets_bench.hpp"

namespace demarche {
namespace {

constexpr std::size_t kBlocks = 8;  // Random blocks, solved in turn.

/// The logit equilibrium on the principal branch, for blocks of games.
void logit_blocks(benchmark::State& state) {
  const testing::BenchTarget target(state, state.range(2));
  std::vector<testing::DenseBlock> blocks;
  for (std::size_t b = 0; b < kBlocks; ++b) {
    blocks.emplace_back(
        testing::random_games(bench::same_sizes(state.range(0), 3), kBlockLanes, b * kBlockLanes));
  }
  std::vector<GameBlock> views;
  for (const auto& block : blocks) {
    views.push_back(block.view());
  }
  bench::solve_logit_blocks(state, static_cast<double>(state.range(1)), views);
}
BENCHMARK(logit_blocks)
    ->ArgNames({"players", "precision", "target"})
    ->ArgsProduct({{2}, {1, 5}, {0, 1, 2}})
    ->ArgsProduct({{3}, {1, 5}, {0, 1, 2}});

constexpr double kResidual = 1e-12;
using Strategy = std::array<double, 3>;

/// Logit choice in plain code with the standard library's exponential. (Results come by reference
/// and functions inline: copies of small arrays would cost a third of the time.)
[[gnu::always_inline]] inline void respond_to(const Strategy& payoffs,
                                              double precision,
                                              Strategy& weights) {
  const double best = std::max({payoffs[0], payoffs[1], payoffs[2]});
  double total = 0.0;
  for (std::size_t s = 0; s < 3; ++s) {
    total += weights[s] = std::exp(precision * (payoffs[s] - best));
  }
  for (double& weight : weights) {
    weight /= total;
  }
}

struct ScalarAnswer {
  bool is_found = false;
  int iterations = 0;
  std::array<Strategy, 3> strategies{};
};

/// A game of two players as an equation for the second one's strategy y: y - z(y) = 0, where z is
/// the response to the first one's response x to y.
class ScalarEquation {
 public:
  explicit ScalarEquation(const NormalFormGame& game)
      : a_(game.payoffs(0).data()), b_(game.payoffs(1).data()) {}

  [[gnu::always_inline]] void respond(double precision) {
    for (std::size_t i = 0; i < 3; ++i) {
      u_[i] = a_[3 * i] * y[0] + a_[3 * i + 1] * y[1] + a_[3 * i + 2] * y[2];
    }
    respond_to(u_, precision, x);
    for (std::size_t j = 0; j < 3; ++j) {
      v_[j] = b_[j] * x[0] + b_[3 + j] * x[1] + b_[6 + j] * x[2];
    }
    respond_to(v_, precision, z);
  }
  [[gnu::always_inline]] double error() const {
    return std::max({std::abs(y[0] - z[0]), std::abs(y[1] - z[1]), std::abs(y[2] - z[2])});
  }

  /// Solves the linearised equation for a right-hand side. @pre respond() has been called.
  [[gnu::always_inline]] std::array<double, 2> solve(double precision,
                                                     const std::array<double, 2>& right) {
    std::array<std::array<double, 2>, 2> slope{};
    for (std::size_t k = 0; k < 2; ++k) {
      Strategy dx{};
      for (std::size_t i = 0; i < 3; ++i) {
        dx[i] = precision * (a_[3 * i + k + 1] - a_[3 * i]);
      }
      through(x, dx);
      Strategy dz{};
      second_change(dx, precision, dz);
      for (std::size_t r = 0; r < 2; ++r) {
        slope[r][k] = (r == k ? 1.0 : 0.0) - dz[r + 1];
      }
    }
    determinant = slope[0][0] * slope[1][1] - slope[0][1] * slope[1][0];
    const double inverse = 1.0 / determinant;
    return {inverse * (slope[1][1] * right[0] - slope[0][1] * right[1]),
            inverse * (slope[0][0] * right[1] - slope[1][0] * right[0])};
  }
  /// The change of y per unit of precision along the branch.
  [[gnu::always_inline]] std::array<double, 2> along(double precision) {
    Strategy dx = u_;
    through(x, dx);
    Strategy dz = v_;
    second_change(dx, precision, dz);
    return solve(precision, {dz[1], dz[2]});
  }
  [[gnu::always_inline]] void move(const std::array<double, 2>& change, double factor) {
    y[1] += factor * change[0];
    y[2] += factor * change[1];
    y[0] = 1.0 - y[1] - y[2];
  }

  Strategy x{};
  Strategy y{1.0 / 3, 1.0 / 3, 1.0 / 3};
  Strategy z{};
  double determinant = 1.0;

 private:
  /// Turns changes of the exponents into changes of the choice.
  [[gnu::always_inline]] static void through(const Strategy& choice, Strategy& change) {
    const double mean = choice[0] * change[0] + choice[1] * change[1] + choice[2] * change[2];
    for (std::size_t s = 0; s < 3; ++s) {
      change[s] = choice[s] * (change[s] - mean);
    }
  }
  /// The second player's change by the first's, after what `change` holds.
  [[gnu::always_inline]] void second_change(const Strategy& dx,
                                            double precision,
                                            Strategy& change) const {
    for (std::size_t j = 0; j < 3; ++j) {
      change[j] += precision * (b_[j] * dx[0] + b_[3 + j] * dx[1] + b_[6 + j] * dx[2]);
    }
    through(z, change);
  }

  const double* a_;
  const double* b_;
  Strategy u_{};
  Strategy v_{};
};

/// Newton's method from where the equation stands.
bool finish(ScalarEquation& equation, double precision, int& iterations) {
  for (int k = 0; k < 100; ++k) {
    equation.respond(precision);
    ++iterations;
    if (equation.error() <= kResidual) {
      return true;
    }
    const std::array<double, 2> error{equation.y[1] - equation.z[1], equation.y[2] - equation.z[2]};
    equation.move(equation.solve(precision, error), -1.0);
  }
  return false;
}

/// Two fixed-point steps and then Newton's method; any fixed point counts as an answer.
ScalarAnswer solve_two(const NormalFormGame& game, double precision) {
  ScalarAnswer answer;
  ScalarEquation equation(game);
  for (; answer.iterations < 2; ++answer.iterations) {
    equation.respond(precision);
    equation.y = equation.z;
  }
  answer.is_found = finish(equation, precision, answer.iterations);
  answer.strategies = {equation.x, equation.z, {}};
  return answer;
}

/// Follows the principal branch from precision 0 by steps along the tangent, which are shorter
/// where Newton's corrections are long. Ends without an answer where the branch turns back.
ScalarAnswer follow_two(const NormalFormGame& game, double precision) {
  constexpr double kLongest = 0.02;
  constexpr double kWanted = 0.006;
  ScalarAnswer answer;
  ScalarEquation equation(game);
  double reached = 0.0;
  equation.respond(reached);
  for (double step = 1.0; reached < precision && step > 1e-4;) {
    const double next = std::min(precision, reached + step);
    const Strategy start = equation.y;
    equation.move(equation.along(reached), next - reached);
    equation.respond(next);
    ++answer.iterations;
    const std::array<double, 2> error{equation.y[1] - equation.z[1], equation.y[2] - equation.z[2]};
    const auto change = equation.solve(next, error);
    const double length = std::max(std::abs(change[0]), std::abs(change[1]));
    if (!(length <= kLongest) || equation.determinant <= 0.0) {
      equation.y = start;
      equation.respond(reached);
      step *= 0.5;
      continue;
    }
    equation.move(change, -1.0);
    equation.respond(next);
    reached = next;
    step *= std::clamp(std::sqrt(kWanted / std::max(length, 1e-9)), 0.4, 3.0);
  }
  answer.is_found = reached == precision && finish(equation, precision, answer.iterations);
  answer.strategies = {equation.x, equation.z, {}};
  return answer;
}

/// The fixed-point iteration: players respond in turn until no probability changes.
ScalarAnswer solve_three(const NormalFormGame& game, double precision) {
  ScalarAnswer answer;
  answer.strategies.fill({1.0 / 3, 1.0 / 3, 1.0 / 3});
  auto& x = answer.strategies;
  for (double change = 1.0; change > kResidual && answer.iterations < 1000; ++answer.iterations) {
    change = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t j = i == 0 ? 1 : 0;
      const std::size_t k = 3 - i - j;
      const double* payoffs = game.payoffs(i).data();
      Strategy u{};
      for (std::size_t s = 0; s < 3; ++s) {
        const double* own = payoffs + s * game.stride(i);
        for (std::size_t r = 0; r < 3; ++r) {
          const double* line = own + r * game.stride(j);
          const std::size_t stride = game.stride(k);
          u[s] +=
              x[j][r] * (line[0] * x[k][0] + line[stride] * x[k][1] + line[2 * stride] * x[k][2]);
        }
      }
      Strategy next{};
      respond_to(u, precision, next);
      for (std::size_t s = 0; s < 3; ++s) {
        change = std::max(change, std::abs(next[s] - x[i][s]));
      }
      x[i] = next;
    }
    answer.is_found = change <= kResidual;
  }
  return answer;
}

/// A reference in plain code, which solves the same games one by one. `elsewhere` is the share of
/// games that have no answer or one that is not on the principal branch.
template <class Solve>
void measure_scalar(benchmark::State& state, const Solve& solve) {
  const auto games = testing::random_games(bench::same_sizes(state.range(0), 3), kBlockLanes);
  const auto precision = static_cast<double>(state.range(1));
  double iterations = 0.0;
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state) {
    const auto answer = solve(games[next++ % games.size()], precision);
    iterations += answer.iterations;
    benchmark::DoNotOptimize(answer.strategies);
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["iterations"] = iterations / static_cast<double>(state.iterations());
  double elsewhere = 0.0;
  for (const NormalFormGame& game : games) {
    const auto answer = solve(game, precision);
    const auto principal = LogitQuantalResponse({.precision = precision}).solve(game);
    bool is_same = answer.is_found;
    for (std::size_t i = 0; i < game.num_players() && is_same; ++i) {
      for (std::size_t s = 0; s < 3; ++s) {
        is_same = is_same && std::abs(answer.strategies[i][s] - principal.strategies[i][s]) < 1e-8;
      }
    }
    elsewhere += is_same ? 0.0 : 1.0;
  }
  state.counters["elsewhere"] = elsewhere / static_cast<double>(games.size());
}
/// Two players: Newton's method from two fixed-point steps; three: the fixed-point iteration. Both
/// take whatever fixed point comes.
void logit_scalar(benchmark::State& state) {
  state.range(0) == 2 ? measure_scalar(state, solve_two) : measure_scalar(state, solve_three);
}
BENCHMARK(logit_scalar)->ArgNames({"players", "precision"})->ArgsProduct({{2, 3}, {1, 5}});

/// The reference that follows the branch, as logit_blocks does.
void logit_branch_scalar(benchmark::State& state) {
  measure_scalar(state, follow_two);
}
BENCHMARK(logit_branch_scalar)->ArgNames({"players", "precision"})->ArgsProduct({{2}, {1, 5}});

}  // namespace
}  // namespace demarche
