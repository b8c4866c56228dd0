// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <unordered_map>
#include <vector>

#include "scenario/language/symbols.hpp"

namespace demarche {

/// A factor of a piece: a guard chooses the piece where `node` is `wanted`, and 0 elsewhere.
struct Guard {
  const ResolvedNode* node = nullptr;
  bool wanted = true;
};

/// A summand of an expression: sign * product of factors / product of divisors where the guards
/// hold.
struct Piece {
  double sign = 1.0;
  std::vector<const ResolvedNode*> factors;
  std::vector<const ResolvedNode*> divisors;
  std::vector<Guard> guards;
  std::vector<int> scope;  ///< Levers, ascending.
};

/// Pieces by scope: each group becomes one table.
using PieceGroups = std::map<std::vector<int>, std::vector<Piece>>;

/// Splits expressions into sums of pieces over few levers: sums are taken apart, products and if()
/// are distributed over sums where that makes every piece's scope smaller than the whole's.
class PieceSplitter {
 public:
  /// Keeps a reference.
  explicit PieceSplitter(const Symbols& symbols) : symbols_(symbols) {}

  [[nodiscard]] std::vector<Piece> split(const ResolvedNode& node);
  [[nodiscard]] std::vector<Piece> split(const PayoffTermSymbol& term);
  [[nodiscard]] std::vector<Piece> split_payoff(int actor);
  /// Levers that the node mentions, ascending.
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

/// Groups pieces by scope; a group whose scope lies within another's joins the smallest such.
/// Throws LimitExceeded beyond 4096 scopes.
[[nodiscard]] PieceGroups group_pieces(const std::vector<Piece>& pieces, const Symbols& symbols);

}  // namespace demarche
