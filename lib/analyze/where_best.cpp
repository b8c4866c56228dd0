// SPDX-License-Identifier: MIT
#include "analyze/where_best.hpp"

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace demarche {
namespace {

constexpr std::size_t kQuarters = 4;

/// The three numbers between the quarters of some numbers.
std::array<double, kQuarters - 1> bounds_of(std::vector<double> numbers) {
  std::array<double, kQuarters - 1> bounds;
  std::sort(numbers.begin(), numbers.end());
  for (std::size_t q = 1; q < kQuarters; ++q) {
    bounds[q - 1] = numbers[(q * numbers.size() + kQuarters - 1) / kQuarters - 1];
  }
  return bounds;
}

/// A parameter with the quarter of each draw.
struct Quartered {
  std::size_t parameter = 0;
  std::array<double, kQuarters - 1> bounds = {};
  std::vector<std::size_t> quarters;  // [draw]
  double explained = 0.0;             // Corrected for bias.
  bool is_clear = false;              // Whether it is more than chance gives.
};

/// The indicator of which option is better, summed over some draws.
struct Share {
  double sum = 0.0;
  std::uint64_t count = 0;

  void add(double indicator) {
    sum += indicator;
    ++count;
  }
  [[nodiscard]] double mean() const {
    return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
  }
};

/// 1 in draws in which the first option is better, 0 where the second is, and a half otherwise.
std::vector<double> indicator_of(std::span<const double> first, std::span<const double> second) {
  std::vector<double> indicator(first.size());
  for (std::size_t d = 0; d < first.size(); ++d) {
    indicator[d] = first[d] > second[d] ? 1.0 : first[d] < second[d] ? 0.0 : 0.5;
  }
  return indicator;
}

/// Fills in what the quarters explain of the indicator's variance.
void explain(const std::vector<double>& indicator, std::size_t num_parameters, Quartered& of) {
  constexpr double kChance = 0.05;
  std::array<Share, kQuarters> shares;
  Share all;
  for (std::size_t d = 0; d < indicator.size(); ++d) {
    shares[of.quarters[d]].add(indicator[d]);
    all.add(indicator[d]);
  }
  double total = 0.0;
  for (const double value : indicator) {
    total += (value - all.mean()) * (value - all.mean());
  }
  double between = 0.0;
  double num_groups = 0.0;
  for (const Share& share : shares) {
    if (share.count > 0) {
      const double distance = share.mean() - all.mean();
      between += static_cast<double>(share.count) * distance * distance;
      num_groups += 1.0;
    }
  }
  const auto draws = static_cast<double>(indicator.size());
  if (!(total > 0.0) || num_groups < 2.0 || draws <= num_groups) {
    return;
  }
  const double share = std::min(1.0, between / total);
  of.explained = 1.0 - (1.0 - share) * (draws - 1.0) / (draws - num_groups);
  // Where the quarters do not matter, (draws - 1) * share is chi-squared.
  const double chance = boost::math::gamma_q((num_groups - 1.0) / 2.0, (draws - 1.0) * share / 2.0);
  of.is_clear = chance * static_cast<double>(num_parameters) < kChance;
}

/// The parameters that decide most, the most first.
std::vector<Quartered> deciding(const std::vector<double>& indicator, const DrawRows& parameters) {
  constexpr std::size_t kMost = 2;
  const auto varies = [](const std::vector<double>& row) {
    return std::any_of(
        row.begin(), row.end(), [&](double number) { return number != row.front(); });
  };
  const auto num_varying =
      static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(), varies));
  std::vector<Quartered> found;
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    if (!varies(parameters[p])) {
      continue;
    }
    Quartered of{.parameter = p, .bounds = bounds_of(parameters[p]), .quarters = {}};
    for (const double number : parameters[p]) {
      of.quarters.push_back(static_cast<std::size_t>(std::count_if(
          of.bounds.begin(), of.bounds.end(), [&](double bound) { return number > bound; })));
    }
    explain(indicator, num_varying, of);
    if (of.is_clear) {
      found.push_back(std::move(of));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Quartered& a, const Quartered& b) {
    return a.explained > b.explained;
  });
  found.resize(std::min(found.size(), kMost));
  return found;
}

}  // namespace

v1::WhereBest where_best(std::span<const double> first,
                         std::span<const double> second,
                         const DrawRows& parameters,
                         const std::vector<std::string>& ids) {
  assert(!first.empty() && first.size() == second.size() && ids.size() == parameters.size());
  const std::vector<double> indicator = indicator_of(first, second);
  v1::WhereBest found;
  const std::vector<Quartered> by = deciding(indicator, parameters);
  std::size_t num_cells = 1;
  for (const Quartered& of : by) {
    v1::DecidingParameter& added = *found.add_parameters();
    added.set_parameter(ids[of.parameter]);
    added.set_explained(of.explained);
    added.mutable_bounds()->Assign(of.bounds.begin(), of.bounds.end());
    num_cells *= kQuarters;
  }
  Share all;
  std::vector<Share> cells(num_cells);
  for (std::size_t d = 0; d < indicator.size(); ++d) {
    std::size_t cell = 0;
    for (const Quartered& of : by) {
      cell = kQuarters * cell + of.quarters[d];
    }
    cells[cell].add(indicator[d]);
    all.add(indicator[d]);
  }
  found.set_share_first(all.mean());
  for (const Share& cell : cells) {
    if (!by.empty()) {
      found.add_shares(cell.mean());
      found.add_counts(cell.count);
    }
  }
  return found;
}

}  // namespace demarche
