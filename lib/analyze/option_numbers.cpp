// SPDX-License-Identifier: MIT
#include "analyze/option_numbers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>

#include "analyze/percentile_place.hpp"
#include "core/to_size.hpp"
#include "demarche/analyze/robustness.hpp"

namespace demarche {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
}

/// The largest value of each draw.
std::vector<double> best_of_draws(const DrawRows& values) {
  std::vector<double> best = values.front();
  for (const auto& row : values) {
    for (std::size_t d = 0; d < best.size(); ++d) {
      best[d] = std::max(best[d], row[d]);
    }
  }
  return best;
}

/// Whether two options differ in one lever.
bool are_neighbours(const std::vector<int>& a, const std::vector<int>& b) {
  int differing = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    differing += a[k] == b[k] ? 0 : 1;
  }
  return differing == 1;
}

class Describer {
 public:
  Describer(const ComparedOptions& compared, v1::OptionStudy& study)
      : compared_(compared),
        values_(compared.values),
        study_(study),
        best_(best_of_draws(values_)),
        tolerance_(tolerance_of(values_)) {
    for (const auto& row : values_) {
      means_.push_back(mean_of(row));
    }
  }

  void run() {
    while (study_.options_size() < static_cast<int>(values_.size())) {
      study_.add_options();
    }
    set_threshold();
    set_means();
    for (std::size_t o = 0; o < values_.size(); ++o) {
      set_good_enough(o);
      set_changes(o);
      set_regrets(o);
    }
    add_rules();
  }

 private:
  [[nodiscard]] v1::StudiedOption& option(std::size_t o) const {
    return *study_.mutable_options(static_cast<int>(o));
  }

  void set_threshold() {
    const bool is_relative = !compared_.threshold && compared_.status_quo >= 0;
    study_.set_threshold(compared_.threshold.value_or(0.0));
    study_.set_is_threshold_of_status_quo(is_relative);
  }

  void set_means() {
    const auto [least, most] = std::minmax_element(means_.begin(), means_.end());
    study_.set_near_margin(compared_.near_share * (*most - *least));
    for (std::size_t o = 0; o < values_.size(); ++o) {
      const double mean = means_[o];
      const auto better =
          std::count_if(means_.begin(), means_.end(), [&](double other) { return other > mean; });
      option(o).set_mean(mean);
      option(o).set_rank(static_cast<std::uint32_t>(better) + 1);
      option(o).set_change(compared_.status_quo < 0 ? kNone
                                                    : mean - means_[to_size(compared_.status_quo)]);
      option(o).set_is_near_best(*most - mean <= study_.near_margin());
    }
  }

  void set_good_enough(std::size_t o) {
    const bool is_relative = study_.is_threshold_of_status_quo();
    std::size_t count = 0;
    for (std::size_t d = 0; d < best_.size(); ++d) {
      const double wanted =
          is_relative ? values_[to_size(compared_.status_quo)][d] - tolerance_ : study_.threshold();
      count += values_[o][d] >= wanted ? 1 : 0;
    }
    option(o).set_share_good_enough(static_cast<double>(count) / static_cast<double>(best_.size()));
  }

  /// What changes of a single lever do.
  void set_changes(std::size_t o) {
    int best = -1;
    std::vector<double> most(best_.size(), -std::numeric_limits<double>::infinity());
    for (std::size_t other = 0; other < values_.size(); ++other) {
      if (!are_neighbours(compared_.levels[o], compared_.levels[other])) {
        continue;
      }
      best = best < 0 || means_[other] > means_[to_size(best)] ? static_cast<int>(other) : best;
      for (std::size_t d = 0; d < most.size(); ++d) {
        most[d] = std::max(most[d], values_[other][d]);
      }
    }
    std::size_t gaining = 0;
    for (std::size_t d = 0; d < most.size(); ++d) {
      gaining += most[d] > values_[o][d] + tolerance_ ? 1 : 0;
    }
    option(o).set_best_change(best);
    option(o).set_best_change_gain(best < 0 ? kNone : means_[to_size(best)] - means_[o]);
    option(o).set_share_gaining(static_cast<double>(gaining) / static_cast<double>(most.size()));
  }

  void set_regrets(std::size_t o) {
    constexpr int kTenths = 10;
    std::vector<double> regrets(best_.size());
    for (std::size_t d = 0; d < best_.size(); ++d) {
      regrets[d] = best_[d] - values_[o][d];
    }
    std::sort(regrets.begin(), regrets.end());
    for (int tenth = 1; tenth < kTenths; ++tenth) {
      const double percentile = static_cast<double>(tenth) / kTenths;
      option(o).add_regret_deciles(regrets[percentile_place(percentile, regrets.size())]);
    }
  }

  void add_rules() {
    const std::vector<std::span<const double>> rows(values_.begin(), values_.end());
    auto found = robustness(rows, {.threshold = study_.threshold()});
    const auto rules = robustness_rules();
    for (std::size_t r = 0; r < rules.size(); ++r) {
      if (rules[r].transform == RobustnessTransform::satisfice) {
        for (std::size_t o = 0; o < values_.size(); ++o) {
          found[r][o] = option(o).share_good_enough();
        }
      }
    }
    const std::vector<int> preferred = preferred_options(found);
    for (std::size_t r = 0; r < rules.size(); ++r) {
      v1::RuleChoice& rule = *study_.add_rules();
      rule.set_rule(rules[r].name.data(), rules[r].name.size());
      rule.mutable_values()->Assign(found[r].begin(), found[r].end());
      rule.set_preferred(tells_apart(found[r]) ? preferred[r] : -1);
      count_rule(rule);
    }
    add_agreement(rank_agreement(found));
  }

  static bool tells_apart(const std::vector<double>& values) {
    double first = kNone;
    for (const double value : values) {
      first = std::isnan(first) ? value : first;
      if (value < first || value > first) {
        return true;
      }
    }
    return false;
  }

  void count_rule(const v1::RuleChoice& rule) {
    for (std::size_t o = 0; rule.preferred() >= 0 && o < values_.size(); ++o) {
      if (rule.values(static_cast<int>(o)) == rule.values(rule.preferred())) {
        option(o).set_num_rules(option(o).num_rules() + 1);
      }
    }
  }

  void add_agreement(const std::vector<std::vector<double>>& agreement) {
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t a = 0; a < agreement.size(); ++a) {
      for (std::size_t b = 0; b < agreement.size(); ++b) {
        study_.add_agreement(agreement[a][b]);
        if (b < a && !std::isnan(agreement[a][b])) {
          sum += agreement[a][b];
          count += 1.0;
        }
      }
    }
    study_.set_mean_agreement(count > 0.0 ? sum / count : kNone);
  }

  const ComparedOptions& compared_;
  const DrawRows& values_;
  v1::OptionStudy& study_;
  std::vector<double> best_;  // [draw]
  double tolerance_;
  std::vector<double> means_;  // [option]
};

/// An actor's payoff under one option against the status quo.
v1::OptionForActor against(const std::vector<double>& payoffs,
                           const std::vector<double>& status_quo,
                           double tolerance) {
  v1::OptionForActor found;
  const auto count = static_cast<double>(payoffs.size());
  std::vector<double> changes(payoffs.size());
  double worse = 0.0;
  double better = 0.0;
  for (std::size_t d = 0; d < payoffs.size(); ++d) {
    changes[d] = payoffs[d] - status_quo[d];
    worse += changes[d] < -tolerance ? 1.0 : 0.0;
    better += changes[d] > tolerance ? 1.0 : 0.0;
  }
  const double mean = mean_of(changes);
  double squares = 0.0;
  for (const double change : changes) {
    squares += (change - mean) * (change - mean);
  }
  found.set_change(mean);
  found.set_standard_error(count > 1.0 ? std::sqrt(squares / (count - 1.0) / count) : kNone);
  found.set_share_worse(worse / count);
  found.set_share_better(better / count);
  return found;
}

}  // namespace

double tolerance_of(const DrawRows& values) {
  constexpr double kOfDistance = 1e-6;
  constexpr double kOfSize = 1e-9;
  const std::vector<double> best = best_of_draws(values);
  std::vector<double> worst = values.front();
  double size = 0.0;
  for (const auto& row : values) {
    for (std::size_t d = 0; d < row.size(); ++d) {
      worst[d] = std::min(worst[d], row[d]);
      size += std::abs(row[d]);
    }
  }
  const double distance = mean_of(best) - mean_of(worst);
  const auto count = static_cast<double>(values.size() * best.size());
  return std::max(kOfDistance * distance, kOfSize * size / count);
}

void add_values(const ComparedOptions& compared, v1::OptionStudy& study) {
  assert(!compared.values.empty() && compared.levels.size() == compared.values.size());
  Describer(compared, study).run();
}

void add_actor(const std::string& actor,
               const DrawRows& payoffs,
               int status_quo,
               v1::OptionStudy& study) {
  const DrawRows finite = selected(payoffs, complete_draws(payoffs));
  const std::size_t count = finite.front().size();
  v1::OptionsForActor& added = *study.add_actors();
  added.set_actor(actor);
  added.set_count(count);
  added.set_tolerance(count > 0 ? tolerance_of(finite) : kNone);
  for (const auto& row : finite) {
    v1::OptionForActor& option = *added.add_options();
    if (count > 0 && status_quo >= 0) {
      option = against(row, finite[to_size(status_quo)], added.tolerance());
    } else {
      option.set_change(kNone);
      option.set_standard_error(kNone);
      option.set_share_worse(kNone);
      option.set_share_better(kNone);
    }
    option.set_mean(count > 0 ? mean_of(row) : kNone);
  }
}

void mark_pareto(v1::OptionStudy& study) {
  const auto dominates = [&](int a, int b) {
    bool is_better = false;
    for (const v1::OptionsForActor& actor : study.actors()) {
      const double gain = actor.options(a).mean() - actor.options(b).mean();
      if (gain < -actor.tolerance()) {
        return false;
      }
      is_better = is_better || gain > actor.tolerance();
    }
    return is_better;
  };
  for (int o = 0; o < study.options_size(); ++o) {
    bool is_dominated = false;
    for (int other = 0; other < study.options_size(); ++other) {
      is_dominated = is_dominated || dominates(other, o);
    }
    study.mutable_options(o)->set_is_pareto(!is_dominated);
  }
}

std::vector<std::size_t> complete_draws(const DrawRows& rows) {
  std::vector<std::size_t> draws;
  for (std::size_t d = 0; d < rows.front().size(); ++d) {
    if (std::all_of(rows.begin(), rows.end(), [&](const std::vector<double>& row) {
          return std::isfinite(row[d]);
        })) {
      draws.push_back(d);
    }
  }
  return draws;
}

DrawRows selected(const DrawRows& rows, const std::vector<std::size_t>& draws) {
  DrawRows found;
  for (const auto& row : rows) {
    std::vector<double>& own = found.emplace_back();
    own.reserve(draws.size());
    for (const std::size_t d : draws) {
      own.push_back(row[d]);
    }
  }
  return found;
}

}  // namespace demarche
