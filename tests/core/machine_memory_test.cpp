// SPDX-License-Identifier: MIT
#include "core/machine_memory.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

namespace demarche {
namespace {

TEST(MachineMemory, IsPlausible) {
  EXPECT_GT(machine_memory(), std::uint64_t{1} << 26U);
  EXPECT_LT(machine_memory(), std::uint64_t{1} << 50U);
}

TEST(MachineMemory, ReadsTheLimitOfAControlGroup) {
  const auto file = std::filesystem::temp_directory_path() / "demarche_memory.max";
  constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();

  std::ofstream(file) << "2147483648\n";
  EXPECT_EQ(stated_limit(file), std::uint64_t{1} << 31U);
  std::ofstream(file) << "max\n";
  EXPECT_EQ(stated_limit(file), kNone);
  std::filesystem::remove(file);
  EXPECT_EQ(stated_limit(file), kNone);
}

}  // namespace
}  // namespace demarche
