// SPDX-License-Identifier: MIT
// What files in JSON get wrong before anything is made of them; files whose format nothing tells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <filesystem>
#include <fstream>

#include "demarche/scenario/load.hpp"
#include "support/scenario_texts.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using testing::errors;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::replaced;
using ::testing::StartsWith;

constexpr auto kJson = R"({
  "id": "crisis",
  "actors": [
    {"id": "a", "levers": [{"id": "act", "levels": [{"id": "yield"}, {"id": "stand"}]}],
     "payoff": [{"id": "p", "value": "prize * a.act"}]}
  ],
  "parameters": [{"id": "prize", "distribution": {"uniform": {"low": 0, "high": 1}}}],
  "defaults": {"draws": "100", "solutionConcept": "nash"}
}
)";

/// Loads a file of the test's own.
class Files : public ::testing::Test {
 protected:
  Files() { std::filesystem::create_directories(folder_); }
  ~Files() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] CompiledScenario load(const char* name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return load_scenario(folder_ / name);
  }
  /// The errors of a JSON file without the file's name, joined by line ends.
  [[nodiscard]] std::string json_errors(const std::string& piece,
                                        const std::string& replacement) const {
    std::string text;
    const std::string prefix = (folder_ / "s.json").string() + ":";
    for (const std::string& error : errors(load("s.json", replaced(kJson, piece, replacement)))) {
      EXPECT_THAT(error, StartsWith(prefix));
      text += (text.empty() ? "" : "\n") + error.substr(prefix.size());
    }
    return text;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      (std::string("demarche_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Files, JsonProblemsHaveTheirPlaces) {
  EXPECT_EQ(json_errors("crisis", "crisis"), "");
  EXPECT_EQ(json_errors("prize * a", "\\u00e4 + \\n prise * a"),
            "5:39: actor a, payoff term p, value: found 'ä', which is not part of the language");
  EXPECT_EQ(json_errors("prize * a", "1 + \\n prise * a"),
            "5:46: actor a, payoff term p, value: unknown name 'prise'; did you mean 'prize'?");
  EXPECT_EQ(
      json_errors("{\"id\": \"yield\"}", "{\"id\": \"Yield\"}"),
      "4:61: actor a, lever act, level Yield, id: 'Yield' is no id: a small letter, then small "
      "letters, digits and _");
}

TEST_F(Files, JsonMistakesGetTheMessagesOfText) {
  EXPECT_EQ(json_errors("\"draws\"", "\"drwas\""),
            "8:16: Defaults has no field 'drwas'; did you mean 'draws'?");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": \"x\""),
            "7:70: 'low' is a number; found text in quotes");
  EXPECT_EQ(json_errors("\"low\": 0, ", ""), "7:34: Uniform needs low, which has no default");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": 0, \"low\": 1"), "7:73: 'low' is given twice");
  EXPECT_EQ(json_errors("\"crisis\",", "\"crisis\""), "3:3: found '\"' where ',' or '}' fits");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": .5"), "7:70: 'low' is a number; found '.5'");
  EXPECT_EQ(json_errors("crisis", "cri\\u00sis"),
            "2:13: found '\\u' without the four hexadecimal digits of a character");
  EXPECT_EQ(json_errors("crisis", "cri\x1bsis"),
            "2:13: found the control character 0x1b; write \\u001b");
  EXPECT_EQ(json_errors("\"nash\"}\n}", "\"nash\"}\n"), "1:1: this '{' is never closed");
  EXPECT_EQ(json_errors("\"crisis\"", "\u201ccrisis\u201d"),
            "2:9: found typographic quotes around a text; write \" before and after it");
  EXPECT_EQ(json_errors("\"draws\"", "\u201cdraws\u201d"),
            "8:16: found typographic quotes around a text; write \" before and after it");
  EXPECT_EQ(json_errors("{\"draws\": \"100\", \"solutionConcept\": \"nash\"}", "3"),
            "8:15: 'defaults' is an object, as in { ... }; found '3'");
}

TEST_F(Files, JsonNumbersThatProtobufRefusesHaveAReason) {
  const std::string number = "7:70: 'low' is a number; found ";
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": -1e999"), number + "'-1e999', which is too large");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": \"1e999\""),
            number + "\"1e999\", which is too large");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": 01"), number + "'01', which begins with 0");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": nan"), number + "'nan'");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": \"infinity\""), number + "text in quotes");
  EXPECT_EQ(json_errors("\"low\": 0", "\"lwo\": 0, \"low\": nan"),
            "7:63: Uniform has no field 'lwo'; did you mean 'low'?\n7:80: 'low' is a number; found "
            "'nan'");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": 0, \"lwo\": nan"),
            "7:73: Uniform has no field 'lwo'; did you mean 'low'?");
  const std::string whole = "8:25: 'draws' is a whole number from 0, in digits; found ";
  EXPECT_EQ(json_errors("\"100\"", "\"1e3\""), whole + "text in quotes");
  EXPECT_EQ(json_errors("\"100\"", "007"), whole + "'007', which begins with 0");
  EXPECT_EQ(json_errors("\"100\"", "0x10"), whole + "'0x10'");
  EXPECT_EQ(json_errors("\"100\"", "1e2"), "");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": \"-1e-999\""), "");
}

TEST_F(Files, JsonTextsThatProtobufRefusesHaveAReason) {
  EXPECT_EQ(json_errors("crisis", "cri\\ud800sis"),
            "2:13: '\\ud800' is half of a character; both halves are written as in "
            "'\\ud83d\\ude00'");
  EXPECT_EQ(json_errors("crisis", "cri\\qsis"),
            "2:13: found 'qsis' behind a backslash, which is written '\\\\'");
  EXPECT_EQ(json_errors("\"value\": \"prize", "\"value\": \"\\ud83d\\ude00 prize"),
            "5:39: actor a, payoff term p, value: found '\U0001f600', which is not part of the "
            "language");
}

TEST_F(Files, JsonListsForOneValueAreNamed) {
  EXPECT_EQ(json_errors("{\"draws\": \"100\", \"solutionConcept\": \"nash\"}", "[{}, {}]"),
            "8:15: 'defaults' takes one value; found a list");
  EXPECT_EQ(json_errors("\"crisis\"", "[]"), "2:9: 'id' takes one value; found a list");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": [0]"), "7:70: 'low' takes one value; found a list");
}

TEST_F(Files, JsonCommentsAreNamedWhereverTheyStand) {
  for (const char* comment : {"// a\n", "# a\n", "/* a */"}) {
    const std::string mark = std::string(comment).substr(0, comment[0] == '#' ? 1 : 2);
    EXPECT_EQ(json_errors("\"crisis\",", "\"crisis\", " + std::string(comment)),
              "2:19: found '" + mark + "': JSON has no comments");
    EXPECT_EQ(json_errors("\"crisis\",", comment + std::string("\"crisis\",")),
              "2:9: found '" + mark + "': JSON has no comments");
    EXPECT_EQ(json_errors("\"id\": \"crisis\"", "\"id\" " + std::string(comment) + ": \"crisis\""),
              "2:8: found '" + mark + "': JSON has no comments");
  }
  EXPECT_EQ(json_errors("\"crisis\",", "\"crisis\", // a\n// b\n"),
            "2:19: found '//': JSON has no comments (and 1 more below)");
}

TEST_F(Files, JsonNamesMayHaveEscapes) {
  EXPECT_EQ(json_errors("\"low\"", "\"l\\u006fw\""), "");
  EXPECT_EQ(json_errors("\"low\": 0", "\"low\": 0, \"l\\u006fw\": 1"),
            "7:73: 'low' is given twice");
  EXPECT_EQ(json_errors("\"low\"", "\"l\\u0077o\""),
            "7:34: Uniform needs low, which has no default\n7:63: Uniform has no field 'lwo'; did "
            "you mean 'low'?");
}

/// A damaged file is either read, or refused with positions inside it.
TEST_F(Files, JsonSurvivesDamage) {
  boost::random::mt19937_64 engine(10);
  const auto below = [&](std::size_t n) {
    return boost::random::uniform_int_distribution<std::size_t>(0, n - 1)(engine);
  };
  int num_refused = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = kJson;
    for (std::size_t k = below(3) + 1; k-- > 0;) {
      const std::size_t at = below(text.size());
      switch (below(3)) {
        case 0:
          text.erase(at, below(10));
          break;
        case 1:
          text.insert(at, text.substr(below(text.size()), below(30)));
          break;
        default:
          text[at] = "{}[]\":,\\1-\n"[below(11)];
      }
    }
    const auto loaded = load("s.json", text);
    for (const Problem& problem : loaded.problems) {
      EXPECT_GE(problem.position.line, 1) << problem.to_string();
      EXPECT_LE(problem.position.line, 20) << problem.to_string();
      EXPECT_THAT(problem.message, Not(HasSubstr("cannot be read"))) << text;
    }
    num_refused += loaded.model ? 0 : 1;
  }
  EXPECT_GT(num_refused, 200);
}

TEST_F(Files, WithoutEndingAreKnownByWhatTheyHold) {
  const std::string text = testing::bundled_text("chicken");
  const std::string binary = parse_scenario(text, "").value().scenario.SerializeAsString();

  EXPECT_TRUE(load("text", text).model);
  EXPECT_TRUE(load("json", kJson).model);
  EXPECT_TRUE(load("binary", binary).model);
}

TEST_F(Files, HaveNoControlCharactersInMessages) {
  const auto found = errors(load("s.txtpb", "id: \"a\x1b[31mb\" \x1b"));

  for (const std::string& error : found) {
    EXPECT_THAT(error, AllOf(HasSubstr("\\x1b"), Not(HasSubstr("\x1b"))));
  }
  EXPECT_EQ(found.size(), 1U);
}

}  // namespace
}  // namespace demarche
