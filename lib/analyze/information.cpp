// SPDX-License-Identifier: MIT
#include "demarche/analyze/information.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

#include "analyze/leave_out.hpp"
#include "demarche/analyze/sensitivity.hpp"

namespace demarche {
namespace {

/// Counts and sums of the options by bin, of some of the groups.
struct Part {
  std::vector<double> counts;             // [bin]
  std::vector<std::vector<double>> sums;  // [option][bin], distances from the option's centre.

  void add(const std::vector<BinnedOutputAlong>& options, std::size_t group, double sign) {
    const std::size_t num_bins = options.front().num_bins();
    counts.resize(num_bins);
    sums.resize(options.size());
    for (std::size_t b = 0; b < num_bins; ++b) {
      counts[b] += sign * options.front().group_counts(group)[b];
    }
    for (std::size_t o = 0; o < options.size(); ++o) {
      sums[o].resize(num_bins);
      for (std::size_t b = 0; b < num_bins; ++b) {
        sums[o][b] += sign * options[o].group_sums(group)[b];
      }
    }
  }
};

/// Reads means of a part.
class Means {
 public:
  Means(const std::vector<BinnedOutputAlong>& options, const Part& part)
      : options_(options), part_(part) {
    for (const double count : part.counts) {
      draws_ += count;
    }
  }

  [[nodiscard]] double draws() const { return draws_; }
  [[nodiscard]] double in(std::size_t option, std::size_t bin) const {
    return options_[option].centre() + part_.sums[option][bin] / part_.counts[bin];
  }
  [[nodiscard]] double over_all(std::size_t option) const {
    double sum = 0.0;
    for (const double of_bin : part_.sums[option]) {
      sum += of_bin;
    }
    return options_[option].centre() + sum / draws_;
  }
  [[nodiscard]] std::size_t best_in(std::size_t bin) const {
    return best([&](std::size_t o) { return in(o, bin); });
  }
  [[nodiscard]] std::size_t best_over_all() const {
    return best([&](std::size_t o) { return over_all(o); });
  }

 private:
  template <class Mean>
  [[nodiscard]] std::size_t best(const Mean& mean) const {
    std::size_t best = 0;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t o = 0; o < options_.size(); ++o) {
      const double value = mean(o);
      if (value > most) {
        most = value;
        best = o;
      }
    }
    return best;
  }

  const std::vector<BinnedOutputAlong>& options_;
  const Part& part_;
  double draws_ = 0.0;
};

std::vector<BinnedOutputAlong> along(const BinnedSums& sums,
                                     std::size_t input,
                                     const std::vector<std::size_t>& outputs) {
  std::vector<BinnedOutputAlong> all;
  all.reserve(outputs.size());
  for (const std::size_t output : outputs) {
    all.emplace_back(sums, input, output, Aspect::value);
  }
  return all;
}

/// The mean gain of options that are chosen bin by bin with one part and valued with the other.
double gain(const std::vector<BinnedOutputAlong>& options, const Part& chosen, const Part& valued) {
  const Means choice(options, chosen);
  const Means value(options, valued);
  double sum = 0.0;
  for (std::size_t b = 0; b < chosen.counts.size(); ++b) {
    if (valued.counts[b] > 0.0) {
      const std::size_t best = chosen.counts[b] > 0.0 ? choice.best_in(b) : choice.best_over_all();
      sum += valued.counts[b] * value.in(best, b);
    }
  }
  return sum / value.draws();
}

/// The estimates from all groups but one: too small, and too large.
struct Bracket {
  double at_least;
  double at_most;
};

Bracket bracket(const std::vector<BinnedOutputAlong>& options,
                const Part& all,
                const std::array<Part, 2>& halves) {
  const Means means(options, all);
  const double without_knowing = means.over_all(means.best_over_all());
  const double cross =
      (gain(options, halves[0], halves[1]) + gain(options, halves[1], halves[0])) / 2.0;
  return {cross - without_knowing, gain(options, all, all) - without_knowing};
}

/// How often both halves find the same other option best.
double changes(const std::vector<BinnedOutputAlong>& options,
               const Part& all,
               const std::array<Part, 2>& halves) {
  const Means means(options, all);
  const Means first(options, halves[0]);
  const Means second(options, halves[1]);
  const std::size_t best = means.best_over_all();
  double changed = 0.0;
  for (std::size_t b = 0; b < all.counts.size(); ++b) {
    if (halves[0].counts[b] > 0.0 && halves[1].counts[b] > 0.0) {
      const std::size_t found = first.best_in(b);
      changed += found != best && found == second.best_in(b) ? all.counts[b] : 0.0;
    }
  }
  return changed / means.draws();
}

/// What all groups have.
Part whole(const std::vector<BinnedOutputAlong>& options) {
  Part all;
  for (std::size_t g = 0; g < options.front().num_groups(); ++g) {
    all.add(options, g, 1.0);
  }
  return all;
}

}  // namespace

InformationValue value_of_knowing(const BinnedSums& sums,
                                  std::size_t input,
                                  const std::vector<std::size_t>& options) {
  assert(!options.empty());
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (sums.num_groups() < 2) {
    constexpr IntervalEstimate kNothing = {kNone, kNone, kNone, kNone};
    return {kNothing, kNothing, kNone};
  }
  const auto values = along(sums, input, options);
  const Part all = whole(values);
  std::array<Part, 2> halves;
  for (std::size_t g = 0; g < sums.num_groups(); ++g) {
    halves[g % 2].add(values, g, 1.0);
  }
  std::vector<double> least;
  std::vector<double> most;
  for (std::size_t g = 0; g < sums.num_groups(); ++g) {
    Part without = all;
    std::array<Part, 2> of_halves = halves;
    without.add(values, g, -1.0);
    of_halves[g % 2].add(values, g, -1.0);
    const Bracket found = bracket(values, without, of_halves);
    least.push_back(found.at_least);
    most.push_back(found.at_most);
  }
  const auto sizes = values.front().sizes();
  const Bracket found = bracket(values, all, halves);
  return {.at_least = jackknife(found.at_least, least, sizes),
          .at_most = jackknife(found.at_most, most, sizes),
          .change_probability = changes(values, all, halves)};
}

IntervalEstimate value_of_knowing_all(const BinnedSums& sums,
                                      const std::vector<std::size_t>& options,
                                      std::size_t best_value) {
  const auto values = along(sums, 0, options);
  const BinnedOutputAlong best(sums, 0, best_value, Aspect::value);
  return jackknife_of(best.sizes(), [&](std::size_t left_out) {
    double most = -std::numeric_limits<double>::infinity();
    for (const BinnedOutputAlong& option : values) {
      most = std::max(most, option.mean_without(left_out));
    }
    return best.mean_without(left_out) - most;
  });
}

std::size_t best_by_mean(const BinnedSums& sums, const std::vector<std::size_t>& options) {
  const auto values = along(sums, 0, options);
  return Means(values, whole(values)).best_over_all();
}

}  // namespace demarche
