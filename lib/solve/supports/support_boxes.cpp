// SPDX-License-Identifier: MIT
#include "solve/supports/support_boxes.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "demarche/core/interruption.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/supports/support_pieces.hpp"

namespace demarche {
namespace {

/// Bound on the rounding error of payoffs in [0, 1] after about a hundred averages of two.
constexpr double kMargin = 1e-13;
/// Barycentric coordinates above this count as inside a piece. Below 0, so that rounding cannot
/// lose a zero on the border of two pieces; record() drops what both of them find.
constexpr double kInside = -1e-7;
/// Payoffs closer than this are tied, and a probability below it puts a profile on the border of a
/// support.
constexpr double kTied = 1e-9;
/// Pieces with a longest edge below this are not divided any more.
constexpr double kSmallest = 1e-7;
/// The search ends with more undecided pieces than this: they cover a continuum of equilibria, and
/// smaller pieces would not tell more about it.
constexpr int kMaxUndecided = 32;
constexpr int kContractions = 200;

class Subdivision {
 public:
  Subdivision(const NormalFormGame& unit,
              const std::vector<std::vector<int>>& supports,
              double tolerance)
      : unit_(unit), pieces_(unit, supports), tolerance_(tolerance) {
    equations_.resize(pieces_.num_unknowns(), num_combinations());
  }

  SupportRoots run(SearchBudget& budget) {
    std::vector<SupportPiece> pending = {pieces_.whole()};
    while (!pending.empty()) {
      if (budget.is_spent() || num_undecided_ > kMaxUndecided) {
        result_.is_undecided = true;
        break;
      }
      --budget.boxes;
      const SupportPiece piece = std::move(pending.back());
      pending.pop_back();
      if (pieces_.has_dominated(piece, kMargin) || is_settled(piece)) {
        continue;
      }
      if (!pieces_.divide(piece, kSmallest, pending)) {
        ++num_undecided_;
        result_.is_undecided = true;
        record(pieces_.profile(piece, pieces_.middle()));
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] Index num_combinations() const {
    return static_cast<Index>(pieces_.num_combinations());
  }

  /// Whether the preconditioned equations show that the piece holds no equilibrium, or exactly one.
  /// Records that one.
  bool is_settled(const SupportPiece& piece) {
    fill_equations(piece);
    if (pieces_.num_unknowns() == 0) {
      record(pieces_.profile(piece, pieces_.middle()));
      return true;
    }
    const Matrix jacobian = middle_jacobian();
    const Eigen::PartialPivLU<Matrix> decomposition(jacobian);
    const Matrix inverse = decomposition.inverse();
    if (!inverse.allFinite()) {
      return false;
    }
    preconditioned_.noalias() = inverse * equations_;
    for (Index a = 0; a < pieces_.num_unknowns(); ++a) {
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
    record(pieces_.profile(piece, *root));
    return true;
  }

  /// One row per player and strategy of its support but the first: how much more than the first one
  /// it pays, at every combination of corners.
  void fill_equations(const SupportPiece& piece) {
    Index row = 0;
    for (std::size_t i = 0; i < pieces_.num_players(); ++i) {
      const auto& support = pieces_.supports()[i];
      for (std::size_t r = 1; r < support.size(); ++r, ++row) {
        for (std::size_t w = 0; w < pieces_.num_combinations(); ++w) {
          equations_(row, static_cast<Index>(w)) =
              pieces_.payoff(piece, i, support[r], w) - pieces_.payoff(piece, i, support[0], w);
        }
      }
    }
  }

  /// Derivatives of the equations at the middle of the piece by the barycentric coordinates,
  /// without the first one of each player.
  [[nodiscard]] Matrix middle_jacobian() const {
    const Index num_unknowns = pieces_.num_unknowns();
    Matrix jacobian = Matrix::Zero(num_unknowns, num_unknowns);
    Index first = 0;
    for (std::size_t j = 0; j < pieces_.num_players(); ++j) {
      const double share =
          static_cast<double>(pieces_.size(j)) / static_cast<double>(num_combinations());
      for (std::size_t w = 0; w < pieces_.num_combinations(); ++w) {
        const auto column = equations_.col(static_cast<Index>(w));
        if (pieces_.corner(j, w) > 0) {
          jacobian.col(first + static_cast<Index>(pieces_.corner(j, w)) - 1) += share * column;
        } else {
          for (std::size_t k = 1; k < pieces_.size(j); ++k) {
            jacobian.col(first + static_cast<Index>(k) - 1) -= share * column;
          }
        }
      }
      first += static_cast<Index>(pieces_.size(j)) - 1;
    }
    return jacobian;
  }

  /// Whether the derivative of the preconditioned equations differs from the identity by less than
  /// 1 all over the piece, in the maximum row sum. Then the equations have at most one zero there.
  [[nodiscard]] bool is_injective(double margin) const {
    const Index num_unknowns = pieces_.num_unknowns();
    Vector deviation =
        Vector::Constant(num_unknowns, 2.0 * static_cast<double>(num_unknowns) * margin);
    Index column = 0;
    for (std::size_t j = 0; j < pieces_.num_players(); ++j) {
      const std::size_t stride = pieces_.stride(j);
      for (std::size_t k = 1; k < pieces_.size(j); ++k, ++column) {
        Vector largest = Vector::Zero(num_unknowns);
        for (std::size_t w = 0; w < pieces_.num_combinations(); ++w) {
          if (pieces_.corner(j, w) != 0) {
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

  /// The zero of the preconditioned equations in barycentric coordinates, if it lies in the piece.
  [[nodiscard]] std::optional<Vector> contracted() const {
    Vector unknowns = pieces_.middle();
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
    for (const auto& weights : pieces_.coordinates(unknowns)) {
      if (*std::min_element(weights.begin(), weights.end()) < kInside) {
        return std::nullopt;
      }
    }
    return unknowns;
  }

  /// The preconditioned equations at a point.
  [[nodiscard]] Vector value(const Vector& unknowns) const {
    const auto weights = pieces_.coordinates(unknowns);
    Vector sum = Vector::Zero(pieces_.num_unknowns());
    for (std::size_t w = 0; w < pieces_.num_combinations(); ++w) {
      double weight = 1.0;
      for (std::size_t j = 0; j < pieces_.num_players(); ++j) {
        weight *= weights[j][pieces_.corner(j, w)];
      }
      sum += weight * preconditioned_.col(static_cast<Index>(w));
    }
    return sum;
  }

  /// Keeps a zero of the equations if it is an equilibrium that was not found before, and notes
  /// ties.
  void record(const MixedProfile& near) {
    auto refined = refine_on(unit_, near, pieces_.supports(), tolerance_);
    if (!refined) {
      // An interruption may have cost an equilibrium.
      result_.is_undecided = result_.is_undecided || is_interrupted();
      return;
    }
    MixedProfile profile = std::move(*refined);
    for (std::size_t i = 0; i < pieces_.num_players(); ++i) {
      for (const int s : pieces_.supports()[i]) {
        if (profile[i][static_cast<std::size_t>(s)] < kTied) {
          // An equilibrium on smaller supports, with a tie: the search finds it there.
          result_.is_tied = true;
          return;
        }
      }
      const auto payoffs = unit_.strategy_payoffs(i, profile);
      const double best = *std::max_element(payoffs.begin(), payoffs.end());
      const auto num_best = std::count_if(
          payoffs.begin(), payoffs.end(), [&](double payoff) { return payoff > best - kTied; });
      result_.is_tied = result_.is_tied || static_cast<std::size_t>(num_best) > pieces_.size(i);
    }
    for (const auto& other : result_.equilibria) {
      if ((joined(other) - joined(profile)).lpNorm<Eigen::Infinity>() < 1e-6) {
        return;
      }
    }
    result_.equilibria.push_back(std::move(profile));
  }

  const NormalFormGame& unit_;
  SupportPieces pieces_;
  double tolerance_;
  Matrix equations_;  ///< [unknowns, combinations]
  Matrix preconditioned_;
  int num_undecided_ = 0;
  SupportRoots result_;
};

}  // namespace

SupportRoots solve_supports(const NormalFormGame& unit,
                            const std::vector<std::vector<int>>& supports,
                            double tolerance,
                            SearchBudget& budget) {
  assert(supports.size() == unit.num_players());
  assert(std::all_of(supports.begin(), supports.end(), [](const std::vector<int>& support) {
    return !support.empty() && std::is_sorted(support.begin(), support.end());
  }));
  assert(tolerance > 0.0);
  return Subdivision(unit, supports, tolerance).run(budget);
}

}  // namespace demarche
