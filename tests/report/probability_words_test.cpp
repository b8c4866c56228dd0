// SPDX-License-Identifier: MIT
#include "demarche/report/probability_words.hpp"

#include <gtest/gtest.h>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

std::string of(double probability, WordScale scale) {
  return probability_words(probability, probability, scale);
}

TEST(ProbabilityWords, FollowsIcd203) {
  constexpr auto kScale = WordScale::icd203;
  EXPECT_EQ(of(0.0, kScale), "almost no chance (below 5 %)");
  EXPECT_EQ(of(0.0499, kScale), "almost no chance (below 5 %)");
  EXPECT_EQ(of(0.05, kScale), "very unlikely (5–20 %)");
  EXPECT_EQ(of(0.2, kScale), "unlikely (20–45 %)");
  EXPECT_EQ(of(0.45, kScale), "roughly even chance (45–55 %)");
  EXPECT_EQ(of(0.55, kScale), "roughly even chance (45–55 %)");
  EXPECT_EQ(of(0.596, kScale), "likely (55–80 %)");
  EXPECT_EQ(of(0.8, kScale), "likely (55–80 %)");
  EXPECT_EQ(of(0.951, kScale), "almost certain (above 95 %)");
}

TEST(Icd203Phrase, FollowsTheDirectivesBands) {
  EXPECT_EQ(icd_203_phrase(0.0), "almost no chance");
  EXPECT_EQ(icd_203_phrase(0.0499), "almost no chance");
  EXPECT_EQ(icd_203_phrase(0.05), "very unlikely");
  EXPECT_EQ(icd_203_phrase(0.2), "unlikely");
  EXPECT_EQ(icd_203_phrase(0.45), "roughly even chance");
  EXPECT_EQ(icd_203_phrase(0.55), "roughly even chance");
  EXPECT_EQ(icd_203_phrase(0.551), "likely");
  EXPECT_EQ(icd_203_phrase(0.8), "likely");
  EXPECT_EQ(icd_203_phrase(0.95), "very likely");
  EXPECT_EQ(icd_203_phrase(0.951), "almost certain");
  EXPECT_EQ(icd_203_phrase(1.0), "almost certain");
}

TEST(ProbabilityWords, SaysBothPhrasesWhereTheIntervalCrosses) {
  EXPECT_EQ(probability_words(0.439, 0.458), "unlikely to roughly even chance (20–55 %)");
  EXPECT_EQ(probability_words(0.01, 0.1), "almost no chance to very unlikely (below 20 %)");
  EXPECT_EQ(probability_words(0.9, 0.97), "very likely to almost certain (above 80 %)");
  EXPECT_EQ(probability_words(0.0, 1.0), "almost no chance to almost certain");
}

TEST(ProbabilityWords, NamesBothSidesOfAGapOfPhia) {
  constexpr auto kScale = WordScale::phia;
  EXPECT_EQ(of(0.6, kScale), "likely (55–75 %)");
  EXPECT_EQ(of(0.07, kScale), "remote chance to highly unlikely (below 20 %)");
  EXPECT_EQ(of(0.52, kScale), "realistic possibility to likely (40–75 %)");
  EXPECT_EQ(of(0.95, kScale), "almost certain (above 95 %)");
  EXPECT_EQ(of(0.5, kScale), "realistic possibility (40–50 %)");
}

TEST(ProbabilityWords, FollowsTheIpcc) {
  constexpr auto kScale = WordScale::ipcc;
  EXPECT_EQ(of(0.6, kScale), "about as likely as not (33–66 %)");
  EXPECT_EQ(of(0.67, kScale), "likely (above 66 %)");
  EXPECT_EQ(of(0.002, kScale), "exceptionally unlikely (below 1 %)");
  EXPECT_EQ(of(0.92, kScale), "very likely (above 90 %)");
  EXPECT_EQ(of(0.995, kScale), "virtually certain (above 99 %)");
  EXPECT_EQ(probability_words(0.6, 0.7, kScale), "about as likely as not to likely (above 33 %)");
}

TEST(ProbabilityWords, RefusesWhatIsNoInterval) {
  EXPECT_THROW((void)probability_words(0.6, 0.5), InvalidArgument);
  EXPECT_THROW((void)probability_words(-0.1, 0.5), InvalidArgument);
  EXPECT_THROW((void)probability_words(0.5, 1.1), InvalidArgument);
  EXPECT_EQ(word_scale("ipcc"), WordScale::ipcc);
  EXPECT_THROW((void)word_scale("cia"), InvalidArgument);
}

}  // namespace
}  // namespace demarche
