// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

/// What a node of a resolved expression is.
enum class NodeKind {
  constant,     ///< The number `value`.
  parameter,    ///< Parameter number `index`.
  lever_value,  ///< The numeric value of the level of lever `index`.
  lever_level,  ///< The place of that level in the lever's order; comparisons with the id of a
                ///< level compare places.
  definition,   ///< Quantity or metric number `index`.
  payoff,       ///< The payoff of actor `index`.
  open_table,   ///< Table `index` of Symbols::open_tables(), at the levels of its levers.
  table,  ///< Table `index` of Symbols::payoff_tables(): the argument that belongs to the levels
          ///< of its levers, row-major.
  operation,  ///< `op` of the arguments; Operator::at_status_quo is one of these.
};

/// A node of an expression whose names are resolved and whose types fit.
struct ResolvedNode {
  NodeKind kind = NodeKind::constant;   ///< What it is.
  Operator op = Operator::number;       ///< The operator of an operation.
  double value = 0.0;                   ///< The value of a constant.
  int index = -1;                       ///< The number of what the node names.
  std::vector<ResolvedNode> arguments;  ///< The arguments of an operation, or a table's cells.
};

}  // namespace demarche
