// SPDX-License-Identifier: MIT
#include "report/answered_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "core/grouped.hpp"
#include "report/answer_text.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kColumnWidth = 9;
constexpr std::size_t kMostRows = 6;
constexpr std::size_t kIndent = 4;
constexpr double kTie = 1e-12;  // Relative: options nearer than that are equally good.

/// A number of an option; larger is better once it is multiplied by `sign`.
struct Column {
  const char* title;
  double (v1::Option::*value)() const;
  double sign;
  bool is_share;
};

constexpr std::array<Column, 4> kColumns = {{{"mean", &v1::Option::mean, 1.0, false},
                                             {"worst", &v1::Option::worst_decile_mean, 1.0, false},
                                             {"regret", &v1::Option::mean_regret, -1.0, false},
                                             {"best in", &v1::Option::share_best, 1.0, true}}};

using Options = google::protobuf::RepeatedPtrField<v1::Option>;

/// The best value of each column, with its sign.
std::array<double, kColumns.size()> best_of(const Options& options) {
  std::array<double, kColumns.size()> best;
  best.fill(-std::numeric_limits<double>::infinity());
  for (const v1::Option& option : options) {
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      best[c] = std::max(best[c], kColumns[c].sign * (option.*kColumns[c].value)());
    }
  }
  return best;
}

/// The options under one answer, with what is best among them.
class Side {
 public:
  explicit Side(const Options& options) : options_(options), best_(best_of(options)) {
    for (const v1::Option& option : options) {
      const double error = option.standard_error();
      step_ = std::isfinite(error) ? std::max(step_, error) : step_;
    }
  }

  [[nodiscard]] bool is_best(int option, std::size_t column) const {
    const double value = kColumns[column].sign * (options_[option].*kColumns[column].value)();
    return value >= best_[column] - kTie * std::abs(best_[column]);
  }

  [[nodiscard]] bool is_any_best(int option) const {
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      if (is_best(option, c)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::string cells(int option) const {
    std::string text;
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      const double value = (options_[option].*kColumns[c].value)();
      const std::string shown = std::isnan(value)      ? "-"
                                : kColumns[c].is_share ? percent(value)
                                                       : rounded(value, step_);
      text += right_aligned(shown + (is_best(option, c) ? "*" : " "), kColumnWidth);
    }
    return text;
  }

 private:
  const Options& options_;
  std::array<double, kColumns.size()> best_;
  double step_ = 0.0;
};

std::string titles() {
  std::string text;
  for (const Column& column : kColumns) {
    text += fmt::format("{:>{}} ", column.title, kColumnWidth - 1);
  }
  return text;
}

/// Which options are shown, the highest mean first.
std::vector<int> shown_options(const Options& options, const Side& answered, const Side& held) {
  std::vector<int> order(static_cast<std::size_t>(options.size()));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return options[a].mean() > options[b].mean();
  });
  std::size_t room = kMostRows;
  for (const int option : order) {
    room -= room > 0 && (answered.is_any_best(option) || held.is_any_best(option)) ? 1 : 0;
  }
  std::erase_if(order, [&](int option) {
    if (answered.is_any_best(option) || held.is_any_best(option)) {
      return false;
    }
    const bool is_dropped = room == 0;
    room -= is_dropped ? 0 : 1;
    return is_dropped;
  });
  return order;
}

/// How many draws are not compared, and which options are left without an answer.
std::string gaps(const v1::OptionSetResult& set, const v1::Scenario& scenario) {
  if (set.answered_undefined() == 0) {
    return "";
  }
  std::string reasons;
  for (const v1::Option& option : set.answered()) {
    const std::map<std::string, std::uint64_t> failures(option.failures().begin(),
                                                        option.failures().end());
    for (const auto& [status, draws] : failures) {
      reasons += fmt::format("{}{} in {} ({})",
                             reasons.empty() ? ": " : ", ",
                             level_names(set.levers(), option.levels(), scenario),
                             grouped(draws),
                             status);
    }
  }
  return fmt::format("{} of {} draws are not compared, as some option has no {}{}",
                     grouped(set.answered_undefined()),
                     grouped(set.answered_count() + set.answered_undefined()),
                     reasons.empty() ? "value" : "answer",
                     reasons);
}

/// Where names and numbers stand. In narrow texts, what is held stands below what is answered, and
/// where names do not fit beside the numbers they have lines of their own.
class Layout {
 public:
  Layout(std::vector<std::string> names, std::size_t width)
      : names_(std::move(names)), width_(width), is_wide_(width >= kIndent + 2 * kSide) {
    std::size_t longest = 0;
    for (const std::string& name : names_) {
      longest = std::max(longest, text_width(name));
    }
    const std::size_t taken = kIndent + (is_wide_ ? 2 : 1) * kSide;
    label_ = taken + longest <= width ? longest : 0;
  }

  [[nodiscard]] std::string head() const {
    constexpr const char* kAnswered = "the others answer";
    constexpr const char* kHeld = "held";
    const std::string blank(kIndent + label_, ' ');
    const std::string above =
        is_wide_ ? fmt::format("{:>{}} {:>{}}", kAnswered, kSide - 1, kHeld, kSide - 1)
                 : fmt::format("{:>{}}", fmt::format("{}; below: {}", kAnswered, kHeld), kSide - 1);
    return table_line(blank + above) + table_line(blank + titles() + (is_wide_ ? titles() : ""));
  }

  [[nodiscard]] std::string row(int option, const Side& answered, const Side& held) const {
    const std::string& name = names_[static_cast<std::size_t>(option)];
    const std::string blank(kIndent + label_, ' ');
    const std::string begin = label_ > 0 ? std::string(kIndent, ' ') + fitted(name, label_) : blank;
    const std::string own = label_ > 0 ? "" : wrapped(name, kIndent, width_);
    const std::string first = begin + answered.cells(option);
    const std::string second = held.cells(option);
    return own +
           (is_wide_ ? table_line(first + second) : table_line(first) + table_line(blank + second));
  }

 private:
  static constexpr std::size_t kSide = kColumns.size() * kColumnWidth;

  std::vector<std::string> names_;
  std::size_t width_;
  bool is_wide_;
  std::size_t label_ = 0;  // Columns of a name beside the numbers; 0 if names do not fit there.
};

}  // namespace

std::string answered_table(const v1::OptionSetResult& set,
                           const std::string& name,
                           const v1::Scenario& scenario,
                           std::size_t width) {
  std::string text = wrapped(name, 2, width);
  const std::string missing = wrapped(gaps(set, scenario), kIndent, width);
  if (set.answered_count() == 0) {
    return text + missing;
  }
  std::vector<std::string> names;
  for (const v1::Option& option : set.answered()) {
    names.push_back(level_names(set.levers(), option.levels(), scenario));
  }
  const Side answered(set.answered());
  const Side held(set.options());
  const Layout layout(std::move(names), width);
  text += layout.head();
  const std::vector<int> order = shown_options(set.answered(), answered, held);
  for (const int option : order) {
    text += layout.row(option, answered, held);
  }
  const auto left_out = static_cast<std::size_t>(set.answered_size()) - order.size();
  if (left_out > 0) {
    text += fmt::format("{}and {} more\n", std::string(kIndent, ' '), left_out);
  }
  return text + missing;
}

std::string answered_claims(const v1::Scenario& scenario) {
  std::vector<std::string> ids;
  bool are_all = true;
  for (const v1::Claim& claim : scenario.claims()) {
    const auto& all = claim.comparisons().all();
    const bool is_answered = std::any_of(all.begin(), all.end(), [](const v1::Comparison& one) {
      return one.answer() == "equilibrium";
    });
    are_all = are_all && (is_answered || all.empty());
    if (is_answered) {
      ids.push_back(claim.id());
    }
  }
  return ids.empty() ? ""
         : are_all   ? "Comparisons are of commitments that the others answer."
                     : fmt::format("{} compare{} commitments that the others answer.",
                                 fmt::join(ids, ", "),
                                 ids.size() == 1 ? "s" : "");
}

}  // namespace demarche
