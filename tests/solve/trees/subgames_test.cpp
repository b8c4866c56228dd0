// SPDX-License-Identifier: MIT
#include "solve/trees/subgames.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/game/efg_format.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::size_t> roots_of(std::string_view text) {
  return subgame_roots(parse_efg(text).game.value());
}

TEST(Subgames, EveryMoveOfACentipedeStartsOne) {
  EXPECT_THAT(roots_of(testing::kCentipede), ElementsAre(6, 4, 2, 0));
}

/// Player 3 does not know whether player 1 or player 2 went left.
TEST(Subgames, SeltensHorseHasNoProperOne) {
  EXPECT_THAT(roots_of(testing::kSeltensHorse), ElementsAre(0));
}

/// After "in", both choose at once: a set of two nodes within the subgame. Chance moves start
/// subgames, too.
TEST(Subgames, HiddenMovesBelongToTheSubgameAroundThem) {
  EXPECT_THAT(roots_of(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "entry" { "in" "out" } 0
    p "" 1 2 "a" { "u" "d" } 0
    p "" 2 1 "b" { "l" "r" } 0
    t "" 1 "ul" { 1 1 }
    t "" 2 "ur" { 0 0 }
    p "" 2 1 "b" { "l" "r" } 0
    t "" 3 "dl" { 0 0 }
    t "" 4 "dr" { 2 2 }
    c "" 1 "coin" { "x" 1/2 "y" 1/2 } 0
    t "" 1
    t "" 2)"),
              ElementsAre(8, 1, 0));
}

TEST(Subgames, AGameThatEndsAtOnceHasNone) {
  EXPECT_THAT(roots_of(R"(EFG 2 R "" { "a" } t "" 1 "over" { 1 })"), IsEmpty());
}

}  // namespace
}  // namespace demarche
