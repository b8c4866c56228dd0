// SPDX-License-Identifier: MIT
#include "simulate/weighted_pair.hpp"

#include <algorithm>
#include <cmath>

namespace demarche {

void WeightedPair::add(std::span<const std::size_t> solved,
                       const Rows& of_first,
                       const Rows& of_second) {
  WeightedLanes lanes;
  lanes.start(solved, of_first.weights, of_first.factor);
  first.add(lanes, of_first.values);
  lanes.start(solved, of_second.weights, of_second.factor);
  second.add(lanes, of_second.values);
  std::array<double, num_sums> sums{};
  for (const std::size_t lane : solved) {
    const double x = of_first.values[lane];
    const double y = of_second.values[lane];
    const double product =
        of_first.weights[lane] * of_first.factor * of_second.weights[lane] * of_second.factor;
    differing += x == y && of_first.weights[lane] == of_second.weights[lane] ? 0 : 1;
    if (product > 0.0 && std::isfinite(product * x * y)) {
      sums[vw] += product;
      sums[vwx] += product * x;
      sums[vwy] += product * y;
      sums[vwxy] += product * x * y;
    }
  }
  for (std::size_t s = 0; s < num_sums; ++s) {
    products[s].add(sums[s]);
  }
}

void WeightedPair::merge(const WeightedPair& other) {
  first.merge(other.first);
  second.merge(other.second);
  for (std::size_t s = 0; s < num_sums; ++s) {
    products[s].merge(other.products[s]);
  }
  differing += other.differing;
}

double WeightedPair::standard_error() const {
  const double x = first.mean();
  const double y = second.mean();
  const double a = first.standard_error();
  const double b = second.standard_error();
  const double weights =
      first.sums[WeightedValue::w].value() * second.sums[WeightedValue::w].value();
  const double product = products[vwxy].value() - y * products[vwx].value() -
                         x * products[vwy].value() + x * y * products[vw].value();
  return std::sqrt(std::max(0.0, a * a + b * b - 2.0 * product / weights));
}

}  // namespace demarche
