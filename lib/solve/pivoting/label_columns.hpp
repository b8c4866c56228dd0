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

/// A two-player game by labels: 0 .. m - 1 are the first player's strategies, m .. m + n - 1 the
/// second's. The column of a label is what the *other* player's strategies pay against it, each
/// player's payoffs scaled to [1, 2], so that their units do not matter. Columns are made when
/// first asked for: short paths read few.
class LabelColumns {
 public:
  /// Keeps a reference to `game`.
  /// @throws InvalidArgument if a payoff is not finite.
  explicit LabelColumns(const NormalFormGame& game);

  [[nodiscard]] Index num_rows() const { return m_; }     ///< The first player's strategies.
  [[nodiscard]] Index num_columns() const { return n_; }  ///< The second player's.
  [[nodiscard]] Index num_labels() const { return m_ + n_; }
  /// The other player's best response to a label: the label of the last one.
  [[nodiscard]] Index best_response(Index label) const {
    return static_cast<Index>(best_[static_cast<std::size_t>(label)]);
  }
  /// Aligned and filled up with zeros to a multiple of kPivotPadding.
  [[nodiscard]] const double* column(Index label);
  /// The same into a vector of that length; cheaper where it is not asked for again.
  void copy(Index label, double* vector);
  /// Has the processor fetch what copy() will read.
  void prefetch(Index label) const;

  /// NormalFormGame::relative_regret(), from the strategies that are played alone.
  [[nodiscard]] double relative_regret(const MixedProfile& profile);

 private:
  void fill_first(Index label);
  void fill_second(Index first);
  [[nodiscard]] double* second_column(Index label) const;
  [[nodiscard]] double regret(std::size_t player, const MixedProfile& profile);

  const NormalFormGame& game_;
  Index m_;
  Index n_;
  std::array<std::size_t, 2> length_;  ///< Of the columns of each player's labels.
  std::array<UnitScale, 2> scale_;
  std::vector<double> best_;  ///< [num_labels]
  hwy::AlignedFreeUniquePtr<double[]> store_;
  std::vector<char> is_filled_;
};

/// `count` rounded up to a multiple of kPivotPadding.
[[nodiscard]] constexpr std::size_t padded(Index count) {
  return (static_cast<std::size_t>(count) + kPivotPadding - 1) / kPivotPadding * kPivotPadding;
}

}  // namespace demarche
