// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"

namespace demarche::cli {

/// How many problems there are of each severity.
struct ProblemCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

[[nodiscard]] ProblemCounts count_problems(const std::vector<Problem>& problems);

/// "no problems", "3 warnings" or "1 problem, 3 warnings".
[[nodiscard]] std::string count_text(ProblemCounts counts);

/// The problems, one a line. Warnings that an element is undocumented become one line with their
/// number: in a draft they are many, and other problems would drown. Of other warnings, `most` are
/// listed and the rest counted.
[[nodiscard]] std::string problem_lines(const std::vector<Problem>& problems,
                                        std::size_t most = std::numeric_limits<std::size_t>::max());

/// {"scenario": id, "errors": n, "warnings": n, "problems": [{"severity": "warning", "rule": ...,
/// "file": ..., "line": n, "column": n, "element": ..., "message": ...}]}, with a line end. A place
/// that is unknown is null.
[[nodiscard]] std::string problems_json(const std::string& scenario,
                                        const std::vector<Problem>& problems);

}  // namespace demarche::cli
