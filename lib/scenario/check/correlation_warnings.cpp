// SPDX-License-Identifier: MIT
#include "scenario/check/correlation_warnings.hpp"

#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <utility>

#include "demarche/sample/correlation.hpp"
#include "demarche/scenario/parameters.hpp"

namespace demarche {
namespace {

/// Differences below this are not worth a warning.
constexpr double kLeastDifference = 0.01;
/// Beyond this number, warnings give no value: each one costs about a millisecond.
constexpr std::size_t kMostMeasured = 200;
/// The most pairs that the warning of a repaired matrix lists.
constexpr std::size_t kMostListed = 6;
/// Equal shares of probability in which a distribution is looked at.
constexpr int kNumShares = 256;

/// Runs of equal values among the quantiles of the shares: where each ends, and its mean rank.
struct Ranks {
  std::vector<double> ends;   ///< Cumulative probability, ascending; the last is 1.
  std::vector<double> means;  ///< The mean rank of the values of a run, in (0, 1).

  [[nodiscard]] bool is_constant() const { return ends.size() == 1; }
  [[nodiscard]] bool has_ties() const { return ends.size() < kNumShares; }
  [[nodiscard]] double variance() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const double probability = ends[i] - (i == 0 ? 0.0 : ends[i - 1]);
      sum += probability * (means[i] - 0.5) * (means[i] - 0.5);
    }
    return sum;
  }
};

Ranks ranks_of(const Distribution& distribution) {
  Ranks ranks;
  double last = 0.0;
  for (int i = 0; i < kNumShares; ++i) {
    const double value = distribution.quantile((i + 0.5) / kNumShares);
    if (i == 0 || value != last) {
      ranks.ends.push_back(0.0);
    }
    ranks.ends.back() = (i + 1.0) / kNumShares;
    last = value;
  }
  for (std::size_t i = 0; i < ranks.ends.size(); ++i) {
    ranks.means.push_back(0.5 * (ranks.ends[i] + (i == 0 ? 0.0 : ranks.ends[i - 1])));
  }
  return ranks;
}

double normal_probability(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// Spearman's correlation, with mean ranks for ties, of two variables whose normal variables have
/// the correlation `r`: the outer integral by the midpoint rule, the inner one exactly, since ranks
/// are constant on each run.
double attained(const Ranks& first, const Ranks& second, double r) {
  const boost::math::normal normal;
  const double rest = std::sqrt(std::max(1e-12, 1.0 - r * r));
  std::vector<double> edges;
  for (std::size_t j = 0; j + 1 < second.ends.size(); ++j) {
    edges.push_back(boost::math::quantile(normal, second.ends[j]));
  }
  double covariance = 0.0;
  std::size_t run = 0;
  for (int i = 0; i < kNumShares; ++i) {
    const double u = (i + 0.5) / kNumShares;
    while (u > first.ends[run]) {
      ++run;
    }
    const double z = boost::math::quantile(normal, u);
    double conditional = 0.0;
    double below = 0.0;
    for (std::size_t j = 0; j < second.ends.size(); ++j) {
      const double most = j < edges.size() ? normal_probability((edges[j] - r * z) / rest) : 1.0;
      conditional += (most - below) * (second.means[j] - 0.5);
      below = most;
    }
    covariance += (first.means[run] - 0.5) * conditional / kNumShares;
  }
  return covariance / std::sqrt(first.variance() * second.variance());
}

class Finder {
 public:
  explicit Finder(const v1::Scenario& scenario)
      : scenario_(scenario), entries_(rank_correlations(scenario)) {}

  std::vector<FieldProblem> run() {
    if (entries_.empty()) {
      return {};
    }
    find_matrix();
    const std::vector<Distribution> distributions = marginals(scenario_);
    for (const auto& [parameter, row] : rows_) {
      ranks_.emplace(parameter, ranks_of(distributions[parameter]));
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      check(static_cast<int>(i), entries_[i]);
    }
    return std::move(warnings_);
  }

 private:
  void warn(FieldPath field, std::string message, const char* rule) {
    warnings_.push_back({std::move(field), 0, std::move(message), Severity::warning, rule});
  }

  [[nodiscard]] const std::string& id(std::size_t parameter) const {
    return scenario_.parameters(static_cast<int>(parameter)).id();
  }

  /// Finds the correlations of the normal variables, and warns if they had to be repaired.
  void find_matrix() {
    for (const auto& entry : entries_) {
      rows_.emplace(entry.first, 0);
      rows_.emplace(entry.second, 0);
    }
    std::size_t count = 0;
    for (auto& [parameter, row] : rows_) {
      row = count++;
    }
    std::vector<RankCorrelationEntry> renumbered = entries_;
    for (auto& entry : renumbered) {
      entry.first = rows_.at(entry.first);
      entry.second = rows_.at(entry.second);
    }
    const Matrix asked = gaussian_correlations(count, renumbered);
    matrix_ = asked;
    if (!check_rank_correlations(count, renumbered).is_positive_definite) {
      matrix_ = repaired_correlations(asked);
      warn_of_repair(asked);
    }
  }

  void warn_of_repair(const Matrix& asked) {
    const auto spearman = [](double r) {
      return 6.0 / std::numbers::pi * std::asin(0.5 * std::clamp(r, -1.0, 1.0));
    };
    std::vector<std::pair<double, std::string>> changes;
    for (const auto& [first, i] : rows_) {
      for (const auto& [second, j] : rows_) {
        const double was = spearman(asked(static_cast<Index>(i), static_cast<Index>(j)));
        const double is = spearman(matrix_(static_cast<Index>(i), static_cast<Index>(j)));
        if (i < j && std::abs(is - was) >= 0.005) {
          // Rounded, so that equal changes stay in the order of the parameters.
          changes.emplace_back(
              -std::round(1e6 * std::abs(is - was)),
              fmt::format("{} and {} {:.2f} instead of {:.2f}", id(first), id(second), is, was));
        }
      }
    }
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
      return a.first < b.first;
    });
    std::string list;
    for (std::size_t i = 0; i < std::min(changes.size(), kMostListed); ++i) {
      list += (i == 0 ? "" : ", ") + changes[i].second;
    }
    if (changes.size() > kMostListed) {
      list += fmt::format(" and {} more", changes.size() - kMostListed);
    }
    warn({{"rank_correlations", 0}},
         fmt::format("the rank correlations contradict each other and were repaired: {}",
                     list.empty() ? "by less than 0.005 each" : list),
         "repaired");
  }

  void check(int index, const RankCorrelationEntry& entry) {
    const Ranks& first = ranks_.at(entry.first);
    const Ranks& second = ranks_.at(entry.second);
    const FieldPath field = {{"rank_correlations", index}};
    if (first.is_constant() || second.is_constant()) {
      warn(field,
           fmt::format("'{}' is constant, and a constant has no correlation",
                       id(first.is_constant() ? entry.first : entry.second)),
           "correlation");
      return;
    }
    if ((!first.has_ties() && !second.has_ties()) || ++num_measured_ > kMostMeasured) {
      return;
    }
    const double r = matrix_(static_cast<Index>(rows_.at(entry.first)),
                             static_cast<Index>(rows_.at(entry.second)));
    const double value = attained(first, second, r);
    if (std::abs(value - entry.value) >= kLeastDifference) {
      warn(field,
           fmt::format("'{}' and '{}' get the rank correlation {:.2f} instead of {:.2f}, because "
                       "values of a discrete parameter tie",
                       id(entry.first),
                       id(entry.second),
                       value,
                       entry.value),
           "correlation");
    }
  }

  const v1::Scenario& scenario_;
  std::vector<RankCorrelationEntry> entries_;
  std::map<std::size_t, std::size_t> rows_;  // Of the matrix, by parameter.
  Matrix matrix_;
  std::map<std::size_t, Ranks> ranks_;  // By parameter.
  std::size_t num_measured_ = 0;
  std::vector<FieldProblem> warnings_;
};

}  // namespace

std::vector<FieldProblem> find_correlation_warnings(const v1::Scenario& scenario) {
  return Finder(scenario).run();
}

}  // namespace demarche
