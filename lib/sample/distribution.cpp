// SPDX-License-Identifier: MIT
#include "demarche/sample/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>

namespace demarche {
namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

/// Boost.Math's error policy: return a value instead of throwing. Parameters are checked before,
/// and an overflow is an infinite quantile, which is right.
using Policy = bp::policy<bp::domain_error<bp::ignore_error>,
                          bp::pole_error<bp::ignore_error>,
                          bp::overflow_error<bp::ignore_error>,
                          bp::evaluation_error<bp::ignore_error>,
                          bp::promote_double<false>>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The distribution of location + scale * X, where X is distributed as `standard`, with the support
/// [low, high].
template <class Standard>
struct Continuous {
  Standard standard;
  double location = 0.0;
  double scale = 1.0;
  double low = -kInfinity;
  double high = kInfinity;

  /// P(X <= x), or P(X > x) if `upper`.
  [[nodiscard]] double probability(double x, bool upper) const {
    if (x <= low || x >= high) {
      return (x <= low) == upper ? 1.0 : 0.0;
    }
    const double s = (x - location) / scale;
    return upper ? bm::cdf(bm::complement(standard, s)) : bm::cdf(standard, s);
  }
  /// x with P(X <= x) = p, or P(X > x) = p if `upper`.
  [[nodiscard]] double quantile(double p, bool upper) const {
    if (p <= 0.0) {
      return upper ? high : low;
    }
    const double s = upper ? bm::quantile(bm::complement(standard, p)) : bm::quantile(standard, p);
    return std::clamp(location + scale * s, low, high);
  }
};

auto continuous(const UniformDistribution& d) {
  return Continuous<bm::uniform_distribution<double, Policy>>{
      {d.low, d.high}, 0.0, 1.0, d.low, d.high};
}
auto continuous(const TriangularDistribution& d) {
  return Continuous<bm::triangular_distribution<double, Policy>>{
      {d.low, d.mode, d.high}, 0.0, 1.0, d.low, d.high};
}
auto continuous(const BetaDistribution& d) {
  return Continuous<bm::beta_distribution<double, Policy>>{
      {d.alpha, d.beta}, d.low, d.high - d.low, d.low, d.high};
}
auto continuous(const PertDistribution& d) {
  const double width = d.high - d.low;
  return continuous(BetaDistribution{1.0 + d.shape * ((d.mode - d.low) / width),
                                     1.0 + d.shape * ((d.high - d.mode) / width),
                                     d.low,
                                     d.high});
}
auto continuous(const NormalDistribution& d) {
  return Continuous<bm::normal_distribution<double, Policy>>{{}, d.mean, d.standard_deviation};
}
auto continuous(const LognormalDistribution& d) {
  return Continuous<bm::lognormal_distribution<double, Policy>>{
      {0.0, d.log_standard_deviation}, 0.0, d.median, 0.0};
}
auto continuous(const GammaDistribution& d) {
  return Continuous<bm::gamma_distribution<double, Policy>>{{d.shape, 1.0}, 0.0, d.scale, 0.0};
}
auto continuous(const ExponentialDistribution& d) {
  return Continuous<bm::exponential_distribution<double, Policy>>{{1.0}, 0.0, 1.0 / d.rate, 0.0};
}
auto continuous(const StudentTDistribution& d) {
  return Continuous<bm::students_t_distribution<double, Policy>>{
      {d.degrees_of_freedom}, d.location, d.scale};
}

template <class Family>
constexpr bool kIsContinuous =
    !std::is_same_v<Family, ConstantDistribution> &&
    !std::is_same_v<Family, BernoulliDistribution> &&
    !std::is_same_v<Family, DiscreteDistribution> && !std::is_same_v<Family, EmpiricalDistribution>;

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
          // The probability of the interval, by either tail: far in a tail only one of them has
          // digits.
          const double below =
              x.probability(truncate_high, false) - x.probability(truncate_low, false);
          const double above =
              x.probability(truncate_low, true) - x.probability(truncate_high, true);
          if (!(std::max(below, above) > 0.0)) {
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
          return truncated_quantile(
              continuous(d), distribution.truncate_low, distribution.truncate_high, u, rest);
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
