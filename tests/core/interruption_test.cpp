// SPDX-License-Identifier: MIT
#include "demarche/core/interruption.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "demarche/game/families.hpp"
#include "demarche/solve/concept.hpp"
#include "demarche/solve/support_enumeration.hpp"
#include "support/blocks.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

TEST(Interruption, IsWantedByAnyScopeOfTheThreadThatLives) {
  EXPECT_FALSE(is_interrupted());
  bool outer_wants = false;
  const InterruptionScope outer([&] { return outer_wants; });
  {
    const InterruptionScope inner([] { return true; });
    EXPECT_TRUE(is_interrupted());
    bool elsewhere = true;
    std::thread([&] { elsewhere = is_interrupted(); }).join();
    EXPECT_FALSE(elsewhere);
  }
  EXPECT_FALSE(is_interrupted());
  outer_wants = true;
  const InterruptionScope inner([] { return false; });
  EXPECT_TRUE(is_interrupted());
}

/// The search would take some ten seconds.
TEST(Interruption, EndsALongSearchWithoutAnAnswer) {
  const auto game = generate_game("uniform", {.num_strategies = {12, 12, 12}}, 1);
  const auto begin = std::chrono::steady_clock::now();
  const InterruptionScope scope(
      [&] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(50); });

  const Solution solution = find_concept("simplicial").solve(game, {});

  EXPECT_EQ(solution.certificate.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(solution.equilibria.empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

/// Both the games under way and those not yet begun, some answered before.
TEST(Interruption, EndsEveryLaneOfLogitResponses) {
  const testing::DenseBlock block(testing::random_games({5, 5}, kBlockLanes));
  int calls = 0;
  const InterruptionScope scope([&] { return ++calls > 4; });

  const auto solution = testing::solve_block("qre", block, {.precision = 20.0});

  std::size_t num_answered = 0;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const bool is_answered = solution.weights[0][lane] != 0.0;
    num_answered += is_answered ? 1 : 0;
    EXPECT_EQ(solution.certificates[lane].status,
              is_answered ? SolveStatus::converged : SolveStatus::iteration_limit);
  }
  EXPECT_GT(num_answered, 0U);
  EXPECT_LT(num_answered, kBlockLanes / 2);
}

/// The first two rows' equilibria are found before the end.
TEST(Interruption, LeavesNoPartOfAListOfEquilibria) {
  const Matrix ones = Matrix::Identity(6, 6);
  int calls = 0;
  const InterruptionScope scope([&] { return ++calls > 2; });

  const auto result = SupportEnumeration().solve(testing::bimatrix(ones, ones));

  EXPECT_EQ(result.status, SolveStatus::iteration_limit);
  EXPECT_TRUE(result.equilibria.empty());
  EXPECT_FALSE(result.is_complete);
  EXPECT_EQ(result.num_supports, 12);
}

/// Asks soon, where every solver asks within its work: what is not soon done has no answer.
TEST(Interruption, EndsSearchesProgramsAndDynamics) {
  const InterruptionScope scope([] { return true; });

  const auto game = generate_game("zero-sum", {.num_strategies = {12, 12}}, 1);
  for (const auto& name : {"correlated",
                           "coarse-correlated",
                           "stackelberg",
                           "zero-sum",
                           "dominance",
                           "replicator",
                           "fictitious-play",
                           "logit-response"}) {
    SCOPED_TRACE(name);
    const auto solution = find_concept(name).solve(game, {});

    EXPECT_EQ(solution.certificate.status, SolveStatus::iteration_limit);
    EXPECT_TRUE(solution.equilibria.empty());
    EXPECT_TRUE(solution.distribution.empty());
  }
}

/// A chain of scopes is walked in a loop: a recursion this deep would overflow the stack.
TEST(Interruption, AsksEveryScopeOfALongChain) {
  bool outer_wants = false;
  const InterruptionScope outer([&] { return outer_wants; });
  std::vector<std::unique_ptr<InterruptionScope>> chain;
  for (int k = 0; k < 1'000'000; ++k) {
    chain.push_back(std::make_unique<InterruptionScope>([] { return false; }));
  }

  EXPECT_FALSE(is_interrupted());
  outer_wants = true;
  EXPECT_TRUE(is_interrupted());
  while (!chain.empty()) {
    chain.pop_back();  // The innermost scope ends first.
  }
}

}  // namespace
}  // namespace demarche
