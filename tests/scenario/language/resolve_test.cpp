// SPDX-License-Identifier: MIT
#include "scenario/language/resolve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "support/symbols.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Bad {
  const char* text;
  std::size_t offset;
  const char* message;
};

/// What CTest shows of a case.
void PrintTo(const Bad& test, std::ostream* out) {
  *out << test.text;
}

class BadExpression : public ::testing::TestWithParam<Bad> {};

TEST_P(BadExpression, IsToldWithItsPlace) {
  const auto errors =
      resolve_text(GetParam().text, testing::chicken_symbols(), {.payoffs = true}).errors;

  ASSERT_FALSE(errors.empty());
  EXPECT_EQ(errors.front().offset, GetParam().offset) << errors.front().message;
  EXPECT_THAT(errors.front().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(Table,
                         BadExpression,
                         ::testing::Values(Bad{"", 0, "end"},
                                           Bad{"1 +", 3, "end"},
                                           Bad{"(1 + 2", 6, "')'"},
                                           Bad{"1 2", 2, "'2'"},
                                           Bad{"1 $ 2", 2, "$"},
                                           Bad{"prise * 2", 0, "prize"},
                                           Bad{"1 + clam(1, 2, 3)", 4, "clamp"},
                                           Bad{"clamp(1, 2)", 0, "clamp"},
                                           Bad{"north.stnce", 0, "north.stance"},
                                           Bad{"north.stance == stnd", 16, "stand"},
                                           Bad{"payoff(nort)", 0, "north"},
                                           Bad{"1 < 2 < 3", 6, "<"},
                                           Bad{"prize && 1 > 2", 0, "condition"},
                                           Bad{"if(prize, 1, 2)", 3, "condition"},
                                           Bad{"north", 0, "north"}));

TEST(ResolveText, TellsWhatIsMentioned) {
  const Resolution plain = resolve_text("2 * 3", testing::chicken_symbols(), {});
  const Resolution lever = resolve_text("prize * north.stance", testing::chicken_symbols(), {});
  const Resolution frozen =
      resolve_text("status_quo(north.stance)", testing::chicken_symbols(), {});
  const Resolution payoff =
      resolve_text("payoff(north)", testing::chicken_symbols(), {.payoffs = true});

  EXPECT_FALSE(plain.mentions.parameters);
  EXPECT_TRUE(lever.mentions.parameters);
  EXPECT_THAT(lever.mentions.levers,
              ElementsAre(testing::chicken_symbols().find_lever("north.stance")));
  EXPECT_TRUE(frozen.mentions.levers.empty());
  EXPECT_TRUE(payoff.mentions.payoffs);
}

TEST(ResolveText, RefusesWhatItsPlaceForbids) {
  EXPECT_FALSE(
      resolve_text("prize", testing::chicken_symbols(), {.parameters = false}).errors.empty());
  EXPECT_FALSE(
      resolve_text("north.stance", testing::chicken_symbols(), {.levers = Allowed::Levers::none})
          .errors.empty());
  EXPECT_FALSE(resolve_text("payoff(north)", testing::chicken_symbols(), {}).errors.empty());
  EXPECT_FALSE(resolve_text("prize", testing::chicken_symbols(), {.boolean = true}).errors.empty());
  EXPECT_TRUE(
      resolve_text("prize > 1", testing::chicken_symbols(), {.boolean = true}).errors.empty());
}

}  // namespace
}  // namespace demarche
