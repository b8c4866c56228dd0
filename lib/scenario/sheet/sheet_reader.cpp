// SPDX-License-Identifier: MIT
#include "scenario/sheet/sheet_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demarche/core/closest_name.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/sheet/distribution_cells.hpp"
#include "scenario/sheet/sheet_texts.hpp"

namespace demarche {
namespace {

std::string element_of(const SheetRow& row) {
  const std::string expert = row.text("expert");
  return "parameter " + row.text("id") + (expert.empty() ? "" : ", expert " + expert);
}

/// The number of the expert, or -1.
int find_expert(const v1::Parameter& parameter, const std::string& id) {
  const auto found = std::find_if(parameter.experts().begin(),
                                  parameter.experts().end(),
                                  [&](const v1::Expert& expert) { return expert.id() == id; });
  return found == parameter.experts().end() ? -1
                                            : static_cast<int>(found - parameter.experts().begin());
}

class SheetReader {
 public:
  SheetReader(const v1::Scenario& scenario, const std::string& file)
      : problems_(file), expert_parameter_(following_expert_parameter(scenario)) {
    applied_.scenario = scenario;
    for (int p = 0; p < scenario.parameters_size(); ++p) {
      if (p != expert_parameter_) {
        numbers_.emplace(scenario.parameters(p).id(), p);
        known_.push_back(scenario.parameters(p).id());
      }
    }
  }

  AppliedSheet run(const CsvFile& sheet) {
    for (const CsvFault& fault : sheet.faults) {
      problems_.fail({"", fault.line, fault.column}, "", fault.message);
    }
    if (sheet.rows.empty() && sheet.faults.empty()) {
      problems_.fail({}, "", "a sheet of parameters has a line of headings, with 'id' among them");
    } else if (!sheet.rows.empty() && read_headings(sheet.rows.front())) {
      for (std::size_t r = 1; r < sheet.rows.size(); ++r) {
        read_row(sheet.rows[r]);
      }
      check_owners();
      for (const auto& [number, row] : read_) {
        apply(number, row);
      }
      warn_of_blank_rows();
      renew_experts();
    }
    applied_.problems = std::move(problems_.list());
    return std::move(applied_);
  }

 private:
  /// Lets the parameter that tells which expert is right follow from the experts as they are now.
  void renew_experts() {
    if (expert_parameter_ < 0 || renew_expert_parameter(expert_parameter_, applied_.scenario)) {
      return;
    }
    std::map<std::pair<int, int>, SheetRow> moved;  // Those behind are one place further up.
    for (auto& [place, row] : applied_.rows) {
      const int number = place.first - (place.first > expert_parameter_ ? 1 : 0);
      moved.emplace(std::pair(number, place.second), std::move(row));
    }
    applied_.rows = std::move(moved);
  }

  /// Finds the columns; false if there is none with ids.
  bool read_headings(const std::vector<CsvCell>& headings) {
    for (const CsvCell& cell : headings) {
      const std::string heading = usual_heading(cell.text);
      if (is_known_heading(heading) &&
          std::find(headings_.begin(), headings_.end(), heading) != headings_.end()) {
        problems_.fail(cell, "", fmt::format("two columns are headed '{}'", heading));
      }
      headings_.push_back(heading);
    }
    warn_of_close_headings(headings);
    if (std::find(headings_.begin(), headings_.end(), "id") != headings_.end()) {
      return true;
    }
    problems_.fail(headings.front(),
                   "",
                   fmt::format("no column is headed 'id'; {}",
                               name_hint("id", headings_, "the headings are")));
    return false;
  }

  /// A column of another name is the user's own, unless its name is close to one that is missing.
  void warn_of_close_headings(const std::vector<CsvCell>& headings) {
    std::vector<std::string> missing;
    const auto add = [&](const auto& names) {
      for (const auto& name : names) {
        if (std::find(headings_.begin(), headings_.end(), name) == headings_.end()) {
          missing.emplace_back(name);
        }
      }
    };
    add(kTextsInFront);
    add(number_headings());
    add(kTextsBehind);
    for (std::size_t c = 0; c < headings.size(); ++c) {
      const std::string close(closest_name(headings_[c], missing));
      if (!is_known_heading(headings_[c]) && headings_[c].size() > 3 && !close.empty()) {
        problems_.warn(
            headings[c],
            "",
            fmt::format(
                "the column '{}' is not read; did you mean '{}'?", headings[c].text, close));
      }
    }
  }

  void read_row(const std::vector<CsvCell>& cells) {
    SheetRow row{cells.front(), {}};
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].text.empty()) {
        continue;
      }
      if (c >= headings_.size()) {
        problems_.fail(cells[c], "", "this cell has no heading above it");
      } else if (is_known_heading(headings_[c])) {
        row.cells.emplace(headings_[c], cells[c]);
      }
    }
    const CsvCell* id = row.find("id");
    if (id == nullptr) {
      if (!row.cells.empty()) {
        problems_.fail(row.start, "", "this row has no id of a parameter");
      }
      return;
    }
    const auto number = numbers_.find(id->text);
    if (number == numbers_.end()) {
      problems_.fail(
          *id,
          "",
          id->text == kExpertParameter && expert_parameter_ >= 0
              ? "which expert is right follows from the weights of the experts"
              : fmt::format(
                    "there is no parameter '{}'{}", id->text, close_hint(id->text, known_)));
      return;
    }
    const auto [first, is_new] =
        first_lines_.emplace(std::pair(number->second, row.text("expert")), row.start.line);
    if (!is_new) {
      problems_.fail(
          *id, element_of(row), fmt::format("line {} has this row already", first->second));
      return;
    }
    if (const CsvCell* weight = row.find("weight");
        weight != nullptr && row.find("expert") == nullptr) {
      problems_.fail(*weight, element_of(row), "a weight is an expert's, and this row names none");
    }
    read_.emplace_back(number->second, std::move(row));
  }

  /// A parameter has a distribution or experts.
  void check_owners() {
    std::map<int, const SheetRow*> own;
    for (const auto& [number, row] : read_) {
      if (row.text("expert").empty() && has_numbers(row)) {
        own[number] = &row;
      }
    }
    for (const auto& [number, row] : read_) {
      const auto found = own.find(number);
      if (found != own.end() && !row.text("expert").empty() && has_numbers(row)) {
        problems_.fail(row.start,
                       element_of(row),
                       fmt::format("line {} gives this parameter numbers without an expert; give "
                                   "one or the other",
                                   found->second->start.line));
      }
    }
  }

  void apply(int p, const SheetRow& row) {
    v1::Parameter& parameter = *applied_.scenario.mutable_parameters(p);
    set_text(p, "name", row, *parameter.mutable_name());
    set_text(p, "unit", row, *parameter.mutable_unit());
    std::optional<v1::Distribution> distribution;
    if (has_numbers(row)) {
      distribution = read_distribution(row, element_of(row), problems_);
    }
    const std::string id = row.text("expert");
    if (id.empty()) {
      applied_.rows[{p, -1}] = row;
      if (distribution) {
        parameter.clear_experts();
        parameter.clear_pool();
        *parameter.mutable_distribution() = std::move(*distribution);
      }
      set_grounds(row, parameter);
      return;
    }
    int k = find_expert(parameter, id);
    if (k < 0 && !has_numbers(row)) {
      return;  // The expert has said nothing.
    }
    if (k < 0) {
      k = parameter.experts_size();
      v1::Expert& added = *parameter.add_experts();
      added.set_id(id);
      // Where the numbers cannot be read, that the expert has said something still counts: without
      // it, other parameters would seem to have other experts.
      added.mutable_distribution()->mutable_constant()->set_value(0.0);
      parameter.clear_distribution();
    }
    v1::Expert& expert = *parameter.mutable_experts(k);
    applied_.rows[{p, k}] = row;
    if (distribution) {
      *expert.mutable_distribution() = std::move(*distribution);
    }
    if (const CsvCell* weight = row.find("weight")) {
      if (const auto value = read_number(*weight, element_of(row), problems_)) {
        expert.set_weight(*value);
      }
    }
    set_grounds(row, expert);
  }

  /// Gives a parameter the text of a cell, which several rows of the parameter may have.
  void set_text(int p, const std::string& heading, const SheetRow& row, std::string& text) {
    const CsvCell* cell = row.find(heading);
    if (cell == nullptr) {
      return;
    }
    const auto [first, is_new] = texts_.emplace(std::pair(p, heading), cell);
    if (!is_new && first->second->text != cell->text) {
      problems_.fail(*cell,
                     element_of(row),
                     fmt::format("the {} is '{}' here and '{}' in line {}",
                                 heading,
                                 cell->text,
                                 first->second->text,
                                 first->second->line));
    } else if (!is_same_text(cell->text, text)) {
      text = cell->text;
    }
  }

  /// Gives an element its rationale and its sources.
  template <class Element>
  void set_grounds(const SheetRow& row, Element& element) {
    const CsvCell* rationale = row.find("rationale");
    if (rationale != nullptr && !is_same_text(rationale->text, element.rationale())) {
      element.set_rationale(rationale->text);
    }
    const CsvCell* documents = row.find("document");
    const CsvCell* paragraphs = row.find("paragraph");
    const SourceCells before = source_cells(element.sources());
    SourceCells cells = before;
    if (documents != nullptr) {
      cells.documents = documents->text;
      cells.paragraphs = "";
    }
    if (paragraphs != nullptr) {
      cells.paragraphs = paragraphs->text;
    }
    if (is_same_text(cells.documents, before.documents) &&
        (paragraphs == nullptr || is_same_text(cells.paragraphs, before.paragraphs))) {
      return;
    }
    const auto sources = read_sources(cells);
    if (!sources) {
      problems_.fail(*paragraphs,
                     element_of(row),
                     "there are paragraphs of more documents than the column 'document' names; "
                     "semicolons stand between documents, commas between paragraphs of one");
      return;
    }
    element.mutable_sources()->Assign(sources->begin(), sources->end());
  }

  /// Numbers that are missing may have been forgotten; the rows of a parameter with experts that
  /// have its own texts have none by design.
  void warn_of_blank_rows() {
    for (const auto& [number, row] : read_) {
      const v1::Parameter& parameter = applied_.scenario.parameters(number);
      const bool is_own = row.text("expert").empty();
      if (!has_numbers(row) && !(is_own && !parameter.experts().empty())) {
        problems_.warn(row.start,
                       element_of(row),
                       is_own ? "this row has no numbers; the parameter stays as it is"
                              : "this row has no numbers; what the expert says stays as it is",
                       kBlankRow);
      }
    }
  }

  SheetProblems problems_;
  int expert_parameter_;  // The number of the one that follows from the experts, or -1.
  AppliedSheet applied_;
  std::map<std::string, int> numbers_;  // Of parameters, by id.
  std::vector<std::string> known_;
  std::vector<std::string> headings_;
  std::vector<std::pair<int, SheetRow>> read_;  // With the number of the parameter; in order.
  std::map<std::pair<int, std::string>, int> first_lines_;       // By parameter and expert.
  std::map<std::pair<int, std::string>, const CsvCell*> texts_;  // By parameter and heading.
};

}  // namespace

std::optional<Position> AppliedSheet::place(const FieldPath& field) const {
  if (field.empty() || field[0].field != "parameters") {
    return std::nullopt;
  }
  const bool is_expert = field.size() > 1 && field[1].field == "experts";
  auto row = rows.find({field[0].index, is_expert ? field[1].index : -1});
  if (row == rows.end()) {
    row = rows.lower_bound({field[0].index, -1});  // Another row of the parameter.
  }
  if (row == rows.end() || row->first.first != field[0].index) {
    return std::nullopt;
  }
  const bool is_of_distribution =
      std::any_of(field.begin(), field.end(), [](const FieldStep& step) {
        return step.field == "distribution";
      });
  const std::string& last = field.back().field;
  const CsvCell* cell = row->second.find(last == "sources"           ? "document"
                                         : last == "id" && is_expert ? "expert"
                                                                     : last);
  if (cell == nullptr && is_of_distribution) {
    cell = row->second.find("family");
  }
  cell = cell == nullptr ? row->second.find("id") : cell;
  return Position{cell->line, cell->column};
}

AppliedSheet apply_sheet(const v1::Scenario& scenario,
                         const CsvFile& sheet,
                         const std::string& file) {
  return SheetReader(scenario, file).run(sheet);
}

}  // namespace demarche
