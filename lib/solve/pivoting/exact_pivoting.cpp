// SPDX-License-Identifier: MIT
#include "solve/pivoting/exact_pivoting.hpp"

#include <cassert>
#include <numeric>
#include <utility>
#include <vector>

#include "solve/supports/rational_polytope.hpp"

namespace demarche {
namespace {

/// The tableau of  payoffs * weights + slacks = 1, multiplied by the determinant of the basis, so
/// that all entries are integers and divisions have no remainder (Edmonds' integer pivoting).
/// Column c belongs to label c, the last column is the right-hand side.
class IntegerTableau {
 public:
  IntegerTableau(const IntegerMatrix& payoffs, std::size_t first_slack, std::size_t first_weight)
      : num_rows_(payoffs.num_rows),
        width_(payoffs.num_rows + payoffs.num_columns + 1),
        first_slack_(first_slack),
        entries_(num_rows_ * width_) {
    for (std::size_t r = 0; r < num_rows_; ++r) {
      for (std::size_t c = 0; c < payoffs.num_columns; ++c) {
        at(r, first_weight + c) = payoffs(r, c);
      }
      at(r, first_slack + r) = 1;
      at(r, width_ - 1) = 1;
      basis_.push_back(first_slack + r);
    }
  }

  /// Brings a label into the basis and returns the one that leaves it. There always is one, because
  /// weights are bounded.
  std::size_t enter(std::size_t label) {
    assert(label + 1 < width_);
    const std::size_t row = leaving_row(label);
    assert(row < num_rows_);
    const Integer pivot = at(row, label);
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (r == row) {
        continue;
      }
      const Integer factor = at(r, label);
      for (std::size_t c = 0; c < width_; ++c) {
        Integer& entry = at(r, c);
        entry *= pivot;
        if (!factor.is_zero()) {
          entry -= factor * at(row, c);
        }
        entry /= determinant_;
      }
    }
    determinant_ = pivot;
    return std::exchange(basis_[row], label);
  }

  /// The weights of the basis as a mixed strategy.
  [[nodiscard]] std::vector<double> strategy(std::size_t first_weight) const {
    std::vector<Integer> weights(width_ - 1 - num_rows_);
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (basis_[r] < first_slack_ || basis_[r] >= first_slack_ + num_rows_) {
        weights[basis_[r] - first_weight] = at(r, width_ - 1);
      }
    }
    const Integer total = std::accumulate(weights.begin(), weights.end(), Integer(0));
    std::vector<double> strategy;
    for (const Integer& weight : weights) {
      strategy.push_back(Rational(weight, total).convert_to<double>());
    }
    return strategy;
  }

 private:
  /// The row with the lexicographically least ratios to the entering column, first of the
  /// right-hand side, then of the columns of the slacks. The rows of these columns are linearly
  /// independent, so no two rows tie.
  [[nodiscard]] std::size_t leaving_row(std::size_t label) const {
    std::size_t least = num_rows_;
    for (std::size_t r = 0; r < num_rows_; ++r) {
      if (at(r, label) > 0 && (least == num_rows_ || is_less(r, least, label))) {
        least = r;
      }
    }
    return least;
  }

  [[nodiscard]] bool is_less(std::size_t a, std::size_t b, std::size_t label) const {
    for (std::size_t k = 0; k <= num_rows_; ++k) {
      const std::size_t c = k == 0 ? width_ - 1 : first_slack_ + k - 1;
      const Integer of_a = at(a, c) * at(b, label);
      const Integer of_b = at(b, c) * at(a, label);
      const int order = of_a.compare(of_b);
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  [[nodiscard]] Integer& at(std::size_t r, std::size_t c) { return entries_[r * width_ + c]; }
  [[nodiscard]] const Integer& at(std::size_t r, std::size_t c) const {
    return entries_[r * width_ + c];
  }

  std::size_t num_rows_;
  std::size_t width_;
  std::size_t first_slack_;
  std::vector<Integer> entries_;
  std::vector<std::size_t> basis_;  ///< [row], the label that is basic in it.
  Integer determinant_ = 1;         ///< Of the basis.
};

}  // namespace

MixedProfile follow_exactly(const NormalFormGame& game,
                            Index label,
                            const std::function<bool()>& goes_on) {
  const auto m = static_cast<std::size_t>(game.num_strategies()[0]);
  assert(game.num_players() == 2 && label >= 0 &&
         label < game.num_strategies()[0] + game.num_strategies()[1]);
  const auto dropped = static_cast<std::size_t>(label);
  const auto first_payoffs = positive_integers(game, 0);
  const auto second_payoffs = positive_integers(game, 1);
  if (!first_payoffs || !second_payoffs) {
    return {};
  }
  IntegerTableau on_second(*first_payoffs, 0, m);
  IntegerTableau on_first(*second_payoffs, m, 0);
  IntegerTableau* tableau = dropped < m ? &on_first : &on_second;
  std::size_t entering = dropped;
  while (goes_on()) {
    entering = tableau->enter(entering);
    if (entering == dropped) {
      return {on_first.strategy(0), on_second.strategy(m)};
    }
    tableau = tableau == &on_first ? &on_second : &on_first;
  }
  return {};
}

}  // namespace demarche
