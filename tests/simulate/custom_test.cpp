// SPDX-License-Identifier: MIT
#include "demarche/simulate/custom.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/chicken_payoffs.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::uint64_t kDraws = 20 * kBlockLanes - 5;

RunSettings nash(int threads = 2) {
  return {.concept_name = "nash", .seed = 1, .draws = kDraws, .threads = threads};
}

RunSettings by_hand(int threads = 2, int blocks_per_call = 1) {
  RunSettings settings = nash(threads);
  settings.code.payoffs = testing::chicken_payoffs();
  settings.code.blocks_per_call = blocks_per_call;
  return settings;
}

/// What the result says about code, taken away.
v1::Result without_names(v1::Result result) {
  result.mutable_options()->clear_payoffs();
  result.mutable_options()->clear_payoff_actors();
  return result;
}

/// Metric, claims and payoffs of the scenario name the actors' payoffs: they follow the code.
TEST(CustomPayoffs, GiveTheBitsOfTheScenariosOwnTerms) {
  const v1::Result own = run(testing::bundled("chicken"), nash());

  for (const int threads : {1, 2}) {
    for (const int blocks : {1, 3, 16}) {
      const v1::Result given = run(testing::open_chicken(), by_hand(threads, blocks));

      EXPECT_EQ(given.options().payoffs(), "chicken by hand");
      EXPECT_EQ(given.options().payoff_actors(1), "south");
      EXPECT_EQ(given.solving().solved(), kDraws);
      EXPECT_TRUE(MessageDifferencer::Equals(without_names(given), own)) << threads << blocks;
    }
  }
}

TEST(CustomPayoffs, OfOneActorStandBesideTheTermsOfOthers) {
  const Model chicken = testing::bundled("chicken");
  const Model model =
      compile(chicken.scenario, std::vector<OpenPayoff>{{.actor = "south"}}).value();
  RunSettings settings = nash();
  settings.code.payoffs = testing::south_payoffs();

  EXPECT_TRUE(
      MessageDifferencer::Equals(without_names(run(model, settings)), run(chicken, nash())));
}

/// North's payoff is prize * (own - other) and -cost where both stand.
TEST(CustomPayoffs, MayBeSumsOfTablesOverSomeLevers) {
  const Model chicken = testing::bundled("chicken");
  const Model model =
      compile(
          chicken.scenario,
          std::vector<OpenPayoff>{
              {.actor = "north",
               .tables = {{"north.stance"}, {"south.stance"}, {"north.stance", "south.stance"}}}})
          .value();
  RunSettings settings = nash();
  settings.code.payoffs = {.name = "north in parts",
                           .compute = [](const ParameterBlock& in, const PayoffBlock& out) {
                             for (std::size_t draw = 0; draw < in.num_draws; ++draw) {
                               out.cell(0, 0)[draw] = 0.0;
                               out.cell(0, 1)[draw] = in[0][draw];
                               out.cell(1, 0)[draw] = 0.0;
                               out.cell(1, 1)[draw] = -in[0][draw];
                               for (std::size_t cell = 0; cell < 3; ++cell) {
                                 out.cell(2, cell)[draw] = 0.0;
                               }
                               out.at(2, std::vector{1, 1})[draw] = -in[2][draw];
                             }
                           }};

  const v1::Result result = run(model, settings);

  const v1::Result own = run(chicken, nash());
  EXPECT_NEAR(result.outcomes(0).mean(), own.outcomes(0).mean(), 1e-12);
  EXPECT_NEAR(result.payoffs(0).mean(), own.payoffs(0).mean(), 1e-12);
}

TEST(CustomPayoffs, SlicesMergeToTheBitsOfOneRunButNotWithOtherNames) {
  const Model model = testing::open_chicken();
  RunSettings settings = by_hand(1, 4);  // Slices begin within batches.
  settings.code.metrics = {testing::num_firm()};
  const auto slices = testing::run_in_slices(model, settings, 3);

  EXPECT_TRUE(
      MessageDifferencer::Equals(merge_slices(model, settings, slices), run(model, settings)));

  settings.code.payoffs = testing::chicken_payoffs("another");
  EXPECT_THAT([&] { (void)merge_slices(model, settings, slices); },
              ThrowsMessage<InvalidArgument>(HasSubstr("chicken by hand")));
  settings = by_hand(1, 4);
  settings.code.metrics = {testing::num_firm("other")};
  EXPECT_THROW((void)merge_slices(model, settings, slices), InvalidArgument);
}

TEST(CustomPayoffs, AStoppedRunKeepsAPrefixOfDraws) {
  const Model model = testing::open_chicken();
  RunSettings settings = by_hand(2, 16);
  settings.draws = 2'000'000'000;
  settings.progress = [](const Progress& progress) { return progress.seconds < 0.15; };
  const v1::Result stopped = run(model, settings);
  ASSERT_FALSE(stopped.is_complete());

  settings.progress = {};
  settings.draws = stopped.draws_done();
  v1::Result prefix = run(model, settings);

  prefix.mutable_options()->set_draws(2'000'000'000);
  prefix.set_is_complete(false);
  EXPECT_TRUE(MessageDifferencer::Equals(prefix, stopped));
}

/// A cell that is not finite, or was not filled, is a failure with a name; no draw is lost.
TEST(CustomPayoffs, DrawsWithoutFinitePayoffsAreCounted) {
  const Model model = testing::open_chicken();
  RunSettings settings = by_hand();
  const auto complete = settings.code.payoffs.compute;
  settings.code.payoffs.compute = [&](const ParameterBlock& in, const PayoffBlock& out) {
    complete(in, out);
    out.cell(0, 3)[0] = std::numeric_limits<double>::quiet_NaN();
    out.cell(1, 0)[1] = std::numeric_limits<double>::infinity();
  };
  const v1::Result some = run(model, settings);
  settings.code.payoffs.compute = [](const ParameterBlock&, const PayoffBlock&) {};
  const v1::Result none = run(model, settings);

  EXPECT_EQ(some.solving().failures().at("not_finite"), 40U);  // Two of each of 20 blocks.
  EXPECT_EQ(some.solving().solved(), kDraws - 40);
  EXPECT_EQ(none.solving().failures().at("not_finite"), kDraws);
}

TEST(CustomPayoffs, WhatCodeThrowsComesOut) {
  RunSettings settings = by_hand();
  settings.draws = 1'000'000'000;  // Nothing goes on after it.
  settings.code.payoffs.compute = [](const ParameterBlock& in, const PayoffBlock&) {
    if (in.first_draw == 10 * kBlockLanes) {
      throw std::domain_error("no payoff here");
    }
  };

  EXPECT_THAT([&] { (void)run(testing::open_chicken(), settings); },
              ThrowsMessage<std::domain_error>("no payoff here"));
}

TEST(CustomPayoffs, AreAskedForWhereTheModelLeavesThemOpenOnly) {
  EXPECT_THAT([&] { (void)run(testing::open_chicken(), nash()); },
              ThrowsMessage<InvalidArgument>(HasSubstr("the payoff of north, south open")));
  EXPECT_THAT([&] { (void)run(testing::bundled("chicken"), by_hand()); },
              ThrowsMessage<InvalidArgument>(HasSubstr("leaves no payoff open")));
  RunSettings settings = by_hand();
  settings.code.payoffs.name.clear();
  EXPECT_THROW((void)run(testing::open_chicken(), settings), InvalidArgument);
  settings = by_hand();
  settings.code.blocks_per_call = 0;
  EXPECT_THROW((void)run(testing::open_chicken(), settings), InvalidArgument);
}

/// Whoever keeps the pointer keeps the numbers.
TEST(ParameterBlock, OutlivesTheCallIfItIsKept) {
  RunSettings settings = by_hand(1);
  std::vector<ParameterBlock> kept;
  const auto compute = settings.code.payoffs.compute;
  settings.code.payoffs.compute = [&](const ParameterBlock& in, const PayoffBlock& out) {
    kept.push_back(in);
    compute(in, out);
  };
  const Model model = testing::open_chicken();

  (void)run(model, settings);

  const DrawTable table = replay_draws(model, by_hand(), 0, kDraws);
  ASSERT_EQ(kept.size(), 20U);
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    EXPECT_EQ(kept[draw / kBlockLanes][2][draw % kBlockLanes], table.parameters[4 * draw + 2]);
  }
}

TEST(CustomMetric, IsSummarisedLikeTheScenariosMetrics) {
  const Model model = testing::bundled("chicken");
  RunSettings settings = nash();
  // The scenario's metric in code, of expectations: the same mean and standard error.
  settings.code.metrics = {{.name = "loss",
                            .evaluate =
                                [](const SolvedDraws& draws, std::span<double> values) {
                                  ASSERT_NE(draws.block, nullptr);
                                  const auto loss = draws.block->metric(0);
                                  std::copy(loss.begin(), loss.end(), values.begin());
                                }},
                           testing::num_firm()};

  const v1::Result result = run(model, settings);

  ASSERT_EQ(result.metrics_size(), 3);
  EXPECT_EQ(result.metrics(1).id(), "loss");
  EXPECT_EQ(result.metrics(1).mean(), result.metrics(0).mean());
  EXPECT_EQ(result.metrics(1).standard_error(), result.metrics(0).standard_error());
  EXPECT_EQ(result.metrics(1).count(), kDraws);
  // Both stand where both draws of levels say so: the count of profiles says the same.
  double firm = 0.0;
  for (const auto& profile : result.profiles()) {
    const auto count = std::count(profile.levels().begin(), profile.levels().end(), "stand");
    firm += static_cast<double>(count) * static_cast<double>(profile.count());
  }
  EXPECT_NEAR(result.metrics(2).mean(), firm / static_cast<double>(kDraws), 1e-12);
  EXPECT_EQ(result.metrics(2).quantiles_size(), result.metrics(0).quantiles_size());
  EXPECT_EQ(result.metrics(2).maximum(), 2.0);
}

TEST(CustomMetric, DoesNotDependOnBatchesOrThreads) {
  const Model model = testing::bundled("outreach");
  RunSettings settings{.seed = 2, .draws = 1'500, .threads = 1};
  const auto metric = [](const SolvedDraws& draws, std::span<double> values) {
    for (std::size_t draw = 0; draw < values.size(); ++draw) {
      values[draw] = draws.parameters[0][draw] + draws.level_probabilities[draw] +
                     std::sqrt(1.0 + draws.level(0)[draw]);
    }
  };
  settings.code.metrics = {{.name = "mixed", .evaluate = metric}};
  const v1::Result one = run(model, settings);

  settings.threads = 2;
  for (const int blocks : {1, 2, 64}) {
    settings.code.blocks_per_call = blocks;
    EXPECT_TRUE(MessageDifferencer::Equals(run(model, settings), one)) << blocks;
  }
}

TEST(CustomMetric, CountsWhatIsUndefined) {
  RunSettings settings = nash();
  settings.code.metrics = {
      {.name = "half", .evaluate = [](const SolvedDraws&, std::span<double> values) {
         std::fill_n(values.begin(), values.size() / 2, 1.0);  // The others stay undefined.
       }}};

  const v1::Result result = run(testing::bundled("chicken"), settings);

  EXPECT_EQ(result.metrics(1).undefined(), kDraws - result.metrics(1).count());
  EXPECT_EQ(result.metrics(1).count(), 20 * kBlockLanes / 2);
  EXPECT_EQ(result.metrics(1).mean(), 1.0);
}

TEST(CustomMetric, NeedsANameOfItsOwn) {
  const Model model = testing::bundled("chicken");
  RunSettings settings = nash();
  const auto rejects = [&](std::vector<CustomMetric> metrics, const char* why) {
    settings.code.metrics = std::move(metrics);
    EXPECT_THAT([&] { (void)run(model, settings); },
                ThrowsMessage<InvalidArgument>(HasSubstr(why)));
  };

  rejects({testing::num_firm("joint_loss")}, "two metrics 'joint_loss'");
  rejects({testing::num_firm(), testing::num_firm()}, "two metrics 'num_firm'");
  rejects({testing::num_firm("")}, "needs a name");
  rejects({{.name = "empty"}}, "has no function");
}

}  // namespace
}  // namespace demarche
