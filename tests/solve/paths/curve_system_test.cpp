// SPDX-License-Identifier: MIT
#include "solve/paths/curve_system.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_real_distribution.hpp>

namespace demarche {
namespace {

/// Of sizes with code of their own, with loops, and beyond, against Eigen.
TEST(CurveSystem, SolvesForCorrectionAndTangent) {
  boost::random::mt19937_64 engine(5);
  boost::random::uniform_real_distribution<double> uniform(-1.0, 1.0);
  int num_positive = 0;
  for (const Index size : {1, 2, 3, 8, 9, 10, 24, 25, 40}) {
    SCOPED_TRACE(size);
    for (int repeat = 0; repeat < 20; ++repeat) {
      CurveSystem system(size);
      Matrix matrix(size, size);
      Vector errors = Vector::Zero(size);
      for (Index r = 0; r + 1 < size; ++r) {
        for (Index c = 0; c < size; ++c) {
          matrix(r, c) = system.row(r)[c] = uniform(engine);
        }
        errors(r) = system.row(r)[size] = uniform(engine);
      }
      Vector border(size);
      for (Index c = 0; c < size; ++c) {
        matrix(size - 1, c) = border(c) = uniform(engine);
      }
      Vector correction(size);
      Vector tangent(size);

      system.solve(border, correction, tangent);

      const Vector expected_tangent = matrix.fullPivLu().solve(Vector::Unit(size, size - 1));
      EXPECT_LE((matrix * correction - errors).norm(), 1e-9 * (1.0 + correction.norm()));
      EXPECT_LE((tangent - expected_tangent).norm(), 1e-8 * expected_tangent.norm());
      EXPECT_EQ(system.has_positive_determinant(), matrix.determinant() > 0.0);
      num_positive += system.has_positive_determinant() ? 1 : 0;
    }
  }
  EXPECT_GT(num_positive, 40);
  EXPECT_LT(num_positive, 140);
}

}  // namespace
}  // namespace demarche
