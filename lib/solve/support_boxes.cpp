// SPDX-License-Identifier: MIT
#include "solve/support_boxes.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "solve/payoff_field.hpp"

namespace demarche {
namespace {

/// Bound on the rounding error of payoffs in [0, 1] after some hundred averages of two.
constexpr double kMargin = 1e-13;
/// Barycentric coordinates in a piece above this count as inside: neighbours share their border.
constexpr double kInside = -1e-7;
/// Payoffs closer than this are tied, and probabilities below it are on the border of a support.
constexpr double kTied = 1e-9;
/// Pieces smaller than this are not divided any more.
constexpr double kSmallest = 1e-7;
/// More undecided pieces than this: there is a continuum, and no use in covering it.
constexpr int kMaxUndecided = 32;
constexpr int kContractions = 200;

/// A product of simplices, one per player: each corner's strategy, and what everything pays at
/// every combination of the other players' corners.
struct Piece {
  /// Per player, [corner][strategy of the support].
  std::vector<std::vector<double>> corners;
  /// Per player, [strategy][combination of the others' corners].
  std::vector<std::vector<double>> payoffs;
};

class Subdivision {
 public:
  Subdivision(const NormalFormGame& unit,
              const std::vector<std::vector<int>>& supports,
              double tolerance)
      : unit_(unit), supports_(supports), tolerance_(tolerance), num_players_(supports.size()) {
    for (const auto& support : supports_) {
      sizes_.push_back(support.size());
      num_combinations_ *= support.size();
      num_unknowns_ += static_cast<Index>(support.size()) - 1;
    }
    for (std::size_t i = 0; i < num_players_; ++i) {
      strides_.push_back(strides_without(i));
    }
    place_.assign(num_players_, std::vector<std::size_t>(num_combinations_, 0));
    corner_.assign(num_players_, std::vector<std::size_t>(num_combinations_, 0));
    for (std::size_t w = 0; w < num_combinations_; ++w) {
      std::size_t rest = w;
      for (std::size_t j = num_players_; j-- > 0;) {
        corner_[j][w] = rest % sizes_[j];
        rest /= sizes_[j];
      }
      for (std::size_t i = 0; i < num_players_; ++i) {
        for (std::size_t j = 0; j < num_players_; ++j) {
          place_[i][w] += strides_[i][j] * corner_[j][w];
        }
      }
    }
    equations_.resize(num_unknowns_, static_cast<Index>(num_combinations_));
  }

  SupportRoots run(SearchBudget& budget) {
    std::vector<Piece> pending = {whole()};
    while (!pending.empty()) {
      if (budget.is_spent() || num_undecided_ > kMaxUndecided) {
        result_.is_undecided = true;
        break;
      }
      --budget.boxes;
      const Piece piece = std::move(pending.back());
      pending.pop_back();
      if (has_dominated(piece) || is_settled(piece)) {
        continue;
      }
      if (!divide(piece, pending)) {
        ++num_undecided_;
        result_.is_undecided = true;
        record(midpoint(piece));
      }
    }
    return std::move(result_);
  }

 private:
  /// Row-major over all players' corners but one's, whose stride is 0.
  [[nodiscard]] std::vector<std::size_t> strides_without(std::size_t player) const {
    std::vector<std::size_t> strides(num_players_, 0);
    std::size_t stride = 1;
    for (std::size_t j = num_players_; j-- > 0;) {
      if (j != player) {
        strides[j] = stride;
        stride *= sizes_[j];
      }
    }
    return strides;
  }

  [[nodiscard]] Piece whole() const {
    Piece piece;
    for (std::size_t i = 0; i < num_players_; ++i) {
      auto& corners = piece.corners.emplace_back(sizes_[i] * sizes_[i], 0.0);
      for (std::size_t k = 0; k < sizes_[i]; ++k) {
        corners[k * sizes_[i] + k] = 1.0;
      }
      const std::size_t others = num_combinations_ / sizes_[i];
      auto& payoffs =
          piece.payoffs.emplace_back(others * static_cast<std::size_t>(unit_.num_strategies()[i]));
      std::vector<int> profile(num_players_);
      for (std::size_t w = 0; w < num_combinations_; ++w) {
        for (std::size_t j = 0; j < num_players_; ++j) {
          profile[j] = supports_[j][corner_[j][w]];
        }
        for (int s = 0; s < unit_.num_strategies()[i]; ++s) {
          profile[i] = s;
          payoffs[static_cast<std::size_t>(s) * others + place_[i][w]] =
              unit_.payoffs(i)[unit_.profile_index(profile)];
        }
      }
    }
    return piece;
  }

  /// Whether a played strategy pays less than another of the player's all over the piece.
  [[nodiscard]] bool has_dominated(const Piece& piece) const {
    for (std::size_t i = 0; i < num_players_; ++i) {
      const std::size_t others = num_combinations_ / sizes_[i];
      const double* payoffs = piece.payoffs[i].data();
      for (const int played : supports_[i]) {
        const double* own = payoffs + static_cast<std::size_t>(played) * others;
        for (int t = 0; t < unit_.num_strategies()[i]; ++t) {
          const double* other = payoffs + static_cast<std::size_t>(t) * others;
          bool dominates = t != played;
          for (std::size_t c = 0; dominates && c < others; ++c) {
            dominates = other[c] > own[c] + kMargin;
          }
          if (dominates) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether the preconditioned equations show that the piece holds no equilibrium, or just one,
  /// which is recorded.
  bool is_settled(const Piece& piece) {
    fill_equations(piece);
    if (num_unknowns_ == 0) {
      record(midpoint(piece));
      return true;
    }
    const Matrix jacobian = middle_jacobian();
    const Eigen::PartialPivLU<Matrix> decomposition(jacobian);
    const Matrix inverse = decomposition.inverse();
    if (!inverse.allFinite()) {
      return false;
    }
    preconditioned_.noalias() = inverse * equations_;
    for (Index a = 0; a < num_unknowns_; ++a) {
      const double margin = kMargin * inverse.row(a).lpNorm<1>();
      if (preconditioned_.row(a).minCoeff() > margin ||
          preconditioned_.row(a).maxCoeff() < -margin) {
        return true;
      }
    }
    if (!is_injective(kMargin * inverse.cwiseAbs().rowwise().sum().maxCoeff())) {
      return false;
    }
    const auto root = contracted();
    if (!root) {
      return false;
    }
    record(strategies(piece, *root));
    return true;
  }

  /// Per player and played strategy but the first: what it pays more than the first, at every
  /// combination of corners.
  void fill_equations(const Piece& piece) {
    Index row = 0;
    for (std::size_t i = 0; i < num_players_; ++i) {
      const std::size_t others = num_combinations_ / sizes_[i];
      const double* payoffs = piece.payoffs[i].data();
      const double* first = payoffs + static_cast<std::size_t>(supports_[i][0]) * others;
      for (std::size_t r = 1; r < sizes_[i]; ++r, ++row) {
        const double* own = payoffs + static_cast<std::size_t>(supports_[i][r]) * others;
        for (std::size_t w = 0; w < num_combinations_; ++w) {
          equations_(row, static_cast<Index>(w)) = own[place_[i][w]] - first[place_[i][w]];
        }
      }
    }
  }

  /// Derivatives by the barycentric coordinates (all but each player's first) at the middle.
  [[nodiscard]] Matrix middle_jacobian() const {
    Matrix jacobian = Matrix::Zero(num_unknowns_, num_unknowns_);
    Index first = 0;
    for (std::size_t j = 0; j < num_players_; ++j) {
      const double share = static_cast<double>(sizes_[j]) / static_cast<double>(num_combinations_);
      for (std::size_t w = 0; w < num_combinations_; ++w) {
        const auto column = equations_.col(static_cast<Index>(w));
        if (corner_[j][w] > 0) {
          jacobian.col(first + static_cast<Index>(corner_[j][w]) - 1) += share * column;
        } else {
          for (std::size_t k = 1; k < sizes_[j]; ++k) {
            jacobian.col(first + static_cast<Index>(k) - 1) -= share * column;
          }
        }
      }
      first += static_cast<Index>(sizes_[j]) - 1;
    }
    return jacobian;
  }

  /// Whether the derivative of the preconditioned equations stays within a distance below 1 of the
  /// identity all over the piece (in the maximum row sum).
  [[nodiscard]] bool is_injective(double margin) const {
    Vector deviation =
        Vector::Constant(num_unknowns_, 2.0 * static_cast<double>(num_unknowns_) * margin);
    Index column = 0;
    for (std::size_t j = 0; j < num_players_; ++j) {
      const std::size_t stride = full_stride(j);
      for (std::size_t k = 1; k < sizes_[j]; ++k, ++column) {
        Vector largest = Vector::Zero(num_unknowns_);
        for (std::size_t w = 0; w < num_combinations_; ++w) {
          if (corner_[j][w] != 0) {
            continue;
          }
          Vector slope = preconditioned_.col(static_cast<Index>(w + k * stride)) -
                         preconditioned_.col(static_cast<Index>(w));
          slope[column] -= 1.0;
          largest = largest.cwiseMax(slope.cwiseAbs());
        }
        deviation += largest;
      }
    }
    return deviation.maxCoeff() < 1.0;
  }

  [[nodiscard]] std::size_t full_stride(std::size_t player) const {
    std::size_t stride = 1;
    for (std::size_t j = player + 1; j < num_players_; ++j) {
      stride *= sizes_[j];
    }
    return stride;
  }

  /// The zero in barycentric coordinates, if it lies in the piece.
  [[nodiscard]] std::optional<Vector> contracted() const {
    Vector unknowns(num_unknowns_);
    Index row = 0;
    for (const std::size_t size : sizes_) {
      for (std::size_t k = 1; k < size; ++k) {
        unknowns[row++] = 1.0 / static_cast<double>(size);
      }
    }
    for (int step = 0; step < kContractions; ++step) {
      const Vector change = value(unknowns);
      unknowns -= change;
      const double length = change.lpNorm<Eigen::Infinity>();
      if (!(length < 4.0)) {
        return std::nullopt;
      }
      if (length < 1e-13) {
        break;
      }
    }
    row = 0;
    for (const std::size_t size : sizes_) {
      double first = 1.0;
      for (std::size_t k = 1; k < size; ++k) {
        first -= unknowns[row];
        if (unknowns[row++] < kInside) {
          return std::nullopt;
        }
      }
      if (first < kInside) {
        return std::nullopt;
      }
    }
    return unknowns;
  }

  /// The preconditioned equations at a point.
  [[nodiscard]] Vector value(const Vector& unknowns) const {
    const auto weights = coordinates(unknowns);
    Vector sum = Vector::Zero(num_unknowns_);
    for (std::size_t w = 0; w < num_combinations_; ++w) {
      double weight = 1.0;
      for (std::size_t j = 0; j < num_players_; ++j) {
        weight *= weights[j][corner_[j][w]];
      }
      sum += weight * preconditioned_.col(static_cast<Index>(w));
    }
    return sum;
  }

  [[nodiscard]] std::vector<std::vector<double>> coordinates(const Vector& unknowns) const {
    std::vector<std::vector<double>> weights;
    Index row = 0;
    for (const std::size_t size : sizes_) {
      auto& own = weights.emplace_back(1, 1.0);
      for (std::size_t k = 1; k < size; ++k) {
        own.push_back(unknowns[row++]);
        own[0] -= own.back();
      }
    }
    return weights;
  }

  [[nodiscard]] MixedProfile strategies(const Piece& piece, const Vector& unknowns) const {
    const auto weights = coordinates(unknowns);
    MixedProfile profile;
    for (std::size_t i = 0; i < num_players_; ++i) {
      auto& strategy =
          profile.emplace_back(static_cast<std::size_t>(unit_.num_strategies()[i]), 0.0);
      for (std::size_t k = 0; k < sizes_[i]; ++k) {
        for (std::size_t s = 0; s < sizes_[i]; ++s) {
          strategy[static_cast<std::size_t>(supports_[i][s])] +=
              weights[i][k] * piece.corners[i][k * sizes_[i] + s];
        }
      }
    }
    return profile;
  }

  [[nodiscard]] MixedProfile midpoint(const Piece& piece) const {
    Vector unknowns(num_unknowns_);
    Index row = 0;
    for (const std::size_t size : sizes_) {
      for (std::size_t k = 1; k < size; ++k) {
        unknowns[row++] = 1.0 / static_cast<double>(size);
      }
    }
    return strategies(piece, unknowns);
  }

  /// Keeps a zero of the equations if it is an equilibrium, and notes ties.
  void record(const MixedProfile& near) {
    auto refined = refine_on(unit_, near, supports_, tolerance_);
    if (!refined) {
      return;
    }
    MixedProfile profile = std::move(*refined);
    for (std::size_t i = 0; i < num_players_; ++i) {
      for (const int s : supports_[i]) {
        if (profile[i][static_cast<std::size_t>(s)] < kTied) {
          // It belongs to smaller supports, with a tie.
          result_.is_tied = true;
          return;
        }
      }
      const auto payoffs = unit_.strategy_payoffs(i, profile);
      const double best = *std::max_element(payoffs.begin(), payoffs.end());
      const auto num_best = std::count_if(
          payoffs.begin(), payoffs.end(), [&](double payoff) { return payoff > best - kTied; });
      result_.is_tied = result_.is_tied || static_cast<std::size_t>(num_best) > sizes_[i];
    }
    for (const auto& other : result_.equilibria) {
      if ((joined(other) - joined(profile)).lpNorm<Eigen::Infinity>() < 1e-6) {
        return;
      }
    }
    result_.equilibria.push_back(std::move(profile));
  }

  /// Halves the longest edge; false if even that is too short.
  bool divide(const Piece& piece, std::vector<Piece>& pending) const {
    double longest = 0.0;
    std::size_t player = 0;
    std::size_t a = 0;
    std::size_t b = 0;
    for (std::size_t i = 0; i < num_players_; ++i) {
      const std::size_t n = sizes_[i];
      for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t l = k + 1; l < n; ++l) {
          double length = 0.0;
          for (std::size_t s = 0; s < n; ++s) {
            length += std::abs(piece.corners[i][k * n + s] - piece.corners[i][l * n + s]);
          }
          if (length > longest) {
            longest = length;
            player = i;
            a = k;
            b = l;
          }
        }
      }
    }
    if (longest < kSmallest) {
      return false;
    }
    for (const auto& [moved, kept] : {std::pair(a, b), std::pair(b, a)}) {
      Piece& half = pending.emplace_back(piece);
      const std::size_t n = sizes_[player];
      for (std::size_t s = 0; s < n; ++s) {
        half.corners[player][moved * n + s] =
            0.5 * (piece.corners[player][moved * n + s] + piece.corners[player][kept * n + s]);
      }
      for (std::size_t i = 0; i < num_players_; ++i) {
        if (i != player) {
          average(half.payoffs[i], strides_[i][player], n, moved, kept);
        }
      }
    }
    return true;
  }

  /// Replaces slice `moved` along an axis by its mean with slice `kept`.
  static void average(std::vector<double>& tensor,
                      std::size_t stride,
                      std::size_t size,
                      std::size_t moved,
                      std::size_t kept) {
    for (std::size_t outer = 0; outer < tensor.size(); outer += stride * size) {
      for (std::size_t inner = 0; inner < stride; ++inner) {
        double& entry = tensor[outer + moved * stride + inner];
        entry = 0.5 * (entry + tensor[outer + kept * stride + inner]);
      }
    }
  }

  const NormalFormGame& unit_;
  const std::vector<std::vector<int>>& supports_;
  double tolerance_;
  std::size_t num_players_;
  std::vector<std::size_t> sizes_;
  std::size_t num_combinations_ = 1;
  Index num_unknowns_ = 0;
  std::vector<std::vector<std::size_t>> strides_;  ///< Per player, of the others' corners.
  std::vector<std::vector<std::size_t>> place_;    ///< Per player and combination, in its payoffs.
  std::vector<std::vector<std::size_t>> corner_;   ///< Per player and combination, its corner.
  Matrix equations_;                               ///< [unknowns, combinations]
  Matrix preconditioned_;
  int num_undecided_ = 0;
  SupportRoots result_;
};

}  // namespace

SupportRoots solve_supports(const NormalFormGame& unit,
                            const std::vector<std::vector<int>>& supports,
                            double tolerance,
                            SearchBudget& budget) {
  return Subdivision(unit, supports, tolerance).run(budget);
}

}  // namespace demarche
