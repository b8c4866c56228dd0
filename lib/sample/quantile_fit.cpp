// SPDX-License-Identifier: MIT
#include "demarche/sample/quantile_fit.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "sample/quantile_families.hpp"
#include "sample/quantile_search.hpp"

namespace demarche {
namespace {

using Eigen::VectorXd;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The fit of one family. Each function below may assume rising probabilities and values.
class Fitter {
 public:
  explicit Fitter(const StatedQuantiles& stated)
      : stated_(stated), first_(stated.quantiles.front()), last_(stated.quantiles.back()) {}

  std::vector<std::string> problems;

  std::optional<Distribution> normal() {
    return has_no_ends() && has_quantiles(2) ? std::optional(Distribution{nearest_normal(stated_)})
                                             : std::nullopt;
  }

  std::optional<Distribution> uniform() {
    if (!has_no_ends() || !has_quantiles(2)) {
      return std::nullopt;
    }
    const VectorXd fit = linear_fit(
        stated_,
        2,
        [](std::size_t k, double p) { return k == 0 ? 1.0 : p; },
        [](double x) { return x; });
    return Distribution{UniformDistribution{fit(0), fit(0) + fit(1)}};
  }

  std::optional<Distribution> exponential() {
    if (!is_positive() || !has_quantiles(1)) {
      return std::nullopt;
    }
    const VectorXd fit = linear_fit(
        stated_,
        1,
        [](std::size_t, double p) { return -std::log1p(-p); },
        [](double x) { return x; });
    return Distribution{ExponentialDistribution{1.0 / fit(0)}};
  }

  std::optional<Distribution> lognormal() {
    return is_positive() && has_quantiles(2) ? fit_lognormal(stated_) : std::nullopt;
  }

  std::optional<Distribution> gamma() {
    return is_positive() && has_quantiles(2) ? fit_gamma(stated_) : std::nullopt;
  }

  std::optional<Distribution> beta() {
    const double low = stated_.low.value_or(0.0);
    const double high = stated_.high.value_or(1.0);
    return lies_inside(low, high) && has_quantiles(2) ? fit_beta(stated_, low, high) : std::nullopt;
  }

  std::optional<Distribution> student_t() {
    return has_no_ends() && has_quantiles(4) ? fit_student_t(stated_) : std::nullopt;
  }

  std::optional<Distribution> with_mode(ModeFamily family) {
    const bool has_both = stated_.low && stated_.high;
    const std::size_t num_ends = (stated_.low ? 0 : 1) + (stated_.high ? 0 : 1);
    const std::size_t num_free = 1 + num_ends + (family == ModeFamily::pert && has_both ? 1 : 0);
    return lies_inside(stated_.low.value_or(-kInfinity), stated_.high.value_or(kInfinity)) &&
                   has_quantiles(num_free)
               ? fit_mode_family(stated_, family)
               : std::nullopt;
  }

  std::optional<Distribution> jqpd() {
    const auto& q = stated_.quantiles;
    if (!stated_.low && !stated_.high) {
      problems.emplace_back("jqpd needs low, high or both; a metalog does without");
    }
    const bool is_symmetric = q.size() == 3 && q[1].probability == 0.5 &&
                              std::abs(q[0].probability + q[2].probability - 1.0) < 1e-12;
    if (!is_symmetric) {
      problems.emplace_back(
          "jqpd takes three quantiles, at p, 0.5 and 1 - p, for example at 0.05, 0.5 and 0.95");
    }
    if (!lies_inside(stated_.low.value_or(-kInfinity), stated_.high.value_or(kInfinity)) ||
        !problems.empty()) {
      return std::nullopt;
    }
    return Distribution{JqpdDistribution{q[0].probability,
                                         q[0].value,
                                         q[1].value,
                                         q[2].value,
                                         stated_.low.value_or(-kInfinity),
                                         stated_.high.value_or(kInfinity)}};
  }

  std::optional<Distribution> metalog() {
    const double low = stated_.low.value_or(-kInfinity);
    const double high = stated_.high.value_or(kInfinity);
    if (!has_quantiles(2) || !lies_inside(low, high)) {
      return std::nullopt;
    }
    if (stated_.quantiles.size() > kMostMetalogTerms) {
      problems.push_back(fmt::format("a metalog takes at most {} quantiles, got {}",
                                     kMostMetalogTerms,
                                     stated_.quantiles.size()));
      return std::nullopt;
    }
    std::vector<double> coefficients = metalog_coefficients(stated_);
    if (!(least_metalog_slope(coefficients) > 0.0)) {
      problems.push_back(
          fmt::format("no metalog has these quantiles: its quantile function would fall in places; "
                      "{} would do",
                      feasible_quantiles(coefficients)));
      return std::nullopt;
    }
    return Distribution{MetalogDistribution{std::move(coefficients), low, high}};
  }

 private:
  bool has_no_ends() {
    if (stated_.low || stated_.high) {
      problems.push_back(
          fmt::format("low and high have no meaning for {}; truncate_low and truncate_high cut it",
                      stated_.family));
    }
    return problems.empty();
  }
  bool is_positive() {
    if (stated_.high || stated_.low.value_or(0.0) != 0.0) {
      problems.push_back(
          fmt::format("{} starts at 0 and has no upper end; truncate_low and truncate_high cut it",
                      stated_.family));
    }
    if (!(first_.value > 0.0)) {
      problems.push_back(
          fmt::format("{} takes values above 0, got {}", stated_.family, first_.value));
    }
    return problems.empty();
  }
  bool lies_inside(double low, double high) {
    if (!(low < first_.value)) {
      problems.push_back(
          fmt::format("low must be below the smallest value, got {} and {}", low, first_.value));
    }
    if (!(last_.value < high)) {
      problems.push_back(
          fmt::format("high must be above the largest value, got {} and {}", high, last_.value));
    }
    return problems.empty();
  }
  bool has_quantiles(std::size_t fewest) {
    if (stated_.quantiles.size() < fewest) {
      problems.push_back(fmt::format("{} needs at least {} quantiles here, got {}",
                                     stated_.family,
                                     fewest,
                                     stated_.quantiles.size()));
    }
    return problems.empty();
  }

  /// A value without its ends: itself, its logarithm above or below the end, or its log odds.
  [[nodiscard]] double without_ends(double x) const {
    if (stated_.low && stated_.high) {
      return std::log(x - *stated_.low) - std::log(*stated_.high - x);
    }
    return stated_.low    ? std::log(x - *stated_.low)
           : stated_.high ? -std::log(*stated_.high - x)
                          : x;
  }
  [[nodiscard]] std::vector<double> metalog_coefficients(const StatedQuantiles& stated) const {
    const VectorXd fit = linear_fit(
        stated,
        stated.quantiles.size(),
        [](std::size_t k, double p) { return metalog_term(k, p, 1.0 - p); },
        [this](double x) { return without_ends(x); });
    return {fit.begin(), fit.end()};
  }
  /// The nearest feasible quantiles on the way to the two-term metalog through the first and the
  /// last one, which keeps both. The feasible coefficients are a convex set, so bisection finds
  /// where the way enters it.
  [[nodiscard]] std::string feasible_quantiles(const std::vector<double>& coefficients) const {
    StatedQuantiles outer = stated_;
    outer.quantiles = {first_, last_};
    std::vector<double> target = metalog_coefficients(outer);
    target.resize(coefficients.size(), 0.0);
    const auto between = [&](double share) {
      std::vector<double> mixed(coefficients.size());
      for (std::size_t k = 0; k < mixed.size(); ++k) {
        mixed[k] = coefficients[k] + share * (target[k] - coefficients[k]);
      }
      return mixed;
    };
    double infeasible = 0.0;
    double feasible = 1.0;
    for (int i = 0; i < 30; ++i) {
      const double middle = 0.5 * (infeasible + feasible);
      (least_metalog_slope(between(middle)) > 0.0 ? feasible : infeasible) = middle;
    }
    // A little further, so that the values still do when they are printed with few digits.
    const Distribution near{MetalogDistribution{between(std::min(1.0, feasible + 0.001)),
                                                stated_.low.value_or(-kInfinity),
                                                stated_.high.value_or(kInfinity)}};
    std::string text;
    for (const auto& [p, value] : stated_.quantiles) {
      const bool is_kept = p == first_.probability || p == last_.probability;
      text += fmt::format("{}{:.5g}", text.empty() ? "" : ", ", is_kept ? value : near.quantile(p));
    }
    return text;
  }

  const StatedQuantiles& stated_;
  StatedQuantile first_;
  StatedQuantile last_;
};

using Fit = std::optional<Distribution> (*)(Fitter&);

struct NamedFit {
  std::string_view family;
  Fit fit;
};

constexpr NamedFit kFits[] = {
    {"jqpd", [](Fitter& f) { return f.jqpd(); }},
    {"metalog", [](Fitter& f) { return f.metalog(); }},
    {"normal", [](Fitter& f) { return f.normal(); }},
    {"lognormal", [](Fitter& f) { return f.lognormal(); }},
    {"beta", [](Fitter& f) { return f.beta(); }},
    {"pert", [](Fitter& f) { return f.with_mode(ModeFamily::pert); }},
    {"triangular", [](Fitter& f) { return f.with_mode(ModeFamily::triangular); }},
    {"gamma", [](Fitter& f) { return f.gamma(); }},
    {"uniform", [](Fitter& f) { return f.uniform(); }},
    {"exponential", [](Fitter& f) { return f.exponential(); }},
    {"student_t", [](Fitter& f) { return f.student_t(); }},
};

/// Values and ends that doubles cannot tell apart.
void check_distances(const StatedQuantiles& stated, std::vector<std::string>& problems) {
  constexpr double kFarthest = 1e6;
  const double first = stated.quantiles.front().value;
  const double last = stated.quantiles.back().value;
  if (!std::isfinite(last - first)) {
    problems.push_back(fmt::format("the values {} and {} are too far apart", first, last));
    return;
  }
  const bool has_one_end = stated.low.has_value() != stated.high.has_value();
  if ((stated.family == "jqpd" && has_one_end) || stated.quantiles.size() < 2) {
    return;
  }
  for (const auto& [end, value] : {std::pair(stated.low, first), std::pair(stated.high, last)}) {
    if (end && std::abs(*end - value) > kFarthest * (last - first)) {
      problems.push_back(fmt::format(
          "the end {} lies a million times as far from the values as these lie from each "
          "other, where doubles lose their digits; leave it out",
          *end));
    }
  }
}

/// One sentence for each rule that the quantiles break whatever the family.
std::vector<std::string> problems_of(const StatedQuantiles& stated) {
  std::vector<std::string> problems;
  if (stated.quantiles.empty()) {
    problems.emplace_back("quantiles need at least one of at");
  }
  for (const auto& end : {stated.low, stated.high}) {
    if (end && !std::isfinite(*end)) {
      problems.push_back(fmt::format("an end must be a finite number, got {}", *end));
    }
  }
  for (std::size_t i = 0; i < stated.quantiles.size(); ++i) {
    const auto& [p, value] = stated.quantiles[i];
    if (!(p > 0.0 && p < 1.0)) {
      problems.push_back(fmt::format("p must be above 0 and below 1, got {}", p));
    }
    if (!std::isfinite(value)) {
      problems.push_back(fmt::format("value must be a finite number, got {}", value));
    }
    if (i > 0 && !(stated.quantiles[i - 1].probability < p)) {
      problems.push_back(fmt::format("p must rise from one quantile to the next, got {} and {}",
                                     stated.quantiles[i - 1].probability,
                                     p));
    }
    if (i > 0 && !(stated.quantiles[i - 1].value < value)) {
      problems.push_back(fmt::format(
          "values must rise with p, got {} and {}", stated.quantiles[i - 1].value, value));
    }
  }
  if (problems.empty()) {
    check_distances(stated, problems);
  }
  return problems;
}

}  // namespace

const std::vector<std::string>& quantile_families() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const NamedFit& fit : kFits) {
      all.emplace_back(fit.family);
    }
    return all;
  }();
  return names;
}

QuantileFit fit_quantiles(const StatedQuantiles& stated) {
  QuantileFit result;
  result.problems = problems_of(stated);
  const auto* const named =
      std::find_if(std::begin(kFits), std::end(kFits), [&](const NamedFit& fit) {
        return fit.family == stated.family;
      });
  if (named == std::end(kFits)) {
    result.problems.push_back(fmt::format("no family \"{}\" can be fitted to quantiles; {}",
                                          stated.family,
                                          name_hint(stated.family, quantile_families())));
  }
  if (!result.problems.empty()) {
    return result;
  }
  Fitter fitter(stated);
  result.distribution = named->fit(fitter);
  result.problems = std::move(fitter.problems);
  if (result.distribution && !result.distribution->problems().empty()) {
    result.problems = result.distribution->problems();
  } else if (!result.distribution && result.problems.empty()) {
    result.problems.push_back(
        fmt::format("no {} distribution comes near these quantiles", stated.family));
  }
  if (!result.problems.empty()) {
    result.distribution.reset();
    return result;
  }
  const double first = stated.quantiles.front().value;
  const double range =
      stated.quantiles.size() > 1 ? stated.quantiles.back().value - first : std::abs(first);
  for (const auto& [p, value] : stated.quantiles) {
    result.values.push_back(result.distribution->quantile(p));
    result.misfit = std::max(result.misfit, std::abs(result.values.back() - value) / range);
  }
  return result;
}

}  // namespace demarche
