// SPDX-License-Identifier: MIT
#include "demarche/report/options_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "demarche/analyze/options_study.hpp"
#include "demarche/core/error.hpp"
#include "report/text.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Result studied(const Model& model) {
  const RunSettings settings{.draws = 256};
  v1::Result result = run(model, settings);
  add_option_studies(model, settings, {}, result);
  return result;
}

TEST(OptionsText, HasTablesOfBothAnswers) {
  const Model model = testing::bundled("port");
  const std::string text = options_text(studied(model), model.scenario);

  EXPECT_THAT(text,
              AllOf(HasSubstr("in the first 256 draws, solved again."),
                    HasSubstr("\nHow large a rebate (rebates), while the others do not answer\n"),
                    HasSubstr("\nHow large a rebate (rebates), which the others answer\n"),
                    ContainsRegex("rank +mean +change +enough +rules +one change\n"),
                    ContainsRegex("None \\(status quo\\) +3  +0.[0-9]+ +0[.0]* +100 % +[0-9]+ "),
                    HasSubstr("\n  Preferred by rule (mean agreement on the order "),
                    HasSubstr("laplace"),
                    ContainsRegex("\n +port +railway\n"),
                    ContainsRegex("is better than .* of draws")));
}

TEST(OptionsText, FitsNarrowTerminals) {
  const Model model = testing::held("great_reversal");
  const v1::Result result = studied(model);
  for (const std::size_t width : {60U, 80U, 100U}) {
    std::istringstream lines(options_text(result, model.scenario, {.width = width}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(text_width(line), width) << line;
    }
  }
}

TEST(OptionsText, ShowsTheFirstOptionsAndTheStatusQuo) {
  const Model model = testing::held("great_reversal");
  const std::string text =
      options_text(studied(model), model.scenario, {.of = {"principle_bundles"}, .num_options = 2});

  EXPECT_THAT(text,
              AllOf(HasSubstr(" more\n"), HasSubstr("(status quo)"), Not(HasSubstr("role_"))));
}

TEST(OptionsText, IsRefusedWithoutStudies) {
  const Model model = testing::bundled("port");
  EXPECT_THROW((void)options_text({}, model.scenario), InvalidArgument);
  const v1::Result result = studied(model);
  EXPECT_THROW((void)options_text(result, model.scenario, {.of = {"rebate"}}), InvalidArgument);
  EXPECT_THROW((void)options_text(result, model.scenario, {.num_options = 0}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
