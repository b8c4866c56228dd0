// SPDX-License-Identifier: MIT
#include "core/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(CheckThreads, AcceptsTheWholeRange) {
  EXPECT_NO_THROW(check_threads(0));
  EXPECT_NO_THROW(check_threads(kMaxThreads));
}

TEST(CheckThreads, NamesTheRangeAndTheValue) {
  EXPECT_THAT([] { check_threads(-1); },
              ThrowsMessage<InvalidArgument>(HasSubstr("threads must be in [0, 1024], got -1")));
  EXPECT_THAT([] { check_threads(kMaxThreads + 1); },
              ThrowsMessage<InvalidArgument>(HasSubstr("got 1025")));
}

}  // namespace
}  // namespace demarche
