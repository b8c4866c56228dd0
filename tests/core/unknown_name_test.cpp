// SPDX-License-Identifier: MIT
#include "core/unknown_name.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace demarche {
namespace {

TEST(UnknownName, IsRefusedInOneWording) {
  const std::vector<std::string> names = {"trust", "thaw"};
  const auto refusal = [&](const char* name) {
    try {
      throw_unknown("lever", name, names);
    } catch (const InvalidArgument& error) {
      return std::string(error.what());
    }
  };

  EXPECT_EQ(refusal("trsut"), "there is no lever 'trsut'; did you mean 'trust'?");
  EXPECT_EQ(refusal("deterrence"), "there is no lever 'deterrence'; there are trust, thaw");
}

}  // namespace
}  // namespace demarche
