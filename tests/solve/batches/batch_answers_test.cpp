// SPDX-License-Identifier: MIT
#include "solve/batches/batch_answers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <numeric>
#include <thread>
#include <vector>

namespace demarche {
namespace {

constexpr std::size_t kChunkGames = 3;
constexpr std::size_t kStrategies = 2;

/// Game g has g % 4 profiles, all of weight g.
BatchAnswers answers_of(BatchAnswers answers, std::size_t first, std::size_t last) {
  for (std::size_t g = first; g < last; ++g) {
    ++answers.num_games;
    for (std::size_t p = 0; p < g % 4; ++p) {
      *answers.weights.extend(1) = static_cast<double>(g);
      double* const row = answers.probabilities.extend(kStrategies);
      std::fill_n(row, kStrategies, static_cast<double>(g));
    }
  }
  return answers;
}

void expect_first_games(const BatchAnswers& actual, std::size_t num_games) {
  const BatchAnswers expected = answers_of({}, 0, num_games);
  ASSERT_EQ(actual.num_games, num_games);
  EXPECT_TRUE(std::ranges::equal(actual.weights.span(), expected.weights.span()));
  EXPECT_TRUE(std::ranges::equal(actual.probabilities.span(), expected.probabilities.span()));
}

TEST(BatchCollector, PutsChunksInOrderWhateverOrderTheyComeIn) {
  constexpr std::size_t kChunks = 400;
  boost::random::mt19937_64 engine(1);
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE(round);
    std::vector<std::size_t> order(kChunks);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t k = kChunks - 1; k > 0; --k) {
      // Near its place, as threads would bring them.
      const std::size_t least = k < 8 ? 0 : k - 8;
      std::swap(order[k],
                order[boost::random::uniform_int_distribution<std::size_t>(least, k)(engine)]);
    }
    BatchCollector collector(kChunks * kChunkGames, kChunkGames, kStrategies);
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (std::size_t k = next++; k < kChunks; k = next++) {
          const std::size_t c = order[k];
          collector.add(
              c, answers_of(collector.make_answers(), c * kChunkGames, (c + 1) * kChunkGames));
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    expect_first_games(collector.take(), kChunks * kChunkGames);
  }
}

TEST(BatchCollector, EndsWhereAChunkWasCutShort) {
  BatchCollector collector(12, kChunkGames, kStrategies);

  collector.add(3, answers_of({}, 9, 12));
  collector.add(1, answers_of({}, 3, 5));
  collector.add(0, answers_of({}, 0, 3));
  collector.add(2, answers_of({}, 6, 9));

  expect_first_games(collector.take(), 5);
}

TEST(BatchCollector, TakesALastChunkThatIsSmaller) {
  BatchCollector collector(7, kChunkGames, kStrategies);

  for (const std::size_t c : {2U, 0U, 1U}) {
    collector.add(c,
                  answers_of({}, c * kChunkGames, std::min<std::size_t>(7, (c + 1) * kChunkGames)));
  }

  expect_first_games(collector.take(), 7);
}

TEST(BatchCollector, GivesMemoryToUseAgain) {
  BatchCollector collector(6, kChunkGames, kStrategies);
  EXPECT_EQ(collector.make_answers().weights.capacity(), 0U);

  collector.add(0, answers_of({}, 0, 3));

  const BatchAnswers again = collector.make_answers();
  EXPECT_GT(again.weights.capacity(), 0U);
  EXPECT_EQ(again.weights.size(), 0U);
  EXPECT_EQ(again.num_games, 0U);
}

}  // namespace
}  // namespace demarche
