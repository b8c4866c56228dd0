// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// How the parameters of `after` differ from those of `before`, which are matched by their ids, as
/// text (UTF-8) with lines of at most `width` columns: each parameter whose distribution or experts
/// changed with what it was and what it is, then the ids of those that changed in words alone
/// (names, units, rationale, sources). That a parameter tells which of new experts is right is left
/// out.
[[nodiscard]] std::string parameter_changes(const v1::Scenario& before,
                                            const v1::Scenario& after,
                                            std::size_t width = 100);

}  // namespace demarche
