// SPDX-License-Identifier: MIT
#include "solve/batches/batch_watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "demarche/core/interruption.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

/// [game][player][profile]
std::vector<double> random_payoffs(const std::vector<int>& num_strategies, std::size_t count) {
  std::vector<double> all;
  for (std::size_t g = 0; g < count; ++g) {
    const NormalFormGame game = testing::random_game(num_strategies, g);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      all.insert(all.end(), game.payoffs(i).begin(), game.payoffs(i).end());
    }
  }
  return all;
}

/// What the whole batch begins with.
void expect_first_of(const BatchSolution& part, const BatchSolution& whole) {
  const std::size_t games = part.certificates.size();
  ASSERT_LE(games, whole.certificates.size());
  const std::size_t profiles = whole.first_profile[games];
  ASSERT_EQ(part.weights.size(), profiles);
  EXPECT_TRUE(
      std::ranges::equal(part.first_profile.span(), whole.first_profile.span().first(games + 1)));
  EXPECT_TRUE(std::ranges::equal(part.probabilities.span(),
                                 whole.probabilities.span().first(profiles * part.num_strategies)));
}

TEST(BatchWatch, StoppedBatchesCoverTheFirstGames) {
  auto data = random_payoffs({4, 4, 3}, 64);
  for (int copies = 0; copies < 9; ++copies) {
    data.insert(data.end(), data.begin(), data.begin() + 64 * 144);
  }
  const GamesView<double> view{data.data(), 640, {4, 4, 3}};
  const auto whole = solve_batch(view, {.concept_name = "logit-nash"});

  for (const int threads : {1, 2, 4}) {
    SCOPED_TRACE(threads);
    std::vector<std::size_t> done;
    BatchSettings settings{.concept_name = "logit-nash", .threads = threads};
    settings.progress = [&](const BatchProgress& progress) {
      EXPECT_EQ(progress.games_total, 640U);
      done.push_back(progress.games_done);
      return false;
    };
    const auto part = solve_batch(view, settings);
    EXPECT_EQ(done.size(), 1U);
    if (done.back() < 640) {
      EXPECT_LT(part.certificates.size(), 640U);
    }
    expect_first_of(part, whole);
  }
}

/// A game takes some ten seconds; the batch ends in the middle of one.
TEST(BatchWatch, StopsWithinAGame) {
  const auto data = random_payoffs({12, 12, 12}, 40);
  BatchSettings settings{.concept_name = "simplicial"};
  settings.progress = [](const BatchProgress&) { return false; };

  const auto begin = std::chrono::steady_clock::now();
  const auto solution = solve_batch(GamesView<double>{data.data(), 40, {12, 12, 12}}, settings);

  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  EXPECT_EQ(solution.certificates.size(), 0U);
  EXPECT_EQ(solution.first_profile.size(), 1U);
}

TEST(BatchWatch, TellsOnTheCallersThreadAndPassesOnWhatThatThrows) {
  const auto data = random_payoffs({12, 12, 12}, 40);
  const auto caller = std::this_thread::get_id();
  BatchSettings settings{.concept_name = "simplicial", .threads = 2};
  settings.progress = [&](const BatchProgress&) -> bool {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    throw std::runtime_error("of the progress function");
  };

  EXPECT_THROW((void)solve_batch(GamesView<double>{data.data(), 40, {12, 12, 12}}, settings),
               std::runtime_error);
}

TEST(BatchWatch, ScopesOfTheCallerStopBatches) {
  const auto data = random_payoffs({12, 12, 12}, 2);
  const auto begin = std::chrono::steady_clock::now();
  const InterruptionScope scope(
      [&] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(50); });

  const auto solution =
      solve_batch(GamesView<double>{data.data(), 2, {12, 12, 12}}, {.concept_name = "simplicial"});

  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
  EXPECT_EQ(solution.certificates.size(), 0U);
}

TEST(BatchWatch, TellsItsEnd) {
  const auto data = random_payoffs({2, 2}, 3000);
  std::vector<std::size_t> done;
  BatchSettings settings;
  settings.progress = [&](const BatchProgress& progress) {
    done.push_back(progress.games_done);
    return progress.games_done < 3000;  // Too late to stop.
  };

  const auto solution = solve_batch(GamesView<double>{data.data(), 3000, {2, 2}}, settings);

  ASSERT_FALSE(done.empty());
  EXPECT_EQ(done.back(), 3000U);
  EXPECT_EQ(solution.certificates.size(), 3000U);
}

}  // namespace
}  // namespace demarche
