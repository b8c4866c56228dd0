// SPDX-License-Identifier: MIT
#include "scenario/language/symbols.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/table_layout.hpp"

namespace demarche {
namespace {

/// The most cells of all open tables together.
constexpr double kMaxOpenCells = 1 << 20;

template <class Table>
int find_in(const Table& table, std::string_view name) {
  const auto found = table.find(name);
  return found == table.end() ? -1 : found->second;
}

std::vector<double> level_values(const v1::Lever& lever) {
  const auto& levels = lever.levels();
  const bool is_stated = std::any_of(
      levels.begin(), levels.end(), [](const v1::Level& level) { return level.has_value(); });
  const int last = levels.size() - 1;
  std::vector<double> values;
  for (int k = 0; k < levels.size(); ++k) {
    values.push_back(is_stated ? levels[k].value() : last == 0 ? 0.0 : double(k) / double(last));
  }
  return values;
}

/// Collects the definitions that a parsed expression names directly.
void collect_references(const Expression& node, const Symbols& symbols, std::set<int>& found) {
  if (node.op == Operator::name) {
    const int definition = symbols.find_definition(node.text);
    if (definition >= 0) {
      found.insert(definition);
    }
  }
  for (const auto& argument : node.arguments) {
    collect_references(*argument, symbols, found);
  }
}

/// The order in which definitions can be resolved, each after the definitions that it names.
/// Definitions in a cycle, and definitions that depend on one in a cycle, are left out.
std::vector<int> resolution_order(const std::vector<std::set<int>>& references) {
  const std::size_t count = references.size();
  std::vector<std::vector<int>> users(count);
  std::vector<std::size_t> open(count);
  std::vector<int> order;
  for (std::size_t i = 0; i < count; ++i) {
    open[i] = references[i].size();
    for (const int used : references[i]) {
      users[static_cast<std::size_t>(used)].push_back(static_cast<int>(i));
    }
    if (open[i] == 0) {
      order.push_back(static_cast<int>(i));
    }
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const int user : users[static_cast<std::size_t>(order[next])]) {
      if (--open[static_cast<std::size_t>(user)] == 0) {
        order.push_back(user);
      }
    }
  }
  return order;
}

/// "a -> b -> a" if definition `start` depends on itself, else "". Searches breadth first through
/// the definitions that are not resolved, so the cycle is a shortest one.
std::string describe_cycle(int start,
                           const std::vector<std::set<int>>& references,
                           const std::vector<bool>& is_resolved,
                           const std::vector<Definition>& definitions) {
  std::vector<int> previous(references.size(), -1);
  std::vector<int> queue = {start};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const int used : references[static_cast<std::size_t>(queue[next])]) {
      if (used == start) {
        std::string path = definitions[static_cast<std::size_t>(start)].name;
        for (int at = queue[next]; at != start; at = previous[static_cast<std::size_t>(at)]) {
          path = fmt::format("{} -> {}", definitions[static_cast<std::size_t>(at)].name, path);
        }
        return fmt::format("{} -> {}", definitions[static_cast<std::size_t>(start)].name, path);
      }
      if (!is_resolved[static_cast<std::size_t>(used)] &&
          previous[static_cast<std::size_t>(used)] < 0) {
        previous[static_cast<std::size_t>(used)] = queue[next];
        queue.push_back(used);
      }
    }
  }
  return "";
}

void merge_mentions(const Mentions& from, Mentions& into) {
  assert(std::is_sorted(from.levers.begin(), from.levers.end()));
  assert(std::is_sorted(into.levers.begin(), into.levers.end()));
  std::vector<int> both;
  std::set_union(from.levers.begin(),
                 from.levers.end(),
                 into.levers.begin(),
                 into.levers.end(),
                 std::back_inserter(both));
  into.levers = std::move(both);
  into.parameters = into.parameters || from.parameters;
  into.payoffs = into.payoffs || from.payoffs;
  into.depth = std::max(into.depth, from.depth);
}

}  // namespace

int LeverSymbol::find_level(std::string_view level) const {
  const auto found = std::find(levels.begin(), levels.end(), level);
  return found == levels.end() ? -1 : static_cast<int>(found - levels.begin());
}

std::string LeverSymbol::no_level(std::string_view level) const {
  return fmt::format("lever {} has no level '{}'{} (its levels: {})",
                     name,
                     level,
                     close_hint(level, levels),
                     fmt::join(levels, ", "));
}

Symbols::Symbols(const v1::Scenario& scenario, std::span<const OpenPayoff> open) {
  collect_names(scenario);
  const auto assigned = [&](const auto& assignments) {
    std::vector<int> levels(levers_.size(), -1);
    for (const std::string& text : assignments) {
      const ResolvedAssignments resolved = resolve_assignments(text, *this);
      for (std::size_t i = 0; i < resolved.levers.size(); ++i) {
        levels[static_cast<std::size_t>(resolved.levers[i])] = resolved.levels[i];
      }
    }
    return levels;
  };
  fixed_ = assigned(scenario.fixed());
  std::vector<int> status_quo = assigned(scenario.status_quo());
  if (std::find(status_quo.begin(), status_quo.end(), -1) == status_quo.end()) {
    status_quo_ = std::move(status_quo);
  }
  collect_definitions(scenario);
  collect_payoffs(scenario);
  for (const OpenPayoff& payoff : open) {
    open_payoff(payoff);
  }
  // Metrics may name payoffs, so metrics are resolved after payoffs are known.
  resolve_definitions(true);
}

void Symbols::collect_names(const v1::Scenario& scenario) {
  for (int a = 0; a < scenario.actors_size(); ++a) {
    const v1::Actor& actor = scenario.actors(a);
    actors_.push_back(actor.id());
    actor_index_.emplace(actor.id(), a);
    is_behavioural_.push_back(!actor.behaviour().empty());
    for (int l = 0; l < actor.levers_size(); ++l) {
      const v1::Lever& lever = actor.levers(l);
      LeverSymbol symbol{a, l, actor.id() + "." + lever.id(), {}, level_values(lever)};
      for (const v1::Level& level : lever.levels()) {
        symbol.levels.push_back(level.id());
        levers_of_level_[level.id()].push_back(symbol.name);
      }
      names_.push_back(symbol.name);
      lever_index_.emplace(symbol.name, static_cast<int>(levers_.size()));
      levers_.push_back(std::move(symbol));
    }
  }
  for (int p = 0; p < scenario.parameters_size(); ++p) {
    const v1::Parameter& parameter = scenario.parameters(p);
    parameters_.push_back(parameter.id());
    names_.push_back(parameter.id());
    parameter_index_.emplace(parameter.id(), p);
    is_boolean_parameter_.push_back(parameter.distribution().has_bernoulli());
  }
}

void Symbols::collect_definitions(const v1::Scenario& scenario) {
  const auto add =
      [&](const std::string& name, bool is_metric, int element, const std::string& value) {
        definition_index_.emplace(name, static_cast<int>(definitions_.size()));
        names_.push_back(name);
        definitions_.push_back({name, is_metric, element, "", false, {}});
        parsed_.push_back(parse_expression(value).root);
      };
  for (int q = 0; q < scenario.quantities_size(); ++q) {
    add(scenario.quantities(q).id(), false, q, scenario.quantities(q).value());
  }
  for (int m = 0; m < scenario.metrics_size(); ++m) {
    add(scenario.metrics(m).id(), true, m, scenario.metrics(m).value());
  }
  std::vector<std::set<int>> references(definitions_.size());
  for (std::size_t i = 0; i < definitions_.size(); ++i) {
    if (parsed_[i]) {
      collect_references(*parsed_[i], *this, references[i]);
    }
  }
  order_ = resolution_order(references);
  std::vector<bool> is_resolved(definitions_.size(), false);
  for (const int i : order_) {
    is_resolved[static_cast<std::size_t>(i)] = true;
  }
  for (std::size_t i = 0; i < definitions_.size(); ++i) {
    if (!is_resolved[i]) {
      definitions_[i].cycle =
          describe_cycle(static_cast<int>(i), references, is_resolved, definitions_);
    }
  }
  resolve_definitions(false);
}

void Symbols::resolve_definitions(bool metrics) {
  for (const int i : order_) {
    Definition& definition = definitions_[static_cast<std::size_t>(i)];
    const auto& parsed = parsed_[static_cast<std::size_t>(i)];
    if (definition.is_metric == metrics && parsed) {
      definition.resolution = resolve_expression(*parsed, *this, {.payoffs = metrics});
      definition.is_usable = definition.resolution.errors.empty();
    }
  }
}

void Symbols::collect_payoffs(const v1::Scenario& scenario) {
  for (const v1::Actor& actor : scenario.actors()) {
    auto& terms = payoffs_.emplace_back();
    Mentions& all = payoff_mentions_.emplace_back();
    for (const v1::PayoffTerm& term : actor.payoff()) {
      const Resolution value = resolve_text(term.value(), *this, {});
      const Resolution when =
          resolve_text(term.when().empty() ? "1" : term.when(), *this, {.boolean = true});
      if (value.errors.empty() && when.errors.empty()) {
        Mentions mentions = value.mentions;
        merge_mentions(when.mentions, mentions);
        merge_mentions(mentions, all);
        terms.push_back({value.root, when.root, std::move(mentions)});
      }
    }
    for (const v1::PayoffTable& table : actor.payoff_tables()) {
      collect_payoff_table(static_cast<int>(payoffs_.size()) - 1, table);
    }
  }
}

void Symbols::collect_payoff_table(int actor, const v1::PayoffTable& table) {
  const std::optional<TableLayout> layout = table_layout(table, *this);
  if (!layout) {
    return;
  }
  ResolvedNode node;
  node.kind = NodeKind::table;
  node.index = static_cast<int>(payoff_tables_.size());
  node.arguments.resize(layout->num_cells);  // The constant 0 where no row is.
  Mentions mentions{.levers = layout->levers};
  for (int r = 0; r < table.rows_size(); ++r) {
    const std::optional<std::size_t> cell = layout->cell(table.rows(r), *this);
    Resolution value =
        resolve_text(table.rows(r).value(), *this, {.levers = Allowed::Levers::none});
    if (!cell || !value.errors.empty()) {
      return;
    }
    merge_mentions(value.mentions, mentions);
    node.arguments[*cell] = std::move(value.root);
  }
  ResolvedNode always;
  always.value = 1.0;
  const auto a = static_cast<std::size_t>(actor);
  merge_mentions(mentions, payoff_mentions_[a]);
  payoffs_[a].push_back({std::move(node), std::move(always), std::move(mentions)});
  payoff_tables_.push_back({actor, layout->levers});
}

void Symbols::open_payoff(const OpenPayoff& open) {
  const int actor = find_actor(open.actor);
  if (actor < 0) {
    throw InvalidArgument(fmt::format(
        "open payoffs: there is no actor '{}'; {}", open.actor, name_hint(open.actor, actors_)));
  }
  if (is_behavioural(actor)) {
    throw InvalidArgument(
        fmt::format("open payoffs: actor '{}' has a behaviour, and so no payoff", open.actor));
  }
  if (std::any_of(open_tables_.begin(), open_tables_.end(), [&](const OpenTableSymbol& table) {
        return table.actor == actor;
      })) {
    throw InvalidArgument(fmt::format("open payoffs: actor '{}' is named twice", open.actor));
  }
  const auto a = static_cast<std::size_t>(actor);
  payoffs_[a].clear();
  payoff_mentions_[a] = {};
  payoff_mentions_[a].parameters = true;
  for (const std::vector<std::string>& levers : open.tables) {
    add_open_table(actor, open_scope(levers), false);
  }
  if (open.tables.empty()) {
    std::vector<int> all(levers_.size());
    std::iota(all.begin(), all.end(), 0);
    add_open_table(actor, std::move(all), true);
  }
}

std::vector<int> Symbols::open_scope(const std::vector<std::string>& levers) const {
  std::vector<int> scope;
  for (const std::string& name : levers) {
    const int lever = find_lever(name);
    if (lever < 0) {
      throw InvalidArgument(fmt::format(
          "open payoffs: there is no lever '{}'; {}", name, name_hint(name, lever_names())));
    }
    if (!scope.empty() && lever <= scope.back()) {
      throw InvalidArgument(
          fmt::format("open payoffs: a table's levers must be different and in the scenario's "
                      "order, got {}",
                      fmt::join(levers, ", ")));
    }
    scope.push_back(lever);
  }
  return scope;
}

void Symbols::add_open_table(int actor, std::vector<int> levers, bool is_over_strategies) {
  const auto a = static_cast<std::size_t>(actor);
  const double num_cells = num_combinations(levers, *this);
  if (num_cells > kMaxOpenCells ||
      static_cast<double>(num_open_values_) + num_cells > kMaxOpenCells) {
    throw InvalidArgument(
        fmt::format("open payoffs: a table of actor '{}' has {:.6g} cells; at most 2^20 fit into "
                    "all tables: name the levers that the payoff depends on, as a sum of tables",
                    actors_[a],
                    num_cells));
  }
  Mentions mentions{.levers = levers, .parameters = true};
  merge_mentions(mentions, payoff_mentions_[a]);
  ResolvedNode node;
  node.kind = NodeKind::open_table;
  node.index = static_cast<int>(open_tables_.size());
  ResolvedNode always;
  always.value = 1.0;
  payoffs_[a].push_back({std::move(node), std::move(always), std::move(mentions)});
  const auto count = static_cast<std::size_t>(num_cells);
  open_tables_.push_back({.actor = actor,
                          .levers = std::move(levers),
                          .is_over_strategies = is_over_strategies,
                          .first_value = num_open_values_,
                          .num_values = count});
  num_open_values_ += count;
}

int Symbols::find_actor(std::string_view name) const {
  return find_in(actor_index_, name);
}
int Symbols::find_parameter(std::string_view name) const {
  return find_in(parameter_index_, name);
}
int Symbols::find_lever(std::string_view name) const {
  return find_in(lever_index_, name);
}
int Symbols::find_definition(std::string_view name) const {
  return find_in(definition_index_, name);
}

std::vector<std::string> Symbols::levers_with_level(std::string_view level) const {
  const auto found = levers_of_level_.find(level);
  return found == levers_of_level_.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> Symbols::lever_names() const {
  std::vector<std::string> names;
  for (const LeverSymbol& lever : levers_) {
    names.push_back(lever.name);
  }
  return names;
}

double num_combinations(const std::vector<int>& levers, const Symbols& symbols) {
  double product = 1.0;
  for (const int lever : levers) {
    product *= static_cast<double>(symbols.num_levels(lever));
  }
  return product;
}

}  // namespace demarche
