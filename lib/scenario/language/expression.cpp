// SPDX-License-Identifier: MIT
#include "scenario/language/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/language/lexer.hpp"
#include "scenario/language/vocabulary.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMaxText = 64 * 1024;
constexpr int kMaxNesting = 200;
constexpr std::size_t kMaxErrors = 20;

/// A parsed part of an expression. `node` is null if the part could not be read.
struct Subtree {
  std::unique_ptr<Expression> node;
  int height = 1;  ///< Of the tree.
};

/// A recursive-descent parser. kMaxNesting bounds both its recursion and the height of its trees,
/// so that no text can exhaust the stack here or in a later walk of the tree.
class Parser {
 public:
  Parser(std::vector<Token> tokens, std::vector<ExpressionError>& errors)
      : tokens_(std::move(tokens)), errors_(errors) {}

  std::unique_ptr<Expression> run() {
    Subtree subtree = parse_operators(1);
    while (token().kind != TokenKind::end) {
      fail(token().is(")")
               ? "found ')' without its '('"
               : fmt::format(
                     "found {} where an operator or the end fits{}", token().describe(), hint()));
      ++position_;
      skip_to_separator();
      if (!token().is(")")) {
        break;
      }
    }
    return std::move(subtree.node);
  }

 private:
  const Token& token() const { return tokens_[position_]; }

  /// How the language writes what stands in an operator's place, where that is known.
  [[nodiscard]] std::string_view hint() const {
    const Token* before = position_ > 0 ? &tokens_[position_ - 1] : nullptr;
    const Token& here = token();
    if (here.kind == TokenKind::name && here.text == "and") {
      return "; \"and\" is written '&&'";
    }
    if (here.kind == TokenKind::name && here.text == "or") {
      return "; \"or\" is written '||'";
    }
    if (before != nullptr && before->kind == TokenKind::name && before->text == "not") {
      return "; \"not\" is written '!'";
    }
    const bool is_comma = here.is(",") && before != nullptr && before->kind == TokenKind::number &&
                          tokens_[position_ + 1].kind == TokenKind::number;
    return is_comma ? "; numbers have a decimal point" : "";
  }

  void fail(std::string message) { fail(token().offset, std::move(message)); }
  /// Reports an error, unless one was reported at the same place: further ones follow from it, as
  /// where the text ends within many parentheses.
  void fail(std::size_t offset, std::string message) {
    if (errors_.empty() || errors_.back().offset != offset) {
      errors_.push_back({offset, std::move(message)});
    }
  }

  /// Skips to the ',' or ')' that ends the argument in which an error was found.
  void skip_to_separator() {
    int depth = 0;
    for (; token().kind != TokenKind::end; ++position_) {
      if (depth == 0 && (token().is(",") || token().is(")"))) {
        return;
      }
      depth += token().is("(") ? 1 : token().is(")") ? -1 : 0;
    }
  }

  std::optional<Subtree> too_deep() {
    if (nesting_ <= kMaxNesting) {
      return std::nullopt;
    }
    fail(fmt::format("nested more than {} levels deep", kMaxNesting));
    give_up();
    return Subtree{};
  }

  /// Parses operands joined by binary operators that bind at least as tightly as `level`.
  Subtree parse_operators(int level) {
    Subtree left = parse_unary();
    const Expression* chain = nullptr;  // The sum or product that takes the next operand.
    bool is_compared = false;
    for (int found = precedence(token()); found >= level; found = precedence(token())) {
      const Token sign = token();
      if (found == kComparison && std::exchange(is_compared, true)) {
        fail(fmt::format(
            "found a second comparison {}; comparisons do not chain, join them with '&&'",
            sign.describe()));
        left.node.reset();
      }
      ++position_;
      Subtree right = parse_operators(found + 1);
      left = join(sign, std::move(left), std::move(right), chain);
    }
    return left;
  }

  Subtree join(const Token& sign, Subtree left, Subtree right, const Expression*& chain) {
    if (!left.node || !right.node) {
      return {};
    }
    if (sign.is("-")) {
      right = wrap(Operator::negate, sign.offset, std::move(right));
    }
    const Operator op = binary_operator(sign);
    const bool is_chain = op == Operator::add || op == Operator::multiply ||
                          op == Operator::logical_and || op == Operator::logical_or;
    if (is_chain && left.node->op == op && left.node.get() == chain) {
      left.node->arguments.push_back(std::move(right.node));
      left.height = std::max(left.height, right.height + 1);
      return bounded(std::move(left));
    }
    Subtree joined = wrap(op, sign.offset, std::move(left));
    joined.node->arguments.push_back(std::move(right.node));
    joined.height = std::max(joined.height, right.height + 1);
    chain = joined.node.get();
    return bounded(std::move(joined));
  }

  /// Goes to the end of the text, which then counts as standing at the last error.
  void give_up() {
    position_ = tokens_.size() - 1;
    tokens_.back().offset = errors_.back().offset;
  }

  Subtree bounded(Subtree subtree) {
    if (subtree.height > kMaxNesting) {
      fail(subtree.node->offset, fmt::format("nested more than {} levels deep", kMaxNesting));
      give_up();
      return {};
    }
    return subtree;
  }

  static Subtree wrap(Operator op, std::size_t offset, Subtree argument) {
    auto node = std::make_unique<Expression>();
    node->op = op;
    node->offset = offset;
    node->arguments.push_back(std::move(argument.node));
    return {std::move(node), argument.height + 1};
  }

  Subtree parse_unary() {
    const Token sign = token();
    if (!sign.is("-") && !sign.is("!")) {
      return parse_primary();
    }
    ++nesting_;
    if (auto stopped = too_deep()) {
      return std::move(*stopped);
    }
    ++position_;
    Subtree argument = parse_unary();
    --nesting_;
    if (!argument.node) {
      return {};
    }
    return bounded(wrap(
        sign.is("-") ? Operator::negate : Operator::logical_not, sign.offset, std::move(argument)));
  }

  Subtree parse_primary() {
    const Token first = token();
    if (first.is("(")) {
      return parse_parentheses();
    }
    if (first.kind == TokenKind::name && tokens_[position_ + 1].is("(")) {
      return parse_call();
    }
    if (first.kind == TokenKind::number || first.kind == TokenKind::name) {
      ++position_;
      return leaf(first);
    }
    const bool is_power = first.is("*") && position_ > 0 && tokens_[position_ - 1].is("*");
    fail(fmt::format("found {} where a number, a name, a function or '(' fits{}",
                     first.describe(),
                     is_power ? "; a power is written pow(base, exponent)" : ""));
    while (precedence(token()) > 0) {
      ++position_;  // Skips the operators, so that one mistake gives one message.
    }
    if (token().kind == TokenKind::number || token().kind == TokenKind::name || token().is("(")) {
      (void)parse_primary();
    }
    return {};
  }

  static Subtree leaf(const Token& token) {
    auto node = std::make_unique<Expression>();
    node->op = token.kind == TokenKind::number ? Operator::number : Operator::name;
    node->value = token.value;
    node->text = token.kind == TokenKind::name ? std::string(token.text) : std::string();
    node->offset = token.offset;
    return {std::move(node), 1};
  }

  Subtree parse_parentheses() {
    const Token open = token();
    ++nesting_;
    if (auto stopped = too_deep()) {
      return std::move(*stopped);
    }
    ++position_;
    Subtree inner = parse_operators(1);
    close(open, "')'");
    --nesting_;
    return inner;
  }

  void close(const Token& open, std::string_view fitting) {
    if (!token().is(")")) {
      fail(fmt::format("found {} where {} fits, to close the '(' at character {}",
                       token().describe(),
                       fitting,
                       open.offset + 1));
      skip_to_separator();
      while (token().is(",")) {
        ++position_;
        skip_to_separator();
      }
    }
    position_ += token().is(")") ? 1 : 0;
  }

  Subtree parse_call() {
    const Token name = token();
    const ExpressionFunction* const function = find_function(name.text);
    if (function == nullptr) {
      fail(unknown_function(name.text));
    }
    ++nesting_;
    if (auto stopped = too_deep()) {
      return std::move(*stopped);
    }
    position_ += 2;
    Subtree call = parse_arguments(name);
    --nesting_;
    if (function == nullptr) {
      return {};
    }
    return finish_call(*function, name, std::move(call));
  }

  /// Parses the arguments of a call and its ')'. An argument that could not be read is null.
  Subtree parse_arguments(const Token& name) {
    Subtree call{std::make_unique<Expression>(), 1};
    call.node->offset = name.offset;
    const Token open = tokens_[position_ - 1];
    while (!token().is(")") || !call.node->arguments.empty()) {
      const std::size_t num_errors = errors_.size();
      Subtree argument = parse_operators(1);
      if (errors_.size() > num_errors) {
        skip_to_separator();
      }
      call.height = std::max(call.height, argument.height + 1);
      call.node->arguments.push_back(std::move(argument.node));
      if (!token().is(",")) {
        break;
      }
      ++position_;
    }
    close(open, "',' or ')'");
    return call;
  }

  Subtree finish_call(const ExpressionFunction& function, const Token& name, Subtree call) {
    auto& arguments = call.node->arguments;
    if (arguments.size() < function.min_arguments || arguments.size() > function.max_arguments) {
      fail(name.offset,
           fmt::format("found {} argument{} of {}; it is written {}",
                       arguments.size(),
                       arguments.size() == 1 ? "" : "s",
                       function.name,
                       function.form));
      return {};
    }
    if (std::any_of(arguments.begin(), arguments.end(), [](const auto& node) { return !node; })) {
      return {};
    }
    call.node->op = function.op;
    if (function.op == Operator::payoff) {
      if (arguments.front()->op != Operator::name) {
        fail(arguments.front()->offset, "found an expression where the id of an actor fits");
        return {};
      }
      call.node->text = arguments.front()->text;
      arguments.clear();
    }
    return bounded(std::move(call));
  }

  std::vector<Token> tokens_;
  std::vector<ExpressionError>& errors_;
  std::size_t position_ = 0;
  int nesting_ = 0;
};

}  // namespace

ParsedExpression parse_expression(std::string_view text) {
  ParsedExpression parsed;
  if (text.size() > kMaxText) {
    parsed.errors.push_back(
        {0, fmt::format("{} characters of text; at most {} fit", text.size(), kMaxText)});
    return parsed;
  }
  auto tokens = tokenize(text, parsed.errors);
  const bool reads = parsed.errors.empty();
  std::vector<ExpressionError> syntax;
  auto root = Parser(std::move(tokens), syntax).run();
  if (reads) {  // Else the parser would report the tokens that the lexer has left out.
    parsed.errors = std::move(syntax);
    parsed.root = std::move(root);
  }
  std::stable_sort(parsed.errors.begin(), parsed.errors.end(), [](const auto& a, const auto& b) {
    return a.offset < b.offset;
  });
  if (parsed.errors.size() > kMaxErrors) {
    parsed.errors.resize(kMaxErrors);
  }
  if (!parsed.errors.empty()) {
    parsed.root.reset();
  }
  return parsed;
}

}  // namespace demarche
