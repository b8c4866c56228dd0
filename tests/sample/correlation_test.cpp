// SPDX-License-Identifier: MIT
#include "demarche/sample/correlation.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using Entries = std::vector<RankCorrelationEntry>;

TEST(GaussianCorrelations, FollowPearsonsFormula) {
  const Matrix matrix = gaussian_correlations(3, Entries{{0, 2, 0.5}});

  EXPECT_NEAR(matrix(0, 2), 0.5176380902050415, 1e-15);  // 2 sin(pi / 12)
  EXPECT_EQ(matrix(2, 0), matrix(0, 2));
  EXPECT_EQ(matrix(0, 1), 0.0);
  EXPECT_EQ(matrix(1, 1), 1.0);
}

TEST(CheckRankCorrelations, TellsHowFarAMatrixIsFromPositiveDefinite) {
  EXPECT_TRUE(check_rank_correlations(3, Entries{}).is_positive_definite);
  const auto good = check_rank_correlations(1000, Entries{{3, 900, 0.5}});
  EXPECT_TRUE(good.is_positive_definite);
  EXPECT_NEAR(good.smallest_eigenvalue, 1 - 0.5176380902050415, 1e-12);
  const auto bad = check_rank_correlations(9, Entries{{1, 4, 0.9}, {4, 7, 0.9}, {1, 7, -0.9}});
  EXPECT_FALSE(bad.is_positive_definite);
  EXPECT_LT(bad.smallest_eigenvalue, -0.7);
}

TEST(RepairedCorrelations, ArePositiveDefiniteWithAUnitDiagonal) {
  const Matrix matrix = gaussian_correlations(3, Entries{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}});

  const Matrix repaired = repaired_correlations(matrix);

  EXPECT_GT(Eigen::SelfAdjointEigenSolver<Matrix>(repaired).eigenvalues()(0), 0.0);
  for (Index i = 0; i < 3; ++i) {
    EXPECT_NEAR(repaired(i, i), 1.0, 1e-12);
  }
  const Matrix good = gaussian_correlations(3, Entries{{0, 1, 0.4}});
  EXPECT_TRUE(repaired_correlations(good).isApprox(good, 1e-12));
}

TEST(GaussianCorrelations, RejectsWhatIsNoCorrelation) {
  EXPECT_THROW((void)gaussian_correlations(2, Entries{{0, 2, 0.1}}), InvalidArgument);
  EXPECT_THROW((void)gaussian_correlations(2, Entries{{1, 1, 0.1}}), InvalidArgument);
  EXPECT_THROW((void)gaussian_correlations(2, Entries{{0, 1, 1.0}}), InvalidArgument);
  EXPECT_THROW((void)check_rank_correlations(2, Entries{{0, 2, 0.1}}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
