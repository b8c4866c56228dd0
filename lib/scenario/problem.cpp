// SPDX-License-Identifier: MIT
#include "demarche/scenario/problem.hpp"

#include <fmt/format.h>

#include "core/utf8.hpp"

namespace demarche {

std::string Problem::to_string() const {
  std::string text = file;
  if (position.line > 0) {
    text += fmt::format(":{}:{}", position.line, position.column);
  }
  if (!text.empty()) {
    text += ": ";
  }
  if (severity == Severity::warning) {
    text += "warning: ";
  }
  if (!path.empty()) {
    text += path + ": ";
  }
  return printable(text + message);
}

}  // namespace demarche
