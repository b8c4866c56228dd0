// SPDX-License-Identifier: MIT
#include "sample/far_interval.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace demarche {
namespace {

/// Panels end where the density is e^-80 of the largest. The smallest uniform number is 2^-53,
/// about e^-37.
constexpr double kLogLeast = -80.0;
/// By how much the density falls within a panel, as a logarithm.
constexpr double kFall = 1.5;
/// Even where the density is constant, there are so many panels.
constexpr double kFewestPanels = 16.0;
constexpr std::size_t kMostPanels = 1000;
/// With ten points the error of Gauss's rule is below 1e-16 of a panel's integral.
constexpr int kPoints = 10;

}  // namespace

FarInterval::FarInterval(LogDensityRatio ratio, double low, double high)
    : ratio_(std::move(ratio)), low_(low), high_(high) {
  const bool rises = std::isinf(low) || (std::isfinite(high) && ratio_(low, high - low) > 0.0);
  peak_ = rises ? high : low;
  sign_ = rises ? -1.0 : 1.0;
  make_panels(width_of_all_panels());
}

/// The distance at which the density is below e^kLogLeast of the largest, within a factor of two;
/// or that of the interval's other end, if that is nearer.
double FarInterval::width_of_all_panels() const {
  constexpr double kLongest = std::numeric_limits<double>::max() / 2.0;
  const double length = std::min(high_ - low_, kLongest);
  double width = length < kLongest ? length : std::max(std::abs(peak_), 1.0);
  while (width > 0.0 && log_ratio(width / 2.0) < kLogLeast) {
    width /= 2.0;
  }
  while (width < length && !(log_ratio(width) < kLogLeast)) {
    width = std::min(2.0 * width, length);
  }
  return width;
}

void FarInterval::make_panels(double width) {
  begins_ = {0.0};
  before_ = {0.0};
  std::vector<double> own;
  double begin = 0.0;
  double step = width / kFewestPanels;
  while (begin < width && begins_.size() <= kMostPanels) {
    step = std::min({2.0 * step, width / kFewestPanels, width - begin});
    const auto level = [&](double d) { return std::max(log_ratio(d), kLogLeast); };
    while (level(begin) - level(begin + step) > kFall) {
      step /= 2.0;
    }
    const double end = step < width - begin ? begin + step : width;
    own.push_back(integral(begin, end));
    begins_.push_back(end);
    before_.push_back(before_.back() + own.back());
    begin = end;
  }
  after_.assign(begins_.size(), 0.0);
  for (std::size_t k = own.size(); k-- > 0;) {
    after_[k] = after_[k + 1] + own[k];
  }
}

double FarInterval::integral(double from, double to) const {
  return boost::math::quadrature::gauss<double, kPoints>::integrate(
      [&](double d) { return std::exp(log_ratio(d)); }, from, to);
}

bool FarInterval::has_probability() const noexcept {
  const double total = before_.back();
  const double width = begins_.back();
  if (!(total > 0.0 && std::isfinite(total)) || begins_.size() > kMostPanels) {
    return false;
  }
  // A density that falls like d^-n has about d f(d) / (n - 1) beyond d.
  constexpr double kNegligible = 1e-16;
  return width >= high_ - low_ || width * std::exp(log_ratio(width)) <= kNegligible * total;
}

double FarInterval::quantile(double u, double rest) const {
  const double near = sign_ > 0.0 ? u : rest;  // The share between the peak and the quantile.
  const double far = sign_ > 0.0 ? rest : u;
  // The panel of the quantile, and how much of its integral lies before it. Where the share beyond
  // is the smaller one, it has the digits.
  const double total = before_.back();
  std::size_t panel = 0;
  double wanted = 0.0;
  if (near <= 0.5) {
    const auto after = std::upper_bound(before_.begin(), before_.end() - 1, near * total);
    panel = static_cast<std::size_t>(after - before_.begin()) - 1;
    wanted = near * total - before_[panel];
  } else {
    const auto after =
        std::upper_bound(after_.begin(), after_.end() - 1, far * total, std::greater<>());
    panel = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - after_.begin(), 1)) - 1;
    wanted = after_[panel] - far * total;
  }
  panel = std::min(panel, begins_.size() - 2);
  // Newton's steps from the begin of the panel. There the integrand is largest, so the steps never
  // go too far, and each one about doubles the digits.
  const double begin = begins_[panel];
  const double end = begins_[panel + 1];
  double d = begin;
  constexpr int kMostSteps = 30;
  for (int step = 0; step < kMostSteps; ++step) {
    const double missing = wanted - integral(begin, d);
    const double next = std::clamp(d + missing * std::exp(-log_ratio(d)), begin, end);
    const bool is_last = !(std::abs(next - d) > 1e-15 * (end - begin));
    d = next;
    if (is_last) {
      break;
    }
  }
  return std::clamp(peak_ + sign_ * d, low_, high_);
}

}  // namespace demarche
