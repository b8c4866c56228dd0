// SPDX-License-Identifier: MIT
#include "solve/pivoting/label_columns.hpp"

#include <algorithm>
#include <cassert>

namespace demarche {
namespace {

/// The columns of the second player's labels are strided in the game, so as many of them are copied
/// at a time as lie in one cache line.
constexpr Index kColumnsAtATime = static_cast<Index>(kPivotPadding);
constexpr std::size_t kDoublesPerLine = 8;

}  // namespace

LabelColumns::LabelColumns(const NormalFormGame& game)
    : game_(game),
      m_(game.num_strategies()[0]),
      n_(game.num_strategies()[1]),
      length_{padded(n_), padded(m_)},
      best_(static_cast<std::size_t>(m_ + n_)),
      is_filled_(static_cast<std::size_t>(m_ + n_), 0) {
  const auto m = static_cast<std::size_t>(m_);
  const auto n = static_cast<std::size_t>(n_);
  std::vector<double> largest(n);
  const auto first = scan_columns(game.payoffs(0).data(), m, n, best_.data() + m, largest.data());
  const auto second = scan_rows(game.payoffs(1).data(), m, n, best_.data());
  if (!first.is_finite || !second.is_finite) {
    game.check_finite();
  }
  scale_ = {unit_scale(first), unit_scale(second)};
  std::for_each_n(best_.begin(), m, [&](double& best) { best += static_cast<double>(m); });
  store_ = hwy::AllocateAligned<double>(m * length_[0] + n * length_[1]);
}

const double* LabelColumns::column(Index label) {
  assert(label >= 0 && label < num_labels());
  if (is_filled_[static_cast<std::size_t>(label)] == 0) {
    label < m_ ? fill_first(label)
               : fill_second(m_ + (label - m_) / kColumnsAtATime * kColumnsAtATime);
  }
  return label < m_ ? store_.get() + static_cast<std::size_t>(label) * length_[0]
                    : second_column(label);
}

double* LabelColumns::second_column(Index label) const {
  return store_.get() + static_cast<std::size_t>(m_) * length_[0] +
         static_cast<std::size_t>(label - m_) * length_[1];
}

/// The second player's payoffs against a strategy of the first player.
void LabelColumns::fill_first(Index label) {
  const double* payoffs = game_.payoffs(1).data() + label * n_;
  double* target = store_.get() + static_cast<std::size_t>(label) * length_[0];
  scale_payoffs(payoffs, static_cast<std::size_t>(n_), scale_[1], target);
  std::fill(target + n_, target + length_[0], 0.0);
  is_filled_[static_cast<std::size_t>(label)] = 1;
}

/// The first player's payoffs against kColumnsAtATime strategies of the second player, or fewer at
/// the end.
void LabelColumns::fill_second(Index first) {
  const Index count = std::min(kColumnsAtATime, num_labels() - first);
  transpose_payoffs({.data = game_.payoffs(0).data() + (first - m_),
                     .num_rows = static_cast<std::size_t>(m_),
                     .row_stride = static_cast<std::size_t>(n_),
                     .count = static_cast<std::size_t>(count)},
                    scale_[0],
                    second_column(first),
                    length_[1]);
  std::fill_n(is_filled_.begin() + first, count, 1);
}

void LabelColumns::copy(Index label, double* vector) {
  assert(label >= 0 && label < num_labels());
  if (label < m_) {
    // The row of the game is read instead of a stored column: storing all of them would take twice
    // the cache.
    scale_payoffs(
        game_.payoffs(1).data() + label * n_, static_cast<std::size_t>(n_), scale_[1], vector);
    std::fill(vector + n_, vector + length_[0], 0.0);
  } else {
    std::copy_n(column(label), length_[1], vector);
  }
}

void LabelColumns::prefetch(Index label) const {
  const double* first = game_.payoffs(1).data() + label * n_;
  std::size_t length = length_[0];
  if (label >= m_) {
    if (is_filled_[static_cast<std::size_t>(label)] == 0) {
      return;
    }
    first = second_column(label);
    length = length_[1];
  }
  for (std::size_t i = 0; i < length; i += kDoublesPerLine) {
    __builtin_prefetch(first + i);
  }
}

double LabelColumns::regret(std::size_t player, const MixedProfile& profile) {
  const auto& others = profile[1 - player];
  const auto& own = profile[player];
  const Index first_other = player == 0 ? m_ : 0;
  std::vector<const double*> columns;
  std::vector<double> weights;
  for (std::size_t s = 0; s < others.size(); ++s) {
    if (others[s] != 0.0) {
      columns.push_back(column(first_other + static_cast<Index>(s)));
      weights.push_back(others[s]);
    }
  }
  AlignedArray payoffs(padded(static_cast<Index>(own.size())));
  add_columns(columns, weights.data(), payoffs.size(), payoffs.data());
  double mean = 0.0;
  double most = 0.0;
  for (std::size_t s = 0; s < own.size(); ++s) {
    most = std::max(most, payoffs[s]);
    mean += own[s] * payoffs[s];
  }
  return most - mean;
}

double LabelColumns::relative_regret(const MixedProfile& profile) {
  assert(profile.size() == 2);
  assert(static_cast<Index>(profile[0].size()) == m_);
  assert(static_cast<Index>(profile[1].size()) == n_);
  return std::max({0.0, regret(0, profile), regret(1, profile)});
}

}  // namespace demarche
