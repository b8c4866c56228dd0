// SPDX-License-Identifier: MIT
#include "simulate/profile_counts.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <map>
#include <string>

namespace demarche {
namespace {

using Counts = std::map<std::u16string, std::uint64_t>;

Counts named(const ProfileCounts& counts) {
  Counts all;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    all[std::u16string(counts.profile(i))] += counts.count(i);
  }
  return all;
}

/// More profiles than there is room for at first, some many times, in two tables.
TEST(ProfileCounts, AreThoseOfAMap) {
  boost::random::mt19937_64 engine(1);
  boost::random::uniform_int_distribution<int> strategies(0, 60);
  ProfileCounts first(3, 1000);
  ProfileCounts second(3, 1);
  Counts expected;
  for (int k = 0; k < 200'000; ++k) {
    std::u16string profile;
    for (int i = 0; i < 3; ++i) {
      profile.push_back(static_cast<char16_t>(strategies(engine)));
    }
    (k % 3 == 0 ? first : second).add(profile, 1 + static_cast<std::uint64_t>(k % 2));
    expected[profile] += 1 + static_cast<std::uint64_t>(k % 2);
  }
  first.merge(second);

  EXPECT_EQ(first.size(), expected.size());
  EXPECT_EQ(named(first), expected);
}

}  // namespace
}  // namespace demarche
