// SPDX-License-Identifier: MIT
#include "simulate/accumulator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace demarche {
namespace {

std::size_t to_size(int i) {
  return static_cast<std::size_t>(i);
}

/// Rounding may leave a probability a few ulp outside. NaN stays.
double as_probability(double value) {
  return std::clamp(value, 0.0, 1.0);
}

struct Range {
  int least = std::numeric_limits<int>::max();
  int most = 0;

  void see(int number) {
    least = std::min(least, number);
    most = std::max(most, number);
  }
};

template <class Container>
void merge_all(Container& target, const Container& source) {
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i].merge(source[i]);
  }
}

}  // namespace

void ValueAccumulator::add(std::span<const double> values, const BlockSums& sums) {
  if (moments.add(sums, values.size())) {
    return;
  }
  std::array<double, kBlockLanes> finite{};
  std::size_t count = 0;
  for (const double value : values) {
    finite[count] = value;
    count += std::isfinite(value) ? 1 : 0;
  }
  moments.add_block({finite.data(), count});
  undefined += values.size() - count;
}

void ValueAccumulator::merge(const ValueAccumulator& other) {
  moments.merge(other.moments);
  undefined += other.undefined;
}

std::span<const double> RowQueue::add(const double* row, ValueAccumulator& to) {
  if (!all_solved_) {
    double* const buffer = buffers_[count_].data();
    for (std::size_t k = 0; k < solved_.size(); ++k) {
      buffer[k] = row[solved_[k]];  // In place, too, as lanes ascend.
    }
    row = buffer;
  }
  rows_[count_] = row;
  to_[count_++] = &to;
  if (count_ == kMost) {
    flush();
  }
  return {row, solved_.size()};
}

void RowQueue::flush() {
  std::array<BlockSums, kMost> sums;
  block_sums({rows_.data(), count_}, solved_.size(), are_probabilities_, sums.data());
  for (std::size_t i = 0; i < count_; ++i) {
    to_[i]->add({rows_[i], solved_.size()}, sums[i]);
  }
  count_ = 0;
}

void SummaryAccumulator::add(std::span<const double> expectations,
                             std::span<const double> realisations) {
  expected.add(expectations);
  realised.add(realisations);
  sketch.add_block(realisations);
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

void SolveAccumulator::add(const Certificates& certificates,
                           std::size_t num_lanes,
                           std::vector<std::size_t>& solved) {
  int others = 0;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    others |= certificates.status[lane] == SolveStatus::converged ? 0 : 1;
  }
  if (others == 0) {
    solved.resize(num_lanes);
    std::iota(solved.begin(), solved.end(), std::size_t{0});
    add_solved(certificates, num_lanes);
    return;
  }
  solved.clear();
  Certificates some;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const Certificate certificate = certificates[lane];
    if (certificate.status == SolveStatus::converged) {
      some[solved.size()] = certificate;
      solved.push_back(lane);
    } else {
      ++by_status[static_cast<std::size_t>(certificate.status)];
      iterations += static_cast<std::uint64_t>(certificate.iterations);
      max_iterations = std::max(max_iterations, static_cast<std::uint64_t>(certificate.iterations));
    }
  }
  add_solved(some, solved.size());
}

/// The first `count`. Field by field and without branches, so that loops become vectors.
void SolveAccumulator::add_solved(const Certificates& certificates, std::size_t count) {
  if (count == 0) {
    return;
  }
  by_status[static_cast<std::size_t>(SolveStatus::converged)] += count;
  residual.add_block({certificates.residual.data(), count});
  regret.add_block({certificates.max_regret.data(), count});
  std::uint8_t complete = 1;
  std::uint8_t tied = 0;
  Range of_iterations;
  Range of_equilibria;
  for (std::size_t i = 0; i < count; ++i) {
    complete &= static_cast<std::uint8_t>(certificates.is_complete[i]);
    tied |= static_cast<std::uint8_t>(certificates.is_degenerate[i]);
  }
  for (std::size_t i = 0; i < count; ++i) {
    of_iterations.see(certificates.iterations[i]);
    of_equilibria.see(certificates.num_equilibria[i]);
  }
  const auto count_of = [&](const auto& row, auto value) {
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      number += row[i] == value ? 1 : 0;
    }
    return static_cast<std::uint64_t>(number);
  };
  // Mostly all are the same.
  incomplete += complete != 0 ? 0 : count_of(certificates.is_complete, false);
  degenerate += tied == 0 ? 0 : count_of(certificates.is_degenerate, true);
  if (of_iterations.least == of_iterations.most) {
    iterations += count * static_cast<std::uint64_t>(of_iterations.most);
  } else {
    iterations += std::accumulate(
        certificates.iterations.begin(), certificates.iterations.begin() + count, std::uint64_t{0});
  }
  max_iterations = std::max(max_iterations, static_cast<std::uint64_t>(of_iterations.most));
  // Few numbers: it is dearer to look each up.
  constexpr int kFew = 16;
  if (of_equilibria.most - of_equilibria.least < kFew) {
    for (int number = of_equilibria.least; number <= of_equilibria.most; ++number) {
      const std::uint64_t draws = count_of(certificates.num_equilibria, number);
      if (draws > 0) {
        multiplicity[static_cast<std::uint32_t>(number)] += draws;
      }
    }
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    ++multiplicity[static_cast<std::uint32_t>(certificates.num_equilibria[i])];
  }
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
      metrics(plan.num_metrics()),
      payoffs(plan.model.payoffs.size()),
      claims(plan.model.claims.size()),
      model_(&plan.model),
      key_(plan.model.shape.num_players(), u'\0'),
      profiles_(plan.model.shape.num_players(),
                plan.joint ? plan.joint->num_profiles() : std::min(plan.draws, kProfileDraws)),
      is_joint_(plan.joint.has_value()) {
  for (std::size_t profile = 0; is_joint_ && profile < plan.joint->num_profiles(); ++profile) {
    for (std::size_t i = 0; i < key_.size(); ++i) {
      key_[i] = static_cast<char16_t>(plan.joint->strategy(i, profile));
    }
    profiles_.add(key_, 0);
  }
  for (const auto& set : plan.model.option_sets) {
    option_sets.emplace_back(set.values.size());
  }
}

void Accumulator::add(const BlockEngine& engine) {
  const std::size_t num_lanes = engine.num_lanes();
  solving.add(engine.solution().certificates, num_lanes, solved_);
  if (solved_.empty()) {
    return;
  }
  probabilities_.start(solved_, num_lanes);
  numbers_.start(solved_, num_lanes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    probabilities_.add(engine.query(to_size(model_->outcomes[i])), outcomes[i]);
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    probabilities_.add(engine.level(i), levels[i]);
  }
  for (std::size_t i = 0; i < model_->metrics.size(); ++i) {
    add_summary(engine, model_->metrics[i], metrics[i]);
  }
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    if (model_->payoffs[i] >= 0) {
      add_summary(engine, model_->payoffs[i], payoffs[i]);
    }
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    add_claim(engine, i);
  }
  for (std::size_t i = 0; i < option_sets.size(); ++i) {
    add_options(engine, i);
  }
  probabilities_.flush();
  numbers_.flush();
  static_assert(kProfileDraws % kBlockLanes == 0);
  if (engine.first_draw() < kProfileDraws) {
    add_profiles(engine);
  }
}

void Accumulator::add_custom(const CustomStage& custom) {
  const std::size_t first_metric = model_->metrics.size();
  // Block by block, as everything else: bits do not depend on the batch.
  for (std::size_t block = 0; block < custom.num_draws(); block += kBlockLanes) {
    for (std::size_t i = first_metric; i < metrics.size(); ++i) {
      const double* row = custom.metric(i - first_metric);
      std::size_t count = 0;
      for (std::size_t draw = block; draw < block + kBlockLanes; ++draw) {
        if (custom.is_solved(draw)) {
          values_[count++] = row[draw];
        }
      }
      if (count > 0) {
        metrics[i].add({values_.data(), count}, {values_.data(), count});
      }
    }
  }
}

void Accumulator::add_summary(const BlockEngine& engine, int query, SummaryAccumulator& summary) {
  numbers_.add(engine.query(to_size(query)), summary.expected);
  summary.sketch.add_block(numbers_.add(engine.realised(to_size(query)), summary.realised));
}

void Accumulator::add_claim(const BlockEngine& engine, std::size_t i) {
  const ClaimModel& claim = model_->claims[i];
  if (claim.event >= 0) {
    probabilities_.add(engine.query(to_size(claim.event)), claims[i]);
    return;
  }
  double* const row = numbers_.buffer();
  claim_values(claim, engine, row);
  numbers_.add(row, claims[i]);
}

void Accumulator::add_options(const BlockEngine& engine, std::size_t set) {
  const auto& queries = model_->option_sets[set].values;
  std::array<double, kBlockLanes> best{};  // NaN where an option has no finite value.
  std::array<double, kBlockLanes> share{};
  bool are_comparable = true;
  for (const std::size_t lane : solved_) {
    best[lane] = -std::numeric_limits<double>::infinity();
    double probe = 0.0;
    for (const int query : queries) {
      const double value = engine.query(to_size(query))[lane];
      best[lane] = std::max(best[lane], value);
      probe += 0.0 * value;
    }
    best[lane] += probe;
    are_comparable = are_comparable && probe == 0.0;
    double num_best = 0.0;
    for (const int query : queries) {
      num_best += engine.query(to_size(query))[lane] == best[lane] ? 1.0 : 0.0;
    }
    share[lane] = 1.0 / num_best;
  }
  for (std::size_t o = 0; o < queries.size(); ++o) {
    OptionAccumulator& option = option_sets[set][o];
    const double* row = engine.query(to_size(queries[o]));
    const double* compared = row;
    if (!are_comparable) {
      double* const buffer = numbers_.buffer();
      for (const std::size_t lane : solved_) {
        buffer[lane] = std::isnan(best[lane]) ? best[lane] : row[lane];
      }
      compared = buffer;
    }
    numbers_.add(compared, option.value);
    std::size_t count = 0;
    for (const std::size_t lane : solved_) {
      if (!std::isnan(best[lane])) {
        option.sketch.add(row[lane]);
        values_[count++] = best[lane] - row[lane];
        option.best.add(row[lane] == best[lane] ? share[lane] : 0.0);
      }
    }
    option.regret.add_block({values_.data(), count});
  }
}

void Accumulator::add_profiles(const BlockEngine& engine) {
  if (is_joint_) {
    std::array<std::array<std::uint32_t, kMostJointProfiles>, 2> counts{};  // In turn, as above.
    for (std::size_t k = 0; k < solved_.size(); ++k) {
      ++counts[k % 2][engine.sampled_profile(solved_[k])];
    }
    for (std::size_t profile = 0; profile < profiles_.size(); ++profile) {
      profiles_.add_to(profile, counts[0][profile] + counts[1][profile]);
    }
    return;
  }
  for (const std::size_t lane : solved_) {
    for (std::size_t i = 0; i < key_.size(); ++i) {
      key_[i] = static_cast<char16_t>(engine.sampled_strategy(i, lane));
    }
    profiles_.add(key_, 1);
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
  profiles_.merge(other.profiles_);
}

void claim_values(const ClaimModel& claim, const BlockEngine& engine, double* values) {
  if (claim.event >= 0) {
    const double* const probabilities = engine.query(to_size(claim.event));
    std::transform(probabilities, probabilities + kBlockLanes, values, as_probability);
    return;
  }
  std::array<double, kBlockLanes> holds;
  holds.fill(1.0);
  std::array<double, kBlockLanes> best;
  std::array<double, kBlockLanes> defined;
  for (const auto& comparison : claim.comparisons) {
    best.fill(-std::numeric_limits<double>::infinity());
    defined.fill(1.0);
    for (const int other : comparison.against) {
      const double* const row = engine.query(to_size(other));
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        best[lane] = row[lane] > best[lane] ? row[lane] : best[lane];
        defined[lane] += row[lane] * 0.0;  // Stays 1, or becomes NaN: maxima may lose one.
      }
    }
    const double* const set = engine.query(to_size(comparison.set));
    const double* const by = engine.cells().data() + comparison.by_row * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const double margin = set[lane] - best[lane] - by[lane];
      defined[lane] += margin * 0.0;
      holds[lane] *= margin > 0.0 ? defined[lane] : defined[lane] - 1.0;
    }
  }
  std::copy(holds.begin(), holds.end(), values);
}

std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total) {
  class Visitor final : public BlockVisitor {
   public:
    Visitor(const RunPlan& plan, Accumulator& total)
        : observers_(plan.code.observers), own_(plan), total_(total) {
      for (const auto& observer : observers_) {
        parts_.push_back(observer->make_part());
      }
    }
    void visit(const BlockEngine& engine) override {
      own_.add(engine);
      for (const auto& part : parts_) {
        part->add(engine.view());
      }
    }
    void visit_batch(const CustomStage& custom) override { own_.add_custom(custom); }
    void finish() override {
      total_.merge(own_);
      for (std::size_t i = 0; i < parts_.size(); ++i) {
        observers_[i]->merge(*parts_[i]);
      }
    }

   private:
    const std::vector<std::shared_ptr<BlockObserver>>& observers_;
    std::vector<std::unique_ptr<BlockObserver>> parts_;
    Accumulator own_;
    Accumulator& total_;
  };
  return for_each_block(
      plan, settings, range, [&] { return std::make_unique<Visitor>(plan, total); });
}

}  // namespace demarche
