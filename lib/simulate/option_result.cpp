// SPDX-License-Identifier: MIT
#include "simulate/option_result.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

#include "core/to_size.hpp"

namespace demarche {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kWorstDecile = 0.1;

/// The middle of a bucket of magnitudes that keeps `bits` of the mantissa.
double middle_of(std::uint64_t bucket, int bits) {
  const auto shift = static_cast<unsigned>(QuantileSketch::kMostBits - bits);
  const std::uint64_t half = shift == 0 ? 0 : std::uint64_t{1} << (shift - 1);
  return std::bit_cast<double>((bucket << shift) + half);
}

/// Sums the lowest numbers up to a count, part of the last bucket's if need be.
class LowestSum {
 public:
  explicit LowestSum(double wanted) : wanted_(wanted), missing_(wanted) {}

  void add(double value, std::uint64_t count) {
    const double taken = std::min(missing_, static_cast<double>(count));
    if (taken > 0.0) {
      sum_ += taken * value;
      missing_ -= taken;
    }
  }

  [[nodiscard]] double mean() const { return sum_ / (wanted_ - missing_); }

 private:
  double wanted_;
  double missing_;
  double sum_ = 0.0;
};

std::string qualified(const Model& model, std::size_t variable) {
  return model.scenario.actors(model.variables[variable].actor).id() + "." +
         lever_of(model, variable).id();
}

void set_numbers(const OptionAccumulator& from, v1::Option& option) {
  const Moments& moments = from.value.moments;
  const bool is_any = moments.count() > 0;
  const auto count = static_cast<double>(moments.count());
  const bool has_spread = moments.count() > 1 && std::isfinite(moments.mean());
  option.set_mean(is_any ? moments.mean() : kNoValue);
  option.set_standard_error(has_spread ? moments.standard_error() : kNoValue);
  option.set_standard_deviation(has_spread ? moments.standard_deviation() : kNoValue);
  option.set_mean_regret(is_any ? from.regret.mean() : kNoValue);
  option.set_share_best(is_any ? from.best.value() / count : kNoValue);
  option.set_share_unbeaten(is_any ? static_cast<double>(from.unbeaten) / count : kNoValue);
  set_tails(from.sketch,
            moments.minimum(),
            moments.maximum(),
            from.regret_sketch,
            from.regret.maximum(),
            option);
}

/// Counts the draws in which each commitment of a set was left without an answer.
void add_failures(const Model& model,
                  const AnsweringAccumulator& answering,
                  const OptionSetModel& set,
                  v1::OptionSetResult& message) {
  const std::vector<int> commitments = commitments_of(model);
  for (std::size_t o = 0; o < set.answered.size(); ++o) {
    const int commitment = model.queries[to_size(set.answered[o])].intervention;
    const auto place = std::lower_bound(commitments.begin(), commitments.end(), commitment);
    const auto& by_status =
        answering.by_commitment[static_cast<std::size_t>(place - commitments.begin())];
    auto& failures = *message.mutable_answered(static_cast<int>(o))->mutable_failures();
    for (std::size_t s = 0; s < by_status.size(); ++s) {
      const auto status = static_cast<SolveStatus>(s);
      if (status != SolveStatus::converged && by_status[s] > 0) {
        failures[std::string(to_string(status))] = by_status[s];
      }
    }
  }
}

}  // namespace

double lower_mean(const QuantileSketch& sketch, double probability) {
  assert(probability > 0.0 && probability <= 1.0);
  const auto negative = sketch.negative();
  const auto positive = sketch.positive();
  const std::uint64_t total = negative.total() + positive.total() + sketch.zeros();
  if (total == 0) {
    return kNoValue;
  }
  LowestSum lowest(probability * static_cast<double>(total));
  for (std::size_t i = negative.counts.size(); i-- > 0;) {
    lowest.add(-middle_of(negative.first + i, sketch.bits()), negative.counts[i]);
  }
  lowest.add(0.0, sketch.zeros());
  for (std::size_t i = 0; i < positive.counts.size(); ++i) {
    lowest.add(middle_of(positive.first + i, sketch.bits()), positive.counts[i]);
  }
  return lowest.mean();
}

void set_tails(const QuantileSketch& values,
               double least,
               double most,
               const QuantileSketch& regrets,
               double largest_regret,
               v1::Option& option) {
  constexpr double kOften = 0.9;
  constexpr double kNearlyAlways = 0.99;
  const bool is_any = least <= most;
  const double decile = is_any ? std::clamp(values.quantile(kWorstDecile), least, most) : kNoValue;
  option.set_worst_decile(decile);
  option.set_worst_decile_mean(is_any ? std::clamp(lower_mean(values, kWorstDecile), least, decile)
                                      : kNoValue);
  const auto regret = [&](double probability) {
    return is_any ? std::clamp(regrets.quantile(probability), 0.0, largest_regret) : kNoValue;
  };
  option.set_regret_90(regret(kOften));
  option.set_regret_99(regret(kNearlyAlways));
  option.set_largest_regret(is_any ? largest_regret : kNoValue);
}

const v1::Lever& lever_of(const Model& model, std::size_t variable) {
  const VariableModel& v = model.variables[variable];
  return model.scenario.actors(v.actor).levers(v.lever);
}

std::vector<std::string> level_ids(const Model& model,
                                   const OptionSetModel& set,
                                   std::size_t option) {
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < set.variables.size(); ++k) {
    ids.push_back(lever_of(model, to_size(set.variables[k])).levels(set.levels[option][k]).id());
  }
  return ids;
}

void add_option_sets(const Model& model, const Accumulator& accumulated, v1::Result& result) {
  for (std::size_t i = 0; i < model.option_sets.size(); ++i) {
    const OptionSetModel& set = model.option_sets[i];
    auto& message = *result.add_option_sets();
    message.set_id(model.scenario.option_sets(static_cast<int>(i)).id());
    for (const int variable : set.variables) {
      message.add_levers(qualified(model, to_size(variable)));
    }
    const ValueAccumulator& first = accumulated.option_sets[i].front().value;
    message.set_count(first.moments.count());
    message.set_undefined(first.undefined);
    for (std::size_t o = 0; o < set.values.size(); ++o) {
      auto& option = *message.add_options();
      const auto ids = level_ids(model, set, o);
      option.mutable_levels()->Assign(ids.begin(), ids.end());
      set_numbers(accumulated.option_sets[i][o], option);
    }
    if (set.answered.empty()) {
      continue;
    }
    const ValueAccumulator& answered = accumulated.answered_sets[i].front().value;
    message.set_answered_count(answered.moments.count());
    message.set_answered_undefined(answered.undefined);
    for (std::size_t o = 0; o < set.answered.size(); ++o) {
      auto& option = *message.add_answered();
      const auto ids = level_ids(model, set, o);
      option.mutable_levels()->Assign(ids.begin(), ids.end());
      set_numbers(accumulated.answered_sets[i][o], option);
    }
    add_failures(model, *accumulated.answering, set, message);
  }
}

}  // namespace demarche
