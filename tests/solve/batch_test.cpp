// SPDX-License-Identifier: MIT
#include "demarche/solve/batch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// [game][player][profile]
template <class Real = double>
std::vector<Real> numbers(const std::vector<NormalFormGame>& games) {
  std::vector<Real> all;
  for (const NormalFormGame& game : games) {
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      for (const double payoff : game.payoffs(i)) {
        all.push_back(static_cast<Real>(payoff));
      }
    }
  }
  return all;
}

std::vector<MixedProfile> profiles_of_game(const BatchSolution& solution,
                                           const std::vector<int>& num_strategies,
                                           std::size_t game) {
  std::vector<MixedProfile> all;
  for (std::size_t p = solution.first_profile[game]; p < solution.first_profile[game + 1]; ++p) {
    const auto row = solution.profile(p);
    MixedProfile& profile = all.emplace_back();
    auto next = row.begin();
    for (const int count : num_strategies) {
      profile.emplace_back(next, next + count);
      next += count;
    }
  }
  return all;
}

class BatchOfConcept : public ::testing::TestWithParam<std::string> {};

TEST_P(BatchOfConcept, AnswersEveryGameAsTheConceptDoes) {
  const std::vector<int> sizes = {3, 2};
  auto games = testing::random_games(sizes, 150);
  for (NormalFormGame& game : games) {
    if (GetParam() == "zero-sum") {
      std::transform(
          game.payoffs(0).begin(), game.payoffs(0).end(), game.payoffs(1).begin(), std::negate<>());
    }
  }
  const auto data = numbers(games);
  ConceptOptions options;
  if (find_concept(GetParam()).reads_option(&ConceptOptions::max_iterations)) {
    options.max_iterations = 200;
  }

  const BatchSolution solution =
      solve_batch(GamesView<double>{data.data(), games.size(), sizes},
                  {.concept_name = GetParam(), .concept_options = options});

  const Concept& entry = find_concept(GetParam());
  ASSERT_EQ(solution.certificates.size(), games.size());
  for (std::size_t g = 0; g < games.size(); ++g) {
    SCOPED_TRACE(g);
    const Solution expected = entry.solve(games[g], options);
    EXPECT_EQ(solution.certificates[g].status, expected.certificate.status);
    EXPECT_EQ(solution.certificates[g].num_equilibria, expected.certificate.num_equilibria);
    EXPECT_NEAR(solution.certificates[g].max_regret, expected.certificate.max_regret, 1e-9);
    std::vector<MixedProfile> profiles = expected.equilibria;
    for (const WeightedProfile& one : expected.distribution) {
      profiles.push_back(games[g].pure_profile(one.strategies));
    }
    EXPECT_TRUE(testing::are_same_sets(profiles_of_game(solution, sizes, g), profiles, 1e-9));
    double total = 0.0;
    for (std::size_t p = solution.first_profile[g]; p < solution.first_profile[g + 1]; ++p) {
      total += solution.weights[p];
    }
    EXPECT_NEAR(total, expected.certificate.status == SolveStatus::converged ? 1.0 : 0.0, 1e-9);
  }
}

std::vector<std::string> concept_names() {
  std::vector<std::string> names;
  for (const Concept& entry : concepts()) {
    names.emplace_back(entry.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Registry,
                         BatchOfConcept,
                         ::testing::ValuesIn(concept_names()),
                         [](const auto& entry) {
                           std::string name = entry.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

void expect_same(const BatchSolution& a, const BatchSolution& b) {
  ASSERT_EQ(a.certificates.size(), b.certificates.size());
  for (std::size_t g = 0; g < a.certificates.size(); ++g) {
    ASSERT_EQ(a.certificates[g].num_equilibria, b.certificates[g].num_equilibria);
    ASSERT_EQ(a.certificates[g].max_regret, b.certificates[g].max_regret);
  }
  EXPECT_TRUE(std::ranges::equal(a.first_profile.span(), b.first_profile.span()));
  EXPECT_TRUE(std::ranges::equal(a.weights.span(), b.weights.span()));
  EXPECT_TRUE(std::ranges::equal(a.probabilities.span(), b.probabilities.span()));
}

TEST(Batch, IsTheSameForAnyNumberOfThreads) {
  const auto games = testing::random_games({3, 3}, 5000);
  const auto data = numbers(games);
  const GamesView<double> view{data.data(), games.size(), {3, 3}};

  const auto one = solve_batch(view, {.threads = 1});

  expect_same(one, solve_batch(view, {.threads = 2}));
  expect_same(one, solve_batch(view, {.threads = 5}));
  expect_same(one, solve_batch(view));
}

/// Strategies of the first player fastest, then of the second, players, games from the last.
TEST(Batch, ReadsGamesInAnyOrderOfMemory) {
  const std::vector<int> sizes = {3, 4};
  const auto games = testing::random_games(sizes, 200);
  const auto data = numbers(games);
  std::vector<double> other(data.size());
  for (std::size_t g = 0; g < games.size(); ++g) {
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t p = 0; p < 12; ++p) {
        other[(games.size() - 1 - g) * 24 + i * 12 + p / 4 + 3 * (p % 4)] = games[g].payoffs(i)[p];
      }
    }
  }

  const auto expected = solve_batch(GamesView<double>{data.data(), games.size(), sizes});
  const auto actual = solve_batch(GamesView<double>{
      other.data() + (games.size() - 1) * 24, games.size(), sizes, {-24, 12, 1, 3}});

  expect_same(actual, expected);
}

TEST(Batch, SinglePrecisionIsSolvedInDouble) {
  const auto games = testing::random_games({2, 3}, 300);
  const auto single = numbers<float>(games);
  const std::vector<double> widened(single.begin(), single.end());

  expect_same(solve_batch(GamesView<float>{single.data(), games.size(), {2, 3}}),
              solve_batch(GamesView<double>{widened.data(), games.size(), {2, 3}}));
}

TEST(Batch, GamesThatAreNotFiniteSpoilNoOthers) {
  const auto games = testing::random_games({3, 3}, 130);
  auto data = numbers(games);
  const auto clean = solve_batch(GamesView<double>{data.data(), games.size(), {3, 3}});
  data[5 * 18 + 3] = std::numeric_limits<double>::quiet_NaN();
  data[129 * 18 + 17] = std::numeric_limits<double>::infinity();

  const auto solution = solve_batch(GamesView<double>{data.data(), games.size(), {3, 3}});

  for (const std::size_t g : {5U, 129U}) {
    EXPECT_EQ(solution.certificates[g].status, SolveStatus::not_finite);
    EXPECT_EQ(solution.first_profile[g], solution.first_profile[g + 1]);
  }
  for (std::size_t g = 0; g < 129; ++g) {
    if (g != 5) {
      EXPECT_EQ(profiles_of_game(solution, {3, 3}, g), profiles_of_game(clean, {3, 3}, g));
    }
  }
}

TEST(Batch, TakesAnyNumberOfPlayers) {
  const std::vector<int> sizes = {2, 3, 2};
  const auto games = testing::random_games(sizes, 20);
  const auto data = numbers(games);

  const auto solution =
      solve_batch(GamesView<double>{data.data(), games.size(), sizes}, {.concept_name = "pure"});

  for (std::size_t g = 0; g < games.size(); ++g) {
    EXPECT_EQ(profiles_of_game(solution, sizes, g),
              find_concept("pure").solve(games[g], {}).equilibria);
  }
}

TEST(Batch, NoGamesHaveNoAnswers) {
  const auto solution = solve_batch(GamesView<double>{nullptr, 0, {2, 2}});

  EXPECT_EQ(solution.certificates.size(), 0U);
  EXPECT_EQ(solution.weights.size(), 0U);
  EXPECT_EQ(solution.first_profile[0], 0U);
}

TEST(Batch, RefusesWhatItCannotSolve) {
  const std::vector<double> data(24, 0.0);
  const GamesView<double> view{data.data(), 3, {2, 2}};
  const auto solving = [](const GamesView<double>& games, const BatchSettings& settings) {
    return [=] { (void)solve_batch(games, settings); };
  };
  const auto throws = [](const char* text) {
    return ThrowsMessage<InvalidArgument>(HasSubstr(text));
  };

  EXPECT_THAT(solving(view, {.concept_name = "nahs"}), throws("nahs"));
  EXPECT_THAT(solving(view, {.threads = -1}), throws("threads must be in [0, 1024], got -1"));
  EXPECT_THAT(solving(view, {.concept_options = {.tolerance = 0}}), throws("tolerance"));
  EXPECT_THAT(solving(view, {.concept_name = "correlated", .concept_options = {.player = 2}}),
              throws("player must be in [0, 2)"));
  EXPECT_THAT(solving(view, {.concept_options = {.player = 1}}),
              throws("nash does not read player; stackelberg"));
  EXPECT_THAT(solving(view, {.concept_options = {.start = {0, 2}}}), throws("start must name"));
  EXPECT_THAT(solving(view, {.concept_options = {.start = {0}}}), throws("start must name"));
  EXPECT_THAT(solving({data.data(), 1, {2, 2}, {8, 4, 2}}, {}), throws("strides must be 4"));
  EXPECT_THAT(solving({nullptr, 1, {2, 2}}, {}), throws("data"));
  EXPECT_THAT(solving({data.data(), 1, {2, 2, 2}}, {.concept_name = "lemke-howson"}),
              throws("concept lemke-howson cannot solve these games: "));
}

}  // namespace
}  // namespace demarche
