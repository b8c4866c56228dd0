// SPDX-License-Identifier: MIT
#include "demarche/sample/parameter_sampler.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "sample/transform.hpp"

namespace demarche {

struct ParameterSampler::Impl {
  std::vector<Transform> transforms;
  std::vector<Copula> copulas;
  bool was_repaired = false;
  double max_table_error = 0.0;
};

namespace {

/// The groups of dimensions that correlations other than 0 connect. Each ascends by streams, and
/// the groups by their first streams.
std::vector<std::vector<std::size_t>> connected_dimensions(
    std::size_t num_dimensions,
    const std::vector<RankCorrelationEntry>& entries,
    const std::vector<std::uint64_t>& streams) {
  std::vector<std::size_t> group(num_dimensions);  // A dimension of the same group, or the group's.
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto group_of = [&](std::size_t dimension) {
    while (group[dimension] != dimension) {
      group[dimension] = group[group[dimension]];
      dimension = group[dimension];
    }
    return dimension;
  };
  for (const auto& entry : entries) {
    if (entry.value != 0.0) {
      group[group_of(entry.first)] = group_of(entry.second);
    }
  }
  std::vector<std::size_t> by_stream(num_dimensions);
  std::iota(by_stream.begin(), by_stream.end(), std::size_t{0});
  std::stable_sort(by_stream.begin(), by_stream.end(), [&](std::size_t a, std::size_t b) {
    return streams[a] < streams[b];
  });
  std::map<std::size_t, std::size_t> places;  // Of the groups, by group_of().
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t dimension : by_stream) {
    const auto [place, is_new] = places.emplace(group_of(dimension), groups.size());
    if (is_new) {
      groups.emplace_back();
    }
    groups[place->second].push_back(dimension);
  }
  std::erase_if(groups, [](const auto& dimensions) { return dimensions.size() == 1; });
  return groups;
}

/// The correlations among these dimensions, which are numbered as they stand there.
std::vector<RankCorrelationEntry> entries_among(const std::vector<std::size_t>& dimensions,
                                                const std::vector<RankCorrelationEntry>& entries) {
  std::map<std::size_t, std::size_t> numbers;
  for (const std::size_t dimension : dimensions) {
    numbers.emplace(dimension, numbers.size());
  }
  std::vector<RankCorrelationEntry> own;
  for (const auto& entry : entries) {
    if (numbers.contains(entry.first) && numbers.contains(entry.second)) {
      own.push_back({numbers[entry.first], numbers[entry.second], entry.value});
    }
  }
  return own;
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
                                   bool repair,
                                   const std::vector<std::uint64_t>& streams,
                                   std::optional<std::size_t> expert)
    : impl_(std::make_unique<Impl>()) {
  const std::size_t count = marginals.size();
  if (!streams.empty() && streams.size() != count) {
    throw InvalidArgument(fmt::format(
        "streams must number {}, one for each parameter, got {}", count, streams.size()));
  }
  const CorrelationCheck check = check_rank_correlations(count, rank_correlations);
  if (!check.is_positive_definite && !repair) {
    throw InvalidArgument(
        fmt::format("the matrix of rank correlations must be positive definite; its smallest "
                    "eigenvalue is {:.3g}",
                    check.smallest_eigenvalue));
  }
  // Without streams all parameters have the same one, and so keep their order.
  const std::vector<std::uint64_t> in_order(streams.empty() ? count : 0, 0);
  std::vector<bool> is_correlated(count, false);
  for (auto& dimensions :
       connected_dimensions(count, rank_correlations, streams.empty() ? in_order : streams)) {
    const auto entries = entries_among(dimensions, rank_correlations);
    const Matrix matrix = gaussian_correlations(dimensions.size(), entries);
    // Each group by itself, so that a repair leaves the bits of others as they are.
    const bool is_fine = check_rank_correlations(dimensions.size(), entries).is_positive_definite;
    impl_->was_repaired = impl_->was_repaired || !is_fine;
    for (const std::size_t dimension : dimensions) {
      is_correlated[dimension] = true;
    }
    impl_->copulas.push_back(
        {std::move(dimensions), packed_cholesky(is_fine ? matrix : repaired_correlations(matrix))});
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto problems = marginals[i].problems(); !problems.empty()) {
      throw InvalidArgument(fmt::format("distribution {}: {}", i, problems.front()));
    }
    impl_->transforms.push_back(make_transform(marginals[i], is_correlated[i]));
    Transform& transform = impl_->transforms.back();
    if (transform.kind == TransformKind::pooled) {
      if (!expert || *expert >= count ||
          std::holds_alternative<PooledDistribution>(marginals[*expert].family)) {
        throw InvalidArgument(
            fmt::format("distribution {} is shared among experts, so expert must name another "
                        "parameter, which tells who is right",
                        i));
      }
      transform.selector = *expert;
    }
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
  apply_transforms(impl_->transforms, impl_->copulas, block);
}

void ParameterSampler::correlate(double* block) const {
  apply_copulas(impl_->copulas, block);
  for (const Copula& copula : impl_->copulas) {
    for (const std::size_t row : copula.rows) {
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        double& x = block[row * kBlockLanes + lane];
        x = normal_probability(x, false);
      }
    }
  }
}

}  // namespace demarche
