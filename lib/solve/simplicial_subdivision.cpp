// SPDX-License-Identifier: MIT
#include "demarche/solve/simplicial_subdivision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <functional>
#include <numeric>
#include <utility>

#include "demarche/core/error.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// From this relative regret on, Newton's method on the supports is worth a try.
constexpr double kNear = 0.05;

/// Where an almost-equilibrium of the coarser grids is none on a finer one, the path to the next is
/// long: after this many pivots on one grid the search starts afresh elsewhere. The last start has
/// the whole budget.
constexpr int kRestartPivots = 5000;
constexpr int kMaxRestarts = 20;

/// Positive probabilities, the same for the same seed.
MixedProfile random_profile(const NormalFormGame& game, int seed) {
  boost::random::mt19937_64 engine(static_cast<std::uint64_t>(seed));
  boost::random::uniform_real_distribution<double> weights(0.1, 1.0);
  MixedProfile profile = game.uniform_profile();
  for (auto& strategy : profile) {
    double total = 0.0;
    for (double& p : strategy) {
      total += p = weights(engine);
    }
    for (double& p : strategy) {
      p /= total;
    }
  }
  return profile;
}

/// The nearest point of the simplex (Euclidean): all coordinates less a constant, cut off at 0.
std::vector<double> projected(std::vector<double> point) {
  std::vector<double> sorted = point;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  double sum = 0.0;
  double level = 0.0;
  for (std::size_t k = 0; k < sorted.size(); ++k) {
    sum += sorted[k];
    const double candidate = (sum - 1.0) / static_cast<double>(k + 1);
    if (sorted[k] > candidate) {
      level = candidate;
    }
  }
  for (double& x : point) {
    x = std::max(0.0, x - level);
  }
  return point;
}

MixedProfile projected(const MixedProfile& point) {
  MixedProfile profile;
  for (const auto& part : point) {
    profile.push_back(projected(part));
  }
  return profile;
}

/// A direction of the grid, and a label: strategy `strategy` of `player`.
struct Label {
  std::size_t player = 0;
  std::size_t strategy = 0;
  bool operator==(const Label&) const = default;
};

/// One grid: the path from its starting point to a simplex that has all labels of one player.
///
/// A simplex of dimension t has t directions, each label once; its vertices are the first one and
/// then one step further in each direction in turn.
class Grid {
 public:
  Grid(const NormalFormGame& unit, MixedProfile start, double mesh)
      : unit_(unit), start_(std::move(start)), mesh_(mesh) {
    for (const int count : unit.num_strategies()) {
      steps_.emplace_back(static_cast<std::size_t>(count), 0);
    }
  }

  /// The centre of the last simplex; nothing if `pivots` runs out.
  std::optional<MixedProfile> run(int& pivots, const Deadline& deadline) {
    labels_ = {label_of(vertex(0))};
    std::size_t newest = 0;
    while (pivots-- > 0 && !deadline.is_past()) {
      const Label label = labels_[newest];
      if (!is_direction(label)) {
        if (completes(label)) {
          return centre();
        }
        directions_.push_back(label);
        labels_.push_back(label_of(vertex(directions_.size())));
        newest = directions_.size();
        continue;
      }
      newest = replace(twin_of(newest));
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_direction(Label label) const {
    return std::find(directions_.begin(), directions_.end(), label) != directions_.end();
  }

  /// Whether all the other labels of its player are there.
  [[nodiscard]] bool completes(Label label) const {
    const auto num_own = std::count_if(directions_.begin(), directions_.end(), [&](Label other) {
      return other.player == label.player;
    });
    return static_cast<std::size_t>(num_own) + 1 == steps_[label.player].size();
  }

  [[nodiscard]] std::size_t twin_of(std::size_t newest) const {
    for (std::size_t v = 0; v < labels_.size(); ++v) {
      if (v != newest && labels_[v] == labels_[newest]) {
        return v;
      }
    }
    return newest;
  }

  /// Exchanges vertex `leaving` for the one across the facet opposite; the new vertex's place.
  std::size_t replace(std::size_t leaving) {
    // The facet on the border of this set of directions belongs to a smaller set: the vertex with
    // the label of the direction lost is the next to leave.
    while (leaving == directions_.size() && steps(directions_.back()) == 0) {
      const Label lost = directions_.back();
      directions_.pop_back();
      labels_.pop_back();
      leaving = static_cast<std::size_t>(std::find(labels_.begin(), labels_.end(), lost) -
                                         labels_.begin());
    }
    const std::size_t dimension = directions_.size();
    if (leaving == 0) {
      move(directions_.front(), 1);
      std::rotate(directions_.begin(), directions_.begin() + 1, directions_.end());
      std::rotate(labels_.begin(), labels_.begin() + 1, labels_.end());
      leaving = dimension;
    } else if (leaving < dimension) {
      std::swap(directions_[leaving - 1], directions_[leaving]);
    } else {
      move(directions_.back(), -1);
      std::rotate(directions_.rbegin(), directions_.rbegin() + 1, directions_.rend());
      std::rotate(labels_.rbegin(), labels_.rbegin() + 1, labels_.rend());
      leaving = 0;
    }
    labels_[leaving] = label_of(vertex(leaving));
    return leaving;
  }

  int& steps(Label label) { return steps_[label.player][label.strategy]; }

  void move(Label direction, int sign) { steps(direction) += sign; }

  /// Points are computed from whole steps, so that a vertex met again is the same to the last bit
  /// and has the same label: the path cannot circle.
  [[nodiscard]] MixedProfile vertex(std::size_t number) const {
    auto counts = steps_;
    for (std::size_t d = 0; d < number; ++d) {
      ++counts[directions_[d].player][directions_[d].strategy];
    }
    MixedProfile point = start_;
    for (std::size_t i = 0; i < point.size(); ++i) {
      for (std::size_t s = 0; s < point[i].size(); ++s) {
        // A step means more of one strategy and less of the one before it.
        const std::size_t after = (s + 1) % point[i].size();
        point[i][s] += mesh_ * (counts[i][s] - counts[i][after]);
      }
    }
    return point;
  }

  [[nodiscard]] MixedProfile centre() const {
    MixedProfile point = start_;
    const auto num_vertices = static_cast<double>(directions_.size() + 1);
    for (auto& part : point) {
      std::fill(part.begin(), part.end(), 0.0);
    }
    for (std::size_t v = 0; v <= directions_.size(); ++v) {
      const MixedProfile corner = vertex(v);
      for (std::size_t i = 0; i < point.size(); ++i) {
        for (std::size_t s = 0; s < point[i].size(); ++s) {
          point[i][s] += corner[i][s] / num_vertices;
        }
      }
    }
    return point;
  }

  /// The strategy that the map raises most.
  [[nodiscard]] Label label_of(const MixedProfile& point) const {
    const MixedProfile profile = projected(point);
    Label best;
    double most = -1.0;
    for (std::size_t i = 0; i < point.size(); ++i) {
      auto rise = unit_.strategy_payoffs(i, profile);
      double mean = 0.0;
      for (std::size_t s = 0; s < rise.size(); ++s) {
        rise[s] += profile[i][s] - point[i][s];
        mean += rise[s] / static_cast<double>(rise.size());
      }
      for (std::size_t s = 0; s < rise.size(); ++s) {
        if (rise[s] - mean > most) {
          most = rise[s] - mean;
          best = {i, s};
        }
      }
    }
    return best;
  }

  const NormalFormGame& unit_;
  MixedProfile start_;
  double mesh_;
  std::vector<std::vector<int>> steps_;  ///< Of the first vertex from the start, per direction.
  std::vector<Label> directions_;
  std::vector<Label> labels_;  ///< Per vertex.
};

Solution solve_simplicial(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      SimplicialSubdivision(
          {.max_pivots = iteration_budget(options, SimplicialSubdivisionOptions{}.max_pivots),
           .max_seconds = options.max_seconds,
           .tolerance = options.tolerance})
          .solve(game);
  return one_equilibrium(game, result.status, result.strategies, result.regret, result.num_pivots);
}

}  // namespace

SimplicialSubdivision::SimplicialSubdivision(Options options) : options_(options) {
  if (!(options_.first_mesh > 0.0 && options_.first_mesh <= 1.0)) {
    throw InvalidArgument(
        fmt::format("first_mesh must be above 0 and at most 1, got {}", options_.first_mesh));
  }
  if (!(options_.last_mesh > 0.0)) {
    throw InvalidArgument(fmt::format("last_mesh must be above 0, got {}", options_.last_mesh));
  }
  if (options_.max_pivots < 1) {
    throw InvalidArgument(
        fmt::format("max_pivots must be at least 1, got {}", options_.max_pivots));
  }
  if (!(options_.max_seconds > 0.0)) {
    throw InvalidArgument(fmt::format("max_seconds must be above 0, got {}", options_.max_seconds));
  }
  if (!(options_.tolerance > 0.0)) {
    throw InvalidArgument(fmt::format("tolerance must be above 0, got {}", options_.tolerance));
  }
}

SimplicialSubdivision::Result SimplicialSubdivision::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  const Deadline deadline(options_.max_seconds);
  Result result;
  MixedProfile start = unit.uniform_profile();
  int pivots = options_.max_pivots;
  int num_restarts = 0;
  result.mesh = options_.first_mesh;
  while (true) {
    int for_grid = num_restarts < kMaxRestarts ? std::min(pivots, kRestartPivots) : pivots;
    const int granted = for_grid;
    const auto centre = Grid(unit, start, result.mesh).run(for_grid, deadline);
    pivots -= granted - std::max(for_grid, 0);
    result.num_pivots = options_.max_pivots - pivots;
    if (!centre && pivots > 0 && !deadline.is_past()) {
      start = random_profile(unit, ++num_restarts);
      result.mesh = options_.first_mesh;
      continue;
    }
    if (!centre) {
      result.status = SolveStatus::iteration_limit;
      return result;
    }
    const MixedProfile profile = projected(*centre);
    const double regret = unit.max_regret(profile);
    auto found = regret <= kNear ? refine(unit, profile, options_.tolerance) : std::nullopt;
    if (!found && regret <= options_.tolerance) {
      found = profile;
    }
    if (found) {
      result.regret = unit.max_regret(*found);
      result.strategies = std::move(*found);
      result.status = SolveStatus::converged;
      return result;
    }
    if (result.mesh <= options_.last_mesh) {
      return result;
    }
    start = *centre;
    result.mesh *= 0.5;
  }
}

Concept simplicial_subdivision_concept() {
  return dense_concept<solve_simplicial>(
      "simplicial", "one equilibrium, any number of players, by simplicial subdivision");
}

}  // namespace demarche
