// SPDX-License-Identifier: MIT
#include "cli/problem_list.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/counted.hpp"

namespace demarche::cli {

ProblemCounts count_problems(const std::vector<Problem>& problems) {
  ProblemCounts counts;
  for (const Problem& problem : problems) {
    ++(problem.severity == Severity::error ? counts.errors : counts.warnings);
  }
  return counts;
}

std::string count_text(ProblemCounts counts) {
  if (counts.errors > 0 && counts.warnings > 0) {
    return counted(counts.errors, "problem") + ", " + counted(counts.warnings, "warning");
  }
  if (counts.errors > 0) {
    return counted(counts.errors, "problem");
  }
  return counts.warnings > 0 ? counted(counts.warnings, "warning") : "no problems";
}

std::string problem_lines(const std::vector<Problem>& problems, std::size_t most) {
  std::string lines;
  std::size_t num_undocumented = 0;
  std::size_t num_others = 0;
  std::string undocumented;  // Starts of lines that count problems: their file.
  std::string others;
  for (const Problem& problem : problems) {
    const bool is_warning = problem.severity == Severity::warning;
    const bool is_undocumented = is_warning && problem.rule == "undocumented";
    if (!problem.file.empty()) {
      (is_undocumented ? undocumented : others) = problem.file + ": ";
    }
    if (is_undocumented) {
      ++num_undocumented;
    } else if (!is_warning || ++num_others <= most) {
      lines += problem.to_string() + "\n";
    }
  }
  if (num_others > most) {
    lines += fmt::format("{}warning: and {} more warnings, which 'demarche check' lists\n",
                         others,
                         num_others - most);
  }
  if (num_undocumented > 0) {
    lines += fmt::format(
        "{}warning: {} {} without name, rationale, statement or sources (check --strict lists "
        "them)\n",
        undocumented,
        counted(num_undocumented, "element"),
        num_undocumented == 1 ? "is" : "are");
  }
  return lines;
}

std::string problems_json(const std::string& scenario, const std::vector<Problem>& problems) {
  const ProblemCounts counts = count_problems(problems);
  nlohmann::ordered_json json;
  json["scenario"] = scenario;
  json["errors"] = counts.errors;
  json["warnings"] = counts.warnings;
  json["problems"] = nlohmann::ordered_json::array();
  for (const Problem& problem : problems) {
    nlohmann::ordered_json entry;
    entry["severity"] = problem.severity == Severity::error ? "error" : "warning";
    entry["rule"] = problem.rule;
    entry["file"] = problem.file;
    entry["line"] = nullptr;
    entry["column"] = nullptr;
    if (problem.position.line > 0) {
      entry["line"] = problem.position.line;
      entry["column"] = problem.position.column;
    }
    entry["element"] = problem.path;
    entry["message"] = problem.message;
    json["problems"].push_back(std::move(entry));
  }
  // Text from a file may hold bytes that are not UTF-8.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace demarche::cli
