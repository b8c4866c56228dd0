// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scenario/language/symbols.hpp"

namespace demarche {

/// Evaluates resolved expressions at a profile, in any domain of values: numbers, intervals, or
/// linear combinations of features. A definition or payoff is computed once for each combination of
/// levels of the levers that it mentions.
///
/// A Domain has a type Value and the members
///   Value constant(double), Value parameter(int), Value any_of(double low, double high),
///   Value apply(Operator, std::vector<Value>&), and
///   std::optional<bool> truth(const Value&): whether a condition is known.
template <class Domain>
class Walker {
 public:
  using Value = typename Domain::Value;

  Walker(const Symbols& symbols, Domain domain)
      : symbols_(symbols),
        domain_(std::move(domain)),
        levels_(symbols.levers().size(), -1),
        definitions_(symbols.definitions().size()),
        payoffs_(symbols.actors().size()) {}

  /// The level of each lever; -1 if it is not fixed.
  [[nodiscard]] std::span<int> levels() noexcept { return levels_; }

  Value value(const ResolvedNode& node) {
    switch (node.kind) {
      case NodeKind::constant:
        return domain_.constant(node.value);
      case NodeKind::parameter:
        return domain_.parameter(node.index);
      case NodeKind::lever_value:
        return lever_value(node.index);
      case NodeKind::lever_level:
        return lever_level(node.index);
      case NodeKind::definition:
        return definition(static_cast<std::size_t>(node.index));
      case NodeKind::payoff:
        return payoff(node.index);
      case NodeKind::open_table:
        return open_cell(symbols_.open_tables()[static_cast<std::size_t>(node.index)]);
      case NodeKind::table:
        return table_cell(node);
      default:
        return operation(node);
    }
  }

  /// The value of a quantity or metric. An unusable one is NaN: its own error is reported, and the
  /// checks go on to find others.
  Value definition(std::size_t i) {
    const Definition& definition = symbols_.definitions()[i];
    if (!definition.is_usable) {
      return domain_.constant(std::numeric_limits<double>::quiet_NaN());
    }
    const Resolution& resolution = definition.resolution;
    return remembered(
        definitions_[i], resolution.mentions.levers, [&] { return value(resolution.root); });
  }

  /// The sum of an actor's terms.
  Value payoff(int actor) {
    const auto i = static_cast<std::size_t>(actor);
    return remembered(payoffs_[i], symbols_.payoff_mentions(actor).levers, [&] {
      std::vector<Value> terms;
      for (const PayoffTermSymbol& term : symbols_.payoff(actor)) {
        terms.push_back(payoff_term(term));
      }
      if (terms.empty()) {
        return domain_.constant(0.0);
      }
      return terms.size() == 1 ? std::move(terms.front()) : domain_.apply(Operator::add, terms);
    });
  }

  Value payoff_term(const PayoffTermSymbol& term) {
    return choose(
        term.when, [&] { return value(term.value); }, [&] { return domain_.constant(0.0); });
  }

  /// if(condition, then, otherwise); a branch that a known condition rules out is not computed.
  template <class Then, class Otherwise>
  Value choose(const ResolvedNode& condition, const Then& then, const Otherwise& otherwise) {
    std::vector<Value> arguments;
    arguments.push_back(value(condition));
    if (const std::optional<bool> is_true = domain_.truth(arguments.front())) {
      return *is_true ? then() : otherwise();
    }
    arguments.push_back(then());
    arguments.push_back(otherwise());
    return domain_.apply(Operator::conditional, arguments);
  }

 private:
  // Beyond this many combinations of levels, only the last value is kept.
  static constexpr std::uint64_t kMaxRemembered = 4096;

  struct Memory {
    std::unordered_map<std::uint64_t, Value> values;
    std::optional<std::pair<std::vector<int>, Value>> last;
  };

  template <class Compute>
  Value remembered(Memory& memory, const std::vector<int>& levers, const Compute& compute) {
    std::uint64_t key = 0;
    std::uint64_t combinations = 1;
    for (const int lever : levers) {
      const auto l = static_cast<std::size_t>(lever);
      const std::uint64_t size = symbols_.levers()[l].levels.size() + 1;  // One more for "any".
      key = key * size + static_cast<std::uint64_t>(level(l) + 1);
      combinations = std::min(combinations, kMaxRemembered + 1) * size;
    }
    if (combinations > kMaxRemembered) {
      return remember_last(memory, levers, compute);
    }
    if (const auto found = memory.values.find(key); found != memory.values.end()) {
      return found->second;
    }
    Value result = compute();
    memory.values.emplace(key, result);
    return result;
  }

  template <class Compute>
  Value remember_last(Memory& memory, const std::vector<int>& levers, const Compute& compute) {
    std::vector<int> at;
    for (const int lever : levers) {
      at.push_back(level(static_cast<std::size_t>(lever)));
    }
    if (!memory.last || memory.last->first != at) {
      Value result = compute();
      memory.last.emplace(std::move(at), std::move(result));
    }
    return memory.last->second;
  }

  int level(std::size_t lever) const {
    assert(lever < levels_.size());
    assert(!is_at_status_quo_ || !symbols_.status_quo().empty());
    return is_at_status_quo_ ? symbols_.status_quo()[lever] : levels_[lever];
  }

  Value lever_value(int lever) {
    const auto l = static_cast<std::size_t>(lever);
    const std::vector<double>& values = symbols_.levers()[l].values;
    if (level(l) >= 0) {
      return domain_.constant(values[static_cast<std::size_t>(level(l))]);
    }
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return domain_.any_of(*low, *high);
  }

  Value lever_level(int lever) {
    const auto l = static_cast<std::size_t>(lever);
    if (level(l) >= 0) {
      return domain_.constant(static_cast<double>(level(l)));
    }
    return domain_.any_of(0.0, static_cast<double>(symbols_.levers()[l].levels.size() - 1));
  }

  /// The number of the cell, row-major, at the levels of the levers; nothing if a lever has none.
  std::optional<std::size_t> cell_at(const std::vector<int>& levers) const {
    std::size_t cell = 0;
    for (const int lever : levers) {
      const auto l = static_cast<std::size_t>(lever);
      if (level(l) < 0) {
        return std::nullopt;
      }
      cell = cell * symbols_.levers()[l].levels.size() + static_cast<std::size_t>(level(l));
    }
    return cell;
  }

  Value anything() {
    return domain_.any_of(-std::numeric_limits<double>::infinity(),
                          std::numeric_limits<double>::infinity());
  }

  /// The cell of an open table at the levels: cells are numbered after the scenario's parameters.
  Value open_cell(const OpenTableSymbol& table) {
    const std::optional<std::size_t> cell = cell_at(table.levers);
    return cell ? domain_.parameter(
                      static_cast<int>(symbols_.parameters().size() + table.first_value + *cell))
                : anything();
  }

  Value table_cell(const ResolvedNode& node) {
    const std::optional<std::size_t> cell =
        cell_at(symbols_.payoff_tables()[static_cast<std::size_t>(node.index)].levers);
    return cell ? value(node.arguments[*cell]) : anything();
  }

  Value operation(const ResolvedNode& node) {
    const auto& arguments = node.arguments;
    switch (node.op) {
      case Operator::at_status_quo: {
        const bool was_inside = std::exchange(is_at_status_quo_, true);
        Value result = value(arguments.front());
        is_at_status_quo_ = was_inside;
        return result;
      }
      case Operator::conditional:
        return choose(
            arguments[0], [&] { return value(arguments[1]); }, [&] { return value(arguments[2]); });
      default:
        break;
    }
    std::vector<Value> values;
    values.reserve(arguments.size());
    for (const ResolvedNode& argument : arguments) {
      values.push_back(value(argument));
      const bool decides_and = node.op == Operator::logical_and;
      if (decides_and || node.op == Operator::logical_or) {
        const std::optional<bool> is_true = domain_.truth(values.back());
        if (is_true && *is_true != decides_and) {
          return domain_.constant(decides_and ? 0.0 : 1.0);
        }
      }
    }
    return domain_.apply(node.op, values);
  }

  const Symbols& symbols_;
  Domain domain_;
  std::vector<int> levels_;
  std::vector<Memory> definitions_;
  std::vector<Memory> payoffs_;
  bool is_at_status_quo_ = false;
};

}  // namespace demarche
