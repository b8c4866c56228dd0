// SPDX-License-Identifier: MIT
#include "demarche/solve/certificate.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace demarche {
namespace {

Certificate some_certificate() {
  return {.status = SolveStatus::converged,
          .num_equilibria = 3,
          .is_complete = true,
          .is_degenerate = true,
          .max_regret = 0.25,
          .residual = 0.5,
          .iterations = 7};
}

TEST(Certificates, StartUnsolved) {
  const Certificates certificates;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_EQ(certificates[lane], Certificate()) << lane;
  }
}

TEST(Certificates, AreTheirLanes) {
  Certificates certificates;
  certificates[5] = some_certificate();

  EXPECT_EQ(std::as_const(certificates)[5], some_certificate());
  EXPECT_EQ(certificates.status[5], SolveStatus::converged);
  EXPECT_EQ(certificates.num_equilibria[5], 3);
  EXPECT_TRUE(certificates.is_complete[5]);
  EXPECT_TRUE(certificates.is_degenerate[5]);
  EXPECT_EQ(certificates.max_regret[5], 0.25);
  EXPECT_EQ(certificates.residual[5], 0.5);
  EXPECT_EQ(certificates.iterations[5], 7);
  EXPECT_EQ(std::as_const(certificates)[4], Certificate());
  EXPECT_EQ(std::as_const(certificates)[6], Certificate());
}

TEST(Certificates, ReferencesChangeTheirLane) {
  Certificates certificates;
  const Certificates::Reference first = certificates[0];
  first.iterations = 2;
  EXPECT_EQ(certificates.iterations[0], 2);

  certificates[1] = some_certificate();
  first = certificates[1];  // Copies what it refers to, as a reference to a Certificate would.
  certificates.iterations[1] = 9;
  EXPECT_EQ(static_cast<Certificate>(first), some_certificate());
}

TEST(Certificates, AreFilledFromOneOfThem) {
  Certificates certificates;
  certificates[100] = some_certificate();
  certificates.fill(certificates[100]);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_EQ(std::as_const(certificates)[lane], some_certificate()) << lane;
  }
}

}  // namespace
}  // namespace demarche
