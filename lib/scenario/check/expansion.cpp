// SPDX-License-Identifier: MIT
#include "scenario/check/expansion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "demarche/scenario/parameters.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

/// The two numbers around the first of the words that occurs.
std::optional<std::pair<double, double>> numbers_around(
    std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) {
      continue;
    }
    const auto first = plain_number(text.substr(0, at));
    const auto second = plain_number(text.substr(at + word.size()));
    return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
  }
  return std::nullopt;
}

/// The two numbers around a dash without spaces, as in "50-70"; the dash of "1e-5" is none.
std::optional<std::pair<double, double>> numbers_around_dash(std::string_view text) {
  for (std::size_t at = text.find('-', 1); at != std::string_view::npos;
       at = text.find('-', at + 1)) {
    const std::string_view before = text.substr(0, at);
    const std::string_view after = text.substr(at + 1);
    const auto first = plain_number(before);
    const auto second = plain_number(after);
    if (first && second && before.back() != ' ' && after.front() != ' ') {
      return std::pair(*first, *second);
    }
  }
  return numbers_around(text, {"–", "—", "..."});
}

/// What is wrong with a cell that people write in another way than it is read, or nothing: "50-70"
/// as an expression is -20, and bookkeepers' "(30)" is 30.
std::string misread(std::string_view text) {
  text = trimmed(text).text;
  if (text.empty()) {
    return "";
  }
  if (const auto range = numbers_around_dash(text)) {
    return fmt::format("a range is written '{} to {}'; a difference has spaces around its sign",
                       range->first,
                       range->second);
  }
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    if (const auto number = plain_number(text.substr(1, text.size() - 2))) {
      return fmt::format("a negative number is written {}, not in parentheses", -std::abs(*number));
    }
  }
  // No expression has "±" or the word "to", so a text with one of them is meant as a range. A text
  // with "+-" need not be: "x +-1" is an expression.
  for (const std::string_view word : {"±", " to "}) {
    if (text.find(word) != std::string_view::npos && !stated_range(text)) {
      return "a range is two numbers, as in '100 ± 10' or '90 to 110'";
    }
  }
  return "";
}

class Expander {
 public:
  explicit Expander(v1::Scenario& scenario) : scenario_(scenario) {
    for (const v1::Parameter& parameter : scenario.parameters()) {
      taken_.insert(parameter.id());
    }
    for (const v1::Quantity& quantity : scenario.quantities()) {
      taken_.insert(quantity.id());
    }
    for (const v1::Metric& metric : scenario.metrics()) {
      taken_.insert(metric.id());
    }
  }

  Expansion run() {
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      for (int t = 0; t < scenario_.actors(a).payoff_tables_size(); ++t) {
        v1::PayoffTable& table = *scenario_.mutable_actors(a)->mutable_payoff_tables(t);
        for (int r = 0; r < table.rows_size(); ++r) {
          expand_row({{"actors", a}, {"payoff_tables", t}, {"rows", r}}, table, r);
        }
      }
    }
    add_expert_parameter(scenario_);
    return std::move(done_);
  }

 private:
  /// Reports a value, and makes it one that gives no other problem.
  void refuse(const FieldPath& here, v1::PayoffRow& row, std::string message) {
    done_.problems.push_back({extended(here, {{"value"}}), 0, std::move(message)});
    row.set_value("0");
  }

  void expand_row(const FieldPath& here, v1::PayoffTable& table, int r) {
    v1::PayoffRow& row = *table.mutable_rows(r);
    if (std::string message = misread(row.value()); !message.empty()) {
      refuse(here, row, std::move(message));
      return;
    }
    const auto range = stated_range(row.value());
    if (!range) {
      return;
    }
    if (!(range->low < range->high) || !std::isfinite(range->high - range->low)) {
      refuse(here,
             row,
             fmt::format("the lower end of a range is below the upper one, and both are numbers, "
                         "got {} and {}",
                         range->low,
                         range->high));
      return;
    }
    if (!is_id(table.id()) || !std::all_of(row.levels().begin(), row.levels().end(), is_id)) {
      row.set_value("0");  // No such table or level: that is reported elsewhere.
      return;
    }
    const std::string id = free_id(scenario_.actors(here.front().index).id(), table, r);
    done_.origins.emplace(scenario_.parameters_size(), extended(here, {{"value"}}));
    v1::Parameter& parameter = *scenario_.add_parameters();
    parameter.set_id(id);
    parameter.set_name(fmt::format(
        "{}: {}", table.name().empty() ? table.id() : table.name(), fmt::join(row.levels(), ", ")));
    parameter.set_rationale(fmt::format("Stated as {} in the table {}.", row.value(), table.id()));
    const v1::Actor& actor = scenario_.actors(here.front().index);
    *parameter.mutable_sources() = table.sources().empty() ? actor.sources() : table.sources();
    if (parameter.sources().empty() && scenario_.sources().empty()) {
      parameter.add_sources()->set_document("none");  // That is warned of at the table.
    }
    parameter.set_unit("payoff");
    v1::Interval& interval = *parameter.mutable_distribution()->mutable_interval();
    interval.set_low(range->low);
    interval.set_high(range->high);
    interval.set_family("normal");
    row.set_value(id);
  }

  /// A name for the parameter of a row: the first that fits and is free.
  std::string free_id(const std::string& actor, const v1::PayoffTable& table, int r) {
    const std::string levels = fmt::format("{}", fmt::join(table.rows(r).levels(), "_"));
    const std::string row = fmt::format("_row_{}", r + 1);
    std::vector<std::string> names = {fmt::format("{}_{}", table.id(), levels),
                                      fmt::format("{}_{}_{}", actor, table.id(), levels)};
    for (const std::string& start : {table.id(), actor + "_" + table.id()}) {
      names.push_back(start.substr(0, kMaxIdLength - row.size()) + row);
    }
    auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
      return name.size() <= kMaxIdLength && !taken_.contains(name);
    });
    std::string id = found == names.end() ? "" : *found;
    for (int n = 2; id.empty(); ++n) {
      const std::string end = fmt::format("{}_{}", row, n);
      const std::string name = table.id().substr(0, kMaxIdLength - end.size()) + end;
      id = taken_.contains(name) ? "" : name;
    }
    taken_.insert(id);
    return id;
  }

  v1::Scenario& scenario_;
  std::set<std::string> taken_;
  Expansion done_;
};

}  // namespace

std::optional<StatedRange> stated_range(std::string_view text) {
  if (const auto around = numbers_around(text, {"±", "+-", "+/-"})) {
    return StatedRange{around->first - around->second, around->first + around->second};
  }
  if (const auto ends = numbers_around(text, {" to "})) {
    return StatedRange{ends->first, ends->second};
  }
  return std::nullopt;
}

Expansion expand(v1::Scenario& scenario) {
  return Expander(scenario).run();
}

}  // namespace demarche
