// SPDX-License-Identifier: MIT
#pragma once

#include <hwy/aligned_allocator.h>

#include <array>
#include <cstddef>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "solve/pivoting/pivot_kernel.hpp"

namespace demarche {

/// A two-player game by labels: 0 .. m - 1 are the first player's strategies, m .. m + n - 1 are
/// the second player's. The column of a label has the payoffs of the *other* player's strategies
/// against it. Each player's payoffs are scaled to [1, 2], so that their units do not matter. A
/// column is computed at its first use, because short paths use few columns.
class LabelColumns {
 public:
  /// Keeps a reference to `game`.
  /// @throws InvalidArgument if a payoff is not finite.
  explicit LabelColumns(const NormalFormGame& game);

  [[nodiscard]] Index num_rows() const { return m_; }     ///< The first player's strategies.
  [[nodiscard]] Index num_columns() const { return n_; }  ///< The second player's.
  [[nodiscard]] Index num_labels() const { return m_ + n_; }
  /// The label of the other player's best response to a label; of several ones the last.
  [[nodiscard]] Index best_response(Index label) const {
    return static_cast<Index>(best_[static_cast<std::size_t>(label)]);
  }
  /// The column of a label, aligned and padded with zeros to a multiple of kPivotPadding. Valid as
  /// long as this object.
  [[nodiscard]] const double* column(Index label);
  /// Writes the column to `vector`, padding included. Faster than column() for a column that is
  /// used only once.
  void copy(Index label, double* vector);
  /// Asks the processor to load what copy() will read.
  void prefetch(Index label) const;

  /// NormalFormGame::relative_regret(), computed from the columns of strategies with a positive
  /// probability alone.
  /// @pre `profile` is one of the game.
  [[nodiscard]] double relative_regret(const MixedProfile& profile);

 private:
  void fill_first(Index label);
  void fill_second(Index first);
  [[nodiscard]] double* second_column(Index label) const;
  [[nodiscard]] double regret(std::size_t player, const MixedProfile& profile);

  const NormalFormGame& game_;
  Index m_;
  Index n_;
  std::array<std::size_t, 2> length_;  ///< [player], the padded length of its labels' columns.
  std::array<UnitScale, 2> scale_;
  std::vector<double> best_;  ///< [label], its best_response().
  hwy::AlignedFreeUniquePtr<double[]> store_;
  std::vector<char> is_filled_;
};

/// `count` rounded up to a multiple of kPivotPadding.
[[nodiscard]] constexpr std::size_t padded(Index count) {
  return (static_cast<std::size_t>(count) + kPivotPadding - 1) / kPivotPadding * kPivotPadding;
}

}  // namespace demarche
