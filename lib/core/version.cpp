// SPDX-License-Identifier: MIT
#include "demarche/core/version.hpp"

namespace demarche {

std::string_view version() noexcept {
  return DEMARCHE_VERSION;
}

}  // namespace demarche
