// SPDX-License-Identifier: MIT
#include "demarche/solve/simplicial_subdivision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <functional>
#include <numeric>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Below this relative regret, Newton's method on the supports is tried.
constexpr double kNear = 0.05;

/// An almost-equilibrium of a coarse grid may not be one of a finer grid, and then the path to the
/// next one is long. After this many pivots on one grid the search starts again elsewhere. The last
/// start has the whole budget.
constexpr int kRestartPivots = 5000;
constexpr int kMaxRestarts = 20;

/// Positive probabilities that depend on nothing but the seed.
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

/// The nearest point of the simplex in Euclidean distance. It is found by subtracting a constant
/// from all coordinates and cutting off at 0.
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

/// Strategy `strategy` of `player`, which is a direction of the grid and a label.
struct Label {
  std::size_t player = 0;
  std::size_t strategy = 0;
  bool operator==(const Label&) const = default;
};

/// Follows the path on one grid from its starting point to a simplex with all labels of a player.
///
/// A simplex of dimension t has t directions, and each label occurs once. Its first vertex is
/// given; each further vertex lies one step in the next direction from the one before.
class Grid {
 public:
  Grid(const NormalFormGame& unit, MixedProfile start, double mesh)
      : unit_(unit), start_(std::move(start)), mesh_(mesh) {
    for (const int count : unit.num_strategies()) {
      steps_.emplace_back(static_cast<std::size_t>(count), 0);
    }
  }

  /// Returns the centre of the last simplex, or nothing if `pivots` runs out.
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

  /// Whether the simplex has all other labels of the player.
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

  /// Replaces vertex `leaving` by the one across the opposite facet and returns the place of the
  /// new vertex.
  std::size_t replace(std::size_t leaving) {
    // A facet on the border of this set of directions belongs to a smaller set. The next vertex to
    // replace is the one with the label of the direction that is dropped.
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

  /// Points are computed from whole numbers of steps, so a vertex that is met again has the same
  /// bits and the same label. Therefore the path cannot run in a circle.
  [[nodiscard]] MixedProfile vertex(std::size_t number) const {
    auto counts = steps_;
    for (std::size_t d = 0; d < number; ++d) {
      ++counts[directions_[d].player][directions_[d].strategy];
    }
    MixedProfile point = start_;
    for (std::size_t i = 0; i < point.size(); ++i) {
      for (std::size_t s = 0; s < point[i].size(); ++s) {
        // A step moves weight to one strategy from the strategy before it.
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

  /// The label of a point: the strategy whose coordinate the map raises most.
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
  std::vector<std::vector<int>> steps_;  ///< From the start to the first vertex, per direction.
  std::vector<Label> directions_;
  std::vector<Label> labels_;  ///< One per vertex.
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
  require(options_.first_mesh > 0.0 && options_.first_mesh <= 1.0,
          "first_mesh",
          "above 0 and at most 1",
          options_.first_mesh);
  require_positive("last_mesh", options_.last_mesh);
  require_at_least("max_pivots", options_.max_pivots, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
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
      {.name = "simplicial",
       .summary = "one equilibrium, any number of players, by simplicial subdivision",
       .work = "pivots",
       .budget = "pivots over all grids",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance}});
}

}  // namespace demarche
