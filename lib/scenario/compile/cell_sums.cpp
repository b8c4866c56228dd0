// SPDX-License-Identifier: MIT
#include "scenario/compile/cell_sums.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <unordered_map>

namespace demarche {
namespace {

using Cell = FeatureProgram::Cell;

/// Beyond this many coefficients in all cells nothing is searched, so that compiling stays short.
constexpr std::size_t kMostCoefficients = std::size_t{1} << 17;
/// How many of the cells that share a term are tried as summands.
constexpr std::size_t kMostTried = 8;
/// A cell with fewer terms stays as it is: the sum of two cells reads two rows instead of up to
/// three.
constexpr std::size_t kFewestTerms = 4;

bool is_sum(const Cell& cell, const Cell& a, const Cell& b) {
  if (a.constant + b.constant != cell.constant) {
    return false;
  }
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::size_t k = 0; k < cell.values.size(); ++k) {
    double coefficient = 0.0;
    bool is_there = false;
    if (i < a.values.size() && a.values[i] == cell.values[k]) {
      coefficient += a.coefficients[i++];
      is_there = true;
    }
    if (j < b.values.size() && b.values[j] == cell.values[k]) {
      coefficient += b.coefficients[j++];
      is_there = true;
    }
    if (!is_there || coefficient != cell.coefficients[k]) {
      return false;
    }
  }
  return i == a.values.size() && j == b.values.size();
}

class Finder {
 public:
  explicit Finder(const std::vector<Cell>& cells) : cells_(cells), is_sum_(cells.size(), false) {
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
      assert(cells[c].values.size() == cells[c].coefficients.size());
      for (std::size_t k = 0; k < cells[c].values.size(); ++k) {
        with_term_[key(cells[c], k)].push_back(c);
      }
    }
  }

  std::vector<FeatureProgram::CellSum> run() {
    // Longest cells first: a summand is shorter than its sum, so a cell is known to be no summand
    // of a longer sum before it is made a sum itself.
    std::vector<std::uint32_t> order(cells_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return cells_[a].values.size() > cells_[b].values.size();
    });
    std::vector<FeatureProgram::CellSum> sums;
    std::vector<bool> is_used(cells_.size(), false);
    for (const std::uint32_t c : order) {
      if (cells_[c].values.size() < kFewestTerms) {
        break;
      }
      if (is_used[c]) {
        continue;
      }
      if (const auto sum = find(c)) {
        sums.push_back(*sum);
        is_sum_[c] = true;
        is_used[sum->first] = true;
        is_used[sum->second] = true;
      }
    }
    return sums;
  }

 private:
  static std::uint64_t key(const Cell& cell, std::size_t k) {
    return std::bit_cast<std::uint64_t>(cell.coefficients[k]) * 0x9e3779b97f4a7c15 + cell.values[k];
  }

  /// Cells that have term `k` of the cell. Terms are compared by hash, so a cell may lack it.
  [[nodiscard]] std::span<const std::uint32_t> candidates(const Cell& cell, std::size_t k) const {
    const auto& all = with_term_.at(key(cell, k));
    return std::span(all).first(std::min(all.size(), kMostTried));
  }

  /// Looks for two summands of cell `c`: the first shares a term with it, the second has the first
  /// term that the first summand lacks.
  [[nodiscard]] std::optional<FeatureProgram::CellSum> find(std::uint32_t c) const {
    const Cell& cell = cells_[c];
    for (std::size_t k = 0; k < cell.values.size(); ++k) {
      for (const std::uint32_t a : candidates(cell, k)) {
        const Cell& first = cells_[a];
        if (a == c || is_sum_[a] || first.values.size() >= cell.values.size()) {
          continue;
        }
        // A summand has no values that its sum lacks, so the two begin alike up to that term.
        std::size_t lacking = 0;
        while (lacking + 1 < cell.values.size() && lacking < first.values.size() &&
               first.values[lacking] == cell.values[lacking]) {
          ++lacking;
        }
        for (const std::uint32_t b : candidates(cell, lacking)) {
          if (b != c && !is_sum_[b] && is_sum(cell, first, cells_[b])) {
            return FeatureProgram::CellSum{c, std::min(a, b), std::max(a, b)};
          }
        }
      }
    }
    return std::nullopt;
  }

  const std::vector<Cell>& cells_;
  std::vector<bool> is_sum_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> with_term_;
};

}  // namespace

std::vector<FeatureProgram::CellSum> find_sums_of_cells(const std::vector<Cell>& cells) {
  std::size_t num_coefficients = 0;
  for (const Cell& cell : cells) {
    num_coefficients += cell.values.size();
  }
  return num_coefficients > kMostCoefficients ? std::vector<FeatureProgram::CellSum>()
                                              : Finder(cells).run();
}

}  // namespace demarche
