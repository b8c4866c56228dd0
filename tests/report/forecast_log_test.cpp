// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <thread>

#include "demarche/core/error.hpp"
#include "demarche/report/forecast.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

constexpr auto kHeadings =
    "id,kind,scenario,question,date,resolves,probability,low,high,resolved,concept,seed,draws,"
    "digest\n";

class ForecastLog : public ::testing::Test {
 protected:
  ForecastLog()
      : folder_(std::filesystem::temp_directory_path() /
                (std::string("demarche_log_") +
                 ::testing::UnitTest::GetInstance()->current_test_info()->name())),
        path_(folder_ / "log.csv") {
    std::filesystem::create_directories(folder_);
    v1::Claim& claim = *scenario_.add_claims();
    claim.set_id("c1");
    claim.set_statement("Restraint,\nnot war");
    scenario_.add_outcomes()->set_id("war");
    v1::Result& result = *results_.add_results();
    result.set_scenario_id("chicken");
    result.set_scenario_digest("xxh128:1");
    result.set_draws_done(1000);
    result.set_is_complete(true);
    result.mutable_options()->set_solution_concept("nash");
    result.mutable_options()->set_seed(7);
    add(*result.add_claims(), "c1", 0.75);
    add(*result.add_outcomes(), "war", 0.125);
  }
  ~ForecastLog() override { std::filesystem::remove_all(folder_); }

  static void add(v1::Estimate& estimate, const std::string& id, double mean) {
    estimate.set_id(id);
    estimate.set_mean(mean);
    estimate.set_low(mean - 0.0625);
    estimate.set_high(mean + 0.0625);
    estimate.set_count(1000);
  }
  void write(const std::string& text) const { std::ofstream(path_) << text; }
  [[nodiscard]] std::string text() const {
    std::ifstream stream(path_);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  LoggedForecasts append() const { return append_forecasts(path_, results_, scenario_, dates_); }

  std::filesystem::path folder_;
  std::filesystem::path path_;
  v1::Scenario scenario_;
  v1::ConceptComparison results_;
  ForecastDates dates_ = {.stated = "2026-03-31", .resolves = "2026-12-31"};
};

TEST_F(ForecastLog, BeginsWithItsHeadings) {
  check_forecast_log(path_);
  const LoggedForecasts logged = append();

  EXPECT_EQ(logged.added, 2);
  EXPECT_EQ(logged.known, 0);
  EXPECT_EQ(text(),
            std::string(kHeadings) +
                "c1,claim,chicken,\"Restraint, not war\",2026-03-31,2026-12-31,0.75,0.6875,0.8125,,"
                "nash,7,1000,xxh128:1\n"
                "war,outcome,chicken,War,2026-03-31,2026-12-31,0.125,0.0625,0.1875,,nash,7,1000,"
                "xxh128:1\n");
}

TEST_F(ForecastLog, IsReadAsForecasts) {
  append();

  const ForecastFile file = read_forecasts(path_);

  EXPECT_TRUE(file.problems.empty());
  ASSERT_EQ(file.forecasts.size(), 2);
  EXPECT_EQ(file.forecasts[0].id, "chicken claim c1");
  EXPECT_EQ(file.forecasts[0].question, "Restraint, not war");
  EXPECT_EQ(file.forecasts[0].source, "nash");
  EXPECT_EQ(file.forecasts[1].probability, 0.125);
  EXPECT_EQ(file.forecasts[1].resolves, "2026-12-31");
  EXPECT_FALSE(file.forecasts[1].resolved.has_value());
}

/// Whoever fills in what happened, or has a spreadsheet write numbers anew, changes no key.
TEST_F(ForecastLog, NeverHasALineTwice) {
  results_.mutable_results(0)->mutable_claims(0)->set_mean(0.75000000000001);
  append();
  std::string filled = text();
  const std::string open = "0.75000000000001,0.6875,0.8125,,";
  filled.replace(filled.find(open), open.size(), "0.7500,0.7,0.8,1,");
  write(filled);

  const LoggedForecasts again = append();

  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.known, 2);
  EXPECT_EQ(text(), filled);
  dates_.stated = "2026-04-01";
  EXPECT_EQ(append().added, 2);
  results_.mutable_results(0)->set_scenario_digest("xxh128:2");
  EXPECT_EQ(append().added, 2);
  EXPECT_THAT(text(), StartsWith(filled));
}

/// The columns do not name what selects an equilibrium; such options change the probability alone.
TEST_F(ForecastLog, KeepsForecastsThatDifferInTheirProbabilitiesAlone) {
  results_.mutable_results(0)->mutable_options()->set_selection("uniform");
  EXPECT_EQ(append().added, 2);
  results_.mutable_results(0)->mutable_options()->set_selection("risk-dominant");
  results_.mutable_results(0)->mutable_claims(0)->set_mean(0.7501);
  results_.mutable_results(0)->mutable_outcomes(0)->set_mean(0.1251);

  EXPECT_EQ(append().added, 2);
  EXPECT_EQ(append().known, 2);
  EXPECT_EQ(read_forecasts(path_).forecasts.size(), 4);
}

TEST_F(ForecastLog, KeepsOrderAndSeparatorOfASpreadsheet) {
  write(
      "probability;id;kind;scenario;question;date;resolves;low;high;resolved;concept;seed;draws;"
      "digest\n0.5;old;claim;x;;2026-01-01;2026-12-31;;;1;nash;1;1;d");
  scenario_.mutable_claims(0)->set_statement("War; or peace, perhaps");

  EXPECT_EQ(append().added, 2);
  EXPECT_THAT(text(),
              HasSubstr(";nash;1;1;d\n0.75;c1;claim;chicken;\"War; or peace, perhaps\";2026"));
}

TEST_F(ForecastLog, LeavesOutWhatHasNoValue) {
  results_.mutable_results(0)->mutable_claims(0)->set_count(0);
  results_.mutable_results(0)->mutable_outcomes(0)->set_mean(
      std::numeric_limits<double>::quiet_NaN());

  const LoggedForecasts logged = append();

  EXPECT_EQ(logged.undefined, 2);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(ForecastLog, RefusesOtherFiles) {
  write(
      "id,kind,scenari,question,date,resolves,probability,low,high,resolved,seed,draws,digest,seed,"
      "mood\n");
  const auto problems = AllOf(HasSubstr("log.csv:1:9: a log of forecasts has no column 'scenari'; "
                                        "did you mean 'scenario'?"),
                              HasSubstr(": two columns are headed 'seed'"),
                              HasSubstr(": a log of forecasts has no column 'mood'"),
                              HasSubstr("log.csv:1:1: this is no log of forecasts: there is no "
                                        "column scenario, concept"));
  EXPECT_THAT([&] { check_forecast_log(path_); }, ThrowsMessage<InvalidArgument>(problems));
  EXPECT_THAT([&] { append(); }, ThrowsMessage<InvalidArgument>(problems));
  write(std::string(kHeadings) + "\"open");
  EXPECT_THAT([&] { append(); },
              ThrowsMessage<InvalidArgument>(HasSubstr("log.csv:2:1: this quote is not closed")));
  EXPECT_THROW(check_forecast_log(folder_), IoError);
  EXPECT_THROW(check_forecast_log(folder_ / "none" / "log.csv"), IoError);
}

TEST_F(ForecastLog, RefusesWhatIsNoDate) {
  dates_.resolves = "2026-02-30";
  EXPECT_THAT([&] { append(); },
              ThrowsMessage<InvalidArgument>("resolves must be a day such as 2026-12-31, got "
                                             "2026-02-30"));
}

TEST_F(ForecastLog, TakesNeitherWhatIfsNorRunsThatWereStopped) {
  results_.mutable_results(0)->set_is_complete(false);
  EXPECT_THAT([&] { append(); }, ThrowsMessage<InvalidArgument>(HasSubstr("stopped")));
  results_.mutable_results(0)->set_is_complete(true);
  results_.mutable_results(0)->mutable_what_if()->add_set("prize=2");
  EXPECT_THAT([&] { append(); }, ThrowsMessage<InvalidArgument>(HasSubstr("what-if")));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

/// Without the lock, one of two that read the same file would overwrite the other's lines.
TEST_F(ForecastLog, LosesNoLinesOfSeveralAtOnce) {
  constexpr std::uint64_t kThreads = 4;
  constexpr std::uint64_t kTimes = 20;
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      v1::ConceptComparison own = results_;
      for (std::uint64_t i = 0; i < kTimes; ++i) {
        own.mutable_results(0)->mutable_options()->set_seed(kTimes * t + i);
        append_forecasts(path_, own, scenario_, dates_);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }

  EXPECT_EQ(read_forecasts(path_).forecasts.size(), 2 * kThreads * kTimes);
}

}  // namespace
}  // namespace demarche
