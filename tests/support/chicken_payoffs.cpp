// SPDX-License-Identifier: MIT
#include "support/chicken_payoffs.hpp"

#include <cstddef>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "support/scenarios.hpp"

namespace demarche::testing {
namespace {

/// The cells of one side. A side that stands firm alone wins what the other one loses.
void fill(const PayoffBlock& out,
          std::size_t table,
          bool is_north,
          std::span<const double> prize,
          std::span<const double> war_cost) {
  const std::size_t stand_alone = is_north ? 2 : 1;
  for (std::size_t draw = 0; draw < out.num_draws; ++draw) {
    out.cell(table, 0)[draw] = 0.0;
    out.cell(table, stand_alone)[draw] = prize[draw];
    out.cell(table, 3 - stand_alone)[draw] = -prize[draw];
    out.cell(table, 3)[draw] = -war_cost[draw];
  }
}

void fill_south(const ParameterBlock& in, const PayoffBlock& out, std::size_t table) {
  std::vector<double> prize(in.num_draws);
  for (std::size_t draw = 0; draw < in.num_draws; ++draw) {
    prize[draw] = in[1][draw] * in[0][draw];
  }
  fill(out, table, false, prize, in[3]);
}

}  // namespace

Model open_chicken() {
  const Model model = bundled("chicken");
  return compile(model.scenario, all_payoffs_open(model.scenario)).value();
}

CustomPayoffs chicken_payoffs(const std::string& name) {
  return {.name = name, .compute = [](const ParameterBlock& in, const PayoffBlock& out) {
            fill(out, 0, true, in[0], in[2]);
            fill_south(in, out, 1);
          }};
}

CustomPayoffs south_payoffs() {
  return {.name = "south by hand", .compute = [](const ParameterBlock& in, const PayoffBlock& out) {
            fill_south(in, out, 0);
          }};
}

CustomMetric num_firm(const std::string& name) {
  return {.name = name, .evaluate = [](const SolvedDraws& draws, std::span<double> values) {
            for (std::size_t draw = 0; draw < values.size(); ++draw) {
              values[draw] = draws.level(0)[draw] + draws.level(1)[draw];
            }
          }};
}

}  // namespace demarche::testing
