// SPDX-License-Identifier: MIT
// Two scenarios of first users. What they should give was computed apart from this library, from
// samples of the parameters with another generator, by backward induction and by going through all
// profiles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

class FirstUse : public testing::Program {
 protected:
  /// Runs a scenario; the summary is in `summary_`.
  [[nodiscard]] Json result(const std::string& arguments) {
    const std::string file = (folder_ / "result.json").string();
    const auto outcome = run("run " + arguments + " --out " + file);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    summary_ = outcome.out;
    return Json::parse(testing::contents(file));
  }

  std::string summary_;
};

/// What a list of a result has, by id.
std::map<std::string, Json> by_id(const Json& elements) {
  std::map<std::string, Json> found;
  for (const Json& element : elements) {
    found[element["id"]] = element;
  }
  return found;
}

/// A payoff of somebody: its mean, and half the width of the interval that holds 95 %.
struct Guess {
  double mean;
  double half_width;
};

/// A row of the entry game's payoff table.
struct Row {
  std::array<const char*, 3> moves;  // The incumbent's, the entrant's and the regulator's.
  std::array<Guess, 3> payoffs;
};

const std::vector<Row>& entry_table() {
  static const std::vector<Row> table = {
      {{"high", "out", "lax"}, {{{100, 10}, {0, 0}, {20, 5}}}},
      {{"high", "out", "strict"}, {{{85, 10}, {0, 0}, {35, 5}}}},
      {{"high", "small", "lax"}, {{{75, 8}, {12, 6}, {45, 8}}}},
      {{"high", "small", "strict"}, {{{68, 8}, {16, 6}, {52, 8}}}},
      {{"high", "big", "lax"}, {{{50, 12}, {35, 15}, {60, 10}}}},
      {{"high", "big", "strict"}, {{{47, 12}, {33, 12}, {62, 10}}}},
      {{"mid", "out", "lax"}, {{{88, 8}, {0, 0}, {40, 6}}}},
      {{"mid", "out", "strict"}, {{{80, 8}, {0, 0}, {46, 6}}}},
      {{"mid", "small", "lax"}, {{{64, 8}, {2, 6}, {58, 8}}}},
      {{"mid", "small", "strict"}, {{{60, 8}, {5, 6}, {60, 8}}}},
      {{"mid", "big", "lax"}, {{{42, 12}, {12, 15}, {70, 10}}}},
      {{"mid", "big", "strict"}, {{{41, 12}, {14, 12}, {69, 10}}}},
      {{"war", "out", "lax"}, {{{52, 10}, {0, 0}, {55, 8}}}},
      {{"war", "out", "strict"}, {{{30, 15}, {0, 0}, {58, 8}}}},
      {{"war", "small", "lax"}, {{{45, 10}, {-10, 5}, {66, 8}}}},
      {{"war", "small", "strict"}, {{{18, 15}, {-4, 5}, {64, 8}}}},
      {{"war", "big", "lax"}, {{{15, 15}, {-30, 15}, {75, 12}}}},
      {{"war", "big", "strict"}, {{{-8, 20}, {-20, 12}, {72, 12}}}},
  };
  return table;
}

/// The scenario of the table: an incumbent sets a price, an entrant answers, a regulator last.
std::string entry_scenario() {
  const std::array<const char*, 3> actors = {"incumbent", "entrant", "regulator"};
  const std::array<const char*, 3> levels = {
      "levels { id: 'high' } levels { id: 'mid' } "
      "levels { id: 'war' }",
      "levels { id: 'out' } levels { id: 'small' } "
      "levels { id: 'big' }",
      "levels { id: 'lax' } levels { id: 'strict' }"};
  std::string text = "id: 'entry'\n";
  std::string parameters;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const std::string actor = actors[i];
    text += "actors { id: '" + actor + "' levers { id: 'move' " + levels[i] + " }\n";
    for (const Row& row : entry_table()) {
      const Guess& guess = row.payoffs[i];
      if (guess.half_width == 0.0) {
        continue;
      }
      const auto& [price, size, rule] = row.moves;
      const std::string id = actor + "_" + price + "_" + size + "_" + rule;
      text += "payoff { id: '" + id + "' value: '" + id + "' when: 'incumbent.move == " + price +
              " && entrant.move == " + size + " && regulator.move == " + rule + "' }\n";
      parameters += "parameters { id: '" + id +
                    "' distribution { normal { mean: " + std::to_string(guess.mean) +
                    " standard_deviation: " + std::to_string(guess.half_width / 1.96) + " } } }\n";
    }
    text += "}\n";
  }
  return text + parameters +
         "metrics { id: 'profit' value: 'payoff(incumbent)' }\n"
         "outcomes { id: 'entry' event: 'entrant.move != out' }\n"
         "option_sets { id: 'prices' value: 'payoff(incumbent)' levers: 'incumbent.move' }\n"
         "claims { id: 'limit' comparisons { all { value: 'payoff(incumbent)' "
         "set: 'incumbent.move = mid' against: 'incumbent.move = high' } } }\n";
}

/// Backward induction of 8 million samples: the incumbent's best price is high, mid or war in
/// 55.5 %, 26.6 % and 17.9 %, its mean profit 52.24; others enter in 81.6 %, and mid beats high in
/// 31.6 %.
TEST_F(FirstUse, ALeadersBestOptionsAreItsPlay) {
  const Json found =
      result(write("entry.txtpb", entry_scenario()) + " --concept sequential --draws 40000");

  const std::array<double, 3> right = {0.5549, 0.2657, 0.1794};
  constexpr double kNoise = 0.01;  // Four standard errors.
  for (std::size_t k = 0; k < right.size(); ++k) {
    const double best = found["option_sets"][0]["options"][k]["share_best"];
    const double played = found["levers"][0]["levels"][k]["mean"];
    EXPECT_NEAR(best, right[k], kNoise) << k;
    EXPECT_NEAR(best, played, 1e-12) << k;
  }
  EXPECT_NEAR(found["claims"][0]["mean"], 0.3156, kNoise);
  EXPECT_NEAR(found["outcomes"][0]["mean"], 0.8159, kNoise);
  EXPECT_NEAR(found["metrics"][0]["mean"], 52.236, 0.15);
  EXPECT_THAT(summary_, HasSubstr("Options are answered by those who move"));
}

class TradeWar : public FirstUse {
 protected:
  std::string scenario_ = std::string(DEMARCHE_TEST_DATA) + "/trade_war.txtpb";
};

/// All 250 profiles of 60,000 samples: 21.4 % have no pure equilibrium, and of those that have one
/// both tariffs are low in 55.5 %, both high in 3.0 %, and goods go round in 66.9 %.
TEST_F(TradeWar, SaysFirstHowManyDrawsHaveNoEquilibrium) {
  const Json found = result(scenario_);

  EXPECT_NEAR(std::stod(found["solving"]["failures"]["no_equilibrium"].get<std::string>()) / 10'000,
              0.214,
              0.018);
  const auto outcomes = by_id(found["outcomes"]);
  EXPECT_NEAR(outcomes.at("free")["mean"], 0.555, 0.025);
  EXPECT_NEAR(outcomes.at("war")["mean"], 0.030, 0.01);
  EXPECT_NEAR(outcomes.at("goes_round")["mean"], 0.669, 0.025);
  EXPECT_NEAR(outcomes.at("swing_neutral")["mean"], 0.317, 0.025);
  // Whatever the draws without an answer would do.
  EXPECT_NEAR(outcomes.at("free")["lowest"], 0.436, 0.02);
  EXPECT_NEAR(outcomes.at("free")["highest"], 0.650, 0.02);
  const auto metrics = by_id(found["metrics"]);
  EXPECT_NEAR(metrics.at("mean_tariff_a")["mean"], 16.7, 0.7);
  EXPECT_NEAR(metrics.at("w_swing")["mean"], 8.41, 0.15);
  EXPECT_THAT(summary_,
              StartsWith("Tariff war: Atlantic and Pacific, and a country in between\n21."));
  EXPECT_THAT(summary_, HasSubstr("of the draws have no answer"));
}

TEST_F(TradeWar, IsPrintedInTheNamesOfTheScenario) {
  EXPECT_THAT(run("run " + scenario_ + " --draws 1000").out,
              AllOf(HasSubstr("145 %  "), HasSubstr("Atlantic bloc: Tariff on Pacific goods")));
  EXPECT_THAT(run("run " + scenario_ + " --concept sequential --order swing,atlantic").err,
              HasSubstr("--order must name each player once (atlantic, pacific, swing), "
                        "got swing,atlantic"));
  EXPECT_THAT(run("run " + scenario_ + " --concept nash").err,
              HasSubstr("gnm, simplicial and logit-nash find one equilibrium"));
}

}  // namespace
}  // namespace demarche
