// SPDX-License-Identifier: MIT
#include "demarche/analyze/behaviours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/simulate/check.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/behaviour_name.hpp"
#include "simulate/first_draws.hpp"
#include "simulate/result.hpp"
#include "simulate/run_plan.hpp"
#include "solve/levels_from_start.hpp"

namespace demarche {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kLeastLimit = 1.0;  // Seconds that every behaviour may take.
constexpr std::string_view kQuantalResponse = "qre";

/// The processor time of this thread in seconds: other processes and threads do not lengthen it.
double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// How a behaviour or baseline is solved.
struct Way {
  std::string name;
  const Concept* solution_concept;
  double precision_factor = 1.0;
  ConceptOptions options = {};
};

class Comparison {
 public:
  Comparison(const Model& model,
             const RunSettings& run,
             const BehaviourSettings& wanted,
             const v1::Result& result)
      : model_(model), run_(run), wanted_(wanted), result_(result) {
    const std::uint64_t most = wanted.draws == 0 ? studied_draws(run.draws) : wanted.draws;
    draws_ = std::min(most, run.draws);
  }

  /// Nothing if it was stopped.
  std::optional<v1::Behaviours> compare() {
    behaviours_.set_draws(draws_);
    const Way own{.name = run_.concept_name,
                  .solution_concept = &find_concept(run_.concept_name),
                  .options = run_.concept_options};
    limit_ = std::max(kLeastLimit, wanted_.most_effort * seconds_of_own(own));
    const auto draws = solve(own, Clock::time_point::max());
    if (!draws) {
      return std::nullopt;
    }
    fill(*draws, *behaviours_.add_behaviours());
    behaviours_.mutable_behaviours(0)->set_name(own.name);
    for (const std::string& name : wanted_.behaviours) {
      if (name != own.name && !add(way_of(name), *behaviours_.add_behaviours())) {
        return std::nullopt;
      }
    }
    for (v1::Behaviour& behaviour : *behaviours_.mutable_behaviours()) {
      behaviour.set_is_counted(2 * behaviour.solved() >= draws_);
    }
    if (!add_baselines()) {
      return std::nullopt;
    }
    add_ranges(*draws);
    return std::move(behaviours_);
  }

 private:
  static constexpr std::uint64_t kMostProbed = 16;
  static constexpr double kMostProfiles = 256;

  [[nodiscard]] Way way_of(const std::string& name) const {
    const BehaviourName parsed = parse_behaviour(name);
    Way way{.name = name,
            .solution_concept = &find_concept(parsed.concept_name),
            .precision_factor = parsed.factor.value_or(1.0)};
    if (parsed.concept_name == run_.concept_name) {
      way.options = run_.concept_options;
      return way;
    }
    way.options.start = run_.concept_options.start;
    // One game may take a concept longer than all draws may. Under a limit, qre would solve the
    // games of a block one by one.
    if (parsed.concept_name != kQuantalResponse &&
        way.solution_concept->reads_option(&ConceptOptions::max_seconds)) {
      way.options.max_seconds = limit_;
    }
    return way;
  }

  [[nodiscard]] RunPlan plan(const Way& way, const RunSettings& settings) const {
    return {model_,
            settings,
            SolutionDetail::as_needed,
            {.solution_concept = way.solution_concept,
             .precision_factor = way.precision_factor,
             .skips_evidence = true}};
  }

  [[nodiscard]] RunSettings settings_of(const Way& way, std::uint64_t draws) const {
    RunSettings settings = settings_of_first_draws(run_, draws);
    settings.concept_name = way.solution_concept->name;
    settings.concept_options = way.options;
    return settings;
  }

  /// The processor time that the first draws take.
  [[nodiscard]] double probe(const Way& way, std::uint64_t draws) const {
    RunSettings settings = settings_of(way, draws);
    settings.threads = 1;
    const double start = thread_seconds();
    (void)solve_first_draws(plan(way, settings), settings, Clock::time_point::max());
    return thread_seconds() - start;
  }

  /// The processor time that all draws take under the run's own behaviour, without that of making
  /// an engine: the difference between a block and a single draw, scaled.
  [[nodiscard]] double seconds_of_own(const Way& own) const {
    const std::uint64_t block = std::min<std::uint64_t>(kBlockLanes, draws_);
    const double per_draw = (probe(own, block) - probe(own, 1)) /
                            static_cast<double>(std::max<std::uint64_t>(block - 1, 1));
    return per_draw * static_cast<double>(draws_);
  }

  /// Whether the draws would take too long, from a few of them. The first draw tells what making an
  /// engine takes; one draw of a concept that does not fit a game takes a second. Vectors of lanes
  /// make few draws look dear, so the short probe refuses only what is far beyond the limit.
  [[nodiscard]] bool is_too_slow(const Way& way) const {
    constexpr std::uint64_t kFew = 4;
    constexpr double kFarBeyond = 2.5;
    const double first = probe(way, 1);
    if (first > limit_) {
      return true;
    }
    for (const std::uint64_t probed : {kFew, kMostProbed}) {
      const double per_draw = (probe(way, probed) - first) / static_cast<double>(probed - 1);
      const double all = per_draw * static_cast<double>(draws_);
      if (all <= limit_) {
        return false;
      }
      if (all > kFarBeyond * limit_) {
        return true;
      }
    }
    return true;
  }

  [[nodiscard]] std::optional<FirstDraws> solve(const Way& way, Clock::time_point deadline) const {
    const RunSettings settings = settings_of(way, draws_);
    return solve_first_draws(plan(way, settings), settings, deadline);
  }

  /// Whether a concept that nobody named might list an equilibrium for each of many profiles: 2,048
  /// equilibria of 4,096 strategies in each lane of a block took 8 GB.
  [[nodiscard]] bool may_list_too_many(const Way& way) const {
    const std::string_view name = way.solution_concept->name;
    return wanted_.behaviours == default_behaviours() && name == "pure" &&
           model_.shape.num_profiles() > kMostProfiles;
  }

  [[nodiscard]] bool is_stopped() const {
    return run_.progress && !run_.progress({.draws_done = run_.draws, .draws_total = run_.draws});
  }

  /// Adds what a way makes of the draws, or why it makes nothing of them; false if it was stopped.
  bool add(const Way& way, v1::Behaviour& added) const {
    constexpr double kSlack = 4.0;  // Of waiting for processors that do other work.
    added.set_name(way.name);
    if (const auto reason = way.solution_concept->refusal(model_.shape)) {
      added.set_none_because("refuses the game: " + *reason);
      return true;
    }
    if (may_list_too_many(way)) {
      added.set_none_because(fmt::format(
          "left out unless it is named: a game of more than {:g} profiles may have as many "
          "equilibria",
          kMostProfiles));
      return true;
    }
    try {
      std::optional<FirstDraws> draws;
      if (!is_too_slow(way)) {
        const std::chrono::duration<double> time(kSlack * limit_);
        draws = solve(way, Clock::now() + std::chrono::duration_cast<Clock::duration>(time));
      }
      if (draws) {
        fill(*draws, added);
      } else {
        added.set_none_because(
            fmt::format("not finished: a draw takes more than {:g} times as long as one of the run",
                        wanted_.most_effort));
      }
    } catch (const InvalidArgument& error) {  // It refuses a game that a commitment leaves.
      added.set_none_because(error.what());
    }
    return !is_stopped();
  }

  void fill(const FirstDraws& draws, v1::Behaviour& filled) const {
    filled.set_solved(draws.solved());
    const std::uint64_t unsolved = draws_ - draws.solved();
    for (std::size_t i = 0; i < draws.outcomes.size(); ++i) {
      *filled.add_outcomes() =
          probability_estimate(model_.scenario.outcomes(static_cast<int>(i)).id(),
                               accumulated(draws.outcomes[i], draws.is_solved),
                               unsolved);
    }
    for (std::size_t i = 0; i < draws.claims.size(); ++i) {
      *filled.add_claims() = probability_estimate(model_.scenario.claims(static_cast<int>(i)).id(),
                                                  accumulated(draws.claims[i], draws.is_solved),
                                                  unsolved);
    }
  }

  bool add_baselines() {
    ConceptOptions nobody_reasons;
    nobody_reasons.level = 0;
    ConceptOptions one_step;
    one_step.level = 1;
    const std::array<Way, 3> ways = {Way{.name = "uniform",
                                         .solution_concept = &find_concept("level-k"),
                                         .options = nobody_reasons},
                                     Way{.name = "status-quo",
                                         .solution_concept = &levels_from_start(),
                                         .options = nobody_reasons},
                                     Way{.name = "status-quo-response",
                                         .solution_concept = &levels_from_start(),
                                         .options = one_step}};
    for (const Way& way : ways) {
      v1::Behaviour& added = *behaviours_.add_baselines();
      if (way.solution_concept == &levels_from_start() && model_.status_quo.empty()) {
        added.set_name(way.name);
        added.set_none_because("the scenario states no status quo");
      } else if (!add(way, added)) {
        return false;
      }
    }
    return true;
  }

  void add_ranges(const FirstDraws& own) {
    for (std::size_t i = 0; i < own.outcomes.size(); ++i) {
      add_range("outcome",
                result_.outcomes(static_cast<int>(i)),
                own.outcomes[i],
                [i](const v1::Behaviour& of) { return of.outcomes(static_cast<int>(i)).mean(); });
    }
    for (std::size_t i = 0; i < own.claims.size(); ++i) {
      add_range("claim",
                result_.claims(static_cast<int>(i)),
                own.claims[i],
                [i](const v1::Behaviour& of) { return of.claims(static_cast<int>(i)).mean(); });
    }
  }

  template <class Mean>
  void add_range(std::string_view kind,
                 const v1::Estimate& of_run,
                 std::span<const double> own,
                 const Mean& mean_under) {
    v1::BehaviourRange& range = *behaviours_.add_ranges();
    range.set_kind(kind.data(), kind.size());
    range.set_id(of_run.id());
    double low = of_run.mean();  // fmin() and fmax() skip what is not a number.
    double high = of_run.mean();
    std::uint32_t count = 0;
    for (const v1::Behaviour& behaviour : behaviours_.behaviours()) {
      if (behaviour.is_counted() && !std::isnan(mean_under(behaviour))) {
        low = std::fmin(low, mean_under(behaviour));
        high = std::fmax(high, mean_under(behaviour));
        ++count;
      }
    }
    range.set_low(low);
    range.set_high(high);
    range.set_count(count);
    constexpr double kTail = 0.05;
    range.set_draws_low(quantile_over_draws(own, kTail));
    range.set_draws_high(quantile_over_draws(own, 1.0 - kTail));
  }

  const Model& model_;
  const RunSettings& run_;
  const BehaviourSettings& wanted_;
  const v1::Result& result_;
  std::uint64_t draws_;
  double limit_ = kLeastLimit;  // Processor time in seconds that a behaviour may take.
  v1::Behaviours behaviours_;
};

}  // namespace

const std::vector<std::string>& default_behaviours() {
  static const std::vector<std::string> names = {
      "qre*0.5", "qre", "qre*2", "pure", "level-k", "best-response"};
  return names;
}

std::vector<std::string> stated_behaviours(const v1::Scenario& scenario) {
  const auto& stated = scenario.defaults().behaviours();
  return stated.empty() ? default_behaviours()
                        : std::vector<std::string>(stated.begin(), stated.end());
}

std::uint64_t studied_draws(std::uint64_t draws_of_run) noexcept {
  constexpr std::uint64_t kOneIn = 40;
  constexpr std::uint64_t kFewest = 512;
  constexpr std::uint64_t kMost = 2'048;
  const std::uint64_t blocks = (draws_of_run / kOneIn + kBlockLanes - 1) / kBlockLanes;
  return std::min(draws_of_run, std::clamp(blocks * kBlockLanes, kFewest, kMost));
}

void add_behaviours(const Model& model,
                    const RunSettings& settings,
                    const BehaviourSettings& wanted,
                    v1::Result& result) {
  check_behaviours(wanted.behaviours);
  require_positive("most_effort", wanted.most_effort);
  const bool is_off = wanted.behaviours == std::vector<std::string>{"none"};
  const bool is_nothing_asked = model.outcomes.empty() && model.claims.empty();
  if (is_off || is_nothing_asked || !result.is_complete()) {
    return;
  }
  if (auto behaviours = Comparison(model, settings, wanted, result).compare()) {
    *result.mutable_analysis()->mutable_behaviours() = std::move(*behaviours);
  }
}

}  // namespace demarche
