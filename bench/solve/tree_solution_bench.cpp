// SPDX-License-Identifier: MIT
#include "demarche/solve/tree_solution.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>

namespace demarche {
namespace {

std::size_t add_outcome(ExtensiveGame& game, double first, double second) {
  game.outcomes.push_back({.name = "", .payoffs = {first, second}});
  return game.outcomes.size() - 1;
}

std::size_t add_node(ExtensiveGame& game,
                     std::optional<std::size_t> set,
                     std::optional<std::size_t> outcome = {}) {
  game.nodes.push_back({.name = "", .information_set = set, .outcome = outcome, .children = {}});
  return game.nodes.size() - 1;
}

/// Two players in turn take a growing pie or pass it on.
ExtensiveGame centipede(std::size_t num_moves) {
  ExtensiveGame game;
  game.player_names = {"first", "second"};
  std::size_t here = add_node(game, 0);
  for (std::size_t k = 0; k < num_moves; ++k) {
    const auto pie = static_cast<double>(k);
    game.information_sets.push_back(
        {.name = "", .player = k % 2, .actions = {"take", "pass"}, .probabilities = {}});
    const double taken = k % 2 == 0 ? 1.0 : -1.0;
    const std::size_t end = add_node(game, {}, add_outcome(game, pie + taken, pie - taken));
    const bool is_last = k + 1 == num_moves;
    const std::size_t next =
        is_last ? add_node(game, {}, add_outcome(game, pie, pie)) : add_node(game, k + 1);
    game.nodes[here].children = {end, next};
    here = next;
  }
  return game;
}

/// Chance deals a type, the sender sends one of two messages about it, and the receiver guesses
/// from the message whether the type is high. No part of the tree is a proper subgame.
ExtensiveGame signalling(std::size_t num_types) {
  ExtensiveGame game;
  game.player_names = {"sender", "receiver"};
  const double share = 1.0 / static_cast<double>(num_types);
  game.information_sets = {
      {.name = "type", .player = {}, .actions = {}, .probabilities = {}},
      {.name = "low", .player = 1, .actions = {"trust", "doubt"}, .probabilities = {}},
      {.name = "high", .player = 1, .actions = {"trust", "doubt"}, .probabilities = {}}};
  const std::size_t root = add_node(game, 0);
  for (std::size_t type = 0; type < num_types; ++type) {
    game.information_sets[0].actions.push_back(std::to_string(type));
    game.information_sets[0].probabilities.push_back(share);
    game.information_sets.push_back(
        {.name = "", .player = 0, .actions = {"low", "high"}, .probabilities = {}});
    const std::size_t sender = add_node(game, game.information_sets.size() - 1);
    game.nodes[root].children.push_back(sender);
    const double quality = static_cast<double>(type) * share;
    for (std::size_t message = 0; message < 2; ++message) {
      const std::size_t receiver = add_node(game, 1 + message);
      game.nodes[sender].children.push_back(receiver);
      const double cost = message == 0 ? 0.0 : 0.7 * (1.0 - quality);
      for (const double trust : {1.0, 0.0}) {
        const std::size_t end = add_node(
            game, {}, add_outcome(game, trust - cost, trust * std::sin(3.0 * quality - 1.3)));
        game.nodes[receiver].children.push_back(end);
      }
    }
  }
  return game;
}

/// Solves one tree again and again; counts its nodes and failures.
void solve(benchmark::State& state, const ExtensiveGame& game, const char* name) {
  double num_failures = 0.0;
  double work = 0.0;
  for (auto _ : state) {
    const TreeSolution solution = solve_tree(name, game);
    num_failures += solution.certificate.status == SolveStatus::converged ? 0.0 : 1.0;
    work = solution.certificate.iterations;
  }
  state.counters["nodes"] = static_cast<double>(game.nodes.size());
  state.counters["work"] = work;
  state.counters["failures"] = num_failures;
}

void backward_induction(benchmark::State& state) {
  solve(state, centipede(static_cast<std::size_t>(state.range(0))), "sequential");
}
BENCHMARK(backward_induction)->RangeMultiplier(10)->Range(10, 10'000);

void hidden_moves(benchmark::State& state) {
  solve(state, signalling(static_cast<std::size_t>(state.range(0))), "sequential");
}
BENCHMARK(hidden_moves)->RangeMultiplier(4)->Range(4, 256);

void agent_logit(benchmark::State& state) {
  solve(state, signalling(static_cast<std::size_t>(state.range(0))), "qre");
}
BENCHMARK(agent_logit)->RangeMultiplier(4)->Range(4, 256);

}  // namespace
}  // namespace demarche
