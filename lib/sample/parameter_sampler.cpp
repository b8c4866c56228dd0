// SPDX-License-Identifier: MIT
#include "demarche/sample/parameter_sampler.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "sample/transform.hpp"

namespace demarche {

struct ParameterSampler::Impl {
  std::vector<Transform> transforms;
  Copula copula;
  bool was_repaired = false;
  double max_table_error = 0.0;
};

namespace {

/// The dimensions that have a correlation other than 0 with another one, ascending.
std::vector<std::size_t> correlated_dimensions(const std::vector<RankCorrelationEntry>& entries) {
  std::vector<std::size_t> rows;
  for (const auto& entry : entries) {
    if (entry.value != 0.0) {
      rows.push_back(entry.first);
      rows.push_back(entry.second);
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// The lower triangle of the Cholesky factor, row by row.
std::vector<double> packed_cholesky(const Matrix& correlations) {
  const Eigen::LLT<Matrix> factorisation(correlations);
  const Matrix lower = factorisation.matrixL();
  std::vector<double> packed;
  for (Index i = 0; i < lower.rows(); ++i) {
    for (Index j = 0; j <= i; ++j) {
      packed.push_back(lower(i, j));
    }
  }
  return packed;
}

}  // namespace

ParameterSampler::ParameterSampler(std::vector<Distribution> marginals,
                                   std::vector<RankCorrelationEntry> rank_correlations,
                                   bool repair)
    : impl_(std::make_unique<Impl>()) {
  const CorrelationCheck check = check_rank_correlations(marginals.size(), rank_correlations);
  if (!check.is_positive_definite && !repair) {
    throw InvalidArgument(
        fmt::format("the matrix of rank correlations must be positive definite; its smallest "
                    "eigenvalue is {:.3g}",
                    check.smallest_eigenvalue));
  }
  Copula& copula = impl_->copula;
  copula.rows = correlated_dimensions(rank_correlations);
  if (!copula.rows.empty()) {
    Matrix full = gaussian_correlations(marginals.size(), rank_correlations);
    const auto n = static_cast<Index>(copula.rows.size());
    Matrix matrix(n, n);
    for (Index i = 0; i < n; ++i) {
      for (Index j = 0; j < n; ++j) {
        matrix(i, j) = full(static_cast<Index>(copula.rows[static_cast<std::size_t>(i)]),
                            static_cast<Index>(copula.rows[static_cast<std::size_t>(j)]));
      }
    }
    impl_->was_repaired = !check.is_positive_definite;
    copula.cholesky = packed_cholesky(impl_->was_repaired ? repaired_correlations(matrix) : matrix);
  }
  for (std::size_t i = 0; i < marginals.size(); ++i) {
    if (const auto problems = marginals[i].problems(); !problems.empty()) {
      throw InvalidArgument(fmt::format("distribution {}: {}", i, problems.front()));
    }
    const bool is_correlated = std::binary_search(copula.rows.begin(), copula.rows.end(), i);
    impl_->transforms.push_back(make_transform(marginals[i], is_correlated));
    impl_->max_table_error = std::max(impl_->max_table_error, impl_->transforms.back().table_error);
  }
}

ParameterSampler::~ParameterSampler() = default;
ParameterSampler::ParameterSampler(ParameterSampler&&) noexcept = default;
ParameterSampler& ParameterSampler::operator=(ParameterSampler&&) noexcept = default;

std::size_t ParameterSampler::num_parameters() const noexcept {
  return impl_->transforms.size();
}

bool ParameterSampler::was_repaired() const noexcept {
  return impl_->was_repaired;
}

double ParameterSampler::max_table_error() const noexcept {
  return impl_->max_table_error;
}

void ParameterSampler::transform(double* block) const {
  apply_transforms(impl_->transforms, impl_->copula, block);
}

void ParameterSampler::correlate(double* block) const {
  if (impl_->copula.rows.empty()) {
    return;
  }
  apply_copula(impl_->copula, block);
  for (const std::size_t row : impl_->copula.rows) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      double& x = block[row * kBlockLanes + lane];
      x = normal_probability(x, false);
    }
  }
}

}  // namespace demarche
