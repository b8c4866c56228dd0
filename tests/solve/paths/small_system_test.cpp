// SPDX-License-Identifier: MIT
#include "solve/paths/small_system.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_real_distribution.hpp>

namespace demarche {
namespace {

/// Of sizes below and above the one from which on Eigen takes over.
TEST(SmallSystem, SolvesForOneRightHandSideAfterAnother) {
  boost::random::mt19937_64 engine(3);
  boost::random::uniform_real_distribution<double> uniform(-1.0, 1.0);
  for (const Index size : {1, 2, 3, 7, 24, 25, 40}) {
    SCOPED_TRACE(size);
    RowMajorMatrix matrix(size, size);
    for (Index k = 0; k < matrix.size(); ++k) {
      matrix.data()[k] = uniform(engine);
    }
    SmallSystem system;
    system.rows = matrix;

    system.factorise();

    for (int repeat = 0; repeat < 3; ++repeat) {
      Vector right(size);
      for (Index r = 0; r < size; ++r) {
        right[r] = uniform(engine);
      }
      Vector solution = right;
      system.solve(solution);
      EXPECT_LE((matrix * solution - right).norm(), 1e-10 * (1.0 + solution.norm()));
    }
  }
}

/// Without row exchanges the first pivot would be 0.
TEST(SmallSystem, ExchangesRows) {
  SmallSystem system;
  system.rows.resize(2, 2);
  system.rows << 0.0, 2.0, 4.0, 1.0;
  Vector solution{{6.0, 11.0}};

  system.factorise();
  system.solve(solution);

  EXPECT_EQ(solution, (Vector{{2.0, 3.0}}));
}

TEST(SmallSystem, ShowsASingularMatrixInItsSolution) {
  SmallSystem system;
  system.rows.resize(2, 2);
  system.rows << 1.0, 2.0, 2.0, 4.0;
  Vector solution{{1.0, 1.0}};

  system.factorise();
  system.solve(solution);

  EXPECT_FALSE(solution.allFinite());
}

}  // namespace
}  // namespace demarche
