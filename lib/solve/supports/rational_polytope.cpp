// SPDX-License-Identifier: MIT
#include "solve/supports/rational_polytope.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <span>

namespace demarche {
namespace {

/// Divides a ray by the greatest common divisor of its numbers, which keeps them short. A ray is
/// known by its direction alone, so this does not change the vertex.
void reduce(PolytopeVertex& ray) {
  Integer divisor = ray.scale;
  for (const Integer& weight : ray.weights) {
    if (divisor == 1) {
      return;
    }
    divisor = gcd(divisor, weight);
  }
  if (divisor > 1) {
    ray.scale /= divisor;
    for (Integer& weight : ray.weights) {
      weight /= divisor;
    }
  }
}

/// scale - row * weights: above 0 inside the constraint, 0 where it binds.
Integer slack(const IntegerMatrix& payoffs, std::size_t row, const PolytopeVertex& ray) {
  Integer value = ray.scale;
  for (std::size_t j = 0; j < payoffs.num_columns; ++j) {
    if (!ray.weights[j].is_zero()) {
      value -= payoffs(row, j) * ray.weights[j];
    }
  }
  return value;
}

/// The point between two rays at which a constraint binds. The first ray satisfies it with the
/// slack `inside` > 0, the second one violates it with the slack `outside` < 0.
PolytopeVertex cut(const PolytopeVertex& in,
                   const Integer& inside,
                   const PolytopeVertex& out,
                   const Integer& outside,
                   std::size_t label) {
  assert(inside > 0 && outside < 0);
  PolytopeVertex ray;
  const Integer violation = -outside;
  ray.scale = inside * out.scale + violation * in.scale;
  for (std::size_t j = 0; j < in.weights.size(); ++j) {
    ray.weights.push_back(inside * out.weights[j] + violation * in.weights[j]);
  }
  ray.labels = in.labels & out.labels;
  ray.labels.set(label);
  reduce(ray);
  return ray;
}

/// Two rays span an edge if no third ray has all the labels that these two share.
bool are_adjacent(const std::vector<PolytopeVertex>& rays,
                  std::size_t a,
                  std::size_t b,
                  std::size_t num_columns) {
  const Labels shared = rays[a].labels & rays[b].labels;
  if (shared.count() + 1 < num_columns) {
    return false;
  }
  for (std::size_t c = 0; c < rays.size(); ++c) {
    if (c != a && c != b && (shared & ~rays[c].labels).none()) {
      return false;
    }
  }
  return true;
}

/// The vertices of {y >= 0, first row * y <= 1}, and their labels.
std::vector<PolytopeVertex> first_simplex(const IntegerMatrix& payoffs,
                                          std::size_t first_row_label,
                                          std::size_t first_column_label) {
  std::vector<PolytopeVertex> rays(payoffs.num_columns + 1);
  for (std::size_t r = 0; r < rays.size(); ++r) {
    PolytopeVertex& ray = rays[r];
    ray.weights.assign(payoffs.num_columns, Integer(0));
    for (std::size_t j = 0; j < payoffs.num_columns; ++j) {
      ray.labels.set(first_column_label + j);
    }
    ray.scale = 1;
    if (r < payoffs.num_columns) {
      ray.scale = payoffs(0, r);
      ray.weights[r] = 1;
      ray.labels.reset(first_column_label + r);
      ray.labels.set(first_row_label);
    }
  }
  return rays;
}

/// The payoffs times a power of ten if all are decimal fractions of at most 15 digits, else
/// nothing. A double stands for one such fraction only, so the integers are what the user wrote.
std::vector<Integer> decimal_integers(std::span<const double> payoffs) {
  constexpr int kMostDecimals = 15;
  constexpr double kMostInteger = 1e15;
  int decimals = 0;
  double power = 1.0;
  std::vector<Integer> integers;
  for (const double payoff : payoffs) {
    while (std::nearbyint(payoff * power) / power != payoff) {
      if (++decimals > kMostDecimals) {
        return {};
      }
      power *= 10.0;
    }
  }
  for (const double payoff : payoffs) {
    const double integer = std::nearbyint(payoff * power);
    if (!(std::abs(integer) <= kMostInteger) || integer / power != payoff) {
      return {};
    }
    integers.emplace_back(static_cast<long long>(integer));
  }
  return integers;
}

/// The payoffs times a power of two, which is exact for any doubles.
std::vector<Integer> binary_integers(std::span<const double> payoffs) {
  int lowest = std::numeric_limits<int>::max();
  for (const double payoff : payoffs) {
    if (payoff != 0.0) {
      int exponent = 0;
      std::frexp(payoff, &exponent);
      lowest = std::min(lowest, exponent - std::numeric_limits<double>::digits);
    }
  }
  std::vector<Integer> integers;
  for (const double payoff : payoffs) {
    int exponent = 0;
    const double fraction = std::frexp(payoff, &exponent);
    const auto digits =
        static_cast<long long>(std::ldexp(fraction, std::numeric_limits<double>::digits));
    Integer entry(digits);
    if (digits != 0) {
      entry <<= static_cast<unsigned>(exponent - std::numeric_limits<double>::digits - lowest);
    }
    integers.push_back(std::move(entry));
  }
  return integers;
}

std::vector<Integer> integers_of_doubles(std::span<const double> payoffs) {
  auto integers = decimal_integers(payoffs);
  return integers.empty() ? binary_integers(payoffs) : integers;
}

/// The fractions times their common denominator; empty if that takes more than 32 MiB.
std::vector<Integer> common_multiples(std::span<const Fraction> payoffs) {
  constexpr std::size_t kMostBits = std::size_t{1} << 28;
  Integer denominator = 1;
  for (const Fraction& payoff : payoffs) {
    denominator = with_denominator(denominator, to_rational(payoff));
    if (msb(denominator) > kMostBits / payoffs.size()) {
      return {};
    }
  }
  std::vector<Integer> integers;
  for (const Fraction& payoff : payoffs) {
    integers.push_back(times(to_rational(payoff), denominator));
  }
  return integers;
}

}  // namespace

std::optional<IntegerMatrix> positive_integers(const NormalFormGame& game, std::size_t player) {
  assert(game.num_players() == 2 && player < 2);
  const auto payoffs = game.payoffs(player);
  assert(std::all_of(payoffs.begin(), payoffs.end(), [](double x) { return std::isfinite(x); }));
  const auto integers =
      game.is_exact() ? common_multiples(game.exact_payoffs(player)) : integers_of_doubles(payoffs);
  if (integers.empty()) {
    return std::nullopt;
  }
  const auto rows = static_cast<std::size_t>(game.num_strategies()[player]);
  const auto columns = static_cast<std::size_t>(game.num_strategies()[1 - player]);
  IntegerMatrix matrix{rows, columns, {}};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      matrix.entries.push_back(integers[i * game.stride(player) + j * game.stride(1 - player)]);
    }
  }
  const Integer shift = 1 - *std::min_element(matrix.entries.begin(), matrix.entries.end());
  Integer divisor = 0;
  const Integer low = 1 - shift;
  for (const Integer& entry : matrix.entries) {
    divisor = gcd(divisor, Integer(entry - low));
  }
  for (Integer& entry : matrix.entries) {
    entry -= low;
    if (divisor > 1) {
      entry /= divisor;
    }
    entry += 1;
  }
  return matrix;
}

std::optional<std::vector<PolytopeVertex>> polytope_vertices(const IntegerMatrix& payoffs,
                                                             std::size_t first_row_label,
                                                             std::size_t first_column_label,
                                                             std::size_t max_vertices,
                                                             const Deadline& deadline) {
  assert(payoffs.num_rows > 0 && payoffs.num_columns > 0);
  assert(payoffs.entries.size() == payoffs.num_rows * payoffs.num_columns);
  assert(std::all_of(payoffs.entries.begin(), payoffs.entries.end(), [](const Integer& payoff) {
    return payoff > 0;
  }));
  assert(first_row_label + payoffs.num_rows <= kMaxLabels);
  assert(first_column_label + payoffs.num_columns <= kMaxLabels);
  auto rays = first_simplex(payoffs, first_row_label, first_column_label);
  for (std::size_t i = 1; i < payoffs.num_rows; ++i) {
    std::vector<Integer> slacks;
    for (const PolytopeVertex& ray : rays) {
      slacks.push_back(slack(payoffs, i, ray));
    }
    std::vector<PolytopeVertex> kept;
    for (std::size_t a = 0; a < rays.size(); ++a) {
      if (deadline.is_past()) {
        return std::nullopt;
      }
      for (std::size_t b = 0; slacks[a] > 0 && b < rays.size(); ++b) {
        if (slacks[b] < 0 && are_adjacent(rays, a, b, payoffs.num_columns)) {
          kept.push_back(cut(rays[a], slacks[a], rays[b], slacks[b], first_row_label + i));
        }
      }
    }
    for (std::size_t a = 0; a < rays.size(); ++a) {
      if (slacks[a] >= 0) {
        if (slacks[a].is_zero()) {
          rays[a].labels.set(first_row_label + i);
        }
        kept.push_back(std::move(rays[a]));
      }
    }
    rays = std::move(kept);
    if (rays.size() > max_vertices) {
      return std::nullopt;
    }
  }
  return rays;
}

}  // namespace demarche
