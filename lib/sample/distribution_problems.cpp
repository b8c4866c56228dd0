// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>

#include "demarche/sample/distribution.hpp"
#include "sample/continuous.hpp"
#include "sample/quantile_families.hpp"
#include "sample/truncation.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Checks the rules of each family and collects a sentence for each rule that is broken.
class Rules {
 public:
  std::vector<std::string> problems;

  using Field = std::pair<const char*, double>;

  bool finite(std::initializer_list<Field> fields) {
    const std::size_t before = problems.size();
    for (const auto& [name, value] : fields) {
      if (!std::isfinite(value)) {
        problems.push_back(fmt::format("{} must be a finite number, got {}", name, value));
      }
    }
    return problems.size() == before;
  }
  void positive(Field field) {
    if (finite({field}) && field.second <= 0.0) {
      problems.push_back(fmt::format("{} must be above 0, got {}", field.first, field.second));
    }
  }
  void in_order(Field low, Field high, bool strictly) {
    const bool is_good = strictly ? low.second < high.second : low.second <= high.second;
    if (!is_good) {
      problems.push_back(fmt::format("{} must be {} {}, got {} and {}",
                                     low.first,
                                     strictly ? "below" : "at most",
                                     high.first,
                                     low.second,
                                     high.second));
    } else if (!std::isfinite(high.second - low.second)) {
      problems.push_back(fmt::format("{} and {} are too far apart", low.first, high.first));
    }
  }

  void check(const ConstantDistribution& d) { finite({{"value", d.value}}); }
  void check(const UniformDistribution& d) {
    if (finite({{"low", d.low}, {"high", d.high}})) {
      in_order({"low", d.low}, {"high", d.high}, true);
    }
  }
  void check_mode(double low, double mode, double high) {
    if (finite({{"low", low}, {"mode", mode}, {"high", high}})) {
      in_order({"low", low}, {"high", high}, true);
      in_order({"low", low}, {"mode", mode}, false);
      in_order({"mode", mode}, {"high", high}, false);
    }
  }
  void check(const TriangularDistribution& d) { check_mode(d.low, d.mode, d.high); }
  void check(const PertDistribution& d) {
    check_mode(d.low, d.mode, d.high);
    positive({"shape", d.shape});
  }
  void check(const NormalDistribution& d) {
    finite({{"mean", d.mean}});
    positive({"standard_deviation", d.standard_deviation});
  }
  void check(const LognormalDistribution& d) {
    positive({"median", d.median});
    positive({"log_standard_deviation", d.log_standard_deviation});
  }
  void check(const BetaDistribution& d) {
    positive({"alpha", d.alpha});
    positive({"beta", d.beta});
    if (finite({{"low", d.low}, {"high", d.high}})) {
      in_order({"low", d.low}, {"high", d.high}, true);
    }
  }
  void check(const GammaDistribution& d) {
    positive({"shape", d.shape});
    positive({"scale", d.scale});
  }
  void check(const ExponentialDistribution& d) { positive({"rate", d.rate}); }
  void check(const StudentTDistribution& d) {
    positive({"degrees_of_freedom", d.degrees_of_freedom});
    finite({{"location", d.location}});
    positive({"scale", d.scale});
  }
  void check(const BernoulliDistribution& d) {
    if (!(d.probability >= 0.0 && d.probability <= 1.0)) {
      problems.push_back(fmt::format("probability must be in [0, 1], got {}", d.probability));
    }
  }
  void check(const DiscreteDistribution& d) {
    if (d.values.empty()) {
      problems.emplace_back("a discrete distribution needs at least one of values");
    }
    if (!d.weights.empty() && d.weights.size() != d.values.size()) {
      problems.push_back(fmt::format("found {} weights for {} values; give one each, or none",
                                     d.weights.size(),
                                     d.values.size()));
    }
    for (const double value : d.values) {
      finite({{"values", value}});
    }
    check_weights(d.weights);
  }
  void check_weights(const std::vector<double>& weights) {
    bool are_good = true;
    for (const double weight : weights) {
      if (!(weight >= 0.0 && weight < kInfinity)) {
        problems.push_back(fmt::format("weights must be finite and at least 0, got {}", weight));
        are_good = false;
      }
    }
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (are_good && !weights.empty() && !(total > 0.0 && total < kInfinity)) {
      problems.push_back(fmt::format("weights must have a finite sum above 0, got {}", total));
    }
  }
  void check(const EmpiricalDistribution& d) {
    if (d.sample.empty()) {
      problems.emplace_back("an empirical distribution needs at least one of sample");
    }
    for (const double value : d.sample) {
      finite({{"sample", value}});
    }
  }
  void check(const JqpdDistribution& d) {
    if (!(d.tail > 0.0 && d.tail < 0.5)) {
      problems.push_back(fmt::format("tail must be above 0 and below 1/2, got {}", d.tail));
    }
    if (!std::isfinite(d.low) && !std::isfinite(d.high)) {
      problems.emplace_back("J-QPD needs a lower end, an upper end or both");
    }
    if (finite({{"low_quantile", d.low_quantile},
                {"median", d.median},
                {"high_quantile", d.high_quantile}})) {
      in_order({"low_quantile", d.low_quantile}, {"median", d.median}, true);
      in_order({"median", d.median}, {"high_quantile", d.high_quantile}, true);
      inside({"low_quantile", d.low_quantile}, {"high_quantile", d.high_quantile}, d.low, d.high);
    }
  }
  void check(const PooledDistribution& d) {
    if (d.views.empty()) {
      problems.emplace_back("a pooled distribution needs at least one view");
    }
    if (!d.weights.empty() && d.weights.size() != d.views.size()) {
      problems.push_back(fmt::format("found {} weights for {} views; give one each, or none",
                                     d.weights.size(),
                                     d.views.size()));
    }
    check_weights(d.weights);
    for (std::size_t k = 0; k < d.views.size(); ++k) {
      for (const std::string& problem : d.views[k].problems()) {
        problems.push_back(fmt::format("view {}: {}", k, problem));
      }
      if (std::holds_alternative<PooledDistribution>(d.views[k].family)) {
        problems.push_back(fmt::format("view {} is pooled itself", k));
      }
    }
  }
  void inside(Field first, Field last, double low, double high) {
    if (std::isnan(low) || !(low < first.second)) {
      problems.push_back(
          fmt::format("low must be below {}, got {} and {}", first.first, low, first.second));
    }
    if (std::isnan(high) || !(last.second < high)) {
      problems.push_back(
          fmt::format("high must be above {}, got {} and {}", last.first, high, last.second));
    }
  }
  void check(const MetalogDistribution& d) {
    if (d.coefficients.size() < 2 || d.coefficients.size() > kMostMetalogTerms) {
      problems.push_back(fmt::format("a metalog distribution has 2 to {} coefficients, got {}",
                                     kMostMetalogTerms,
                                     d.coefficients.size()));
      return;
    }
    bool are_good = true;
    for (const double coefficient : d.coefficients) {
      are_good = finite({{"coefficients", coefficient}}) && are_good;
    }
    if (std::isnan(d.low) || std::isnan(d.high) || !(d.low < d.high)) {
      problems.push_back(fmt::format("low must be below high, got {} and {}", d.low, d.high));
    }
    if (are_good && !(least_metalog_slope(d.coefficients) > 0.0)) {
      problems.emplace_back(
          "the metalog with these coefficients is no distribution: its quantile function falls");
    }
  }
};

}  // namespace

std::vector<std::string> Distribution::problems() const {
  Rules rules;
  std::visit(
      [&]<class Family>(const Family& d) {
        rules.check(d);
        if (!(widen > 0.0 && std::isfinite(widen))) {
          rules.problems.push_back(
              fmt::format("widen must be a finite number above 0, got {}", widen));
        } else if (!kIsContinuous<Family> && widen != 1.0) {
          rules.problems.emplace_back("only a continuous distribution can be widened");
        }
      },
      family);
  const bool is_truncated = truncate_low != -kInfinity || truncate_high != kInfinity;
  if (!is_truncated) {
    return std::move(rules.problems);
  }
  std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (!kIsContinuous<Family>) {
          rules.problems.emplace_back("only a continuous distribution can be truncated");
        } else if (!(truncate_low < truncate_high)) {
          rules.problems.push_back(
              fmt::format("truncate_low must be below truncate_high, got {} and {}",
                          truncate_low,
                          truncate_high));
        } else if (rules.problems.empty()) {
          const auto x = continuous(d);
          if (!(interval_probability(x, truncate_low, truncate_high) > 0.0) &&
              !far_interval(*this, x)) {
            rules.problems.push_back(fmt::format(
                "truncation leaves no probability: the distribution has next to none on [{}, {}]",
                truncate_low,
                truncate_high));
          }
        }
      },
      family);
  return std::move(rules.problems);
}

}  // namespace demarche
