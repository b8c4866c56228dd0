// SPDX-License-Identifier: MIT
#include "demarche/sample/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>

#include "sample/continuous.hpp"
#include "sample/far_interval.hpp"
#include "sample/log_density.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The quantile of x conditioned on [a, b] that has the share `u` of the probability below it and
/// `rest` = 1 - u above. It is computed from the tail probability on whose side the quantile lies:
/// with F the distribution function, the lower one is F(a) + u (F(b) - F(a)), and the upper one is
/// 1 - F(b) + rest (F(b) - F(a)) from complements. In that way small probabilities keep their
/// digits.
template <class Standard>
double truncated_quantile(
    const Continuous<Standard>& x, double a, double b, double u, double rest) {
  const double lower = x.probability(a, false);
  const double p = lower + u * (x.probability(b, false) - lower);
  if (p <= 0.5) {
    return std::clamp(x.quantile(p, false), a, b);
  }
  const double upper = x.probability(b, true);
  const double q = upper + rest * (x.probability(a, true) - upper);
  return std::clamp(x.quantile(q, true), a, b);
}

/// The distribution conditioned on its truncation where doubles have few digits or none for the
/// probability of that; nothing elsewhere.
template <class Standard>
std::optional<FarInterval> far_interval(const Distribution& distribution,
                                        const Continuous<Standard>& x) {
  // Below this the probabilities of quantiles within the interval are denormal numbers, or 0.
  constexpr double kLeast = 1e-300;
  const double a = std::max(distribution.truncate_low, x.low);
  const double b = std::min(distribution.truncate_high, x.high);
  if ((a <= x.low && b >= x.high) || !(a < b) || interval_probability(x, a, b) >= kLeast) {
    return std::nullopt;
  }
  LogDensityRatio ratio = log_density_ratio(distribution);
  if (!ratio) {
    return std::nullopt;
  }
  FarInterval interval(std::move(ratio), a, b);
  return interval.has_probability() ? std::optional(std::move(interval)) : std::nullopt;
}

double quantile_of(const ConstantDistribution& d, double /*u*/) {
  return d.value;
}

double quantile_of(const BernoulliDistribution& d, double u) {
  // 0 takes the lower part of the unit interval, as quantile functions must not decrease.
  return 1.0 - u <= d.probability ? 1.0 : 0.0;
}

/// The smallest value whose cumulated probability exceeds u. Values without weight are never taken.
double quantile_of(const DiscreteDistribution& d, double u) {
  std::vector<std::size_t> order(d.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return d.values[a] < d.values[b]; });
  const auto weight = [&](std::size_t i) { return d.weights.empty() ? 1.0 : d.weights[i]; };
  double total = 0.0;
  for (const std::size_t i : order) {
    total += weight(i);
  }
  double sum = 0.0;
  double value = d.values[order.front()];
  for (const std::size_t i : order) {
    if (weight(i) > 0.0) {
      value = d.values[i];
      sum += weight(i);
      if (u < sum / total) {
        break;
      }
    }
  }
  return value;
}

/// Linear interpolation between the order statistics, of which the k-th of n stands at k / (n - 1),
/// counted from 0.
double quantile_of(const EmpiricalDistribution& d, double u) {
  std::vector<double> sorted = d.sample;
  std::sort(sorted.begin(), sorted.end());
  const double position = u * static_cast<double>(sorted.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(position), sorted.size() - 1);
  const double next = sorted[std::min(i + 1, sorted.size() - 1)];
  return sorted[i] + (position - static_cast<double>(i)) * (next - sorted[i]);
}

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
    bool are_good = true;
    for (const double weight : d.weights) {
      if (!(weight >= 0.0 && weight < kInfinity)) {
        problems.push_back(fmt::format("weights must be finite and at least 0, got {}", weight));
        are_good = false;
      }
    }
    const double total = std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
    if (are_good && !d.weights.empty() && !(total > 0.0 && total < kInfinity)) {
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
};

}  // namespace

std::vector<std::string> Distribution::problems() const {
  Rules rules;
  std::visit([&](const auto& d) { rules.check(d); }, family);
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

namespace {

double quantile_of(const Distribution& distribution, double u, double rest) {
  return std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (kIsContinuous<Family>) {
          const auto x = continuous(d);
          if (const auto far = far_interval(distribution, x)) {
            return far->quantile(u, rest);
          }
          return truncated_quantile(
              x, distribution.truncate_low, distribution.truncate_high, u, rest);
        } else {
          return quantile_of(d, u);
        }
      },
      distribution.family);
}

}  // namespace

double Distribution::quantile(double u) const {
  return quantile_of(*this, u, 1.0 - u);
}

double Distribution::upper_quantile(double q) const {
  return quantile_of(*this, 1.0 - q, q);
}

double Distribution::lower_bound() const {
  return std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (kIsContinuous<Family>) {
          return std::max(truncate_low, continuous(d).low);
        } else {
          return quantile_of(d, 0.0);
        }
      },
      family);
}

double Distribution::upper_bound() const {
  return std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (kIsContinuous<Family>) {
          return std::min(truncate_high, continuous(d).high);
        } else {
          return quantile_of(d, 1.0);
        }
      },
      family);
}

}  // namespace demarche
