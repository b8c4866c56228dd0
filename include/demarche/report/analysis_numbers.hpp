// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// What a result hinges on as comma-separated values: a row for each effect that it has. `of` are
/// ids of outcomes, claims, metrics, payoffs (by actor) and option sets; empty: all.
/// @throws InvalidArgument if the result has no analysis, or `of` names something that it does not
/// have, with the closest known name.
[[nodiscard]] std::string analysis_csv(const v1::Result& result,
                                       const std::vector<std::string>& of = {});

/// The analysis as JSON, curves and the value of information included, with the scenario and the
/// options of the run: the fields of a stored result that concern it.
/// @throws InvalidArgument as analysis_csv() does.
[[nodiscard]] std::string analysis_json(const v1::Result& result,
                                        const std::vector<std::string>& of = {});

}  // namespace demarche
