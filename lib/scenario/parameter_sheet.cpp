// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameter_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/csv.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "scenario/check/check_and_compile.hpp"
#include "scenario/language/plain_text.hpp"
#include "scenario/sheet/columns.hpp"
#include "scenario/sheet/distribution_cells.hpp"
#include "scenario/sheet/sheet_reader.hpp"
#include "scenario/sheet/sheet_texts.hpp"

namespace demarche {
namespace {

/// What an expert is offered who has said nothing: any three quantiles that are not too skewed have
/// a metalog distribution, and it needs no ends.
constexpr auto kFamilyOffered = "metalog";

using Cells = std::map<std::string, std::string>;

/// The columns of numbers that every sheet has.
std::set<std::string> usual_numbers() {
  return {
      "low", "high", percentile_heading(0.05), percentile_heading(0.5), percentile_heading(0.95)};
}

template <class Element>
void add_grounds(const Element& element, Cells& row) {
  const SourceCells sources = source_cells(element.sources());
  row["document"] = sources.documents;
  row["paragraph"] = sources.paragraphs;
  row["rationale"] = element.rationale();
}

/// The rows of a scenario's parameters, each by heading.
class SheetWriter {
 public:
  explicit SheetWriter(const ParameterSheetSettings& settings) : experts_(settings.experts) {
    std::set<std::string> seen;
    for (const std::string& expert : experts_) {
      if (!is_id(expert)) {
        throw InvalidArgument(
            fmt::format("'{}' is no id: an expert is called by a small letter, then small letters, "
                        "digits and _",
                        expert));
      }
      if (!seen.insert(expert).second) {
        throw InvalidArgument(fmt::format("the expert '{}' is there twice", expert));
      }
    }
  }

  void add(const v1::Parameter& parameter) {
    if (!experts_.empty()) {
      for (const std::string& expert : experts_) {
        add_questions(parameter, expert);
      }
      return;
    }
    Cells& own = start_row(parameter);
    add_grounds(parameter, own);
    own.merge(distribution_cells(parameter.distribution()));
    for (const v1::Expert& expert : parameter.experts()) {
      add_expert(parameter, expert);
    }
  }

  [[nodiscard]] SheetCells cells() const {
    const std::vector<std::string> headings = all_headings();
    SheetCells cells = {headings};
    for (const Cells& row : rows_) {
      cells.emplace_back();
      for (const std::string& heading : headings) {
        const auto found = row.find(heading);
        cells.back().push_back(found == row.end() ? "" : found->second);
      }
    }
    return cells;
  }

 private:
  Cells& start_row(const v1::Parameter& parameter) {
    Cells& row = rows_.emplace_back();
    row["id"] = parameter.id();
    row["name"] = parameter.name();
    row["unit"] = parameter.unit();
    return row;
  }

  void add_expert(const v1::Parameter& parameter, const v1::Expert& expert) {
    Cells& row = start_row(parameter);
    row["expert"] = expert.id();
    row["weight"] = expert.has_weight() ? csv_cell(expert.weight()) : "";
    add_grounds(expert, row);
    row.merge(distribution_cells(expert.distribution()));
  }

  void add_questions(const v1::Parameter& parameter, const std::string& id) {
    const auto known = std::find_if(parameter.experts().begin(),
                                    parameter.experts().end(),
                                    [&](const v1::Expert& expert) { return expert.id() == id; });
    if (known != parameter.experts().end()) {
      add_expert(parameter, *known);
      return;
    }
    Cells& row = start_row(parameter);
    row["expert"] = id;
    row["family"] = kFamilyOffered;
  }

  /// Those of texts in front, of numbers that some row has with percentiles between the ends, and
  /// of texts behind.
  [[nodiscard]] std::vector<std::string> all_headings() const {
    std::set<std::string> used = usual_numbers();
    for (const Cells& row : rows_) {
      for (const auto& [heading, text] : row) {
        used.insert(heading);
      }
    }
    std::vector<std::string> headings(kTextsInFront.begin(), kTextsInFront.end());
    const auto add = [&](const std::string& heading) {
      if (used.erase(heading) > 0) {
        headings.push_back(heading);
      }
    };
    add("low");
    add("mode");
    std::map<double, std::string> percentiles;
    for (const std::string& heading : used) {
      if (const auto probability = probability_of_heading(heading)) {
        percentiles.emplace(*probability, heading);
      }
    }
    for (const auto& [probability, heading] : percentiles) {
      headings.push_back(heading);
    }
    add("high");
    for (const std::string& heading : number_headings()) {
      add(heading);
    }
    headings.insert(headings.end(), kTextsBehind.begin(), kTextsBehind.end());
    return headings;
  }

  std::vector<std::string> experts_;
  std::vector<Cells> rows_;
};

/// Applies a sheet that was read, and compiles what comes of it.
CompiledScenario applied(const v1::Scenario& scenario,
                         const CsvFile& sheet,
                         const std::string& file) {
  AppliedSheet result = apply_sheet(scenario, sheet, file);
  const auto place = [&](const FieldPath& field, std::size_t /*offset*/) {
    const auto position = result.place(field);
    return position ? PlaceInFile{file, *position} : PlaceInFile{};
  };
  CompiledScenario compiled =
      check_and_compile(std::move(result.scenario),
                        {},
                        {.file = file, .place = place, .problems = std::move(result.problems)});
  // Checking the scenario tells the rest, of which most is no news.
  const auto is_beside_the_point = [](const Problem& problem) {
    return problem.severity == Severity::warning && !problem.rule.empty() &&
           problem.rule != kBlankRow && problem.rule != "misfit";
  };
  std::erase_if(compiled.problems, is_beside_the_point);
  return compiled;
}

}  // namespace

SheetCells parameter_sheet(const v1::Scenario& scenario, const ParameterSheetSettings& settings) {
  const int expert_parameter = following_expert_parameter(scenario);
  SheetWriter writer(settings);
  for (int p = 0; p < scenario.parameters_size(); ++p) {
    if (p != expert_parameter) {
      writer.add(scenario.parameters(p));
    }
  }
  return writer.cells();
}

std::string sheet_csv(const SheetCells& cells) {
  std::string text;
  for (const std::vector<std::string>& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      text += (c == 0 ? "" : ",") + csv_cell(row[c]);
    }
    text += '\n';
  }
  return text;
}

CompiledScenario apply_parameter_sheet(const v1::Scenario& scenario,
                                       const SheetCells& cells,
                                       const std::string& file) {
  CsvFile sheet;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::vector<CsvCell> row;
    for (std::size_t c = 0; c < cells[r].size(); ++c) {
      row.push_back({cells[r][c], static_cast<int>(r) + 1, static_cast<int>(c) + 1});
    }
    if (!row.empty()) {
      sheet.rows.push_back(std::move(row));
    }
  }
  return applied(scenario, sheet, file);
}

CompiledScenario apply_parameter_csv(const v1::Scenario& scenario,
                                     std::string_view text,
                                     const std::string& file) {
  return applied(scenario, read_csv(text), file);
}

CompiledScenario read_parameter_csv(const v1::Scenario& scenario,
                                    const std::filesystem::path& path) {
  return apply_parameter_csv(
      scenario, read_whole_file(path, kMaxSheetFile, "a sheet of parameters"), path.string());
}

}  // namespace demarche
