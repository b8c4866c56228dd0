// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"

namespace demarche {

/// What the options come to in a draw, held and as commitments that everybody answers, in lines of
/// `width` columns; empty if no option set asks for an answer.
[[nodiscard]] std::string explain_options(const Model& model, const Draw& draw, std::size_t width);

}  // namespace demarche
