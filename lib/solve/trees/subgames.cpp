// SPDX-License-Identifier: MIT
#include "solve/trees/subgames.hpp"

#include <algorithm>
#include <limits>

namespace demarche {
namespace {

/// The nodes in the order of a walk that goes down before it goes on.
std::vector<std::size_t> walk(const ExtensiveGame& game) {
  std::vector<std::size_t> order;
  std::vector<std::size_t> open = {0};
  while (!open.empty()) {
    const std::size_t v = open.back();
    open.pop_back();
    order.push_back(v);
    const auto& children = game.nodes[v].children;
    open.insert(open.end(), children.rbegin(), children.rend());
  }
  return order;
}

/// An interval of places in the walk.
struct Span {
  std::size_t first = std::numeric_limits<std::size_t>::max();
  std::size_t last = 0;

  void add(const Span& other) {
    first = std::min(first, other.first);
    last = std::max(last, other.last);
  }
};

}  // namespace

std::vector<std::size_t> subgame_roots(const ExtensiveGame& game) {
  const std::vector<std::size_t> order = walk(game);
  std::vector<Span> of_set(game.information_sets.size());
  const auto set_of = [&](std::size_t v) -> const std::size_t* {
    const auto& set = game.nodes[v].information_set;
    return set && game.information_sets[*set].player ? &*set : nullptr;
  };
  for (std::size_t place = 0; place < order.size(); ++place) {
    if (const std::size_t* set = set_of(order[place])) {
      of_set[*set].add({place, place});
    }
  }
  // The places that the sets of a node and of all nodes below it span, from the last node to the
  // first. Those of the node's subtree are `place` up to `last_below`.
  std::vector<Span> reach(game.nodes.size());
  std::vector<std::size_t> last_below(game.nodes.size());
  std::vector<std::size_t> roots;
  for (std::size_t place = order.size(); place-- > 0;) {
    const std::size_t v = order[place];
    last_below[v] = place;
    if (const std::size_t* set = set_of(v)) {
      reach[v].add(of_set[*set]);
    }
    for (const std::size_t child : game.nodes[v].children) {
      reach[v].add(reach[child]);
      last_below[v] = std::max(last_below[v], last_below[child]);
    }
    const bool is_closed = reach[v].first >= place && reach[v].last <= last_below[v];
    if (game.nodes[v].information_set && is_closed) {
      roots.push_back(v);
    }
  }
  return roots;
}

}  // namespace demarche
