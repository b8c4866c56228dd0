// SPDX-License-Identifier: MIT
#include "scenario/language/assignments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/symbols.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ResolveAssignments, SortsByLeverAndNamesEveryMistake) {
  const auto good =
      resolve_assignments("south.stance = stand, north.stance = yield", testing::chicken_symbols());
  const auto bad =
      resolve_assignments("north.stanc = stand, south.stance = yeild", testing::chicken_symbols());

  EXPECT_TRUE(good.errors.empty());
  EXPECT_THAT(good.levers, ElementsAre(0, 1));
  EXPECT_EQ(testing::chicken_symbols().levers()[0].levels[static_cast<std::size_t>(good.levels[0])],
            "yield");
  ASSERT_EQ(bad.errors.size(), 2U);
  EXPECT_THAT(bad.errors[0].message, HasSubstr("north.stance"));
  EXPECT_EQ(bad.errors[1].offset, 36U);
  EXPECT_THAT(bad.errors[1].message, HasSubstr("yield"));
}

TEST(NameAssigned, IsWhatStandsBeforeTheSign) {
  EXPECT_EQ(name_assigned(" prize = 2"), "prize");
  EXPECT_EQ(name_assigned("north.stance=stand"), "north.stance");
  EXPECT_EQ(name_assigned(" prize "), "prize");
}

}  // namespace
}  // namespace demarche
