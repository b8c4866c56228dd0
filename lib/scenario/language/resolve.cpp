// SPDX-License-Identifier: MIT
#include "scenario/language/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

bool is_logical(Operator op) {
  return op == Operator::logical_and || op == Operator::logical_or || op == Operator::logical_not;
}

/// A resolved node, and what the node around it needs to know.
struct Part {
  ResolvedNode node;
  bool is_boolean = false;
  int depth = 1;
};

class Resolver {
 public:
  Resolver(const Symbols& symbols, const Allowed& allowed, Resolution& out)
      : symbols_(symbols), allowed_(allowed), out_(out) {}

  void run(const Expression& expression) {
    Part part = resolve(expression);
    if (allowed_.boolean && out_.errors.empty()) {
      require_condition(expression, part, "here");
    }
    if (part.depth > kMaxExpandedDepth) {
      fail(expression,
           fmt::format("with its quantities written out this nests {} levels deep; at most {} fit",
                       part.depth,
                       kMaxExpandedDepth));
    }
    out_.is_boolean = part.is_boolean;
    out_.mentions.depth = part.depth;
    out_.mentions.levers = {levers_.begin(), levers_.end()};
    std::sort(out_.mentions.levers.begin(), out_.mentions.levers.end());
    const auto last = std::unique(out_.mentions.levers.begin(), out_.mentions.levers.end());
    out_.mentions.levers.erase(last, out_.mentions.levers.end());
    out_.root = std::move(part.node);
  }

 private:
  void fail(const Expression& at, std::string message) {
    out_.errors.push_back({at.offset, std::move(message)});
  }

  Part resolve(const Expression& e) {
    switch (e.op) {
      case Operator::number:
        return {{NodeKind::constant, Operator::number, e.value, -1, {}},
                e.value == 0.0 || e.value == 1.0,
                1};
      case Operator::name:
        return resolve_name(e);
      case Operator::payoff:
        return resolve_payoff(e);
      case Operator::at_status_quo:
        return resolve_status_quo(e);
      default:
        return is_comparison(e.op) ? resolve_comparison(e) : resolve_operation(e);
    }
  }

  Part resolve_name(const Expression& e) {
    if (const int lever = symbols_.find_lever(e.text); lever >= 0) {
      mention_levers(e, {lever});
      return {{NodeKind::lever_value, Operator::name, 0.0, lever, {}}, false, 1};
    }
    if (const int parameter = symbols_.find_parameter(e.text); parameter >= 0) {
      mention_parameters(e, true);
      return {{NodeKind::parameter, Operator::name, 0.0, parameter, {}},
              symbols_.is_boolean_parameter(parameter),
              1};
    }
    if (const int definition = symbols_.find_definition(e.text); definition >= 0) {
      return resolve_definition(e, definition);
    }
    fail(e, unknown_name(e.text));
    return {};
  }

  Part resolve_definition(const Expression& e, int index) {
    const Definition& definition = symbols_.definitions()[static_cast<std::size_t>(index)];
    if (definition.is_metric && !allowed_.payoffs) {
      fail(
          e,
          fmt::format("'{}' is a metric; only outcomes, metrics, claims and option sets name those",
                      e.text));
    }
    const Mentions& mentions = definition.resolution.mentions;
    mention_levers(e, mentions.levers);
    mention_parameters(e, mentions.parameters);
    out_.mentions.payoffs = out_.mentions.payoffs || mentions.payoffs || definition.is_metric;
    // The error of an unusable definition is reported at the definition. Any type is assumed here,
    // so that the error is not reported twice.
    return {{NodeKind::definition, Operator::name, 0.0, index, {}},
            definition.resolution.is_boolean || !definition.is_usable,
            mentions.depth + 1};
  }

  Part resolve_payoff(const Expression& e) {
    const int actor = symbols_.find_actor(e.text);
    if (actor < 0) {
      fail(e,
           fmt::format("there is no actor '{}'{}", e.text, close_hint(e.text, symbols_.actors())));
      return {};
    }
    if (!allowed_.payoffs) {
      fail(e, "payoff(...) fits only in outcomes, metrics, claims and option sets");
      return {};
    }
    if (symbols_.is_behavioural(actor)) {
      fail(e, fmt::format("actor '{}' is behavioural and has no payoff", e.text));
      return {};
    }
    const Mentions& mentions = symbols_.payoff_mentions(actor);
    mention_levers(e, mentions.levers);
    mention_parameters(e, mentions.parameters);
    out_.mentions.payoffs = true;
    return {{NodeKind::payoff, Operator::payoff, 0.0, actor, {}}, false, mentions.depth + 1};
  }

  Part resolve_status_quo(const Expression& e) {
    if (symbols_.status_quo().empty()) {
      fail(e,
           "status_quo(...) needs a status quo, and the scenario does not assign every lever one");
    }
    const bool was_inside = std::exchange(is_at_status_quo_, true);
    Part inner = resolve(*e.arguments.front());
    is_at_status_quo_ = was_inside;
    Part part{{NodeKind::operation, e.op, 0.0, -1, {}}, inner.is_boolean, inner.depth + 1};
    part.node.arguments.push_back(std::move(inner.node));
    return part;
  }

  Part resolve_operation(const Expression& e) {
    Part part{{NodeKind::operation, e.op, 0.0, -1, {}}, is_logical(e.op), 1};
    bool are_boolean = true;
    for (std::size_t i = 0; i < e.arguments.size(); ++i) {
      const std::size_t num_errors = out_.errors.size();
      Part argument = resolve(*e.arguments[i]);
      const bool must_be_boolean = is_logical(e.op) || (e.op == Operator::conditional && i == 0);
      if (must_be_boolean && out_.errors.size() == num_errors) {
        require_condition(*e.arguments[i],
                          argument,
                          e.op == Operator::conditional   ? "as the first argument of if()"
                          : e.op == Operator::logical_not ? "behind '!'"
                          : e.op == Operator::logical_and ? "beside '&&'"
                                                          : "beside '||'");
      }
      are_boolean = are_boolean && argument.is_boolean;
      part.depth = std::max(part.depth, argument.depth + 1);
      part.node.arguments.push_back(std::move(argument.node));
    }
    if (e.op == Operator::conditional || e.op == Operator::minimum || e.op == Operator::maximum) {
      part.is_boolean = are_boolean;
    }
    return part;
  }

  Part resolve_comparison(const Expression& e) {
    const Expression& left = *e.arguments[0];
    const Expression& right = *e.arguments[1];
    if (auto part = resolve_level_comparison(e, left, right, false)) {
      return std::move(*part);
    }
    if (auto part = resolve_level_comparison(e, right, left, true)) {
      return std::move(*part);
    }
    Part part = resolve_operation(e);
    part.is_boolean = true;
    return part;
  }

  /// The comparison of a lever, or of its status quo, with the id of a level. Nothing if one side
  /// is no lever, or the other side is a number or the name of one.
  std::optional<Part> resolve_level_comparison(const Expression& e,
                                               const Expression& lever_side,
                                               const Expression& level_side,
                                               bool is_swapped) {
    const int lever = lever_of(lever_side);
    if (lever < 0 || level_side.op != Operator::name || symbols_.find_lever(level_side.text) >= 0) {
      return std::nullopt;
    }
    const LeverSymbol& symbol = symbols_.levers()[static_cast<std::size_t>(lever)];
    const int level = symbol.find_level(level_side.text);
    const bool is_number = symbols_.find_parameter(level_side.text) >= 0 ||
                           symbols_.find_definition(level_side.text) >= 0;
    if (level < 0 && is_number) {
      return std::nullopt;
    }
    if (level < 0) {
      fail(level_side, symbol.no_level(level_side.text));
    } else if (is_number) {
      fail(level_side,
           fmt::format("'{}' is ambiguous here: a level of {}, and a parameter, quantity "
                       "or metric; one of them needs another id",
                       level_side.text,
                       symbol.name));
    }
    Part place = resolve(lever_side);
    (place.node.kind == NodeKind::operation ? place.node.arguments[0] : place.node).kind =
        NodeKind::lever_level;
    Part part{{NodeKind::operation, e.op, 0.0, -1, {}}, true, place.depth + 1};
    ResolvedNode order{NodeKind::constant, Operator::number, static_cast<double>(level), -1, {}};
    part.node.arguments.push_back(is_swapped ? std::move(order) : std::move(place.node));
    part.node.arguments.push_back(is_swapped ? std::move(place.node) : std::move(order));
    return part;
  }

  int lever_of(const Expression& e) const {
    const Expression& inner = e.op == Operator::at_status_quo ? *e.arguments.front() : e;
    return inner.op == Operator::name ? symbols_.find_lever(inner.text) : -1;
  }

  void require_condition(const Expression& e, const Part& part, std::string_view place) {
    if (part.is_boolean) {
      return;
    }
    if (part.node.kind == NodeKind::lever_value) {
      const LeverSymbol& lever = symbols_.levers()[static_cast<std::size_t>(part.node.index)];
      fail(e,
           fmt::format("found the whole lever {0} where a condition fits {1}; compare it with a "
                       "level, as in {0} == {2}",
                       lever.name,
                       place,
                       lever.levels.empty() ? "level" : lever.levels.back()));
    } else {
      fail(e,
           fmt::format("found a number where a condition fits {}; compare it, as in x > 0", place));
    }
  }

  void mention_parameters(const Expression& e, bool are_mentioned) {
    out_.mentions.parameters = out_.mentions.parameters || are_mentioned;
    if (are_mentioned && !allowed_.parameters) {
      fail(e,
           fmt::format("'{}' depends on parameters, and what stands here must be the same in every "
                       "draw",
                       e.text));
    }
  }

  void mention_levers(const Expression& e, const std::vector<int>& levers) {
    if (is_at_status_quo_) {
      return;
    }
    levers_.insert(levers_.end(), levers.begin(), levers.end());
    for (const int lever : levers) {
      const LeverSymbol& symbol = symbols_.levers()[static_cast<std::size_t>(lever)];
      const bool is_named = symbol.name == e.text;
      if (allowed_.levers == Allowed::Levers::none) {
        fail(e,
             is_named ? fmt::format("found the lever {}; levers do not fit here", symbol.name)
                      : fmt::format("'{}' depends on the lever {}; levers do not fit here",
                                    e.text,
                                    symbol.name));
        return;
      }
      if (allowed_.levers == Allowed::Levers::own && symbol.actor != allowed_.actor) {
        const auto& actor = symbols_.actors()[static_cast<std::size_t>(allowed_.actor)];
        fail(e, fmt::format("{} is not a lever of {}; only its own fit here", symbol.name, actor));
        return;
      }
    }
  }

  std::string unknown_name(const std::string& name) const {
    if (const auto levers = symbols_.levers_with_level(name); !levers.empty()) {
      return fmt::format(
          "'{}' is a level of {}; a level fits only opposite its lever in a comparison",
          name,
          fmt::join(levers, ", "));
    }
    if (symbols_.find_actor(name) >= 0) {
      return fmt::format("'{0}' is an actor; name one of its levers as {0}.lever", name);
    }
    return fmt::format("unknown name '{}'{}", name, close_hint(name, symbols_.names()));
  }

  const Symbols& symbols_;
  const Allowed& allowed_;
  Resolution& out_;
  std::vector<int> levers_;
  bool is_at_status_quo_ = false;
};

}  // namespace

Resolution resolve_expression(const Expression& expression,
                              const Symbols& symbols,
                              const Allowed& allowed) {
  assert(allowed.levers != Allowed::Levers::own ||
         (allowed.actor >= 0 && static_cast<std::size_t>(allowed.actor) < symbols.actors().size()));
  Resolution resolution;
  Resolver(symbols, allowed, resolution).run(expression);
  return resolution;
}

Resolution resolve_text(std::string_view text, const Symbols& symbols, const Allowed& allowed) {
  ParsedExpression parsed = parse_expression(text);
  if (parsed.root) {
    return resolve_expression(*parsed.root, symbols, allowed);
  }
  Resolution resolution;
  resolution.errors = std::move(parsed.errors);
  return resolution;
}

}  // namespace demarche
