// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <unordered_map>
#include <vector>

#include "scenario/language/symbols.hpp"

namespace demarche {

/// A condition of a piece: the piece counts where `node` is `wanted`, and is 0 elsewhere.
struct Guard {
  const ResolvedNode* node = nullptr;
  bool wanted = true;
};

/// A summand of an expression: sign * product of factors / product of divisors where all guards
/// hold, else 0.
struct Piece {
  double sign = 1.0;
  std::vector<const ResolvedNode*> factors;
  std::vector<const ResolvedNode*> divisors;
  std::vector<Guard> guards;
  std::vector<int> scope;  ///< The levers that it mentions, ascending.
};

/// Pieces by scope. The pieces of a group become one table.
using PieceGroups = std::map<std::vector<int>, std::vector<Piece>>;

/// Splits expressions into sums of pieces over few levers. Sums are split into their summands;
/// products, quotients and if() are distributed over sums if every piece then has a smaller scope
/// than the whole expression.
class PieceSplitter {
 public:
  /// Keeps a reference, and pointers to the nodes that it is given.
  explicit PieceSplitter(const Symbols& symbols) : symbols_(symbols) {}

  /// Pieces whose sum is the expression, the payoff term, or the payoff of an actor.
  [[nodiscard]] std::vector<Piece> split(const ResolvedNode& node);
  [[nodiscard]] std::vector<Piece> split(const PayoffTermSymbol& term);
  [[nodiscard]] std::vector<Piece> split_payoff(int actor);
  /// The levers that the node mentions, ascending.
  [[nodiscard]] const std::vector<int>& scope(const ResolvedNode& node);

 private:
  std::vector<Piece> split_parts(const ResolvedNode& node);
  std::vector<Piece> split_sum(const ResolvedNode& node);
  std::vector<Piece> split_product(const ResolvedNode& node);
  std::vector<Piece> split_quotient(const ResolvedNode& node);
  std::vector<Piece> split_conditional(const ResolvedNode& node);
  std::vector<Piece> leaf(const ResolvedNode& node);
  void guard(std::vector<Piece>& pieces, const ResolvedNode& condition, bool wanted);

  const Symbols& symbols_;
  std::unordered_map<const ResolvedNode*, std::vector<int>> scopes_;
  std::unordered_map<const ResolvedNode*, std::vector<Piece>> pieces_;
};

/// Groups pieces by scope. A group whose scope is part of other scopes joins the group among these
/// with the fewest combinations of levels, which saves a table.
/// @throws LimitExceeded if there are more than 4096 scopes.
[[nodiscard]] PieceGroups group_pieces(const std::vector<Piece>& pieces, const Symbols& symbols);

}  // namespace demarche
