// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// How many draws have no answer, and why.
[[nodiscard]] std::string unsolved_text(const v1::Result& result, std::size_t width);

/// How the draws were solved, for experts: certificates, work, several answers, ties.
[[nodiscard]] std::string solving_text(const v1::Result& result, std::size_t width);

}  // namespace demarche
