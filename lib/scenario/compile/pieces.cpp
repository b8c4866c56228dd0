// SPDX-License-Identifier: MIT
#include "scenario/compile/pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "scenario/compile/linear.hpp"
#include "scenario/language/interrupted.hpp"

namespace demarche {
namespace {

/// An expression with more pieces is not split.
constexpr std::size_t kMaxPieces = 1024;
/// group_pieces() compares every scope with every other, so the work is quadratic in their number.
constexpr std::size_t kMaxScopes = 4096;

std::vector<int> united(const std::vector<int>& a, const std::vector<int>& b) {
  assert(std::is_sorted(a.begin(), a.end()) && std::is_sorted(b.begin(), b.end()));
  std::vector<int> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Piece product_of(const Piece& a, const Piece& b) {
  Piece product = a;
  product.sign *= b.sign;
  append(product.factors, b.factors);
  append(product.divisors, b.divisors);
  append(product.guards, b.guards);
  product.scope = united(a.scope, b.scope);
  return product;
}

}  // namespace

const std::vector<int>& PieceSplitter::scope(const ResolvedNode& node) {
  static const std::vector<int> none;
  switch (node.kind) {
    case NodeKind::constant:
    case NodeKind::parameter:
      return none;
    case NodeKind::definition:
      return symbols_.definitions()[static_cast<std::size_t>(node.index)]
          .resolution.mentions.levers;
    case NodeKind::payoff:
      return symbols_.payoff_mentions(node.index).levers;
    case NodeKind::open_table:
      return symbols_.open_tables()[static_cast<std::size_t>(node.index)].levers;
    case NodeKind::table:
      return symbols_.payoff_tables()[static_cast<std::size_t>(node.index)].levers;
    default:
      break;
  }
  if (node.op == Operator::at_status_quo) {
    return none;
  }
  if (const auto found = scopes_.find(&node); found != scopes_.end()) {
    return found->second;
  }
  std::vector<int> levers;
  if (node.kind != NodeKind::operation) {
    levers.push_back(node.index);
  }
  for (const ResolvedNode& argument : node.arguments) {
    levers = united(levers, scope(argument));
  }
  return scopes_.emplace(&node, std::move(levers)).first->second;
}

std::vector<Piece> PieceSplitter::leaf(const ResolvedNode& node) {
  return {{1.0, {&node}, {}, {}, scope(node)}};
}

std::vector<Piece> PieceSplitter::split(const ResolvedNode& node) {
  if (node.kind == NodeKind::payoff) {
    return split_payoff(node.index);
  }
  const std::vector<int>& whole = scope(node);
  if (whole.size() <= 1) {
    return leaf(node);
  }
  if (const auto found = pieces_.find(&node); found != pieces_.end()) {
    return found->second;
  }
  std::vector<Piece> pieces = split_parts(node);
  const bool is_useless =
      pieces.empty() || pieces.size() > kMaxPieces ||
      std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.scope == whole; });
  if (is_useless) {
    pieces = leaf(node);
  }
  return pieces_.emplace(&node, std::move(pieces)).first->second;
}

std::vector<Piece> PieceSplitter::split_parts(const ResolvedNode& node) {
  if (node.kind == NodeKind::definition) {
    return split(symbols_.definitions()[static_cast<std::size_t>(node.index)].resolution.root);
  }
  switch (node.op) {
    case Operator::add:
      return split_sum(node);
    case Operator::negate: {
      std::vector<Piece> pieces = split(node.arguments[0]);
      for (Piece& piece : pieces) {
        piece.sign = -piece.sign;
      }
      return pieces;
    }
    case Operator::multiply:
      return split_product(node);
    case Operator::divide:
      return split_quotient(node);
    case Operator::conditional:
      return split_conditional(node);
    default:
      return {};
  }
}

std::vector<Piece> PieceSplitter::split_sum(const ResolvedNode& node) {
  std::vector<Piece> pieces;
  for (const ResolvedNode& argument : node.arguments) {
    append(pieces, split(argument));
    if (pieces.size() > kMaxPieces) {
      return {};
    }
  }
  return pieces;
}

std::vector<Piece> PieceSplitter::split_product(const ResolvedNode& node) {
  std::vector<Piece> pieces = split(node.arguments[0]);
  for (std::size_t i = 1; i < node.arguments.size(); ++i) {
    const std::vector<Piece> factors = split(node.arguments[i]);
    if (pieces.size() * factors.size() > kMaxPieces) {
      return {};
    }
    std::vector<Piece> products;
    for (const Piece& piece : pieces) {
      for (const Piece& factor : factors) {
        products.push_back(product_of(piece, factor));
      }
    }
    pieces = std::move(products);
  }
  return pieces;
}

std::vector<Piece> PieceSplitter::split_quotient(const ResolvedNode& node) {
  std::vector<Piece> pieces = split(node.arguments[0]);
  for (Piece& piece : pieces) {
    piece.divisors.push_back(&node.arguments[1]);
    piece.scope = united(piece.scope, scope(node.arguments[1]));
  }
  return pieces;
}

void PieceSplitter::guard(std::vector<Piece>& pieces, const ResolvedNode& condition, bool wanted) {
  for (Piece& piece : pieces) {
    piece.guards.push_back({&condition, wanted});
    piece.scope = united(piece.scope, scope(condition));
  }
}

std::vector<Piece> PieceSplitter::split_conditional(const ResolvedNode& node) {
  // if(c, x, y) = if(c, x, 0) + if(c, 0, y)
  std::vector<Piece> pieces = split(node.arguments[1]);
  guard(pieces, node.arguments[0], true);
  std::vector<Piece> others = split(node.arguments[2]);
  guard(others, node.arguments[0], false);
  append(pieces, others);
  return pieces;
}

std::vector<Piece> PieceSplitter::split(const PayoffTermSymbol& term) {
  std::vector<Piece> pieces = split(term.value);
  if (term.when.kind != NodeKind::constant || term.when.value == 0.0) {
    guard(pieces, term.when, true);
  }
  return pieces;
}

std::vector<Piece> PieceSplitter::split_payoff(int actor) {
  std::vector<Piece> pieces;
  for (const PayoffTermSymbol& term : symbols_.payoff(actor)) {
    append(pieces, split(term));
  }
  return pieces;
}

PieceGroups group_pieces(const std::vector<Piece>& pieces, const Symbols& symbols) {
  PieceGroups groups;
  for (const Piece& piece : pieces) {
    groups[piece.scope].push_back(piece);
  }
  if (groups.size() > kMaxScopes) {
    throw LimitExceeded{fmt::format(
        "this sums over {} combinations of levers; at most {} fit", groups.size(), kMaxScopes)};
  }
  std::vector<std::vector<int>> scopes;
  for (const auto& [scope, group] : groups) {
    scopes.push_back(scope);
  }
  std::stable_sort(scopes.begin(), scopes.end(), [](const auto& a, const auto& b) {
    return a.size() < b.size();
  });
  for (auto inner = scopes.begin(); inner != scopes.end(); ++inner) {
    stop_if_interrupted();
    const std::vector<int>* smallest = nullptr;
    for (auto outer = std::next(inner); outer != scopes.end(); ++outer) {
      const bool contains =
          std::includes(outer->begin(), outer->end(), inner->begin(), inner->end());
      if (contains && (smallest == nullptr ||
                       num_combinations(*outer, symbols) < num_combinations(*smallest, symbols))) {
        smallest = &*outer;
      }
    }
    if (smallest != nullptr) {
      append(groups[*smallest], groups[*inner]);
      groups.erase(*inner);
    }
  }
  return groups;
}

}  // namespace demarche
