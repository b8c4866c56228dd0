// SPDX-License-Identifier: MIT
// What files in text format get wrong before anything is made of them, and what is no such text.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <chrono>
#include <ostream>

#include "demarche/scenario/load.hpp"
#include "support/scenario_texts.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using testing::errors;
using ::testing::IsEmpty;
using testing::replaced;
using ::testing::StartsWith;

/// The chicken with one piece replaced wherever it occurs, and the only problems that it then has,
/// as "line:column: message" from its beginning.
struct Mistake {
  std::string name;
  std::string piece;
  std::string replacement;
  std::vector<std::string> problems;
};

void PrintTo(const Mistake& test, std::ostream* out) {
  *out << test.name;
}

class Mistaken : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistaken, HasOneProblemForOneCause) {
  const std::string text =
      replaced(testing::bundled_text("chicken"), GetParam().piece, GetParam().replacement);

  const std::vector<std::string> found = errors(parse_scenario(text, "s"));

  ASSERT_EQ(found.size(), GetParam().problems.size()) << fmt::format("{}", fmt::join(found, "\n"));
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_THAT(found[i], StartsWith("s:" + GetParam().problems[i]));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Mistaken,
    ::testing::Values(
        Mistake{"typographic_quotes",
                "\"Nobody yields.\"",
                "\u201cNobody yields.\u201d",
                {"45:23: found typographic quotes around a text; write \" before and after it"}},
        Mistake{"comments_of_other_languages",
                "\nactors {",
                "\n// an actor\nactors {",
                {"10:1: found '//': a comment begins with # (and 1 more below)"}},
        Mistake{"comment_over_lines",
                "\nquestions {",
                "\n/* a\nquestion */ questions {",
                {"57:1: found '/*': a comment begins with #"}},
        Mistake{"decimal_comma",
                "low: 0.5 high: 1.5",
                "low: 0,5 high: 1.5",
                {"36:44: found a decimal comma; write 0.5"}},
        Mistake{"comma_in_thousands",
                "draws: 1000000",
                "draws: 1,000",
                {"60:44: found a comma in a number; write 1000 or 1.000"}},
        Mistake{"infinity_with_a_suffix",
                "low: 0.5 high: 1.5",
                "low: 0.5 high: inff",
                {"36:54: 'high' is a number; found 'inff'"}},
        Mistake{"word_with_a_sign",
                "low: 0.5 high: 1.5",
                "low: 0.5 high: -bar",
                {"36:54: 'high' is a number; found '-bar'"}},
        Mistake{"no_octal_digit",
                "draws: 1000000",
                "draws: 08",
                {"60:44: 'draws' is a whole number from 0, in digits; found '08', which begins"}},
        Mistake{"unknown_field_with_a_bad_value",
                "seed: 1",
                "sed: -bar",
                {"60:52: Defaults has no field 'sed'; did you mean 'seed'?"}},
        Mistake{"other_brace",
                "draws: 1000000 seed: 1 }",
                "draws: 1000000 seed: 1 >",
                {"60:60: found '>' where '}' closes 'defaults'"}},
        Mistake{"comma_before_bracket",
                "outcomes: \"war\" outcomes: \"north_prevails\"",
                "outcomes: [\"war\",]",
                {"58:29: found ',' before ']': a list has no comma behind its last value"}},
        Mistake{"list_for_one_value",
                "\"One war, two bills.\"",
                "[\"One war,\", \"two bills.\"]",
                {"42:32: 'rationale' takes one value; found a list"}},
        Mistake{"byte_that_is_no_utf_8",
                "\"One war, two bills.\"",
                "\"One war, \" '\\x41\\xff two bills.'",
                {"42:49: this escape makes a text that is not UTF-8"}},
        Mistake{"half_of_a_pair",
                "\"One war, two bills.\"",
                "\"One war, \\ud800 two bills.\"",
                {"42:42: '\\ud800' is half of a character"}},
        Mistake{"octal_beyond_bytes",
                "\"One war, two bills.\"",
                "\"One war, \\400 two bills.\"",
                {"42:42: '\\400' is no byte: the largest is '\\377'"}},
        Mistake{"beyond_unicode",
                "\"One war, two bills.\"",
                "\"One war, \\U00110000 two bills.\"",
                {"42:42: '\\U00110000' is no character"}},
        Mistake{"three_digits",
                "\"One war, two bills.\"",
                "\"One war, \\u20a two bills.\"",
                {"42:42: found '\\u' without the four hexadecimal digits of a character"}},
        Mistake{"backslash_at_the_end_of_a_line",
                "\"One war, two bills.\"",
                "\"One war,\\\n two bills.\"",
                {"42:32: a text ends on its line"}},
        Mistake{"escapes_before_a_problem",
                "value: \"-(payoff",
                "value: \"\\x2d(prise + payoff",
                {"48:60: metric joint_loss, value: unknown name 'prise'"}},
        Mistake{"percent",
                "low: 0.5 high: 1.5",
                "low: 5 % high: 15",
                {"36:46: found '%': numbers carry no unit"}},
        Mistake{"equals_sign", "seed: 1", "seed = 1", {"60:57: found '=' where ':' fits"}},
        Mistake{"no_quotes",
                "name: \"North prevails\"",
                "name: North prevails",
                {"46:39: 'name' is text in quotes; found 'North'"}},
        Mistake{"quote_not_closed",
                "name: \"North prevails\"",
                "name: \"North prevails",
                {"46:68: found '.' where ':' fits behind 'north'; a quotation mark is probably"}},
        Mistake{"text_over_lines",
                "\"One war, two bills.\"",
                "\"One war,\n two bills.\"",
                {"42:32: a text ends on its line"}},
        Mistake{"last_brace_missing",
                "draws: 1000000 seed: 1 }",
                "draws: 1000000 seed: 1",
                {"60:1: the brace behind 'defaults' is never closed"}},
        Mistake{
            "inner_brace_missing",
            "levels { id: \"yield\" } levels { id: \"stand\" }\n  }",
            "levels { id: \"yield\" } levels { id: \"stand\" }\n",
            {"12:3: the brace behind 'levers' is never closed; '}' is missing before 'payoff'",
             "23:3: the brace behind 'levers' is never closed; '}' is missing before 'payoff'"}},
        Mistake{"brace_too_many",
                "sources { document: \"none\" } }\n  payoff { id: \"war\"",
                "sources { document: \"none\" } } }\n  payoff { id: \"war\"",
                {"28:89: this brace closes nothing"}},
        Mistake{"name_without_value", "seed: 1", "seed 1", {"60:57: found '1' where ':' fits"}},
        Mistake{
            "field_given_twice", "seed: 1", "seed: 1 seed: 2", {"60:60: 'seed' is given twice"}},
        Mistake{"default_value_given_twice",
                "low: 0.5 high: 1.5",
                "low: 0 high: 1.5 low: 0.5",
                {"36:56: 'low' is given twice"}},
        Mistake{"two_families",
                "uniform { low: 0.5 high: 1.5 }",
                "uniform { low: 0.5 high: 1.5 } constant { value: 1 }",
                {"36:60: distribution has one family alone; found constant and uniform"}},
        Mistake{
            "no_low", "low: 0.5 high: 1.5", "high: -1", {"36:14: Uniform needs low, which has no"}},
        Mistake{"no_median",
                "median: 3 log_standard_deviation: 0.6",
                "median: 3",
                {"38:14: Lognormal needs log_standard_deviation, which has no default",
                 "40:14: Lognormal needs log_standard_deviation, which has no default"}},
        Mistake{
            "negative_draws", "draws: 1000000", "draws: -5", {"60:44: 'draws' is a whole number"}},
        Mistake{"draws_in_exponents",
                "draws: 1000000",
                "draws: 1e6",
                {"60:44: 'draws' is a whole number from 0, in digits; found '1e6'"}},
        Mistake{"octal_for_a_number",
                "low: 0.5 high: 1.5",
                "low: 005 high: 15",
                {"36:44: 'low' is a number; found '005'"}},
        Mistake{"yes_for_true",
                "falls_with_key_parameter: true",
                "falls_with_key_parameter: yes",
                {"55:36: 'falls_with_key_parameter' is true or false; found 'yes'"}},
        Mistake{"misspelt_block",
                "levers {",
                "lever {",
                {"12:3: Actor has no field 'lever'; did you mean 'levers'?",
                 "23:3: Actor has no field 'lever'; did you mean 'levers'?"}},
        Mistake{
            "parentheses_not_closed",
            "value: \"-(payoff(north)",
            "value: \"((-(payoff(north)",
            {"48:89: metric joint_loss, value: found the end where ')' fits, to close the '('"}},
        Mistake{
            "cycle",
            "outcomes { id: \"war\"",
            "quantities { id: \"p\" value: \"q\" } quantities { id: \"q\" value: \"p\" } outcomes "
            "{ id: \"war\"",
            {"44:30: quantity p, value: p depends on itself: p -> q -> p"}},
        Mistake{"unknown_escape",
                "\"One war, two bills.\"",
                "\"One war, \\d two bills.\"",
                {"42:42: found 'd' behind a backslash, which is written"}},
        Mistake{"actor_given_twice",
                "id: \"south\"",
                "id: \"north\"",
                {"22:8: actor north, id: 'north' is taken already"}},
        Mistake{
            "and_in_words",
            "event: \"north.stance == stand && south.stance == stand\"",
            "event: \"north.stance == stand and south.stance == stand\"",
            {"44:64: outcome war, event: found 'and' where an operator or the end fits; \"and\" is "
             "written '&&'"}},
        Mistake{"printed_sign",
                "event: \"north.stance == stand && south.stance == yield\"",
                "event: \"north.stance \u2265 stand\"",
                {"46:77: outcome north_prevails, event: found '\u2265', which is written '>='"}},
        Mistake{
            "power",
            "value: \"-(payoff",
            "value: \"-2**(payoff",
            {"48:58: metric joint_loss, value: found '*' where a number, a name, a function or '(' "
             "fits; a power is written pow(base, exponent)"}}),
    [](const auto& test) { return test.param.name; });

/// Every way of writing that protobuf's text format has is read as protobuf reads it.
TEST(TextFormat, IsReadInAllItsForms) {
  const std::string text = testing::bundled_text("chicken");
  const v1::Scenario plain = parse_scenario(text, "s").value().scenario;
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"uniform { low: 0.5 high: 1.5 }", "uniform < low: 0.5; high: 1.5, >"},
      {"uniform { low: 0.5 high: 1.5 }", "uniform: { low: .5 high: 15e-1f }"},
      {"uniform { low: 0.5 high: 1.5 }", "uniform{low:0.5 high:1.5}"},
      {"uniform { low: 0.5 high: 1.5 }", "uniform { # {\n low # }\n : # \"\n 0.5 high: 1.5 }"},
      {"draws: 1000000", "draws: 0xF4240"},
      {"draws: 1000000", "draws: 03641100"},
      {"falls_with_key_parameter: true", "falls_with_key_parameter: t"},
      {"falls_with_key_parameter: true", "falls_with_key_parameter: 1"},
      {"\"One war, two bills.\"", "'One war,' \" two\"  # more\n ' bills.'"},
      {"\"One war, two bills.\"", "\"One\\x20war\\054 \\164wo bills.\""},
      {"\"One war, two bills.\"", "\"One\\u0020war, \\U00000074wo bills.\""},
      {"outcomes: \"war\" outcomes: \"north_prevails\"", "outcomes: [\"war\", 'north_prevails']"},
      {"levels { id: \"yield\" } levels { id: \"stand\" }",
       "levels: [ { id: \"yield\" }, < id: \"stand\" > ]"},
      {"\n", "\r\n"},
      {"  ", "\t"}};

  for (const auto& [piece, form] : forms) {
    const CompiledScenario loaded = parse_scenario(replaced(text, piece, form), "s");

    EXPECT_TRUE(loaded.model) << form << fmt::format("{}", fmt::join(errors(loaded), "\n"));
    if (loaded.model) {
      EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(loaded.model->scenario, plain))
          << form;
    }
  }
}

std::string first_error(const std::string& text) {
  const auto found = errors(parse_scenario(text, "s"));
  return found.size() == 1 ? found.front() : fmt::format("{} errors", found.size());
}

TEST(ForeignTexts, AreNamed) {
  EXPECT_EQ(first_error(""), "s:1:1: the file is empty: it has no field");
  EXPECT_EQ(first_error("# only a comment\n"), "s:1:1: the file is empty: it has no field");
  EXPECT_EQ(first_error("{\"id\": \"x\"}"), "s:1:1: this is JSON, and JSON files end in .json");
  EXPECT_EQ(first_error("EFG 2 R \"\" { }"),
            "s:1:1: this is a game file; 'demarche solve' reads games");
  EXPECT_EQ(first_error("\xff\xfei\0d\0"), "s:1:1: the file is UTF-16; save it as UTF-8");
  EXPECT_EQ(first_error(std::string("id: \"a\0b\"", 10)),
            "s:1:7: found a zero byte: this is no text");
  EXPECT_THAT(first_error("actors:\n  - id: us\n"),
              StartsWith("s:2:3: found '-': a list is written"));
}

TEST(ForeignTexts, AByteOrderMarkIsSkipped) {
  const auto loaded = parse_scenario("\xef\xbb\xbf" + testing::bundled_text("chicken"), "s");

  EXPECT_THAT(loaded.problems, IsEmpty());
}

/// One line with so many problems took seconds, since each one's column was counted anew.
TEST(ManyProblems, TakeNoTimeAndAreCounted) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) {
    text += "a:1 ";
  }
  const auto start = std::chrono::steady_clock::now();

  const auto loaded = parse_scenario(text, "s");

  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  // 0.3 s on a quiet machine and 10 s under sanitizers on a busy one. A quadratic search takes 65 s
  // and fifty times as long.
  EXPECT_LT(taken.count(), 40.0);
  ASSERT_EQ(loaded.problems.size(), 201U);
  EXPECT_EQ(loaded.problems[199].position.column, 4 * 199 + 1);
  EXPECT_THAT(loaded.problems.back().message, StartsWith("and 99800 more problems"));
}

}  // namespace
}  // namespace demarche
