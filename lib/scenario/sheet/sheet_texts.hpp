// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Sources as two cells of a sheet.
struct SourceCells {
  std::string documents;  ///< Ids with semicolons between.
  std::string
      paragraphs;  ///< Those of each document with commas, documents with semicolons between.
};

[[nodiscard]] SourceCells source_cells(
    const google::protobuf::RepeatedPtrField<v1::Source>& sources);

/// The sources that two cells state; nothing if there are paragraphs of more documents than there
/// are.
[[nodiscard]] std::optional<std::vector<v1::Source>> read_sources(const SourceCells& cells);

/// Whether two texts are the same to a reader of cells, who leaves out white space around them.
[[nodiscard]] bool is_same_text(const std::string& a, const std::string& b);

/// The number of the parameter that tells which expert is right, if it is what
/// add_expert_parameter() would add; -1 if there is none, or one that says more.
[[nodiscard]] int following_expert_parameter(const v1::Scenario& scenario);

/// Makes that parameter, which has this number, follow from the experts as they are now, or takes
/// it out if there are none; returns whether it is still there.
bool renew_expert_parameter(int number, v1::Scenario& scenario);

}  // namespace demarche
