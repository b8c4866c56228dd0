// SPDX-License-Identifier: MIT
#include "report/analysis_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

void require_analysis(const v1::Result& result) {
  if (!result.has_analysis()) {
    throw InvalidArgument(
        "the result has no analysis: it was made by an older version, or compares several runs");
  }
  if (!result.analysis().none_because().empty()) {
    throw InvalidArgument("the result has no analysis: " + result.analysis().none_because());
  }
}

void require_behaviours(const v1::Result& result) {
  if (!result.analysis().has_behaviours()) {
    throw InvalidArgument(
        "the result has no behaviours: it was made with --behaviours none, from Python without "
        "behaviours=True, or by an older version");
  }
}

void check_choice(const v1::Analysis& analysis, const std::vector<std::string>& of) {
  std::set<std::string> known;
  for (const v1::AnalysedOutput& output : analysis.outputs()) {
    known.insert(output.id());
  }
  known.insert(analysis.left_out().begin(), analysis.left_out().end());
  known.erase("");  // Of "unsolved".
  check_known(of, {known.begin(), known.end()}, "the analysis has no");
}

void check_known(const std::vector<std::string>& of,
                 const std::vector<std::string>& known,
                 std::string_view refusal) {
  std::string problems;
  for (const std::string& id : of) {
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      problems += (problems.empty() ? "" : "\n") +
                  fmt::format("{} '{}'; {}", refusal, id, name_hint(id, known));
    }
  }
  if (!problems.empty()) {
    throw InvalidArgument(problems);
  }
}

bool is_chosen(const std::string& id, const std::vector<std::string>& of) {
  return of.empty() || std::find(of.begin(), of.end(), id) != of.end();
}

}  // namespace demarche
