// SPDX-License-Identifier: MIT
#include "solve/trees/tree_curve.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace demarche {

TreeCurve::TreeCurve(const TreePiece& piece)
    : piece_(piece),
      set_of_move_(piece.num_moves),
      moves_(piece.num_moves),
      logs_(piece.num_moves),
      beliefs_(piece.sets.size()),
      weights_(piece.nodes.size(), 0.0) {
  for (std::size_t h = 0; h < piece.sets.size(); ++h) {
    const TreePiece::Set& set = piece.sets[h];
    first_unknown_.push_back(num_unknowns_);
    num_unknowns_ += static_cast<Index>(set.num_actions) - 1;
    std::fill_n(
        set_of_move_.begin() + static_cast<std::ptrdiff_t>(set.first_move), set.num_actions, h);
  }
  row_.resize(static_cast<std::size_t>(num_unknowns_));
}

/// Turns a point into probabilities. Logarithms of them are kept, because at large precisions the
/// probabilities themselves underflow.
void TreeCurve::read(const Vector& point) {
  for (std::size_t h = 0; h < piece_.sets.size(); ++h) {
    const TreePiece::Set& set = piece_.sets[h];
    const double* const unknowns = point.data() + first_unknown_[h];
    double* const logs = logs_.data() + set.first_move;
    logs[0] = 0.0;
    std::copy_n(unknowns, set.num_actions - 1, logs + 1);
    const double most = *std::max_element(logs, logs + set.num_actions);
    double total = 0.0;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      total += std::exp(logs[a] - most);
    }
    const double log_total = most + std::log(total);
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      logs[a] -= log_total;
      moves_[set.first_move + a] = std::exp(logs[a]);
    }
  }
}

void TreeCurve::evaluate(const Vector& point, CurveSystem& system) {
  assert(point.size() == size());
  read(point);
  worth_ = continuation_payoffs(piece_, moves_);
  const std::vector<NodeReach> reach = node_reach(piece_, logs_);
  const double precision = point[num_unknowns_];
  logit_error_ = 0.0;
  for (std::size_t h = 0; h < piece_.sets.size(); ++h) {
    const TreePiece::Set& set = piece_.sets[h];
    beliefs_[h] = beliefs_at(set, reach);
    const std::vector<double> payoffs = action_payoffs(piece_, set, beliefs_[h], worth_);
    measure(set, payoffs, precision);
    start_rows(h);
    for (std::size_t a = 1; a < set.num_actions; ++a) {
      const double difference = payoffs[a] - payoffs[0];
      add_row(h, a, difference);
      const Index unknown = first_unknown_[h] + static_cast<Index>(a) - 1;
      double* const row = system.row(unknown);
      for (Index c = 0; c < num_unknowns_; ++c) {
        row[c] = (c == unknown ? 1.0 : 0.0) - precision * row_[static_cast<std::size_t>(c)];
      }
      row[num_unknowns_] = -difference;
      row[num_unknowns_ + 1] = point[unknown] - precision * difference;
    }
  }
}

/// Takes one set's distance from its logit response into account.
void TreeCurve::measure(const TreePiece::Set& set,
                        const std::vector<double>& payoffs,
                        double precision) {
  const double* const own = moves_.data() + set.first_move;
  const double most = *std::max_element(payoffs.begin(), payoffs.end());
  double total = 0.0;
  for (std::size_t a = 0; a < set.num_actions; ++a) {
    total += std::exp(precision * (payoffs[a] - most));
  }
  for (std::size_t a = 0; a < set.num_actions; ++a) {
    const double response = std::exp(precision * (payoffs[a] - most)) / total;
    logit_error_ = std::max(logit_error_, std::abs(own[a] - response));
  }
}

/// Writes to row_ the derivatives, by the unknowns, of what an action pays more than the first one.
/// With D(v) the difference of what the two actions lead to from node v, and m(v) the belief that v
/// is where the set was reached, the difference is the sum over v of m(v) D(v). An unknown changes
/// D(v) where it moves play below v, and m(v) where it moves play above v: with r(v) the
/// probability of reaching v, dm(v) = m(v) (d log r(v) - sum over w of m(w) d log r(w)).
void TreeCurve::add_row(std::size_t h, std::size_t action, double difference) {
  row_ = first_row_;
  const TreePiece::Set& set = piece_.sets[h];
  for (std::size_t k = 0; k < set.nodes.size(); ++k) {
    const TreePiece::Node& node = piece_.nodes[set.nodes[k]];
    const double belief = beliefs_[h][k];
    if (belief == 0.0) {
      continue;
    }
    const std::size_t taken = node.children[action];
    const std::size_t first = node.children[0];
    const double own = worth(taken, set.player) - worth(first, set.player);
    if (set.nodes.size() > 1) {
      add_ancestors(set.nodes[k], belief * (own - difference));
    }
    add_descendants(taken, set.player, belief);
  }
}

/// Writes what the rows of a set have in common to first_row_: the derivatives of what the first
/// action pays, with the sign that they have in a difference.
void TreeCurve::start_rows(std::size_t h) {
  std::fill(row_.begin(), row_.end(), 0.0);
  const TreePiece::Set& set = piece_.sets[h];
  for (std::size_t k = 0; k < set.nodes.size(); ++k) {
    const std::size_t first = piece_.nodes[set.nodes[k]].children[0];
    if (beliefs_[h][k] != 0.0) {
      add_descendants(first, set.player, -beliefs_[h][k]);
    }
  }
  first_row_ = row_;
}

/// Adds `weight` times the derivatives of the logarithm of a move's probability.
void TreeCurve::add_move(std::size_t move, double weight) {
  const std::size_t h = set_of_move_[move];
  const TreePiece::Set& set = piece_.sets[h];
  double* const out = row_.data() + first_unknown_[h];
  for (std::size_t a = 1; a < set.num_actions; ++a) {
    out[a - 1] += weight * ((set.first_move + a == move ? 1.0 : 0.0) - moves_[set.first_move + a]);
  }
}

void TreeCurve::add_ancestors(std::size_t node, double weight) {
  for (std::size_t v = node; v != TreePiece::kNone; v = piece_.nodes[v].parent) {
    if (piece_.nodes[v].move != TreePiece::kNone) {
      add_move(piece_.nodes[v].move, weight);
    }
  }
}

/// Adds `weight` times the derivatives of what the player gets from `node` on. A move of
/// probability p at a node that is reached with probability q changes it by q p (worth of the move
/// - worth of the node's mixture) per unit of its unknown.
void TreeCurve::add_descendants(std::size_t node, std::size_t player, double weight) {
  weights_[node] = weight;
  for (std::size_t v = node; v < piece_.nodes[node].end; ++v) {
    const TreePiece::Node& here = piece_.nodes[v];
    if (here.children.empty()) {
      continue;
    }
    for (const std::size_t child : here.children) {
      const TreePiece::Node& next = piece_.nodes[child];
      weights_[child] =
          weights_[v] * (next.move == TreePiece::kNone ? next.chance : moves_[next.move]);
    }
    if (here.set == TreePiece::kNone) {
      continue;
    }
    const double mixture = worth(v, player) - piece_.payoff(v, player);
    double* const out = row_.data() + first_unknown_[here.set];
    for (std::size_t a = 1; a < here.children.size(); ++a) {
      const std::size_t child = here.children[a];
      out[a - 1] += weights_[child] * (worth(child, player) - mixture);
    }
  }
}

}  // namespace demarche
