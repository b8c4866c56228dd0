// SPDX-License-Identifier: MIT
#include "scenario/compile/model_compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "scenario/compile/digest.hpp"
#include "scenario/compile/open_tables.hpp"
#include "scenario/compile/tables.hpp"
#include "scenario/language/answer_kind.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/field_path.hpp"

namespace demarche {
namespace {

class ModelCompiler {
 public:
  ModelCompiler(const v1::Scenario& scenario,
                std::span<const OpenPayoff> open,
                Symbols symbols,
                StrategySets strategies)
      : scenario_(scenario),
        symbols_(std::move(symbols)),
        strategies_(std::move(strategies)),
        open_tables_(make_open_tables(symbols_, strategies_)),
        tables_(symbols_, open_rows(open_tables_)) {
    model_.open_payoffs.assign(open.begin(), open.end());
  }

  Model run() {
    model_.digest = scenario_digest(scenario_);
    model_.status_quo = symbols_.status_quo();
    for (std::size_t l = 0; l < model_.status_quo.size(); ++l) {
      if (symbols_.fixed()[l] >= 0) {  // Dynamics start from what actors can do.
        model_.status_quo[l] = symbols_.fixed()[l];
      }
    }
    for (const LeverSymbol& lever : symbols_.levers()) {
      model_.variables.push_back({lever.actor, lever.lever, lever.values});
      model_.shape.variable_sizes.push_back(static_cast<int>(lever.levels.size()));
    }
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      add_player(a);
    }
    model_.shape.num_cells = tables_.num_rows();
    add_precisions();
    add_queries();
    for (int c = 0; c < scenario_.claims_size(); ++c) {
      add_claim(c);
    }
    for (int s = 0; s < scenario_.option_sets_size(); ++s) {
      add_option_set(s);
    }
    for (int e = 0; e < scenario_.evidence_size(); ++e) {
      add_evidence(e);
    }
    here_ = {};
    model_.program = tables_.program();
    model_.open_tables = std::move(open_tables_);
    assert(is_consistent());
    return std::move(model_);
  }

  /// The field that is being compiled.
  [[nodiscard]] const FieldPath& here() const noexcept { return here_; }

 private:
  const ResolvedNode& resolved(const std::string& text) {
    const auto [found, is_new] = resolved_.emplace(text, nullptr);
    if (is_new) {
      found->second = &nodes_.emplace_back(resolve_text(text, symbols_, {.payoffs = true}).root);
    }
    return *found->second;
  }

  void add_player(int a) {
    const v1::Actor& actor = scenario_.actors(a);
    FactoredPlayer player;
    player.name = actor.name().empty() ? actor.id() : actor.name();
    for (std::size_t v = 0; v < model_.variables.size(); ++v) {
      if (model_.variables[v].actor == a) {
        player.variables.push_back(static_cast<int>(v));
      }
    }
    player.strategies = strategies_[static_cast<std::size_t>(a)].with(fixed_levels(a, symbols_));
    if (actor.behaviour().empty()) {
      here_ = {{"actors", a}, {"payoff", 0}};
      const auto pieces = tables_.splitter().split_payoff(a);
      for (const CellTable& table : tables_.fold(group_pieces(pieces, symbols_))) {
        player.payoff.push_back(tables_.place(table));
      }
    } else {
      here_ = {{"actors", a}, {"behaviour"}};
      player.behaviour.push_back(tables_.place(whole(resolved(actor.behaviour()))));
    }
    model_.shape.players.push_back(std::move(player));
  }

  /// One table over all levers that the node mentions.
  CellTable whole(const ResolvedNode& node) {
    const std::vector<int>& scope = tables_.splitter().scope(node);
    return tables_.fold(scope, {{1.0, {&node}, {}, {}, scope}});
  }

  std::size_t add_row(const std::string& text) {
    return tables_.place(whole(resolved(text))).first_cell;
  }

  void add_precisions() {
    const std::string& common = scenario_.defaults().precision();
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      const std::string& own = scenario_.actors(a).precision();
      here_ = own.empty() ? FieldPath{{"defaults"}, {"precision"}}
                          : FieldPath{{"actors", a}, {"precision"}};
      model_.precision_rows.push_back(add_row(!own.empty() ? own : common.empty() ? "1" : common));
    }
  }

  /// The tables whose sum is the value of an expression.
  const std::vector<CellTable>& tables_of(const std::string& text) {
    const auto found = query_tables_.find(text);
    if (found != query_tables_.end()) {
      return found->second;
    }
    const auto pieces = tables_.splitter().split(resolved(text));
    return query_tables_.emplace(text, tables_.fold(group_pieces(pieces, symbols_))).first->second;
  }

  int add_query(const std::vector<CellTable>& parts,
                int intervention = -1,
                bool is_commitment = false) {
    Query query;
    query.intervention = intervention;
    query.is_commitment = is_commitment;
    for (const CellTable& part : parts) {
      FactorTable table = tables_.place(part);
      const auto [found, is_new] = table_ids_.emplace(std::pair(table.scope, table.first_cell),
                                                      static_cast<int>(model_.query_tables.size()));
      if (is_new) {
        model_.query_tables.push_back(std::move(table));
      }
      query.tables.push_back(found->second);
    }
    const auto [found, is_new] =
        query_ids_.emplace(std::tuple(query.tables, intervention, is_commitment),
                           static_cast<int>(model_.queries.size()));
    if (is_new) {
      model_.queries.push_back(std::move(query));
    }
    return found->second;
  }

  void add_queries() {
    for (int o = 0; o < scenario_.outcomes_size(); ++o) {
      here_ = {{"outcomes", o}, {"event"}};
      model_.outcomes.push_back(add_query(tables_of(scenario_.outcomes(o).event())));
    }
    for (int m = 0; m < scenario_.metrics_size(); ++m) {
      here_ = {{"metrics", m}, {"value"}};
      model_.metrics.push_back(add_query(tables_of(scenario_.metrics(m).value())));
    }
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      here_ = {{"actors", a}, {"payoff", 0}};
      const bool is_strategic = scenario_.actors(a).behaviour().empty();
      const std::string payoff = fmt::format("payoff({})", scenario_.actors(a).id());
      model_.payoffs.push_back(is_strategic ? add_query(tables_of(payoff)) : -1);
    }
  }

  int add_fixed_query(const std::string& value,
                      const std::vector<int>& levers,
                      const std::vector<int>& levels,
                      bool is_commitment) {
    if (levers.empty()) {  // Nobody commits to anything.
      return add_query(tables_of(value));
    }
    return add_query(tables_.fix(tables_of(value), levers, levels),
                     add_intervention(levers, levels),
                     is_commitment);
  }

  int add_intervention(const std::vector<int>& levers, const std::vector<int>& levels) {
    std::map<int, int> level_of;
    for (std::size_t k = 0; k < levers.size(); ++k) {
      level_of.emplace(levers[k], levels[k]);
    }
    const auto [found, is_new] =
        intervention_ids_.emplace(level_of, static_cast<int>(model_.interventions.size()));
    if (is_new) {
      model_.interventions.push_back({levers, levels});
    }
    return found->second;
  }

  void add_claim(int c) {
    const v1::Claim& claim = scenario_.claims(c);
    ClaimModel model;
    if (claim.has_event()) {
      here_ = {{"claims", c}, {"event"}};
      model.event = add_query(tables_of(claim.event()));
    }
    for (int k = 0; k < claim.comparisons().all_size(); ++k) {
      here_ = {{"claims", c}, {"comparisons"}, {"all", k}, {"value"}};
      model.comparisons.push_back(comparison(claim.comparisons().all(k)));
    }
    model_.claims.push_back(std::move(model));
  }

  ComparisonModel comparison(const v1::Comparison& comparison) {
    const std::string& value = comparison.value();
    const bool is_commitment = is_answered(comparison.answer());
    const ResolvedAssignments set = resolve_assignments(comparison.set(), symbols_);
    ComparisonModel model;
    model.set = add_fixed_query(value, set.levers, set.levels, is_commitment);
    for (const std::string& against : comparison.against()) {
      const ResolvedAssignments other = against_assignments(against, comparison.answer(), symbols_);
      model.against.push_back(add_fixed_query(value, other.levers, other.levels, is_commitment));
    }
    if (comparison.against().empty()) {
      for (const auto& levels : feasible_options(set.levers, symbols_, strategies_)) {
        if (levels != set.levels) {
          model.against.push_back(add_fixed_query(value, set.levers, levels, is_commitment));
        }
      }
    }
    model.by_row = add_row(comparison.by().empty() ? "0" : comparison.by());
    return model;
  }

  void add_option_set(int s) {
    const v1::OptionSet& set = scenario_.option_sets(s);
    here_ = {{"option_sets", s}, {"value"}};
    OptionSetModel model;
    for (const std::string& lever : set.levers()) {
      model.variables.push_back(symbols_.find_lever(lever));
    }
    model.levels = feasible_options(model.variables, symbols_, strategies_);
    for (const std::vector<int>& levels : model.levels) {
      model.values.push_back(add_fixed_query(set.value(), model.variables, levels, false));
    }
    if (is_answered(set.answer())) {
      for (const std::vector<int>& levels : model.levels) {
        model.answered.push_back(add_fixed_query(set.value(), model.variables, levels, true));
      }
    }
    model_.option_sets.push_back(std::move(model));
  }

  void add_evidence(int e) {
    const v1::Evidence& item = scenario_.evidence(e);
    here_ = {{"evidence", e}, {"likelihood"}};
    const ResolvedNode& likelihood = resolved(item.likelihood());
    EvidenceModel model;
    model.likelihood = tables_.place(whole(likelihood));
    model.strength = item.has_strength() ? item.strength() : 1.0;
    model.is_observed = !item.date().empty();
    const Interval bound = bound_expression(likelihood,
                                            symbols_,
                                            parameter_supports(scenario_, symbols_),
                                            std::vector<int>(symbols_.levers().size(), -1));
    model.most = std::pow(std::max(bound.high, 0.0), model.strength);
    model_.evidence.push_back(std::move(model));
  }

  /// Whether every cell, table and query that the model refers to exists.
  [[nodiscard]] bool is_consistent() const {
    const auto has_rows = [&](const FactorTable& table) {
      return table.first_cell + table.num_cells <= model_.program.num_cells();
    };
    const auto has_tables = [&](const Query& query) {
      return std::all_of(query.tables.begin(), query.tables.end(), [&](int table) {
        return static_cast<std::size_t>(table) < model_.query_tables.size();
      });
    };
    const auto is_query = [&](int query) {
      return query < static_cast<int>(model_.queries.size());
    };
    return model_.shape.num_cells <= model_.program.num_cells() &&
           std::all_of(model_.query_tables.begin(), model_.query_tables.end(), has_rows) &&
           std::all_of(model_.queries.begin(), model_.queries.end(), has_tables) &&
           std::all_of(model_.outcomes.begin(), model_.outcomes.end(), is_query) &&
           std::all_of(model_.metrics.begin(), model_.metrics.end(), is_query) &&
           std::all_of(model_.payoffs.begin(), model_.payoffs.end(), is_query) &&
           model_.precision_rows.size() == model_.shape.num_players();
  }

  const v1::Scenario& scenario_;
  Symbols symbols_;
  StrategySets strategies_;
  std::map<std::string, const ResolvedNode*> resolved_;
  std::deque<ResolvedNode> nodes_;  // Pieces point to these nodes.
  std::vector<OpenTable> open_tables_;
  TableCompiler tables_;
  std::map<std::string, std::vector<CellTable>> query_tables_;
  std::map<std::pair<std::vector<int>, std::size_t>, int> table_ids_;
  // By tables, intervention and whether it is a commitment.
  std::map<std::tuple<std::vector<int>, int, bool>, int> query_ids_;
  std::map<std::map<int, int>, int> intervention_ids_;  // By the levels of levers.
  FieldPath here_;
  Model model_;
};

}  // namespace

Model compile_model(const v1::Scenario& scenario,
                    std::span<const OpenPayoff> open,
                    Symbols symbols,
                    StrategySets strategies) {
  ModelCompiler compiler(scenario, open, std::move(symbols), std::move(strategies));
  try {
    return compiler.run();
  } catch (LimitExceeded& limit) {
    throw FieldProblem{compiler.here(), 0, std::move(limit.message)};
  }
}

}  // namespace demarche
