// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "demarche/scenario/what_if.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche::cli {

/// --log and --resolves: what a run forecasts goes to a file, where it can be scored one day.
class LogArgument {
 public:
  void add_to(CLI::App& command);

  /// Does nothing unless there is a log. @throws InputError if the run is a what-if or a variant,
  /// and InvalidArgument or IoError if the file is no log or cannot be written.
  void check(const WhatIf& what_if, const std::string& variant) const;

  /// Appends the forecasts of a run that was not stopped; returns what to tell, a line or nothing.
  [[nodiscard]] std::string append(const v1::ConceptComparison& comparison,
                                   const v1::Scenario& scenario) const;

 private:
  std::string file_;
  std::string resolves_;
};

}  // namespace demarche::cli
