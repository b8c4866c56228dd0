// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/scenario/what_if.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// A text of a what-if that a field of the changed scenario was made of.
struct WhatIfOrigin {
  FieldPath made;     ///< The field, in the changed scenario; what lies below it is meant, too.
  FieldStep what_if;  ///< The field of v1::WhatIf.
  int inset = 0;      ///< How many bytes further on the text stands in the changed scenario.
};

/// What apply_what_if() did.
struct AppliedWhatIf {
  std::vector<FieldProblem> problems;  ///< What cannot be done, in fields of v1::WhatIf.
  std::vector<WhatIfOrigin> origins;   ///< One for each text that became part of the scenario.
};

/// Makes all changes at once, but for those that cannot be made: each is looked up in the scenario
/// as it was, so that their order says nothing. Levels, the precision and conditions are left for
/// checking the scenario, and so are levers that are fixed twice.
[[nodiscard]] AppliedWhatIf apply_what_if(const WhatIf& what_if, v1::Scenario& scenario);

/// A byte of a text of a what-if.
struct WhatIfText {
  FieldStep field;         ///< Of v1::WhatIf.
  std::size_t offset = 0;  ///< In its text.
};

/// What a byte of a field of the changed scenario was made of; nothing for a field that the
/// scenario had before.
[[nodiscard]] std::optional<WhatIfText> origin_of(const FieldPath& made,
                                                  std::size_t offset,
                                                  const std::vector<WhatIfOrigin>& origins);

}  // namespace demarche
