// SPDX-License-Identifier: MIT
// Every payoff term of the flagship has the sign that its name and its rationale say.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "demarche/simulate/draw_table.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

enum class Sign { gain, loss, either };

// One line a term: a term that is missing here fails, as does one that is no longer there.
const std::map<std::string, Sign> kSigns = {
    {"us_peace", Sign::gain},
    {"us_abandon", Sign::loss},
    {"us_war_burden", Sign::loss},
    {"us_terms_fought", Sign::loss},
    {"us_relief_taste", Sign::either},
    {"us_terms_taste", Sign::either},
    {"us_relief_fought", Sign::loss},
    {"us_relief_wedge", Sign::gain},
    {"us_relief_leverage", Sign::loss},
    {"us_opening_business", Sign::gain},
    {"us_opening_reception", Sign::gain},
    {"us_opening_war", Sign::loss},
    {"us_opening_fought", Sign::loss},
    {"us_refocus_rivalry", Sign::either},
    {"us_refocus_thaw", Sign::gain},
    {"us_refocus_peace", Sign::gain},
    {"us_refocus_shift", Sign::gain},
    {"us_refocus_deterred", Sign::loss},
    {"us_refocus_alarmed", Sign::gain},
    {"us_refocus_racing", Sign::gain},
    {"us_refocus_leaks", Sign::loss},
    {"us_shift_saving", Sign::gain},
    {"us_shift_cohesion", Sign::loss},
    {"us_shift_fought", Sign::loss},
    {"us_shift_anchor", Sign::gain},
    {"us_parity", Sign::loss},
    {"us_inertia", Sign::loss},
    {"russia_recovery_relief", Sign::gain},
    {"russia_recovery_opening", Sign::gain},
    {"russia_recovery_war", Sign::either},
    {"russia_recovery_demobilisation", Sign::loss},
    {"russia_security_settlement", Sign::gain},
    {"russia_security_advance", Sign::either},
    {"russia_security_us_backing", Sign::loss},
    {"russia_security_eu_backing", Sign::loss},
    {"russia_security_split", Sign::gain},
    {"russia_security_rearmament", Sign::loss},
    {"russia_prestige_settlement", Sign::gain},
    {"russia_prestige_concession", Sign::loss},
    {"russia_prestige_war", Sign::either},
    {"russia_space_talks", Sign::gain},
    {"russia_space_relief", Sign::gain},
    {"russia_space_seat", Sign::gain},
    {"russia_space_estranged", Sign::loss},
    {"russia_tilt_premium", Sign::gain},
    {"russia_tilt_trust", Sign::either},
    {"russia_partner", Sign::gain},
    {"russia_junior", Sign::loss},
    {"russia_courted", Sign::gain},
    {"russia_suspected", Sign::loss},
    {"russia_stranded", Sign::loss},
    {"russia_mediated", Sign::gain},
    {"russia_inertia", Sign::loss},
    {"china_partner", Sign::gain},
    {"china_rear", Sign::gain},
    {"china_rebuffed", Sign::loss},
    {"china_exposed", Sign::loss},
    {"china_initiative", Sign::loss},
    {"china_outreach_autonomy", Sign::gain},
    {"china_outreach_trade", Sign::gain},
    {"china_outreach_cee", Sign::gain},
    {"china_outreach_tax", Sign::loss},
    {"china_outreach_suspicion", Sign::loss},
    {"china_outreach_price", Sign::loss},
    {"china_deterrence_value", Sign::either},
    {"china_contained", Sign::loss},
    {"china_crisis", Sign::loss},
    {"china_crowding", Sign::loss},
    {"china_race_parity", Sign::gain},
    {"china_race_exhaustion", Sign::loss},
    {"china_race_pressed", Sign::gain},
    {"china_patience", Sign::gain},
    {"china_mediate_standing", Sign::gain},
    {"china_mediate_friction", Sign::loss},
    {"china_mediate_europe", Sign::gain},
    {"china_inertia", Sign::loss},
    {"eu_autonomy_shift", Sign::gain},
    {"eu_autonomy_resentment", Sign::gain},
    {"eu_autonomy_cost", Sign::loss},
    {"eu_autonomy_losses", Sign::gain},
    {"eu_autonomy_helped", Sign::gain},
    {"eu_engage_trade", Sign::gain},
    {"eu_engage_autonomy", Sign::gain},
    {"eu_engage_derisk", Sign::loss},
    {"eu_engage_displeasure", Sign::loss},
    {"eu_engage_russia", Sign::loss},
    {"eu_engage_mediator", Sign::gain},
    {"eu_support_war", Sign::gain},
    {"eu_support_gap", Sign::gain},
    {"eu_support_kyiv", Sign::gain},
    {"eu_support_cost", Sign::loss},
    {"eu_settled", Sign::loss},
    {"eu_peace", Sign::gain},
    {"eu_inertia", Sign::loss},
    {"cee_coop_full", Sign::gain},
    {"cee_coop_trade", Sign::gain},
    {"cee_coop_insured", Sign::gain},
    {"cee_coop_memory", Sign::loss},
    {"cee_coop_russia", Sign::loss},
    {"cee_coop_patron", Sign::loss},
    {"cee_coop_cover", Sign::gain},
    {"cee_lean_shift", Sign::gain},
    {"cee_lean_terms", Sign::gain},
    {"cee_lean_guarantee", Sign::loss},
    {"cee_lean_europe", Sign::gain},
    {"cee_lean_resolve", Sign::gain},
    {"cee_settled", Sign::loss},
    {"cee_inertia", Sign::loss},
    {"ukraine_peace", Sign::gain},
    {"ukraine_terms_loss", Sign::loss},
    {"ukraine_us_backing", Sign::gain},
    {"ukraine_eu_backing", Sign::gain},
    {"ukraine_congress", Sign::gain},
    {"ukraine_guarantee", Sign::gain},
    {"ukraine_pride", Sign::loss},
    {"ukraine_mediated", Sign::gain},
    {"ukraine_inertia", Sign::loss},
    {"opposition_partisan", Sign::either},
    {"opposition_terms", Sign::gain},
    {"opposition_relief", Sign::gain},
    {"opposition_industry", Sign::gain},
    {"opposition_alliance", Sign::gain},
    {"opposition_refocus", Sign::loss},
    {"opposition_consent", Sign::loss},
    {"opposition_outcome", Sign::loss},
    {"opposition_inertia", Sign::loss},
};

TEST(GreatReversalSigns, AreThoseOfTheRationales) {
  const Model model = testing::held("great_reversal");
  const Symbols symbols(model.scenario);
  std::map<std::string, double> least;
  std::map<std::string, double> most;
  std::mt19937_64 random(7);
  constexpr std::uint64_t kDraws = 400;
  const DrawTable draws = replay_draws(model, {.seed = 1}, 0, kDraws);
  const auto num_parameters = static_cast<std::size_t>(model.scenario.parameters_size());
  for (std::size_t d = 0; d < kDraws; ++d) {
    const std::span<const double> parameters(&draws.parameters[d * num_parameters], num_parameters);
    for (int profile = 0; profile < 20; ++profile) {
      std::vector<int> levels;
      for (const auto& actor : model.scenario.actors()) {
        for (const auto& lever : actor.levers()) {
          levels.push_back(std::uniform_int_distribution<int>(0, lever.levels_size() - 1)(random));
        }
      }
      Evaluator evaluator(symbols, parameters, levels);
      for (int a = 0; a < model.scenario.actors_size(); ++a) {
        for (int t = 0; t < model.scenario.actors(a).payoff_size(); ++t) {
          const double value =
              evaluator.payoff_term(symbols.payoff(a)[static_cast<std::size_t>(t)]);
          const std::string& id = model.scenario.actors(a).payoff(t).id();
          least[id] = std::min(least[id], value);
          most[id] = std::max(most[id], value);
        }
      }
    }
  }

  EXPECT_EQ(least.size(), kSigns.size());
  for (const auto& [id, low] : least) {
    ASSERT_TRUE(kSigns.contains(id)) << id << " has no line in the table";
    const Sign sign = kSigns.at(id);
    EXPECT_EQ(most.at(id) > 0.0, sign != Sign::loss) << id;
    EXPECT_EQ(low < 0.0, sign != Sign::gain) << id;
  }
}

}  // namespace
}  // namespace demarche
