// SPDX-License-Identifier: MIT
#include "support/random_scenario.hpp"

#include <fmt/format.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <string>
#include <vector>

namespace demarche::testing {
namespace {

template <class Element>
void label(Element& element, const std::string& id) {
  element.set_id(id);
  element.set_name(id);
  element.set_rationale("A random test.");
  element.add_sources()->set_document("none");
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : engine_(seed) {}

  v1::Scenario run() {
    label(scenario_, "random");
    for (int p = 0; p < 6; ++p) {
      add_parameter(p);
    }
    for (int a = 0; a < 3; ++a) {
      add_levers(a);
    }
    for (int q = 0; q < 4; ++q) {
      auto& quantity = *scenario_.add_quantities();
      label(quantity, fmt::format("q{}", q));
      quantity.set_value(number(3));
      quantities_.push_back(quantity.id());
    }
    for (int a = 0; a < 3; ++a) {
      add_payoff(a);
    }
    add_queries();
    return std::move(scenario_);
  }

 private:
  int below(int n) { return boost::random::uniform_int_distribution<int>(0, n - 1)(engine_); }
  const std::string& any(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

  void add_parameter(int p) {
    auto& parameter = *scenario_.add_parameters();
    label(parameter, fmt::format("p{}", p));
    if (p == 0) {
      parameter.mutable_distribution()->mutable_bernoulli()->set_probability(0.4);
    } else {
      auto& uniform = *parameter.mutable_distribution()->mutable_uniform();
      uniform.set_low(-1.0);
      uniform.set_high(2.0);
      parameters_.push_back(parameter.id());
    }
  }

  void add_levers(int a) {
    auto& actor = *scenario_.add_actors();
    label(actor, fmt::format("a{}", a));
    const int count = 1 + below(3);
    for (int l = 0; l < count; ++l) {
      auto& lever = *actor.add_levers();
      label(lever, fmt::format("l{}", l));
      const int num_levels = 2 + below(2);
      const bool is_valued = below(2) == 0;
      for (int k = 0; k < num_levels; ++k) {
        auto& level = *lever.add_levels();
        level.set_id(fmt::format("v{}", k));
        if (is_valued) {
          level.set_value(0.75 * k - 0.5);
        }
      }
      levers_.push_back(actor.id() + "." + lever.id());
    }
    if (count > 1 && below(2) == 0) {
      auto& rule = *actor.add_infeasible();
      rule.set_id("rule");
      rule.set_rationale("A random test.");
      rule.add_sources()->set_document("none");
      rule.set_when(fmt::format("{0}.l0 == v0 && {0}.l1 >= v1", actor.id()));
    }
  }

  void add_payoff(int a) {
    auto& actor = *scenario_.mutable_actors(a);
    const int count = 2 + below(4);
    for (int t = 0; t < count; ++t) {
      auto& term = *actor.add_payoff();
      label(term, fmt::format("t{}", t));
      term.set_value(number(4));
      if (below(3) == 0) {
        term.set_when(condition(2));
      }
    }
  }

  void add_queries() {
    auto& outcome = *scenario_.add_outcomes();
    label(outcome, "o");
    outcome.set_event(condition(3));
    auto& metric = *scenario_.add_metrics();
    label(metric, "m");
    metric.set_value(fmt::format("payoff(a0) - 0.5 * payoff(a1) + {}", number(2)));
    auto& set = *scenario_.add_option_sets();
    label(set, "s");
    set.set_value("payoff(a0) + m");
    set.add_levers(levers_.front());
    auto& claim = *scenario_.add_claims();
    label(claim, "c");
    claim.set_statement("A random test.");
    auto& comparison = *claim.mutable_comparisons()->add_all();
    comparison.set_value("m");
    comparison.set_set(levers_.back() + " = v0");
    comparison.set_by("0.1 * p1");
  }

  std::string number(int depth) {
    const int kind = depth == 0 ? below(4) : below(18);
    const auto inner = [&] { return number(depth - 1); };
    switch (kind) {
      case 0:
        return fmt::format("{}", below(9) / 4.0);
      case 1:
        return any(parameters_);
      case 2:
        return any(levers_);
      case 3:
        return quantities_.empty() ? "p1" : any(quantities_);
      case 4:
      case 5:
        return fmt::format("({} + {} - {})", inner(), inner(), inner());
      case 6:
      case 7:
        return fmt::format("({} * {})", inner(), inner());
      case 8:
        return fmt::format("({} / (1.5 + abs({})))", inner(), inner());
      case 9:
        return fmt::format("min({}, {}, 0.3)", inner(), inner());
      case 10:
        return fmt::format("max({}, -{})", inner(), inner());
      case 11:
        return fmt::format("exp(clamp({}, -2, 1.5))", inner());
      case 12:
        return fmt::format("log(0.5 + abs({}))", inner());
      case 13:
        return fmt::format("sqrt(abs({}))", inner());
      case 14:
        return fmt::format("pow(1 + abs({}), clamp({}, -1, 2))", inner(), inner());
      case 15:
        return fmt::format("logistic({})", inner());
      case 16:
        return fmt::format("if({}, {}, {})", condition(depth - 1), inner(), inner());
      default:
        return fmt::format("({}) * {}", condition(depth - 1), inner());
    }
  }

  std::string condition(int depth) {
    switch (depth <= 0 ? below(3) : below(7)) {
      case 0:
        return fmt::format(
            "{} {} v{}",
            any(levers_),
            std::vector<std::string>{"==", "!=", ">=", "<"}[static_cast<std::size_t>(below(4))],
            below(2));
      case 1:
        return fmt::format("{} > {}", any(parameters_), any(levers_));
      case 2:
        return "p0";
      case 3:
        return fmt::format("({} && {})", condition(depth - 1), condition(depth - 1));
      case 4:
        return fmt::format("({} || {})", condition(depth - 1), condition(depth - 1));
      case 5:
        return fmt::format("!({})", condition(depth - 1));
      default:
        return fmt::format("{} <= {}", number(depth - 1), number(depth - 1));
    }
  }

  boost::random::mt19937_64 engine_;
  v1::Scenario scenario_;
  std::vector<std::string> parameters_;
  std::vector<std::string> levers_;
  std::vector<std::string> quantities_;
};

}  // namespace

v1::Scenario random_scenario(std::uint64_t seed) {
  return Generator(seed).run();
}

}  // namespace demarche::testing
