// SPDX-License-Identifier: MIT
#include "solve/adaptation.hpp"

#include <algorithm>
#include <boost/numeric/odeint.hpp>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "demarche/core/interruption.hpp"
#include "game/mean_payoff.hpp"

namespace demarche {
namespace {

/// A player moves only if a best response pays this much more than its present strategy, in units
/// of the spread of its payoffs.
constexpr double kWorthMoving = 1e-12;
/// The share of the way to the logit response that one step goes, unless the options set another.
constexpr double kLogitGain = 0.2;
/// A time average has settled if it changed by no more than this over the second half of the steps.
constexpr double kSettled = 1e-2;
/// Replicators hardly move near rest points that they leave again later. A point with a larger
/// relative regret than this is taken for one of those.
constexpr double kRestRegret = 1e-3;
/// The integrator's error per step, absolute and relative.
constexpr double kIntegrationError = 1e-8;
/// The most steps, accepted and rejected, for one unit of time.
constexpr int kMaxIntegrationSteps = 1000;

/// The largest difference between two probabilities.
double distance(const MixedProfile& a, const MixedProfile& b) {
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t s = 0; s < a[i].size(); ++s) {
      most = std::max(most, std::abs(a[i][s] - b[i][s]));
    }
  }
  return most;
}

/// Moves `from` towards `to` by a share of the way: from + share * (to - from).
void shift(MixedProfile& from, const MixedProfile& to, double share) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t s = 0; s < from[i].size(); ++s) {
      from[i][s] += share * (to[i][s] - from[i][s]);
    }
  }
}

/// The logit response: probabilities proportional to exp(precision * (payoff - best)).
std::vector<double> logit(const std::vector<double>& payoffs, double precision) {
  const double best = *std::max_element(payoffs.begin(), payoffs.end());
  std::vector<double> strategy;
  double total = 0.0;
  for (const double payoff : payoffs) {
    // The best payoff is compared, not computed: the precision may be infinite in these units, and
    // infinity times 0 would be NaN.
    total += strategy.emplace_back(payoff == best ? 1.0 : std::exp(precision * (payoff - best)));
  }
  for (double& p : strategy) {
    p /= total;
  }
  return strategy;
}

/// Follows one rule from the start, step by step, and says how it ended.
class Adaptation {
 public:
  Adaptation(const PayoffView& view, const DynamicsOptions& options)
      : view_(view), options_(options), now_(view.start_profile(options.start)) {}

  DynamicsResult run() {
    if (options_.rule == DynamicsRule::best_response) {
      follow_best_responses();
    } else {
      if (is_replicator()) {
        shift(now_, view_.uniform_profile(), options_.tremble);
      }
      follow_steps();
    }
    const MixedProfile& answer =
        result_.end == DynamicsEnd::fixed_point ? result_.last : result_.average;
    result_.regret = view_.relative_regret(answer);
    if (options_.rule == DynamicsRule::logit_response) {
      now_ = answer;
      result_.logit_error = distance(answer, logit_replies());
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_replicator() const {
    return options_.rule == DynamicsRule::replicator ||
           options_.rule == DynamicsRule::discrete_replicator;
  }

  /// Adds the present profile to the path, if it is asked for.
  void record() {
    if (options_.keeps_path) {
      result_.path.push_back(now_);
    }
  }

  /// Best responses in turn. A step is a round of all players. A round without a move is a fixed
  /// point; a profile that was met before at the end of a round closes a cycle, and the moves since
  /// then are averaged.
  void follow_best_responses() {
    std::map<MixedProfile, std::size_t> seen;
    std::vector<MixedProfile> moves = {now_};
    record();
    while (result_.num_steps < options_.max_steps && !is_interrupted()) {
      const auto [place, is_new] = seen.emplace(now_, moves.size() - 1);
      if (!is_new) {
        result_.end = DynamicsEnd::cycle;
        result_.cycle_length = static_cast<int>(moves.size() - 1 - place->second);
        moves.erase(moves.begin(), moves.begin() + static_cast<std::ptrdiff_t>(place->second) + 1);
        break;
      }
      const std::size_t before = moves.size();
      for (std::size_t i = 0; i < view_.num_players(); ++i) {
        if (move(i)) {
          moves.push_back(now_);
          record();
        }
      }
      ++result_.num_steps;
      if (moves.size() == before) {
        result_.end = DynamicsEnd::fixed_point;
        break;
      }
    }
    result_.last = now_;
    result_.average = moves.front();
    for (std::size_t k = 1; k < moves.size(); ++k) {
      shift(result_.average, moves[k], 1.0 / static_cast<double>(k + 1));
    }
  }

  /// Moves one player to its first best response. Returns false if its play is good enough already.
  bool move(std::size_t player) {
    const auto payoffs = view_.unit_payoffs(player, now_);
    const auto best = std::max_element(payoffs.begin(), payoffs.end());
    if (largest_gain(payoffs, now_[player]) <= kWorthMoving) {
      return false;
    }
    std::fill(now_[player].begin(), now_[player].end(), 0.0);
    now_[player][static_cast<std::size_t>(best - payoffs.begin())] = 1.0;
    return true;
  }

  /// All rules but best responses: all players move at once, until rest or the end of the budget.
  void follow_steps() {
    result_.average = now_;
    MixedProfile halfway;
    record();
    while (result_.num_steps < options_.max_steps && !is_interrupted()) {
      const MixedProfile before = now_;
      step();
      ++result_.num_steps;
      record();
      if (options_.rule == DynamicsRule::fictitious_play) {
        result_.average = now_;  // Beliefs are averages of past play already.
      } else {
        shift(result_.average, now_, 1.0 / (result_.num_steps + 1));
      }
      if (result_.num_steps == options_.max_steps / 2) {
        halfway = result_.average;
      }
      if (is_at_rest(before)) {
        result_.end = DynamicsEnd::fixed_point;
        break;
      }
    }
    result_.last = now_;
    if (result_.end == DynamicsEnd::moving && result_.num_steps == options_.max_steps &&
        !halfway.empty() && distance(halfway, result_.average) <= kSettled) {
      result_.end = DynamicsEnd::average;
    }
  }

  /// Whether the last step, from `before`, came to rest. Beliefs of fictitious play change ever
  /// more slowly, whether they converge or not; they are at rest if they are an equilibrium.
  [[nodiscard]] bool is_at_rest(const MixedProfile& before) const {
    if (options_.rule == DynamicsRule::fictitious_play) {
      return view_.relative_regret(now_) <= options_.tolerance;
    }
    return distance(before, now_) <= options_.tolerance &&
           (!is_replicator() || view_.relative_regret(now_) <= kRestRegret);
  }

  void step() {
    switch (options_.rule) {
      case DynamicsRule::fictitious_play:
        shift(now_, best_replies(), gain(1.0 / (result_.num_steps + 2)));
        break;
      case DynamicsRule::logit_response:
        shift(now_, logit_replies(), gain(kLogitGain));
        break;
      case DynamicsRule::replicator:
        integrate();
        break;
      case DynamicsRule::discrete_replicator:
        breed();
        break;
      case DynamicsRule::best_response:
        break;
    }
  }

  /// The share of the way that a step goes: the option, or `otherwise` if it is 0.
  [[nodiscard]] double gain(double otherwise) const {
    return options_.gain > 0.0 ? options_.gain : otherwise;
  }

  [[nodiscard]] MixedProfile best_replies() const {
    MixedProfile replies;
    for (std::size_t i = 0; i < view_.num_players(); ++i) {
      const auto payoffs = view_.unit_payoffs(i, now_);
      replies.emplace_back(payoffs.size(), 0.0)[best_of(payoffs, kWorthMoving)[0]] = 1.0;
    }
    return replies;
  }

  /// Unit payoffs times unit() are payoffs, so the precision is multiplied by it.
  [[nodiscard]] MixedProfile logit_replies() const {
    MixedProfile replies;
    for (std::size_t i = 0; i < view_.num_players(); ++i) {
      replies.push_back(logit(view_.unit_payoffs(i, now_),
                              view_.precision(i, options_.precision) * view_.unit(i)));
    }
    return replies;
  }

  /// One unit of time of the replicator equation dx_s/dt = x_s (u_s - sum over t of x_t u_t), with
  /// payoffs over their spread, so that positive affine changes of payoffs have no effect.
  void integrate() {
    std::vector<double> state;
    for (const auto& strategy : now_) {
      state.insert(state.end(), strategy.begin(), strategy.end());
    }
    const auto rates = [&](const std::vector<double>& x, std::vector<double>& dx, double /*t*/) {
      MixedProfile profile = unpacked(x);
      std::size_t k = 0;
      for (std::size_t i = 0; i < profile.size(); ++i) {
        const auto payoffs = view_.unit_payoffs(i, profile);
        const double mean = mean_payoff(payoffs, profile[i]);
        for (std::size_t s = 0; s < payoffs.size(); ++s) {
          dx[k++] = profile[i][s] * (payoffs[s] - mean);
        }
      }
    };
    namespace odeint = boost::numeric::odeint;
    using Stepper = odeint::runge_kutta_dopri5<std::vector<double>>;
    auto stepper = odeint::make_controlled<Stepper>(kIntegrationError, kIntegrationError);
    double time = 0.0;
    double step = 0.1;
    // Rates are at most 1 in size, so that far fewer steps are enough.
    for (int k = 0; time < 1.0 && k < kMaxIntegrationSteps; ++k) {
      step = std::min(step, 1.0 - time);
      stepper.try_step(rates, state, time, step);
    }
    now_ = unpacked(state);
    normalise();
  }

  [[nodiscard]] MixedProfile unpacked(const std::vector<double>& state) const {
    MixedProfile profile = now_;
    std::size_t k = 0;
    for (auto& strategy : profile) {
      for (double& p : strategy) {
        p = state[k++];
      }
    }
    return profile;
  }

  /// One generation of the discrete replicator: each share is multiplied by 1 + its unit payoff.
  void breed() {
    MixedProfile next = now_;
    for (std::size_t i = 0; i < next.size(); ++i) {
      const auto payoffs = view_.unit_payoffs(i, now_);
      for (std::size_t s = 0; s < payoffs.size(); ++s) {
        next[i][s] *= 1.0 + payoffs[s];
      }
    }
    now_ = std::move(next);
    normalise();
  }

  /// Divides each strategy by its sum, since steps leave it off 1 by rounding.
  void normalise() {
    for (auto& strategy : now_) {
      double total = 0.0;
      for (double& p : strategy) {
        total += p = std::max(0.0, p);
      }
      for (double& p : strategy) {
        p /= total;
      }
    }
  }

  const PayoffView& view_;
  const DynamicsOptions& options_;
  MixedProfile now_;
  DynamicsResult result_;
};

}  // namespace

DynamicsResult adapt(const PayoffView& view, const DynamicsOptions& options) {
  assert(options.max_steps >= 1 && options.tolerance > 0.0 && options.precision >= 0.0);
  return Adaptation(view, options).run();
}

}  // namespace demarche
