// SPDX-License-Identifier: MIT
#include "simulate/accumulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

std::size_t to_size(int i) {
  return static_cast<std::size_t>(i);
}

/// Rounding may leave a probability a few ulp outside.
double as_probability(double value) {
  return std::isnan(value) ? value : std::clamp(value, 0.0, 1.0);
}

template <class Container>
void merge_all(Container& target, const Container& source) {
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i].merge(source[i]);
  }
}

}  // namespace

void ValueAccumulator::add(double value) {
  if (std::isfinite(value)) {
    moments.add(value);
  } else {
    ++undefined;
  }
}

void ValueAccumulator::merge(const ValueAccumulator& other) {
  moments.merge(other.moments);
  undefined += other.undefined;
}

void SummaryAccumulator::add(double expectation, double realisation) {
  expected.add(expectation);
  realised.add(realisation);
  if (std::isfinite(realisation)) {
    sketch.add(realisation);
  }
}

void SummaryAccumulator::merge(const SummaryAccumulator& other) {
  expected.merge(other.expected);
  realised.merge(other.realised);
  sketch.merge(other.sketch);
}

void OptionAccumulator::merge(const OptionAccumulator& other) {
  value.merge(other.value);
  sketch.merge(other.sketch);
  regret.merge(other.regret);
  best.merge(other.best);
}

void SolveAccumulator::add(const Certificate& certificate) {
  ++by_status[static_cast<std::size_t>(certificate.status)];
  iterations += static_cast<std::uint64_t>(certificate.iterations);
  max_iterations = std::max(max_iterations, static_cast<std::uint64_t>(certificate.iterations));
  if (certificate.status != SolveStatus::converged) {
    return;
  }
  ++multiplicity[static_cast<std::uint32_t>(certificate.num_equilibria)];
  degenerate += certificate.is_degenerate ? 1 : 0;
  incomplete += certificate.is_complete ? 0 : 1;
  residual.add(certificate.residual);
  regret.add(certificate.max_regret);
}

void SolveAccumulator::merge(const SolveAccumulator& other) {
  for (std::size_t s = 0; s < by_status.size(); ++s) {
    by_status[s] += other.by_status[s];
  }
  for (const auto& [count, draws] : other.multiplicity) {
    multiplicity[count] += draws;
  }
  degenerate += other.degenerate;
  incomplete += other.incomplete;
  iterations += other.iterations;
  max_iterations = std::max(max_iterations, other.max_iterations);
  residual.merge(other.residual);
  regret.merge(other.regret);
}

Accumulator::Accumulator(const RunPlan& plan)
    : outcomes(plan.model.outcomes.size()),
      levels(plan.num_levels),
      metrics(plan.model.metrics.size()),
      payoffs(plan.model.payoffs.size()),
      claims(plan.model.claims.size()),
      model_(&plan.model),
      key_(plan.model.shape.num_players(), u'\0') {
  for (const auto& set : plan.model.option_sets) {
    option_sets.emplace_back(set.values.size());
  }
}

void Accumulator::add(const BlockEngine& engine) {
  for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
    const Certificate& certificate = engine.solution().certificates[lane];
    solving.add(certificate);
    if (certificate.status == SolveStatus::converged) {
      add_lane(engine, lane);
    }
  }
}

void Accumulator::add_lane(const BlockEngine& engine, std::size_t lane) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    outcomes[i].add(as_probability(engine.query(to_size(model_->outcomes[i]))[lane]));
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    levels[i].add(as_probability(engine.level(i)[lane]));
  }
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const std::size_t query = to_size(model_->metrics[i]);
    metrics[i].add(engine.query(query)[lane], engine.realised(query, lane));
  }
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    if (model_->payoffs[i] >= 0) {
      const std::size_t query = to_size(model_->payoffs[i]);
      payoffs[i].add(engine.query(query)[lane], engine.realised(query, lane));
    }
  }
  add_claims(engine, lane);
  add_options(engine, lane);
  if (engine.first_draw() + lane < kProfileDraws) {
    for (std::size_t i = 0; i < key_.size(); ++i) {
      key_[i] = static_cast<char16_t>(engine.sampled_strategy(i, lane));
    }
    ++profiles[key_];
  }
}

void Accumulator::add_claims(const BlockEngine& engine, std::size_t lane) {
  for (std::size_t i = 0; i < claims.size(); ++i) {
    claims[i].add(claim_value(model_->claims[i], engine, lane));
  }
}

void Accumulator::add_options(const BlockEngine& engine, std::size_t lane) {
  for (std::size_t i = 0; i < option_sets.size(); ++i) {
    const auto& values = model_->option_sets[i].values;
    double best = -std::numeric_limits<double>::infinity();
    for (const int query : values) {
      best = std::max(best, engine.query(to_size(query))[lane]);
    }
    double num_best = 0.0;
    for (const int query : values) {
      num_best += engine.query(to_size(query))[lane] == best ? 1.0 : 0.0;
    }
    for (std::size_t o = 0; o < values.size(); ++o) {
      OptionAccumulator& option = option_sets[i][o];
      const double value = engine.query(to_size(values[o]))[lane];
      option.value.add(value);
      if (std::isfinite(value) && std::isfinite(best)) {
        option.sketch.add(value);
        option.regret.add(best - value);
        option.best.add(value == best ? 1.0 / num_best : 0.0);
      }
    }
  }
}

void Accumulator::merge(const Accumulator& other) {
  solving.merge(other.solving);
  merge_all(outcomes, other.outcomes);
  merge_all(levels, other.levels);
  merge_all(metrics, other.metrics);
  merge_all(payoffs, other.payoffs);
  merge_all(claims, other.claims);
  for (std::size_t i = 0; i < option_sets.size(); ++i) {
    merge_all(option_sets[i], other.option_sets[i]);
  }
  for (const auto& [profile, count] : other.profiles) {
    profiles[profile] += count;
  }
}

double claim_value(const ClaimModel& claim, const BlockEngine& engine, std::size_t lane) {
  if (claim.event >= 0) {
    return as_probability(engine.query(to_size(claim.event))[lane]);
  }
  double holds = 1.0;
  for (const auto& comparison : claim.comparisons) {
    double best = -std::numeric_limits<double>::infinity();
    for (const int other : comparison.against) {
      const double value = engine.query(to_size(other))[lane];
      best = value <= best ? best : value;  // Keeps a NaN.
    }
    const double margin = engine.query(to_size(comparison.set))[lane] - best -
                          engine.cells()[comparison.by_row * kBlockLanes + lane];
    if (!std::isfinite(margin)) {
      return std::numeric_limits<double>::quiet_NaN();
    }
    holds = margin > 0.0 ? holds : 0.0;
  }
  return holds;
}

std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total) {
  class Visitor final : public BlockVisitor {
   public:
    Visitor(const RunPlan& plan, Accumulator& total) : own_(plan), total_(total) {}
    void visit(const BlockEngine& engine) override { own_.add(engine); }
    void finish() override { total_.merge(own_); }

   private:
    Accumulator own_;
    Accumulator& total_;
  };
  return for_each_block(
      plan, settings, range, [&] { return std::make_unique<Visitor>(plan, total); });
}

}  // namespace demarche
