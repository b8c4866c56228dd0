// SPDX-License-Identifier: MIT
#include "demarche/solve/dynamics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/solve/solve_game.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using testing::bimatrix;
using ::testing::ElementsAre;

const Matrix kPennies{{1, -1}, {-1, 1}};

/// Case G1: Nashpy tests/unit/test_replicator_dynamics.py.
TEST(Dynamics, G1ReplicatorFieldOfOnePopulation) {
  const Matrix payoffs{{3, 2, 3}, {4, 1, 1}, {2, 3, 1}};
  const Matrix none = Matrix::Identity(3, 3);
  const auto field = [&](const Vector& x) { return population_replicator_field(payoffs, x, none); };

  EXPECT_TRUE(field(Vector{{0, .25, .75}}).isApprox(Vector{{0, -.09375, .09375}}, 1e-12));
  EXPECT_TRUE(field(Vector{{.2, .4, .4}}).isApprox(Vector{{.128, -.144, .016}}, 1e-12));
  EXPECT_TRUE(field(Vector{{.5, 0, .5}}).isApprox(Vector{{.375, 0, -.375}}, 1e-12));
  EXPECT_TRUE(field(Vector{{.5, .25, .25}}).isApprox(Vector{{.125, 0, -.125}}, 1e-12));
  EXPECT_NEAR(field(Vector{{1, 0, 0}}).norm(), 0.0, 1e-15);
  EXPECT_NEAR(field(Vector{{.5, .5, 0}}).norm(), 0.0, 1e-15);
  const Matrix mutation{{.9, .1, 0}, {.2, .6, .2}, {1 / 3.0, 1 / 3.0, 1 / 3.0}};
  EXPECT_TRUE(population_replicator_field(payoffs, Vector{{.5, .25, .25}}, mutation)
                  .isApprox(Vector{{.27916667, .05416667, -.33333333}}, 1e-7));
}

/// Case G7: OpenSpiel python/egt/dynamics_test.py.
TEST(Dynamics, G7ReplicatorFieldOfSeveralPopulations) {
  NormalFormGame game({2, 2, 2, 2});
  for (std::size_t i = 0; i < 4; ++i) {
    game.payoffs(i)[0] = 1;
  }

  for (const auto& rates : replicator_field(game, game.uniform_profile())) {
    EXPECT_NEAR(rates[0], 1.0 / 32, 1e-15);
    EXPECT_NEAR(rates[1], -1.0 / 32, 1e-15);
  }
  const Matrix rps{{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}};
  const auto rates = replicator_field(bimatrix(rps, -rps),
                                      {{1 / 3.0, 1 / 3.0, 1 / 3.0}, {1 / 3.0, 1 / 3.0, 1 / 3.0}});
  EXPECT_NEAR(rates[0][0], 0.0, 1e-15);
}

/// Case G3: QuantEcon tests/test_fictplay.py.
TEST(Dynamics, G3FictitiousPlayOfMatchingPennies) {
  const auto game = bimatrix(kPennies, -kPennies);
  DynamicsOptions options{
      .rule = DynamicsRule::fictitious_play, .start = {0, 0}, .max_steps = 2, .keeps_path = true};

  const auto decreasing = Dynamics(options).solve(game);
  options.gain = 0.1;
  const auto constant = Dynamics(options).solve(game);

  EXPECT_LT(testing::distance(decreasing.path[1], {{1, 0}, {0.5, 0.5}}), 1e-15);
  EXPECT_LT(testing::distance(decreasing.path[2], {{1, 0}, {1 / 3.0, 2 / 3.0}}), 1e-15);
  EXPECT_LT(testing::distance(constant.path[1], {{1, 0}, {0.9, 0.1}}), 1e-15);
  EXPECT_LT(testing::distance(constant.path[2], {{1, 0}, {0.81, 0.19}}), 1e-15);
}

/// Case G4: Nashpy tests/unit/test_fictitious_play.py. After N steps the counts are [1, N, 0] and
/// [0, 0, 1, N].
TEST(Dynamics, G4FictitiousPlayCounts) {
  const auto game = bimatrix(Matrix{{.5, 2, 0, 0}, {0, .5, 1, 1}, {1, 0, .5, 0}},
                             Matrix{{.5, 0, .5, 1}, {.5, .5, 0, 1}, {0, 1, .5, 2}});
  constexpr int kSteps = 50;

  const auto result = Dynamics({.rule = DynamicsRule::fictitious_play,
                                .start = {0, 2},
                                .max_steps = kSteps,
                                .tolerance = 1e-15})
                          .solve(game);

  const double total = kSteps + 1;
  EXPECT_LT(testing::distance(result.last,
                              {{1 / total, kSteps / total, 0}, {0, 0, 1 / total, kSteps / total}}),
            1e-12);
}

/// Case G8: with all the way in one step, what is played is the logit choice.
TEST(Dynamics, G8LogitResponse) {
  const auto game = bimatrix(Matrix{{4, 1, 0}, {3, 1, 2}}, Matrix::Zero(2, 3));
  constexpr double kBeta = 1.3;
  const double differences[] = {3.0 - 4.0, 1.0 - 1.0, 2.0 - 0.0};
  for (int j = 0; j < 3; ++j) {
    const auto result = Dynamics({.rule = DynamicsRule::logit_response,
                                  .start = {0, j},
                                  .precision = kBeta,
                                  .gain = 1.0,
                                  .max_steps = 1})
                            .solve(game);
    EXPECT_NEAR(result.last[0][0], 1.0 / (1.0 + std::exp(kBeta * differences[j])), 1e-14);
  }
}

TEST(Dynamics, BestResponsesInTurnFindAnEquilibriumOrACycle) {
  const auto pennies = Dynamics({.start = {0, 0}}).solve(bimatrix(kPennies, -kPennies));
  const auto stag =
      Dynamics({.start = {0, 0}}).solve(bimatrix(Matrix{{2, 0}, {1, 1}}, Matrix{{2, 1}, {0, 1}}));

  EXPECT_EQ(pennies.end, DynamicsEnd::cycle);
  EXPECT_EQ(pennies.cycle_length, 4);
  EXPECT_EQ(pennies.average, (MixedProfile{{0.5, 0.5}, {0.5, 0.5}}));
  EXPECT_EQ(stag.end, DynamicsEnd::fixed_point);
  EXPECT_EQ(stag.last, (MixedProfile{{1, 0}, {1, 0}}));
  EXPECT_EQ(stag.regret, 0.0);
}

/// Shapley (1964): fictitious play does not settle in his game, replicators circle; in matching
/// pennies beliefs do settle at the equilibrium.
TEST(Dynamics, SaysWhetherBeliefsSettle) {
  const auto shapley =
      bimatrix(Matrix{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, Matrix{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
  const DynamicsOptions options{.rule = DynamicsRule::fictitious_play, .start = {0, 1}};

  EXPECT_EQ(Dynamics(options).solve(shapley).end, DynamicsEnd::moving);
  const auto pennies =
      Dynamics({.rule = DynamicsRule::fictitious_play, .start = {0, 0}, .max_steps = 200'000})
          .solve(bimatrix(kPennies, -kPennies));
  EXPECT_NE(pennies.end, DynamicsEnd::moving);
  EXPECT_NEAR(pennies.last[0][0], 0.5, 0.01);
}

TEST(Dynamics, ReplicatorsLeaveWhatPaysLess) {
  const Matrix dilemma{{3, 0}, {5, 1}};
  for (const auto rule : {DynamicsRule::replicator, DynamicsRule::discrete_replicator}) {
    const auto result =
        Dynamics({.rule = rule, .start = {0, 0}}).solve(bimatrix(dilemma, dilemma.transpose()));

    EXPECT_EQ(result.end, DynamicsEnd::fixed_point);
    EXPECT_NEAR(result.last[0][1], 1.0, 1e-6);
  }
}

/// The continuous replicator conserves x1^a x2^b ... in zero-sum games: the integrator must keep
/// it.
TEST(Dynamics, TheIntegratorConservesWhatItShould) {
  const auto game = bimatrix(kPennies, -kPennies);
  const auto result =
      Dynamics(
          {.rule = DynamicsRule::replicator, .start = {0, 0}, .tremble = 0.8, .max_steps = 100})
          .solve(game);

  const auto invariant = [](const MixedProfile& x) {
    return x[0][0] * x[0][1] * x[1][0] * x[1][1];
  };
  EXPECT_NEAR(invariant(result.last), 0.6 * 0.4 * 0.6 * 0.4, 1e-5);
}

TEST(Dynamics, RunsOnFactoredGamesWithoutTheirDenseForm) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto game = testing::random_game({3, 2, 4}, seed);
    const auto factored = factored_form(game);
    for (const auto rule : {DynamicsRule::best_response, DynamicsRule::logit_response}) {
      const DynamicsOptions options{.rule = rule, .start = {1, 1, 1}};

      const auto dense = Dynamics(options).solve(game);
      const auto tables = Dynamics(options).solve(factored);

      EXPECT_EQ(dense.end, tables.end);
      EXPECT_LT(testing::distance(dense.last, tables.last), 1e-12);
    }
  }
}

TEST(Dynamics, RejectsWhatItCannotTake) {
  const auto game = testing::random_game({2, 2}, 1);

  EXPECT_THROW((void)Dynamics({.start = {0}}).solve(game), InvalidArgument);
  EXPECT_THROW((void)Dynamics({.start = {0, 2}}).solve(game), InvalidArgument);
  EXPECT_THROW(Dynamics({.max_steps = 0}), InvalidArgument);
  EXPECT_THROW(Dynamics({.gain = 2}), InvalidArgument);
  EXPECT_THROW(Dynamics({.precision = -1}), InvalidArgument);
}

/// Payoffs of any size and origin: no rule hangs, and all end where the plain game does.
TEST(Dynamics, IgnorePositiveAffineChangesOfPayoffs) {
  const auto game = bimatrix(Matrix{{0, 1}, {0.25, 0.875}}, Matrix{{0, 0.25}, {1, 0.875}});
  for (const auto& [scale, offset] : {std::pair(1.0, 1e8),
                                      std::pair(1e300, 0.0),
                                      std::pair(1e-310, 0.0),
                                      std::pair(1e-10, 1.0)}) {
    auto changed = game;
    for (std::size_t i = 0; i < 2; ++i) {
      changed = testing::rescaled(changed, i, scale, offset);
    }
    for (const auto rule : {DynamicsRule::best_response,
                            DynamicsRule::fictitious_play,
                            DynamicsRule::replicator,
                            DynamicsRule::discrete_replicator}) {
      const auto expected = Dynamics({.rule = rule, .max_steps = 2000}).solve(game);
      const auto actual = Dynamics({.rule = rule, .max_steps = 2000}).solve(changed);
      EXPECT_EQ(actual.end, expected.end) << scale;
      EXPECT_LT(testing::distance(actual.last, expected.last), 1e-3) << scale << " " << offset;
    }
  }
}

/// The concepts have a budget and a tolerance of their own, and take what the options set instead.
TEST(Dynamics, ReplicatorConceptsTakeTheBudgetAndTheToleranceAsSet) {
  const auto pennies = bimatrix(kPennies, -kPennies);
  const Matrix dilemma{{3, 0}, {5, 1}};
  const auto settling = bimatrix(dilemma, dilemma.transpose());
  for (const char* name : {"replicator", "replicator-discrete"}) {
    const Concept& rule = find_concept(name);
    const auto steps = [&](const NormalFormGame& game, const ConceptOptions& options) {
      return solve_game(rule, game, options).certificate.iterations;
    };

    EXPECT_EQ(steps(pennies, {.start = {0, 0}}), 2000) << name;
    EXPECT_EQ(steps(pennies, {.max_iterations = 3000, .start = {0, 0}}), 3000) << name;
    EXPECT_GT(steps(settling, {.tolerance = 1e-12}), steps(settling, {})) << name;
    EXPECT_LT(steps(settling, {.tolerance = 1e-3}), steps(settling, {})) << name;
  }
}

}  // namespace
}  // namespace demarche
