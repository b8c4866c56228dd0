// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/io/tokenizer.h>

#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "scenario/check/text_positions.hpp"

namespace demarche {

/// Turns what protobuf's text parser reports into problems. The parser has to be told to allow
/// unknown fields: it then reports them as warnings and goes on, so that all are found.
class ParseErrors final : public google::protobuf::io::ErrorCollector {
 public:
  /// Keeps references. `file` is for messages.
  ParseErrors(const std::string& file, const TextPositions& positions)
      : file_(file), positions_(positions) {}

  void AddError(int line,
                google::protobuf::io::ColumnNumber column,
                const std::string& message) override;
  void AddWarning(int line,
                  google::protobuf::io::ColumnNumber column,
                  const std::string& message) override;

  /// What was reported, in the order of the reports.
  std::vector<Problem> problems;

 private:
  const std::string& file_;
  const TextPositions& positions_;
};

}  // namespace demarche
