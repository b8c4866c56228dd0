// SPDX-License-Identifier: MIT
#include "demarche/solve/concept_options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "demarche/core/error.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/solve/concept.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(OptionTable, HasARowForEveryFieldAndADefaultInRange) {
  // A field added to the struct stops this line from compiling.
  const auto [precision,
              max_iterations,
              max_seconds,
              tolerance,
              player,
              order,
              start,
              level,
              mean_level,
              objective,
              selection] = ConceptOptions{};

  EXPECT_EQ(option_table().size(), 11U);
  EXPECT_NO_THROW(check_options({}));
  std::set<std::string_view> names;
  for (const OptionDescription& option : option_table()) {
    names.insert(option.name);
    EXPECT_TRUE(option.is_default({})) << option.name;
    EXPECT_FALSE(option.help.empty()) << option.name;
    EXPECT_FALSE(readers(option.field).empty()) << option.name;
    EXPECT_EQ(find_option(option.name).field, option.field);
  }
  EXPECT_EQ(names.size(), option_table().size());
}

TEST(OptionTable, SaysDefaultsAndRangesInWords) {
  EXPECT_EQ(find_option("tolerance").default_text(), "1e-09");
  EXPECT_EQ(find_option("max_seconds").default_text(), "none");
  EXPECT_EQ(find_option("order").default_text(), "none");
  EXPECT_EQ(find_option("selection").default_text(), "uniform");
  EXPECT_EQ(find_option("precision").values_text(), "a number finite and at least 0");
  EXPECT_EQ(find_option("mean_level").values_text(), "a number in [0, 50]");
  EXPECT_EQ(find_option("objective").values_text(), "welfare, player, fairness");
}

TEST(OptionTable, AnUnknownOptionIsAnsweredWithTheClosest) {
  EXPECT_THAT([] { (void)find_option("mean-level"); },
              ThrowsMessage<InvalidArgument>(
                  "there is no option 'mean-level'; did you mean 'mean_level'?"));
}

TEST(CheckOptions, NamesOptionRuleAndValue) {
  const auto checking = [](const ConceptOptions& options) {
    return [options] { check_options(options); };
  };
  const auto throws = [](const char* text) { return ThrowsMessage<InvalidArgument>(text); };
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

  EXPECT_THAT(checking({.precision = std::numeric_limits<double>::infinity()}),
              throws("precision must be finite and at least 0, got inf"));
  EXPECT_THAT(checking({.max_iterations = -1}),
              throws("max_iterations must be at least 0, got -1"));
  EXPECT_THAT(checking({.max_seconds = kNan}), throws("max_seconds must be above 0, got nan"));
  EXPECT_THAT(checking({.tolerance = 0.0}), throws("tolerance must be above 0, got 0"));
  EXPECT_THAT(checking({.player = -2}), throws("player must be at least 0, got -2"));
  EXPECT_THAT(checking({.level = -1}), throws("level must be at least 0, got -1"));
  EXPECT_THAT(checking({.mean_level = 51}), throws("mean_level must be in [0, 50], got 51"));
  EXPECT_NO_THROW(check_options({.mean_level = 50}));
  EXPECT_NO_THROW(check_options({.max_seconds = kNoTimeLimit}));
}

TEST(CheckOptionsFor, RefusesAnOptionThatNoConceptReads) {
  const std::vector<std::string> nash = {"nash"};
  const std::vector<std::string> two = {"nash", "qre"};
  const std::vector<std::string> with_reader = {"nash", "level-k"};
  const OptionDescription& level = find_option("level");

  EXPECT_THAT([&] { require_read(level, nash, "--level"); },
              ThrowsMessage<InvalidArgument>("nash does not read --level; level-k reads it"));
  EXPECT_THAT([&] { require_read(find_option("objective"), two, "objective"); },
              ThrowsMessage<InvalidArgument>(
                  "nash, qre do not read objective; correlated, coarse-correlated read it"));
  EXPECT_NO_THROW(require_read(level, with_reader, "--level"));
  EXPECT_THAT([&] { check_options_for({.level = 3}, nash); },
              ThrowsMessage<InvalidArgument>("nash does not read level; level-k reads it"));
  EXPECT_NO_THROW(check_options_for({.selection = Selection::logit}, nash));
}

TEST(CheckOptionsFor, TakesAnEntryOfTheRegistry) {
  const Concept& nash = find_concept("nash");

  EXPECT_THAT([&] { check_options_for({.level = 3}, nash); },
              ThrowsMessage<InvalidArgument>("nash does not read level; level-k reads it"));
  EXPECT_THAT([&] { check_options_for({.tolerance = 0.0}, nash); },
              ThrowsMessage<InvalidArgument>("tolerance must be above 0, got 0"));
  EXPECT_NO_THROW(check_options_for({.selection = Selection::logit}, nash));
}

TEST(CheckPlayers, NamesThePlayerOrTheStartThatTheGameLacks) {
  const std::vector<int> sizes = {2, 3};
  const auto checking = [&](const ConceptOptions& options) {
    return [&sizes, options] { check_players(options, sizes); };
  };

  EXPECT_THAT(checking({.player = 2}),
              ThrowsMessage<InvalidArgument>("player must be in [0, 2), got 2"));
  EXPECT_THAT(checking({.start = {1, 3}}),
              ThrowsMessage<InvalidArgument>("start must name a strategy of each player, from 0 up "
                                             "to, not including, 2, 3; got 1, 3"));
  EXPECT_THAT(checking({.start = {1}}), ThrowsMessage<InvalidArgument>(HasSubstr("got 1")));
  EXPECT_NO_THROW(check_players({.player = 1, .start = {1, 2}}, sizes));
  EXPECT_NO_THROW(check_players({}, std::vector<int>{}));
}

TEST(OptionsReadBy, KeepsWhatTheConceptReads) {
  const ConceptOptions given{.precision = 3.0, .tolerance = 1e-4, .start = {1, 1}, .level = 4};

  const ConceptOptions qre = options_read_by(find_concept("qre"), given);

  EXPECT_EQ(qre.precision, 3.0);
  EXPECT_EQ(qre.tolerance, 1e-4);
  EXPECT_TRUE(qre.start.empty());
  EXPECT_EQ(qre.level, ConceptOptions{}.level);
}

/// Games on which every option of some concept makes a difference.
std::vector<NormalFormGame> telling_games(const std::string& concept_name) {
  std::vector<NormalFormGame> games;
  for (const auto& sizes :
       {std::vector<int>{2, 2}, std::vector<int>{3, 3}, std::vector<int>{3, 2, 2}}) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      games.push_back(testing::random_game(sizes, seed));
    }
  }
  // Two strict equilibria, of which one is better for both, and a third in mixed strategies.
  games.push_back(testing::bimatrix(Matrix{{3, 0}, {2, 2}}, Matrix{{3, 2}, {0, 2}}));
  // The only equilibrium is mixed, with probabilities that rounding does not hit.
  const Matrix chase{{0.1, -1.3, 0.7}, {0.9, 0.05, -1.1}, {-0.8, 1.2, 0.03}};
  games.push_back(testing::bimatrix(chase, -chase));
  // The follower is tied only up to a tolerance, and the leader gains by what it counts as a tie.
  games.push_back(testing::bimatrix(Matrix{{0, 1}, {0, 0}}, Matrix{{1, 1 - 5e-11}, {0, 1}}));
  if (concept_name == "zero-sum") {
    std::erase_if(games, [](const auto& game) { return game.num_players() != 2; });
    for (NormalFormGame& game : games) {
      for (std::size_t p = 0; p < game.num_profiles(); ++p) {
        game.payoffs(1)[p] = -game.payoffs(0)[p];
      }
    }
  }
  return games;
}

/// A short budget, and what makes another option count: correlated play has a player only with that
/// objective, and nash a status quo only with that selection.
ConceptOptions usual(const OptionDescription& option) {
  ConceptOptions options{.max_iterations = 300};
  if (option.name == "player") {
    options.objective = CorrelatedObjective::player;
  } else if (option.name == "start") {
    options.selection = Selection::nearest;
  }
  return options;
}

/// usual(), but for one option: its other values, in a game of so many players.
std::vector<ConceptOptions> changed(const OptionDescription& option, std::size_t num_players) {
  ConceptOptions other{.precision = 3.0,
                       .max_iterations = 1,
                       .max_seconds = 1e-9,
                       .tolerance = std::numeric_limits<double>::min(),
                       .player = 1,
                       .order = {1, 0},
                       .start = {1, 1},
                       .level = 1,
                       .mean_level = 0.25,
                       .objective = CorrelatedObjective::player,
                       .selection = Selection::utilitarian};
  for (std::size_t i = 2; i < num_players; ++i) {
    other.order.push_back(static_cast<int>(i));
    other.start.push_back(1);
  }
  std::vector<ConceptOptions> all(1, usual(option));
  std::visit([&](auto field) { all[0].*field = other.*field; }, option.field);
  if (option.name == "tolerance") {
    all.push_back(usual(option));
    all.back().tolerance = 0.5;
  }
  return all;
}

Solution answer(const Concept& entry, const NormalFormGame& game, const ConceptOptions& options) {
  Solution solution = entry.solve(game, options);
  solution.weights = select_equilibria(
      game,
      solution.equilibria,
      entry.reads_option(&ConceptOptions::selection) ? options.selection : Selection::uniform,
      options.start);
  return solution;
}

bool are_same(const Solution& a, const Solution& b) {
  std::vector<double> plays[2];
  for (const WeightedProfile& profile : a.distribution) {
    plays[0].push_back(profile.probability);
  }
  for (const WeightedProfile& profile : b.distribution) {
    plays[1].push_back(profile.probability);
  }
  return a.certificate == b.certificate && a.equilibria == b.equilibria && a.weights == b.weights &&
         plays[0] == plays[1];
}

class OptionsOfConcept : public ::testing::TestWithParam<std::string> {};

/// Whether these games can show that an option is read. A budget of time may not be felt on small
/// games. The search for pure equilibria, which has the budget of work, starts at 4,097 profiles.
/// Methods whose last step is exact but for rounding meet every tolerance here.
bool can_be_seen(const std::string& concept_name, const OptionDescription& option) {
  if (option.name == "tolerance") {
    static const std::set<std::string> exact = {
        "qre", "lemke-howson", "stackelberg", "stackelberg-weak"};
    return !exact.contains(concept_name);
  }
  return option.name != "max_seconds" &&
         !(concept_name == "pure" && option.name == "max_iterations");
}

TEST_P(OptionsOfConcept, AreThoseThatItsEntryDeclares) {
  const Concept& entry = find_concept(GetParam());
  const auto games = telling_games(GetParam());
  for (const OptionDescription& option : option_table()) {
    SCOPED_TRACE(option.name);
    bool makes_a_difference = false;
    for (const NormalFormGame& game : games) {
      if (entry.refusal(factored_form(game).shape)) {
        continue;
      }
      const Solution before = answer(entry, game, usual(option));
      for (const ConceptOptions& options : changed(option, game.num_players())) {
        makes_a_difference = makes_a_difference || !are_same(before, answer(entry, game, options));
      }
    }
    if (can_be_seen(GetParam(), option) || !entry.reads_option(option.field)) {
      EXPECT_EQ(makes_a_difference, entry.reads_option(option.field));
    }
  }
}

TEST(OptionsOfConcepts, TheSearchForPureEquilibriaReadsItsBudget) {
  const FactoredGame game = factored_form(testing::random_game({17, 17, 17}, 1));
  const auto status = [&](const ConceptOptions& options) {
    BlockSolution solution;
    const Concept& pure = find_concept("pure");
    std::vector<double> cells(game.cells.size() * kBlockLanes, 0.0);
    for (std::size_t row = 0; row < game.cells.size(); ++row) {
      cells[row * kBlockLanes] = game.cells[row];
    }
    pure.make_block_solver(game.shape, options)
        ->solve({.shape = &game.shape, .num_lanes = 1, .cells = cells.data()}, solution);
    return solution.certificates[0].status;
  };

  EXPECT_EQ(status({.max_iterations = 1}), SolveStatus::iteration_limit);
  EXPECT_NE(status({}), SolveStatus::iteration_limit);
}

TEST(OptionsOfConcepts, HaveABudgetIfTheyReadOne) {
  for (const Concept& entry : concepts()) {
    EXPECT_EQ(entry.budget.empty(), !entry.reads_option(&ConceptOptions::max_iterations))
        << entry.name;
    EXPECT_FALSE(entry.work.empty()) << entry.name;
  }
}

/// The tables of docs/concept_options.md, as the registry has them.
std::string documented_options() {
  std::string page = "| option | meaning | values | default | read by |\n|---|---|---|---|---|\n";
  for (const OptionDescription& option : option_table()) {
    page += fmt::format("| `{}` | {}{} | {} | {} | `{}` |\n",
                        option.name,
                        option.help,
                        option.unit.empty() ? "" : fmt::format(", in {}", option.unit),
                        option.values_text(),
                        option.default_text(),
                        fmt::join(readers(option.field), "`, `"));
  }
  return page;
}

std::string documented_concepts() {
  std::string page =
      "| concept | `iterations` counts | `max_iterations` limits | reads |\n|---|---|---|---|\n";
  for (const Concept& entry : concepts()) {
    std::vector<std::string_view> read;
    for (const OptionDescription& option : option_table()) {
      if (entry.reads_option(option.field)) {
        read.push_back(option.name);
      }
    }
    page += fmt::format("| `{}` | {} | {} | `{}` |\n",
                        entry.name,
                        entry.work,
                        entry.budget.empty() ? "" : entry.budget,
                        fmt::join(read, "`, `"));
  }
  return page;
}

TEST(OptionsOfConcepts, ArePrintedInTheDocumentation) {
  std::ifstream file(DEMARCHE_DOCS_DIR "/concept_options.md");
  const std::string page((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());

  EXPECT_THAT(page, HasSubstr(documented_options()));
  EXPECT_THAT(page, HasSubstr(documented_concepts()));
}

std::vector<std::string> concept_names() {
  std::vector<std::string> names;
  for (const Concept& entry : concepts()) {
    names.emplace_back(entry.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Registry,
                         OptionsOfConcept,
                         ::testing::ValuesIn(concept_names()),
                         [](const auto& entry) {
                           std::string name = entry.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace demarche
