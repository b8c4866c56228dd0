// SPDX-License-Identifier: MIT
// Parses expressions.
#include <fmt/format.h>

#include <algorithm>

#include "fuzz/fuzz.hpp"
#include "scenario/language/expression.hpp"

namespace {

using demarche::Expression;

/// Beyond this depth the parentheses of what is written may nest too deep to be read.
constexpr int kMaxDepth = 60;

int depth(const Expression& node) {
  int deepest = 0;
  for (const auto& argument : node.arguments) {
    deepest = std::max(deepest, depth(*argument));
  }
  return deepest + 1;
}

/// The tree in a form of the test's own, which has all that it means.
std::string written(const Expression& node) {
  std::string text = fmt::format("{}:{}:{}(", static_cast<int>(node.op), node.value, node.text);
  for (const auto& argument : node.arguments) {
    text += written(*argument) + ",";
  }
  return text + ")";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  const std::string text(fuzz::text_of(data, size));
  const ParsedExpression parsed = parse_expression(text);
  fuzz::require((parsed.root == nullptr) == !parsed.errors.empty(), "there is a tree, or errors");
  for (const ExpressionError& error : parsed.errors) {
    fuzz::require(error.offset <= text.size(), "an error lies in the text", error.message);
  }
  if (parsed.root != nullptr && depth(*parsed.root) < kMaxDepth) {
    const ParsedExpression again = parse_expression(" (\n" + text + "\t)");
    fuzz::require(again.root != nullptr, "an expression in parentheses is one", text);
    fuzz::require(
        written(*again.root) == written(*parsed.root), "parentheses around all mean nothing", text);
  }
  return 0;
}
