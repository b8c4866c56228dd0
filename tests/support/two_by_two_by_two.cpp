// SPDX-License-Identifier: MIT
#include "support/two_by_two_by_two.hpp"

#include <array>
#include <cmath>

namespace demarche::testing {
namespace {

/// What a player gains by its second strategy over its first one, as a bilinear function of the
/// probabilities with which the next player and the one after next play their second strategies.
struct Gain {
  double constant = 0.0;
  double q = 0.0;
  double r = 0.0;
  double qr = 0.0;
};

std::size_t next(std::size_t player, std::size_t by) {
  return (player + by) % 3;
}

double gain_at(const NormalFormGame& game, std::size_t player, int b, int c) {
  std::array<int, 3> profile{};
  profile[next(player, 1)] = b;
  profile[next(player, 2)] = c;
  profile[player] = 1;
  const double second = game.payoffs(player)[game.profile_index(profile)];
  profile[player] = 0;
  return second - game.payoffs(player)[game.profile_index(profile)];
}

Gain gain_of(const NormalFormGame& game, std::size_t player) {
  const double g00 = gain_at(game, player, 0, 0);
  const double g10 = gain_at(game, player, 1, 0);
  const double g01 = gain_at(game, player, 0, 1);
  const double g11 = gain_at(game, player, 1, 1);
  return {g00, g10 - g00, g01 - g00, g11 - g10 - g01 + g00};
}

double value(const Gain& gain, double q, double r) {
  return gain.constant + gain.q * q + gain.r * r + gain.qr * q * r;
}

bool is_inside(double p) {
  return p > 0.0 && p < 1.0;
}

class Search {
 public:
  explicit Search(const NormalFormGame& game) {
    for (std::size_t i = 0; i < 3; ++i) {
      gains_[i] = gain_of(game, i);
    }
  }

  std::vector<MixedProfile> run() {
    for (int p = 0; p < 8; ++p) {
      keep({double(p & 1), double(p >> 1 & 1), double(p >> 2 & 1)});
    }
    for (std::size_t pure = 0; pure < 3; ++pure) {
      for (const double choice : {0.0, 1.0}) {
        // The next player's gain depends on the one after it (q) and on the pure one (r).
        const std::size_t a = next(pure, 1);
        const std::size_t b = next(pure, 2);
        std::array<double, 3> x{};
        x[pure] = choice;
        x[b] = -(gains_[a].constant + gains_[a].r * choice) / (gains_[a].q + gains_[a].qr * choice);
        x[a] = -(gains_[b].constant + gains_[b].q * choice) / (gains_[b].r + gains_[b].qr * choice);
        if (is_inside(x[a]) && is_inside(x[b])) {
          keep(x);
        }
      }
    }
    mix_all();
    return std::move(found_);
  }

 private:
  /// The indifference of players 0 and 1 gives x1 and x0 as fractions in x2, which are put into
  /// player 2's equation.
  void mix_all() {
    // Player 0: c + q x1 + r x2 + qr x1 x2 = 0  =>  x1 = -(c + r x2) / (q + qr x2).
    // Player 1: q is x2, r is x0            =>  x0 = -(c + q x2) / (r + qr x2).
    // Player 2: c + q x0 + r x1 + qr x0 x1 = 0, times both denominators.
    const Gain& f = gains_[0];
    const Gain& g = gains_[1];
    const Gain& h = gains_[2];
    const std::array<double, 2> n1 = {-f.constant, -f.r};
    const std::array<double, 2> d1 = {f.q, f.qr};
    const std::array<double, 2> n0 = {-g.constant, -g.q};
    const std::array<double, 2> d0 = {g.r, g.qr};
    std::array<double, 3> square{};
    const auto add = [&](double weight, const auto& a, const auto& b) {
      square[0] += weight * a[0] * b[0];
      square[1] += weight * (a[0] * b[1] + a[1] * b[0]);
      square[2] += weight * a[1] * b[1];
    };
    add(h.constant, d0, d1);
    add(h.q, n0, d1);
    add(h.r, n1, d0);
    add(h.qr, n0, n1);
    const double discriminant = square[1] * square[1] - 4.0 * square[2] * square[0];
    if (discriminant < 0.0) {
      return;
    }
    // The root whose formula does not cancel digits, and the other one from the product of both.
    const double half = -0.5 * (square[1] + std::copysign(std::sqrt(discriminant), square[1]));
    for (const double x2 : {half / square[2], square[0] / half}) {
      const std::array<double, 3> x = {(n0[0] + n0[1] * x2) / (d0[0] + d0[1] * x2),
                                       (n1[0] + n1[1] * x2) / (d1[0] + d1[1] * x2),
                                       x2};
      if (is_inside(x[0]) && is_inside(x[1]) && is_inside(x[2])) {
        keep(x);
      }
    }
  }

  /// Pure players must not gain by their other strategy; mixed ones are indifferent by
  /// construction.
  void keep(const std::array<double, 3>& x) {
    for (std::size_t i = 0; i < 3; ++i) {
      const double gain = value(gains_[i], x[next(i, 1)], x[next(i, 2)]);
      if ((x[i] == 0.0 && gain > 0.0) || (x[i] == 1.0 && gain < 0.0)) {
        return;
      }
    }
    auto& profile = found_.emplace_back();
    for (const double p : x) {
      profile.push_back({1.0 - p, p});
    }
  }

  std::array<Gain, 3> gains_;
  std::vector<MixedProfile> found_;
};

}  // namespace

std::vector<MixedProfile> two_by_two_by_two(const NormalFormGame& game) {
  return Search(game).run();
}

}  // namespace demarche::testing
