// SPDX-License-Identifier: MIT
#include "solve/supports/two_by_two_by_two.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "game/range_scale.hpp"

namespace demarche {
namespace {

// Payoffs are scaled to [0, 1], so the rounding errors of all numbers below are about 1e-15.

/// Payoff differences closer to 0 than this are ties.
constexpr double kTied = 1e-9;
/// A discriminant closer to 0 than this may belong to a double root. If it is larger, the error of
/// a root is below 1e-15 / sqrt(1e-9), which is far less than kNearBorder.
constexpr double kDouble = 1e-9;
/// A probability numerator / denominator may lie on the border of [0, 1] if the numerator is this
/// close to 0 or to the denominator.
constexpr double kNearBorder = 1e-6;

using Triple = std::array<double, 3>;

/// How much more a player's second strategy pays than its first one. It is bilinear in the
/// probabilities with which the other two players choose their second strategies: `low` belongs to
/// the one of them with the smaller number, `high` to the other one.
struct Gain {
  double constant = 0.0;
  double of_low = 0.0;
  double of_high = 0.0;
  double of_both = 0.0;

  [[nodiscard]] double operator()(double low, double high) const {
    return constant + of_low * low + (of_high + of_both * low) * high;
  }
};

/// constant + slope * t.
struct Linear {
  double constant = 0.0;
  double slope = 0.0;
  [[nodiscard]] double operator()(double t) const { return constant + slope * t; }
};

/// The coefficients of a * b, by rising powers of t.
Triple product(const Linear& a, const Linear& b) {
  return {a.constant * b.constant, a.constant * b.slope + a.slope * b.constant, a.slope * b.slope};
}

enum class Place { inside, outside, unsure };

/// Where numerator / denominator lies relative to (0, 1), found without the division.
Place place_of(double numerator, double denominator) {
  if (denominator < 0.0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (numerator < -kNearBorder || numerator - denominator > kNearBorder) {
    return Place::outside;
  }
  return numerator > kNearBorder && denominator - numerator > kNearBorder ? Place::inside
                                                                          : Place::unsure;
}

class TrioSolver {
 public:
  TrioSolver(const NormalFormGame& game, double tolerance) : tolerance_(tolerance) {
    for (std::size_t i = 0; i < 3; ++i) {
      gains_[i] = gain_of(game, i);
    }
  }

  std::optional<TrioEquilibria> run() {
    for (const Gain& gain : gains_) {
      for (const double low : {0.0, 1.0}) {
        is_sure_ = is_sure_ && std::abs(gain(low, 0.0)) > kTied && std::abs(gain(low, 1.0)) > kTied;
      }
    }
    // Without ties a player is never indifferent against pure strategies, so nobody mixes alone.
    if (is_sure_) {
      find_pure();
      for (std::size_t k = 0; k < 3; ++k) {
        find_two_mixing(k, 0.0);
        find_two_mixing(k, 1.0);
      }
      find_all_mixing();
    }
    if (!is_sure_) {
      return std::nullopt;
    }
    std::sort(found_.begin(), found_.begin() + num_found_);
    TrioEquilibria answer;
    answer.regret = regret_;
    answer.equilibria.reserve(static_cast<std::size_t>(num_found_));
    for (int e = 0; e < num_found_; ++e) {
      auto& profile = answer.equilibria.emplace_back();
      profile.reserve(3);
      for (const double second : found_[static_cast<std::size_t>(e)].second) {
        profile.push_back({1.0 - second, second});
      }
    }
    return answer;
  }

 private:
  static Gain gain_of(const NormalFormGame& game, std::size_t player) {
    const auto payoffs = game.payoffs(player);
    const ScaledRange range = scaled_range(payoffs);
    if (!(range.spread() > 0.0)) {
      return {};
    }
    const std::size_t own = game.stride(player);
    const std::size_t low = game.stride(player == 0 ? 1 : 0);
    const std::size_t high = game.stride(player == 2 ? 1 : 2);
    const auto gain = [&](std::size_t cell) {
      return (range.scale * payoffs[cell + own] - range.scale * payoffs[cell]) / range.spread();
    };
    const double base = gain(0);
    return {base,
            gain(low) - base,
            gain(high) - base,
            gain(low + high) - gain(low) - (gain(high) - base)};
  }

  /// A player's gain at a profile, given by the probabilities of second strategies.
  [[nodiscard]] double gain(std::size_t player, const Triple& second) const {
    return gains_[player](second[player == 0 ? 1 : 0], second[player == 2 ? 1 : 2]);
  }

  /// Whether the player's pure strategy is its best response. Notes a tie.
  [[nodiscard]] bool is_best(std::size_t player, const Triple& second) {
    const double value = gain(player, second);
    is_sure_ = is_sure_ && std::abs(value) > kTied;
    return (value > 0.0) == (second[player] > 0.5);
  }

  void find_pure() {
    for (unsigned bits = 0; bits < 8; ++bits) {
      const Triple second = {static_cast<double>(bits & 1U),
                             static_cast<double>(bits >> 1U & 1U),
                             static_cast<double>(bits >> 2U & 1U)};
      if (is_best(0, second) && is_best(1, second) && is_best(2, second)) {
        keep(second);
      }
    }
  }

  /// Player k has a pure strategy; each of the other two players mixes so that the other one is
  /// indifferent.
  void find_two_mixing(std::size_t k, double choice) {
    const std::size_t i = k == 0 ? 1 : 0;
    const std::size_t j = k == 2 ? 1 : 2;
    Triple second{};
    second[k] = choice;
    for (const auto& [own, other] : {std::pair(i, j), std::pair(j, i)}) {
      second[other] = 0.0;
      const double at_first = gain(own, second);
      second[other] = 1.0;
      const double at_second = gain(own, second);
      if ((at_first > 0.0) == (at_second > 0.0)) {
        return;
      }
      second[other] = at_first / (at_first - at_second);
    }
    if (is_best(k, second)) {
      keep(second);
    }
  }

  /// Let t be the last player's probability. The first two gains vanish where the probabilities of
  /// the second and the first player are quotients of linear functions of t. Inserted into the
  /// third gain they give a quadratic equation for t.
  void find_all_mixing() {
    const Gain& first = gains_[0];
    const Gain& second = gains_[1];
    const Gain& third = gains_[2];
    const Linear over_1{-second.constant, -second.of_high};
    const Linear under_1{second.of_low, second.of_both};
    const Linear over_2{-first.constant, -first.of_high};
    const Linear under_2{first.of_low, first.of_both};
    const Triple none = product(under_1, under_2);
    const Triple low = product(over_1, under_2);
    const Triple high = product(under_1, over_2);
    const Triple both = product(over_1, over_2);
    Triple q{};
    for (std::size_t power = 0; power < 3; ++power) {
      q[power] = third.constant * none[power] + third.of_low * low[power] +
                 third.of_high * high[power] + third.of_both * both[power];
    }
    const double discriminant = q[1] * q[1] - 4.0 * q[0] * q[2];
    if (!(std::abs(discriminant) > kDouble)) {
      is_sure_ = false;
      return;
    }
    if (discriminant < 0.0) {
      return;
    }
    const double sum = -0.5 * (q[1] + std::copysign(std::sqrt(discriminant), q[1]));
    for (const auto& [over, under] : {std::pair(sum, q[2]), std::pair(q[0], sum)}) {
      const Place place = place_of(over, under);
      if (place == Place::unsure) {
        is_sure_ = false;
      }
      if (place != Place::inside) {
        continue;
      }
      const double t = over / under;
      const Place of_1 = place_of(over_1(t), under_1(t));
      const Place of_2 = place_of(over_2(t), under_2(t));
      if (of_1 == Place::inside && of_2 == Place::inside) {
        keep(polished({over_1(t) / under_1(t), over_2(t) / under_2(t), t}));
      } else if (of_1 != Place::outside && of_2 != Place::outside) {
        is_sure_ = false;
      }
    }
  }

  /// One step of Newton's method on the three gains. Their Jacobian has a diagonal of zeros, as no
  /// gain depends on its own player, so its inverse is written out.
  [[nodiscard]] Triple polished(const Triple& p) const {
    const auto by_low = [&](std::size_t i, double high) {
      return gains_[i].of_low + gains_[i].of_both * high;
    };
    const auto by_high = [&](std::size_t i, double low) {
      return gains_[i].of_high + gains_[i].of_both * low;
    };
    const double a12 = by_low(0, p[2]);
    const double a13 = by_high(0, p[1]);
    const double a21 = by_low(1, p[2]);
    const double a23 = by_high(1, p[0]);
    const double a31 = by_low(2, p[1]);
    const double a32 = by_high(2, p[0]);
    const double determinant = a12 * a23 * a31 + a13 * a21 * a32;
    const Triple g = {gain(0, p), gain(1, p), gain(2, p)};
    return {p[0] - (a13 * a32 * g[1] + a12 * a23 * g[2] - a23 * a32 * g[0]) / determinant,
            p[1] - (a23 * a31 * g[0] + a13 * a21 * g[2] - a13 * a31 * g[1]) / determinant,
            p[2] - (a21 * a32 * g[0] + a12 * a31 * g[1] - a12 * a21 * g[2]) / determinant};
  }

  /// Records an equilibrium and measures its regret.
  void keep(const Triple& second) {
    int support = 0;
    for (std::size_t i = 3; i-- > 0;) {
      const double p = second[i];
      const double value = gain(i, second);
      const double own_regret = std::max(0.0, value) - p * value;
      is_sure_ = is_sure_ && p >= 0.0 && p <= 1.0 && own_regret <= tolerance_;
      regret_ = std::max(regret_, own_regret);
      support = 3 * support + (p == 0.0 ? 0 : p == 1.0 ? 1 : 2);
    }
    if (static_cast<std::size_t>(num_found_) == found_.size()) {
      is_sure_ = false;
      return;
    }
    found_[static_cast<std::size_t>(num_found_++)] = {support, second};
  }

  struct Found {
    int support = 0;
    Triple second{};
    /// In the order of supports; two equilibria on one support by the last player's probability.
    bool operator<(const Found& other) const {
      return std::pair(support, second[2]) < std::pair(other.support, other.second[2]);
    }
  };

  double tolerance_;
  std::array<Gain, 3> gains_;
  std::array<Found, 16> found_;  ///< At most 4 pure ones, 6 with two players mixing, 2 with three.
  int num_found_ = 0;
  double regret_ = 0.0;
  bool is_sure_ = true;  ///< False once rounding might have decided something.
};

}  // namespace

bool is_two_by_two_by_two(const NormalFormGame& game) {
  const std::vector<int>& counts = game.num_strategies();
  return counts.size() == 3 && counts[0] == 2 && counts[1] == 2 && counts[2] == 2;
}

std::optional<TrioEquilibria> solve_two_by_two_by_two(const NormalFormGame& game,
                                                      double tolerance) {
  assert(is_two_by_two_by_two(game));
  assert(tolerance > 0.0);
  return TrioSolver(game, tolerance).run();
}

}  // namespace demarche
