// SPDX-License-Identifier: MIT
#include "demarche/core/error.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

/// Callers who know only the standard library can catch both, and tell them apart.
TEST(Errors, AreStandardExceptions) {
  EXPECT_THROW(throw InvalidArgument("x"), std::invalid_argument);
  EXPECT_THROW(throw IoError("x"), std::runtime_error);
}

}  // namespace
}  // namespace demarche
