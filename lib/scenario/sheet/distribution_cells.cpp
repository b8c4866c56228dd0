// SPDX-License-Identifier: MIT
#include "scenario/sheet/distribution_cells.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <string_view>

#include "core/small_letters.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/sample/quantile_fit.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// In front of the family of an interval.
constexpr std::string_view kInterval = "interval ";

/// The numbers of every field that is given; those of fields that have no default always.
void add_numbers(const Message& message, std::map<std::string, std::string>& cells) {
  const auto& reflection = *message.GetReflection();
  for (int f = 0; f < message.GetDescriptor()->field_count(); ++f) {
    const FieldDescriptor& field = *message.GetDescriptor()->field(f);
    if (field.type() != FieldDescriptor::TYPE_DOUBLE ||
        (field.has_presence() && !reflection.HasField(message, &field))) {
      continue;
    }
    if (!field.is_repeated()) {
      cells[field.name()] = csv_cell(reflection.GetDouble(message, &field));
      continue;
    }
    std::string text;
    for (int k = 0; k < reflection.FieldSize(message, &field); ++k) {
      text += (k == 0 ? "" : "; ") + csv_cell(reflection.GetRepeatedDouble(message, &field, k));
    }
    if (!text.empty()) {
      cells[field.name()] = text;
    }
  }
}

/// The families that a row may have, for messages.
std::vector<std::string> families() {
  std::vector<std::string> names;
  const auto& family = *v1::Distribution::descriptor()->FindOneofByName("family");
  for (int f = 0; f < family.field_count(); ++f) {
    const std::string& name = family.field(f)->name();
    if (name != "quantiles" && name != "interval") {
      names.push_back(name);
    }
  }
  for (const std::string& stated : quantile_families()) {
    if (v1::Distribution::descriptor()->FindFieldByName(stated) == nullptr) {
      names.push_back(stated);
    }
  }
  names.insert(names.end(), {"interval normal", "interval lognormal"});
  return names;
}

bool is_of_every_distribution(const std::string& heading) {
  const FieldDescriptor* field = v1::Distribution::descriptor()->FindFieldByName(heading);
  return field != nullptr && field->type() == FieldDescriptor::TYPE_DOUBLE;
}

/// What somebody may have meant who wrote this for a number; or nothing.
std::string hint_for(const std::string& text) {
  if (text.ends_with('%')) {
    const auto number = plain_number(text.substr(0, text.size() - 1));
    return number ? fmt::format("; write {} or {}", *number / 100.0, *number) : "";
  }
  std::string with_point = text;
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  std::string without = text;
  std::erase(without, ',');
  const bool is_grouped = without.size() != text.size() && plain_number(without) &&
                          text.size() > 4 && text[text.size() - 4] == ',';
  const bool is_decimal = with_point != text && plain_number(with_point);
  if (is_grouped) {
    return fmt::format("; write {}{}", without, is_decimal ? " or " + with_point : "");
  }
  return is_decimal ? fmt::format("; numbers have a decimal point: {}", with_point) : "";
}

/// The first cell of the row with a number of a distribution, by heading; nullptr without any.
const CsvCell* first_number(const SheetRow& row) {
  const auto found = std::find_if(row.cells.begin(), row.cells.end(), [](const auto& entry) {
    return probability_of_heading(entry.first) ||
           std::find(number_headings().begin(), number_headings().end(), entry.first) !=
               number_headings().end();
  });
  return found == row.cells.end() ? nullptr : &found->second;
}

/// Reads the row of one distribution.
class RowReader {
 public:
  RowReader(const SheetRow& row, const std::string& element, SheetProblems& problems)
      : row_(row), element_(element), problems_(problems) {}

  std::optional<v1::Distribution> run() {
    const std::size_t before = problems_.list().size();
    const CsvCell* family = row_.find("family");
    if (family == nullptr) {
      const CsvCell* number = first_number(row_);
      problems_.fail(
          number == nullptr ? row_.start : *number, element_, "this row has numbers and no family");
      return std::nullopt;
    }
    read(*family);
    for (const auto& [heading, cell] : row_.cells) {
      if (is_of_every_distribution(heading)) {
        set(result_, *v1::Distribution::descriptor()->FindFieldByName(heading), cell);
      }
    }
    return problems_.list().size() == before ? std::optional(std::move(result_)) : std::nullopt;
  }

 private:
  void read(const CsvCell& family) {
    const std::string name = small_letters(family.text);
    const bool has_percentiles =
        std::any_of(row_.cells.begin(), row_.cells.end(), [](const auto& entry) {
          return probability_of_heading(entry.first).has_value();
        });
    if (name.starts_with(kInterval)) {
      v1::Interval& interval = *result_.mutable_interval();
      interval.set_family(std::string(trimmed(name.substr(kInterval.size())).text));
      fill(interval, "an interval", family);
    } else if (has_percentiles) {
      read_quantiles(name);
    } else {
      read_family(name, family);
    }
  }

  void read_quantiles(const std::string& name) {
    v1::Quantiles& quantiles = *result_.mutable_quantiles();
    quantiles.set_family(name);
    std::map<double, double> at;
    for (const auto& [heading, cell] : row_.cells) {
      if (const auto probability = probability_of_heading(heading)) {
        at[*probability] = read_number(cell, element_, problems_).value_or(0.0);
      }
    }
    for (const auto& [probability, value] : at) {
      v1::StatedQuantile& quantile = *quantiles.add_at();
      quantile.set_p(probability);
      quantile.set_value(value);
    }
    fill(quantiles, "a family with quantiles", *row_.find("family"));
  }

  void read_family(const std::string& name, const CsvCell& family) {
    const FieldDescriptor* field = v1::Distribution::descriptor()->FindFieldByName(name);
    const auto& stated = quantile_families();
    const bool is_stated =
        field == nullptr && std::find(stated.begin(), stated.end(), name) != stated.end();
    if (is_stated || name == "quantiles") {
      problems_.fail(
          family,
          element_,
          fmt::format("'{}' needs quantiles, in columns such as p05, p50 and p95", name));
    } else if (field == nullptr || field->message_type() == nullptr || name == "interval") {
      problems_.fail(family,
                     element_,
                     fmt::format("there is no family '{}'; {}",
                                 family.text,
                                 name_hint(name, families(), "families are")));
    } else {
      fill(*result_.GetReflection()->MutableMessage(&result_, field), "the family " + name, family);
    }
  }

  /// Gives a message the numbers of the row; refuses numbers that it has no field for, and asks for
  /// those without a default.
  void fill(Message& message, const std::string& what, const CsvCell& family) {
    const Descriptor& type = *message.GetDescriptor();
    std::vector<std::string> known;
    for (int f = 0; f < type.field_count(); ++f) {
      const FieldDescriptor& field = *type.field(f);
      if (field.type() != FieldDescriptor::TYPE_DOUBLE) {
        continue;
      }
      known.push_back(field.name());
      if (const CsvCell* cell = row_.find(field.name())) {
        set(message, field, *cell);
      } else if (!field.has_presence() && !field.is_repeated()) {
        problems_.fail(
            family, element_, fmt::format("{} needs a number for '{}'", what, field.name()));
      }
    }
    for (const std::string& heading : number_headings()) {
      const CsvCell* cell = row_.find(heading);
      if (cell != nullptr && !is_of_every_distribution(heading) &&
          std::find(known.begin(), known.end(), heading) == known.end()) {
        problems_.fail(
            *cell,
            element_,
            fmt::format("{} has no '{}', only {}", what, heading, fmt::join(known, ", ")));
      }
    }
  }

  void set(Message& message, const FieldDescriptor& field, const CsvCell& cell) {
    const auto& reflection = *message.GetReflection();
    if (!field.is_repeated()) {
      reflection.SetDouble(&message, &field, read_number(cell, element_, problems_).value_or(0.0));
      return;
    }
    for (std::string_view rest = cell.text; !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of("; \t\n"), rest.size());
      if (end > 0) {
        const CsvCell one{std::string(rest.substr(0, end)), cell.line, cell.column};
        reflection.AddDouble(&message, &field, read_number(one, element_, problems_).value_or(0.0));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  const SheetRow& row_;
  const std::string& element_;
  SheetProblems& problems_;
  v1::Distribution result_;
};

}  // namespace

void SheetProblems::fail(const CsvCell& cell, std::string element, std::string message) {
  problems_.push_back({file_, {cell.line, cell.column}, std::move(element), std::move(message)});
}

void SheetProblems::warn(const CsvCell& cell,
                         std::string element,
                         std::string message,
                         std::string rule) {
  fail(cell, std::move(element), std::move(message));
  problems_.back().severity = Severity::warning;
  problems_.back().rule = std::move(rule);
}

std::map<std::string, std::string> distribution_cells(const v1::Distribution& distribution) {
  std::map<std::string, std::string> cells;
  const auto& reflection = *distribution.GetReflection();
  const FieldDescriptor* family = reflection.GetOneofFieldDescriptor(
      distribution, v1::Distribution::descriptor()->FindOneofByName("family"));
  if (family == nullptr) {
    return cells;
  }
  cells["family"] = family->name();
  add_numbers(reflection.GetMessage(distribution, family), cells);
  if (distribution.has_interval()) {
    cells["family"] = std::string(kInterval) + distribution.interval().family();
  } else if (distribution.has_quantiles()) {
    cells["family"] = distribution.quantiles().family();
    for (const v1::StatedQuantile& quantile : distribution.quantiles().at()) {
      cells[percentile_heading(quantile.p())] = csv_cell(quantile.value());
    }
  }
  add_numbers(distribution, cells);
  return cells;
}

bool has_numbers(const SheetRow& row) {
  return first_number(row) != nullptr;
}

std::optional<v1::Distribution> read_distribution(const SheetRow& row,
                                                  const std::string& element,
                                                  SheetProblems& problems) {
  return RowReader(row, element, problems).run();
}

std::optional<double> read_number(const CsvCell& cell,
                                  const std::string& element,
                                  SheetProblems& problems) {
  const auto value = plain_number(cell.text);
  if (value) {
    return value;
  }
  problems.fail(cell, element, fmt::format("'{}' is no number{}", cell.text, hint_for(cell.text)));
  return std::nullopt;
}

}  // namespace demarche
