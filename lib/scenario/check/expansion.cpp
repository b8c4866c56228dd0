// SPDX-License-Identifier: MIT
#include "scenario/check/expansion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "demarche/scenario/parameters.hpp"
#include "scenario/language/assignments.hpp"

namespace demarche {
namespace {

/// The longest id that a scenario may have.
constexpr std::size_t kMaxIdLength = 64;

std::optional<double> number_of(std::string_view text) {
  text = trimmed(text).text;
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = !text.empty() && error == std::errc() &&
                         end == text.data() + text.size() && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;
}

/// The two numbers around the first of the words that occurs.
std::optional<std::pair<double, double>> numbers_around(
    std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) {
      continue;
    }
    const auto first = number_of(text.substr(0, at));
    const auto second = number_of(text.substr(at + word.size()));
    return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
  }
  return std::nullopt;
}

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// What is wrong with a cell that people write in another way than it is read, or nothing: "50-70"
/// as an expression is -20, and bookkeepers' "(30)" is 30.
std::string misread(std::string_view text) {
  text = trimmed(text).text;
  for (const std::string_view dash : {"-", "–", "—", "..."}) {
    const std::size_t at = text.find(dash, 1);
    if (at == std::string_view::npos) {
      continue;
    }
    const auto first = number_of(text.substr(0, at));
    const auto second = number_of(text.substr(at + dash.size()));
    if (first && second) {
      return fmt::format("a range is written '{} to {}'", *first, *second);
    }
  }
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    if (const auto number = number_of(text.substr(1, text.size() - 2))) {
      return fmt::format("a negative number is written {}, not in parentheses", -std::abs(*number));
    }
  }
  for (const std::string_view word : {"±", "+-", "+/-", " to "}) {
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

  std::vector<FieldProblem> run() {
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      for (int t = 0; t < scenario_.actors(a).payoff_tables_size(); ++t) {
        v1::PayoffTable& table = *scenario_.mutable_actors(a)->mutable_payoff_tables(t);
        for (int r = 0; r < table.rows_size(); ++r) {
          expand_row({{"actors", a}, {"payoff_tables", t}, {"rows", r}}, table, r);
        }
      }
    }
    add_expert_parameter(scenario_);
    return std::move(problems_);
  }

 private:
  /// Reports a value, and makes it one that gives no other problem.
  void refuse(const FieldPath& here, v1::PayoffRow& row, std::string message) {
    problems_.push_back({extended(here, {{"value"}}), 0, std::move(message)});
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
    if (!(range->low < range->high)) {
      refuse(here,
             row,
             fmt::format("the lower end of a range is below the upper one, got {} and {}",
                         range->low,
                         range->high));
      return;
    }
    if (!std::all_of(row.levels().begin(), row.levels().end(), is_id)) {
      row.set_value("0");  // No such level: that is reported elsewhere.
      return;
    }
    std::string id = fmt::format("{}_{}", table.id(), fmt::join(row.levels(), "_"));
    if (id.size() > kMaxIdLength) {
      id = fmt::format("{}_row_{}", table.id(), r + 1);
    }
    if (!taken_.insert(id).second) {
      problems_.push_back(
          {here, 0, fmt::format("this range needs a parameter '{}', and the name is taken", id)});
      return;
    }
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

  v1::Scenario& scenario_;
  std::set<std::string> taken_;
  std::vector<FieldProblem> problems_;
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

std::vector<FieldProblem> expand(v1::Scenario& scenario) {
  return Expander(scenario).run();
}

}  // namespace demarche
