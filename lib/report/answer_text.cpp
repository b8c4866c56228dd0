// SPDX-License-Identifier: MIT
#include "report/answer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/grouped.hpp"
#include "report/posterior_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr double kFewUnsolved = 0.001;
constexpr double kTie = 1e-12;  // Relative: options nearer than that are equally good.
constexpr std::size_t kMaxTied = 5;

/// In how many draws a number is undefined; empty if in none.
template <class Message>
std::string undefined_share(const Message& message) {
  if (message.undefined() == 0) {
    return "";
  }
  return fmt::format("; undefined in {} of {} draws",
                     grouped(message.undefined()),
                     grouped(message.count() + message.undefined()));
}

double quantile(const v1::Summary& summary, double probability) {
  for (const v1::Quantile& entry : summary.quantiles()) {
    if (entry.probability() == probability) {
      return entry.value();
    }
  }
  return 0.0;
}

/// A number rounded by `step`, or in full if it is whole: levels and counts have no error.
std::string quantity(double value, double step) {
  constexpr double kLargest = 1e6;
  return value == std::round(value) && std::abs(value) < kLargest ? rounded(value, 0.0)
                                                                  : rounded(value, step);
}

/// In how many draws an option is best, and in how many of these another is as good.
std::string best_in(const v1::Option& option) {
  constexpr double kVisible = 0.0005;
  const double tied = option.share_unbeaten() - option.share_best();
  // Results of versions that did not count ties have no share of draws that are unbeaten.
  return option.share_unbeaten() == 0.0 || tied < kVisible
             ? fmt::format("best in {}", percent(option.share_best()))
             : fmt::format("none better in {}, ties counted in full",
                           percent(option.share_unbeaten()));
}

}  // namespace

std::string level_names(const Ids& levers, const Ids& levels, const v1::Scenario& scenario) {
  std::string text;
  for (int k = 0; k < levels.size(); ++k) {
    std::string name = levels[k];
    for (const v1::Actor& actor : scenario.actors()) {
      for (const v1::Lever& lever : actor.levers()) {
        const bool is_set = k < levers.size() && levers[k] == actor.id() + "." + lever.id();
        if (const auto* level = is_set ? find(lever.levels(), name) : nullptr) {
          name = name_of(*level);
          break;
        }
      }
    }
    text += (k == 0 ? "" : ", ") + name;
  }
  return text;
}

std::uint64_t unsolved_draws(const v1::Result& result) {
  const std::uint64_t solved = result.solving().solved();
  return result.draws_done() - std::min(result.draws_done(), solved);
}

bool has_many_unsolved(const v1::Result& result) {
  return static_cast<double>(unsolved_draws(result)) >
         kFewUnsolved * static_cast<double>(result.draws_done());
}

std::string probability_text(const v1::Estimate& estimate,
                             const v1::Result& result,
                             WordScale words,
                             const v1::BehaviourRange* range) {
  if (estimate.count() == 0) {
    return "no draw gives a value";
  }
  double low = estimate.low();
  double high = estimate.high();
  std::string over_all;
  if (has_many_unsolved(result)) {
    low = std::min(low, estimate.lowest());
    high = std::max(high, estimate.highest());
    over_all = fmt::format(
        "; all draws: {:.1f} to {:.1f} %", 100.0 * estimate.lowest(), 100.0 * estimate.highest());
  }
  if (range != nullptr) {
    low = std::min(low, range->low());
    high = std::max(high, range->high());
  }
  const bool has_words =
      !estimate.has_effective_draws() || estimate.effective_draws() >= kTooFewEffectiveDraws;
  return fmt::format("{:>7}  [{:.1f}, {:.1f}]  {}{}{}",
                     percent(estimate.mean()),
                     100.0 * estimate.low(),
                     100.0 * estimate.high(),
                     has_words ? probability_words(low, high, words) : "too few effective draws",
                     over_all,
                     undefined_share(estimate));
}

std::string value_text(const v1::Summary& summary, const std::string& unit) {
  if (summary.count() == 0) {
    return "no draw gives a value";
  }
  const double low = quantile(summary, 0.05);
  const double high = quantile(summary, 0.95);
  // Quantiles have as many digits as tell hundredths of the range between them apart.
  const double step = (high - low) / 100.0;
  return fmt::format("mean {}, 5 % to 95 %: {} to {}{}{}",
                     with_error(summary.mean(), summary.standard_error()),
                     quantity(low, step),
                     quantity(high, step),
                     unit.empty() ? "" : fmt::format(" ({})", unit),
                     undefined_share(summary));
}

std::vector<std::string> option_texts(const v1::OptionSet& set,
                                      const v1::Result& result,
                                      const v1::Scenario& scenario) {
  const auto* found = find(result.option_sets(), set.id());
  if (found == nullptr || found->options().empty()) {
    return {};
  }
  // Results of versions without this count have 0, whether or not draws were compared.
  if (found->count() == 0 && (found->undefined() > 0 || result.solving().solved() == 0)) {
    return {"no draw gives every option a value"};
  }
  // Options that are equally good by a criterion are all named.
  std::map<int, std::vector<const char*>> criteria;
  const auto add_best = [&](const char* name, auto value) {
    const auto& options = found->options();
    double best = -std::numeric_limits<double>::infinity();
    for (const v1::Option& option : options) {
      best = std::max(best, value(option));
    }
    for (int o = 0; o < options.size(); ++o) {
      if (value(options[o]) >= best - kTie * std::abs(best)) {
        criteria[o].push_back(name);
      }
    }
  };
  add_best("mean", [](const v1::Option& option) { return option.mean(); });
  add_best("worst decile", [](const v1::Option& option) { return option.worst_decile(); });
  add_best("least regret", [](const v1::Option& option) { return -option.mean_regret(); });
  std::vector<std::string> lines;
  for (const auto& [index, names] : criteria) {
    if (lines.size() == kMaxTied) {
      lines.push_back(fmt::format("and {} more that are as good", criteria.size() - kMaxTied));
      break;
    }
    const v1::Option& option = found->options(index);
    lines.push_back(fmt::format("{} (by {}; {}{})",
                                level_names(found->levers(), option.levels(), scenario),
                                fmt::join(names, ", "),
                                best_in(option),
                                undefined_share(*found)));
  }
  return lines;
}

}  // namespace demarche
