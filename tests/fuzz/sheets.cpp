// SPDX-License-Identifier: MIT
// Applies sheets of parameters to a scenario.
#include <google/protobuf/util/message_differencer.h>

#include "demarche/scenario/parameter_sheet.hpp"
#include "fuzz/scenario.hpp"

namespace {

/// Two parameters, one of which has experts.
constexpr auto kScenario = R"(id: "s" sources { document: "none" }
documents { id: "brief" citation: "b" }
actors { id: "a" levers { id: "act" levels { id: "no" } levels { id: "yes" } }
  payoff { id: "p" value: "(prize + loss) * a.act" } }
parameters { id: "prize" name: "Prize" unit: "EUR" sources { document: "brief" paragraphs: "P1" }
  distribution { quantiles { at { p: 0.05 value: 0.5 } at { p: 0.5 value: 1 } at { p: 0.95 value: 4 }
    low: 0 family: "jqpd" } } }
parameters { id: "loss"
  experts { id: "anna" weight: 2 distribution { pert { low: 0 mode: 1 high: 3 } } }
  experts { id: "ben" weight: 1 distribution { uniform { low: 1 high: 2 } } } }
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  using google::protobuf::util::MessageDifferencer;
  fuzz::require_silent_protobuf();
  static const v1::Scenario kBefore = parse_scenario(kScenario, "s.txtpb").value().scenario;
  const std::string_view text = fuzz::text_of(data, size);
  const CompiledScenario applied = apply_parameter_csv(kBefore, text, "sheet.csv");
  fuzz::require_sound(applied, text);
  if (!applied.model) {
    return 0;
  }
  const v1::Scenario& after = applied.model->scenario;
  const SheetCells cells = parameter_sheet(after);
  const CompiledScenario again = apply_parameter_csv(after, sheet_csv(cells), "again.csv");
  fuzz::require(again.model.has_value(),
                "a sheet that is written can be read",
                again.problems.empty() ? "" : again.problems.front().to_string());
  fuzz::require(MessageDifferencer::Equals(again.model->scenario, after),
                "a sheet that nobody changed changes nothing",
                format_scenario(again.model->scenario) + format_scenario(after));
  return 0;
}
