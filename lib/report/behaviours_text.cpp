// SPDX-License-Identifier: MIT
#include "demarche/report/behaviours_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/csv.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "report/analysis_choice.hpp"
#include "report/answer_text.hpp"
#include "report/behaviour_line.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

class BehavioursWriter {
 public:
  BehavioursWriter(const v1::Result& result,
                   const v1::Scenario& scenario,
                   const BehavioursTextSettings& settings)
      : result_(result),
        scenario_(scenario),
        settings_(settings),
        width_(std::max(settings.width, kLeastWidth)) {}

  std::string run() {
    choose();
    heading();
    // As many columns beside each other as fit.
    std::size_t first = 0;
    while (first < columns_.size()) {
      std::size_t used = kName + kShare;
      std::size_t end = first;
      while (end < columns_.size() && (end == first || used + width_of(end) <= width_)) {
        used += width_of(end);
        ++end;
      }
      add_table(first, end);
      first = end;
    }
    legend();
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kName = 23;
  static constexpr std::size_t kShare = 9;

  [[nodiscard]] const v1::Behaviours& all() const { return result_.analysis().behaviours(); }

  /// Chooses the columns. @throws InvalidArgument for a name that is neither outcome nor claim.
  void choose() {
    std::vector<std::string> known;
    for (const v1::BehaviourRange& range : all().ranges()) {
      known.push_back(range.id());
      const bool is_default = range.kind() == (result_.claims().empty() ? "outcome" : "claim");
      if (settings_.of.empty() ? is_default : is_chosen(range.id(), settings_.of)) {
        columns_.push_back(&range);
      }
    }
    check_known(settings_.of, known, "no outcome or claim is called");
  }

  [[nodiscard]] std::size_t width_of(std::size_t column) const {
    constexpr std::size_t kLeast = 9;
    return std::max(text_width(columns_[column]->id()) + 2, kLeast);
  }

  void heading() {
    text_ += wrapped(what_if_text(what_if_of(result_)), 0, width_);
    text_ += wrapped(name_of(scenario_), 0, width_);
    text_ += wrapped(
        fmt::format("If actors behave otherwise: means in % over the first {} draws{}. \"Answers\" "
                    "is the share of these draws with an answer; behaviours with less than half "
                    "count in no range.",
                    grouped(all().draws()),
                    result_.has_posterior() ? ", without the evidence" : ""),
        0,
        width_);
  }

  void add_row(const std::string& name, const std::string& share, std::vector<std::string> cells) {
    std::string line = fitted(name, kName) + right_aligned(share, kShare);
    for (const std::string& cell : cells) {
      line += cell;
    }
    text_ += line + "\n";
  }

  /// A row with a cell of each column from `first` to `end`.
  template <class Cell>
  void add_cells(const std::string& name,
                 const std::string& share,
                 std::size_t first,
                 std::size_t end,
                 const Cell& cell) {
    std::vector<std::string> cells;
    for (std::size_t c = first; c < end; ++c) {
      cells.push_back(right_aligned(cell(*columns_[c]), width_of(c)));
    }
    add_row(name, share, std::move(cells));
  }

  static std::string mean_in(const v1::Behaviour& behaviour, const v1::BehaviourRange& of) {
    const v1::Estimate* estimate =
        find(of.kind() == "claim" ? behaviour.claims() : behaviour.outcomes(), of.id());
    return estimate == nullptr || std::isnan(estimate->mean())
               ? "-"
               : fmt::format("{:.1f}", 100.0 * estimate->mean());
  }

  static std::string between(double low, double high) {
    return std::isnan(low) ? "-" : fmt::format("{:.0f}–{:.0f}", 100.0 * low, 100.0 * high);
  }

  void add_behaviour(const v1::Behaviour& behaviour, std::size_t first, std::size_t end) {
    if (behaviour.none_because().empty()) {
      const double share = static_cast<double>(behaviour.solved()) /
                           static_cast<double>(std::max<std::uint64_t>(1, all().draws()));
      add_cells(behaviour.name(),
                fmt::format("{:.0f} %", 100.0 * share),
                first,
                end,
                [&](const auto& of) { return mean_in(behaviour, of); });
    }
  }

  void add_table(std::size_t first, std::size_t end) {
    text_ += "\n";
    add_cells("", "answers", first, end, [](const auto& of) { return of.id(); });
    for (const v1::Behaviour& behaviour : all().behaviours()) {
      add_behaviour(behaviour, first, end);
    }
    add_cells(
        "  range", "", first, end, [](const auto& of) { return between(of.low(), of.high()); });
    for (const v1::Behaviour& baseline : all().baselines()) {
      add_behaviour(baseline, first, end);
    }
    add_cells("  5–95 % of draws", "", first, end, [](const auto& of) {
      return between(of.draws_low(), of.draws_high());
    });
  }

  void legend() {
    text_ += "\n" + wrapped(
                        "The range is over the behaviours above it and what the run found in all "
                        "its draws. Below it, to compare with: uniform play; the status quo; and "
                        "what each actor does who answers the status quo alone. The last row is "
                        "how the probability varies from draw to draw under the run's behaviour.",
                        0,
                        width_);
    const auto add_reasons = [&](const auto& list) {
      for (const v1::Behaviour& behaviour : list) {
        if (!behaviour.none_because().empty()) {
          text_ +=
              wrapped(fmt::format("{}: {}", behaviour.name(), behaviour.none_because()), 2, width_);
        }
      }
    };
    add_reasons(all().behaviours());
    add_reasons(all().baselines());
  }

  const v1::Result& result_;
  const v1::Scenario& scenario_;
  const BehavioursTextSettings& settings_;
  std::size_t width_;
  std::vector<const v1::BehaviourRange*> columns_;
  std::string text_;
};

void add_csv_rows(const std::string& kind,
                  const v1::Behaviour& behaviour,
                  const google::protobuf::RepeatedPtrField<v1::Estimate>& estimates,
                  bool is_baseline,
                  std::string& csv) {
  for (const v1::Estimate& estimate : estimates) {
    csv += fmt::format("{},{},{},{},{},{},{}",
                       kind,
                       csv_cell(estimate.id()),
                       csv_cell(behaviour.name()),
                       is_baseline ? "true" : "false",
                       behaviour.is_counted() ? "true" : "false",
                       behaviour.solved(),
                       estimate.count());
    for (const double value :
         {estimate.mean(), estimate.standard_error(), estimate.low(), estimate.high()}) {
      csv += "," + csv_cell(value);
    }
    csv += "\n";
  }
}

}  // namespace

std::string behaviours_text(const v1::Result& result,
                            const v1::Scenario& scenario,
                            const BehavioursTextSettings& settings) {
  require_behaviours(result);
  return printable(BehavioursWriter(result, scenario, settings).run(), "\n");
}

std::string behaviours_csv(const v1::Result& result) {
  require_behaviours(result);
  std::string csv =
      "kind,id,behaviour,is_baseline,is_counted,solved,count,mean,standard_error,low,high\n";
  const v1::Behaviours& all = result.analysis().behaviours();
  for (const v1::Behaviour& behaviour : all.behaviours()) {
    add_csv_rows("outcome", behaviour, behaviour.outcomes(), false, csv);
    add_csv_rows("claim", behaviour, behaviour.claims(), false, csv);
  }
  for (const v1::Behaviour& baseline : all.baselines()) {
    add_csv_rows("outcome", baseline, baseline.outcomes(), true, csv);
    add_csv_rows("claim", baseline, baseline.claims(), true, csv);
  }
  return csv;
}

}  // namespace demarche
