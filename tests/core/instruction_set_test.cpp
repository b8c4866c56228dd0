// SPDX-License-Identifier: MIT
#include "demarche/core/instruction_set.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class InstructionSet : public ::testing::Test {
 protected:
  ~InstructionSet() override { use_instruction_set("best"); }
};

TEST_F(InstructionSet, ASetIsInUseOnceItIsAskedFor) {
  const auto all = instruction_sets();
  ASSERT_THAT(all, Contains("baseline"));
  EXPECT_FALSE(instruction_set().empty());

  use_instruction_set("baseline");
  EXPECT_EQ(instruction_set(), "baseline");

  use_instruction_set("best");
  EXPECT_EQ(instruction_set(), all.back());
}

TEST_F(InstructionSet, AnotherNameIsAnsweredWithThoseThereAre) {
  EXPECT_THAT([] { use_instruction_set("mmx"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("there are best, baseline")));
}

/// Uniform numbers are whole words shifted: the same everywhere.
TEST_F(InstructionSet, UniformNumbersAreTheSameToTheBit) {
  const auto design = make_monte_carlo(5, Purpose::parameters);
  const std::vector<std::uint64_t> streams = {0, 1, stream_of("x")};
  std::vector<double> first;
  for (const auto& name : instruction_sets()) {
    use_instruction_set(name);
    std::vector<double> uniforms(streams.size() * kBlockLanes);
    design->fill_block(10'000 * kBlockLanes, streams, uniforms.data());
    first = first.empty() ? uniforms : first;
    EXPECT_EQ(uniforms, first) << name;
  }
}

/// Everything after them may differ by rounding, so summaries agree closely; and each set repeats
/// its own bits.
TEST_F(InstructionSet, SummariesAgree) {
  for (const auto& [scenario, concept_name] :
       {std::pair("great_reversal", "qre"), std::pair("chicken", "nash")}) {
    const Model model = testing::held(scenario);
    const RunSettings settings{.concept_name = concept_name, .seed = 3, .draws = 2000};
    v1::Result first;
    for (const auto& name : instruction_sets()) {
      use_instruction_set(name);
      const auto result = run(model, settings);
      EXPECT_EQ(result.versions().at("simd"), name);
      EXPECT_TRUE(MessageDifferencer::Equals(run(model, settings), result)) << name;
      if (first.outcomes().empty()) {
        first = result;
      }
      for (int i = 0; i < result.metrics_size(); ++i) {
        EXPECT_NEAR(result.metrics(i).mean(), first.metrics(i).mean(), 1e-9) << name;
      }
      for (int i = 0; i < result.claims_size(); ++i) {
        EXPECT_NEAR(result.claims(i).mean(), first.claims(i).mean(), 1e-9) << name;
      }
      for (int i = 0; i < result.outcomes_size(); ++i) {
        EXPECT_NEAR(result.outcomes(i).mean(), first.outcomes(i).mean(), 1e-9) << name;
      }
    }
  }
}

}  // namespace
}  // namespace demarche
