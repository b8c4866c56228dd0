// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/sheet/columns.hpp"

namespace demarche {

/// Collects what is wrong with the cells of a sheet.
class SheetProblems {
 public:
  explicit SheetProblems(std::string file) : file_(std::move(file)) {}

  /// Adds a problem with a cell; `element` is what messages call the row, or empty.
  void fail(const CsvCell& cell, std::string element, std::string message);
  /// The same for what is read all the same.
  void warn(const CsvCell& cell, std::string element, std::string message, std::string rule = "");

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::vector<Problem>& list() { return problems_; }

 private:
  std::string file_;
  std::vector<Problem> problems_;
};

/// The cells that state a distribution, by heading; numbers read back to the bit. Quantiles are a
/// family with percentiles, an interval is a family such as "interval normal".
[[nodiscard]] std::map<std::string, std::string> distribution_cells(
    const v1::Distribution& distribution);

/// Whether the row has numbers of a distribution.
[[nodiscard]] bool has_numbers(const SheetRow& row);

/// The distribution that a row with numbers states; nothing, with every problem, if it cannot be
/// read. Whether the numbers make sense is for check_parameters().
[[nodiscard]] std::optional<v1::Distribution> read_distribution(const SheetRow& row,
                                                                const std::string& element,
                                                                SheetProblems& problems);

/// The number in a cell; nothing, with a problem, if it is none.
[[nodiscard]] std::optional<double> read_number(const CsvCell& cell,
                                                const std::string& element,
                                                SheetProblems& problems);

}  // namespace demarche
