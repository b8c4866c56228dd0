// SPDX-License-Identifier: MIT
#include "demarche/core/interruption.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "demarche/game/families.hpp"
#include "demarche/solve/concept.hpp"

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

}  // namespace
}  // namespace demarche
