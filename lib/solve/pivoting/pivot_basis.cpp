// SPDX-License-Identifier: MIT
#include "solve/pivoting/pivot_basis.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "solve/pivoting/pivot_kernel.hpp"

namespace demarche {
namespace {

/// Rows whose values after the pivot would be at most this are tied. Values and payoffs are of
/// order 1.
constexpr double kTie = 1e-12;
/// Solving with the factors of a row costs as much as so many exchanges. The number of exchanges
/// before the next factorisation grows by it for each factorised row, up to kMostExchanges.
constexpr double kExchangesPerRow = 0.5;
constexpr std::size_t kMostExchanges = 96;
/// A value below this after a factorisation shows that an earlier ratio test chose a wrong row.
constexpr double kLost = -1e-7;
/// A smaller pivot of the factorisation counts as singular.
constexpr double kSingular = 1e-14;

}  // namespace

PivotBasis::PivotBasis(LabelColumns& columns, bool weighs_first)
    : columns_(columns),
      first_slack_(weighs_first ? columns.num_rows() : 0),
      num_rows_(weighs_first ? columns.num_columns() : columns.num_rows()),
      first_weight_(weighs_first ? 0 : columns.num_rows()),
      num_weights_(weighs_first ? columns.num_rows() : columns.num_columns()),
      length_(padded(num_rows_)),
      label_of_(static_cast<std::size_t>(num_rows_)),
      row_of_(static_cast<std::size_t>(columns.num_labels())),
      values_(length_),
      entering_(length_),
      other_(length_) {
  std::iota(label_of_.begin(), label_of_.end(), first_slack_);
  std::fill(row_of_.begin(), row_of_.end(), -1);
  std::iota(row_of_.begin() + first_slack_, row_of_.begin() + first_slack_ + num_rows_, 0);
  first_labels_ = label_of_;
  first_rows_ = row_of_;
}

void PivotBasis::reset(const PivotAccuracy& accuracy) {
  assert(accuracy.most_exchanges >= 1 && accuracy.least_pivot > 0.0);
  accuracy_ = accuracy;
  most_exchanges_ = accuracy.most_exchanges;
  std::copy(first_labels_.begin(), first_labels_.end(), label_of_.begin());
  std::copy(first_rows_.begin(), first_rows_.end(), row_of_.begin());
  std::fill_n(values_.data(), num_rows_, 1.0);
  binding_.clear();
  factor_columns_.clear();
  exchanged_rows_.clear();
}

Index PivotBasis::enter(Index label) {
  assert(label >= 0 && label < columns_.num_labels() && !is_basic(label));
  form(label, entering_);
  const Index row = leaving_row(entering_);
  if (row < 0) {
    return -1;
  }
  const Index leaving = std::exchange(label_of_[static_cast<std::size_t>(row)], label);
  if (is_slack(leaving)) {
    columns_.prefetch(leaving);  // The other player's basis takes this label next.
  }
  const std::size_t used = exchanged_rows_.size() * length_;
  if (used + length_ > etas_.size()) {
    AlignedArray more(std::max(8 * length_, 2 * etas_.size()));
    std::copy_n(etas_.data(), used, more.data());
    etas_ = std::move(more);
  }
  exchange(values_.data(), entering_.data(), length_, row, etas_.data() + used);
  exchanged_rows_.push_back(row);
  row_of_[static_cast<std::size_t>(label)] = row;
  row_of_[static_cast<std::size_t>(leaving)] = -1;
  return leaving;
}

void PivotBasis::form(Index label, AlignedArray& vector) {
  if (is_slack(label)) {
    std::fill_n(vector.data(), length_, 0.0);
    vector[static_cast<std::size_t>(label - first_slack_)] = 1.0;
  } else {
    columns_.copy(label, vector.data());
  }
  solve(vector.data());
}

void PivotBasis::solve(double* vector) {
  if (!binding_.empty()) {
    const auto size = static_cast<Index>(binding_.size());
    for (Index k = 0; k < size; ++k) {
      part_[k] = vector[binding_[static_cast<std::size_t>(k)]];
    }
    part_ = factors_.solve(part_);
    part_ = -part_;
    add_columns(factor_columns_, part_.data(), length_, vector);
    for (Index k = 0; k < size; ++k) {
      vector[binding_[static_cast<std::size_t>(k)]] = -part_[k];
    }
  }
  apply_exchanges(exchanged_rows_, etas_.data(), length_, vector);
}

bool PivotBasis::factorise() {
  binding_.clear();
  factor_columns_.clear();
  exchanged_rows_.clear();
  for (Index r = 0; r < num_rows_; ++r) {
    if (!is_basic(first_slack_ + r)) {
      binding_.push_back(r);
    } else {
      label_of_[static_cast<std::size_t>(r)] = first_slack_ + r;
      row_of_[static_cast<std::size_t>(first_slack_ + r)] = r;
    }
  }
  for (Index label = first_weight_; label < first_weight_ + num_weights_; ++label) {
    if (is_basic(label)) {
      const Index row = binding_[factor_columns_.size()];
      label_of_[static_cast<std::size_t>(row)] = label;
      row_of_[static_cast<std::size_t>(label)] = row;
      factor_columns_.push_back(columns_.column(label));
    }
  }
  const std::size_t size = binding_.size();
  const auto most = static_cast<std::size_t>(kExchangesPerRow * static_cast<double>(size));
  most_exchanges_ = std::min(kMostExchanges,
                             accuracy_.most_exchanges + (accuracy_.most_exchanges > 1 ? most : 0));
  std::fill_n(values_.data(), num_rows_, 1.0);
  if (size == 0) {
    return true;
  }
  factor_matrix_.resize(static_cast<Index>(size), static_cast<Index>(size));
  for (std::size_t c = 0; c < size; ++c) {
    for (std::size_t r = 0; r < size; ++r) {
      factor_matrix_(static_cast<Index>(r), static_cast<Index>(c)) =
          factor_columns_[c][binding_[r]];
    }
  }
  factors_.compute(factor_matrix_);
  part_.resize(static_cast<Index>(size));
  if (!(factors_.matrixLU().diagonal().cwiseAbs().minCoeff() > kSingular)) {
    return false;
  }
  solve(values_.data());
  correct();

  const bool is_on_path = *std::min_element(values_.data(), values_.data() + num_rows_) > kLost;
  std::for_each_n(values_.data(), num_rows_, [](double& value) { value = std::max(0.0, value); });
  return is_on_path;
}

/// One step of iterative refinement: corrects the weights by their residual, and the slacks with
/// them.
void PivotBasis::correct() {
  const auto size = static_cast<Index>(binding_.size());
  AlignedArray change(length_);
  std::vector<long double> residual(binding_.size(), 1.0L);
  for (Index c = 0; c < size; ++c) {
    const long double weight =
        values_[static_cast<std::size_t>(binding_[static_cast<std::size_t>(c)])];
    for (std::size_t r = 0; r < residual.size(); ++r) {
      residual[r] -= weight * static_cast<long double>(factor_matrix_(static_cast<Index>(r), c));
    }
  }
  for (std::size_t r = 0; r < residual.size(); ++r) {
    change[static_cast<std::size_t>(binding_[r])] = static_cast<double>(residual[r]);
  }
  solve(change.data());
  for (std::size_t r = 0; r < length_; ++r) {
    values_[r] += change[r];
  }
}

Index PivotBasis::leaving_row(const AlignedArray& entering) {
  const double ratio = least_ratio(values_.data(), entering.data(), length_, accuracy_.least_pivot);
  if (!(ratio < std::numeric_limits<double>::infinity())) {
    return -1;
  }
  find_ties(values_.data(), entering.data(), length_, accuracy_.least_pivot, ratio, kTie, tied_);
  for (Index slack = 0; slack < num_rows_ && tied_.size() > 1; ++slack) {
    if (is_basic(first_slack_ + slack)) {
      drop_row(row_of_[static_cast<std::size_t>(first_slack_ + slack)]);
    } else {
      form(first_slack_ + slack, other_);
      keep_least(entering, other_);
    }
  }
  return tied_.empty() ? -1 : tied_.front();
}

/// The column of a slack in the basis is 1 in its own row and 0 elsewhere, so of several tied rows
/// its own one is not the least.
void PivotBasis::drop_row(Index row) {
  const auto found = std::lower_bound(tied_.begin(), tied_.end(), row);
  if (found != tied_.end() && *found == row) {
    tied_.erase(found);
  }
}

/// Drops tied rows whose ratio of `column` to the entering column is not the least.
void PivotBasis::keep_least(const AlignedArray& entering, const AlignedArray& column) {
  const auto ratio = [&](Index r) {
    return column[static_cast<std::size_t>(r)] / entering[static_cast<std::size_t>(r)];
  };
  double least = ratio(tied_.front());
  for (const Index r : tied_) {
    least = std::min(least, ratio(r));
  }
  const double bound = least + kTie * std::max(1.0, std::abs(least));
  std::erase_if(tied_, [&](Index r) { return ratio(r) > bound; });
}

std::vector<double> PivotBasis::strategy() const {
  std::vector<double> weights(static_cast<std::size_t>(num_weights_), 0.0);
  double total = 0.0;
  for (Index r = 0; r < num_rows_; ++r) {
    const Index label = label_of_[static_cast<std::size_t>(r)];
    if (!is_slack(label)) {
      total += weights[static_cast<std::size_t>(label - first_weight_)] =
          values_[static_cast<std::size_t>(r)];
    }
  }
  if (!(total > 0.0)) {
    return {};
  }
  for (double& weight : weights) {
    weight /= total;
  }
  return weights;
}

}  // namespace demarche
