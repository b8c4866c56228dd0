// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "report/analysis_choice.hpp"
#include "report/answer_text.hpp"
#include "report/hinges.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// A number is rounded to such a part of what it varies by.
constexpr double kSteps = 100.0;

bool is_probability(const std::string& kind) {
  return kind == "claim" || kind == "outcome" || kind == "best_option" || kind == "unsolved" ||
         kind.starts_with("undefined");
}

/// The numbers as blocks of different heights, from the smallest to the largest.
std::string sparkline(const std::vector<double>& numbers) {
  static constexpr std::array<std::string_view, 8> kBlocks = {
      "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const double number : numbers) {
    least = std::isnan(number) ? least : std::min(least, number);
    most = std::isnan(number) ? most : std::max(most, number);
  }
  std::string text;
  for (const double number : numbers) {
    const double share = most > least ? (number - least) / (most - least) : 0.0;
    text += std::isnan(number) ? std::string_view("·")
                               : kBlocks[static_cast<std::size_t>(std::min(7.0, 8.0 * share))];
  }
  return text;
}

/// The means of a curve in at most 8 bins.
std::vector<double> in_eighths(const v1::Curve& curve) {
  constexpr int kMost = 8;
  const int num_bins = curve.means_size();
  const int num_parts = std::min(kMost, num_bins);
  std::vector<double> sums(static_cast<std::size_t>(num_parts), 0.0);
  std::vector<double> counts(sums.size(), 0.0);
  for (int b = 0; b < num_bins; ++b) {
    const auto part = static_cast<std::size_t>(b * num_parts / num_bins);
    if (curve.counts(b) > 0) {
      sums[part] += static_cast<double>(curve.counts(b)) * curve.means(b);
      counts[part] += static_cast<double>(curve.counts(b));
    }
  }
  for (std::size_t part = 0; part < sums.size(); ++part) {
    sums[part] /= counts[part];  // NaN without draws.
  }
  return sums;
}

/// Cells with a blank between them, each as wide as the widest of its column and the width given
/// at least; where that is wider than a line, the first cell has a line of its own.
std::string table(const std::vector<std::vector<std::string>>& rows,
                  std::vector<std::size_t> widths,
                  std::size_t line_width) {
  std::size_t total = 1;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    for (const auto& row : rows) {
      widths[c] = std::max(widths[c], text_width(row[c]));
    }
    total += widths[c] + 1;
  }
  const bool is_narrow = total > line_width;
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += c == 0 ? "  " : is_narrow && c == 1 ? "\n    " : " ";
      line += is_narrow && c == 0 ? row[c] : fitted(row[c], widths[c]);
    }
    text += table_line(line);
  }
  return text;
}

class AnalysisWriter {
 public:
  AnalysisWriter(const v1::Result& result,
                 const v1::Scenario& scenario,
                 const AnalysisSettings& settings)
      : result_(result), scenario_(scenario), settings_(settings) {
    width_ = std::max(settings.width, kLeastWidth);
  }

  std::string run() {
    check_choice(result_.analysis(), settings_.of);
    heading();
    if (are_draws_too_few()) {
      add_too_few();
      return std::move(text_);
    }
    const auto& outputs = result_.analysis().outputs();
    const bool has_claims = std::any_of(outputs.begin(), outputs.end(), [](const auto& output) {
      return output.kind() == "claim";
    });
    for (const v1::AnalysedOutput& output : outputs) {
      const bool is_default = output.kind() == (has_claims ? "claim" : "outcome");
      const bool is_option = output.kind() == "option" || output.kind() == "best_option";
      if (!is_option && output.kind() != "unsolved" &&
          (settings_.of.empty() ? is_default : is_chosen(output.id(), settings_.of))) {
        add_output(output);
      }
    }
    for (const v1::Information& information : result_.analysis().information()) {
      if (is_chosen(information.option_set(), settings_.of)) {
        add_information(information);
      }
    }
    for (const std::string& id : result_.analysis().left_out()) {
      if (!is_chosen(id, settings_.of)) {
        continue;
      }
      text_ +=
          "\n" +
          wrapped(fmt::format("Option set {} has too many options to be analysed.", id), 0, width_);
    }
    if (const std::string finding = unsolved_finding(result_); !finding.empty()) {
      text_ += "\n" + wrapped(finding, 0, width_);
    }
    return std::move(text_);
  }

 private:
  /// Whether there is no interval anywhere, although something varies.
  [[nodiscard]] bool are_draws_too_few() const {
    const auto& outputs = result_.analysis().outputs();
    const bool varies = std::any_of(outputs.begin(), outputs.end(), [](const auto& output) {
      return output.standard_deviation() > 0.0;
    });
    return varies && std::all_of(outputs.begin(), outputs.end(), [](const auto& output) {
             return std::isnan(output.explained_low());
           });
  }

  void add_too_few() {
    constexpr std::uint64_t kGoodStart = 2'000;
    const bool asks_for_few = result_.options().draws() < kGoodStart;
    text_ +=
        wrapped(fmt::format("These draws are too few to tell. {}",
                            asks_for_few ? fmt::format("--draws {} is a good start.", kGoodStart)
                                         : "Let the run go on for longer."),
                0,
                width_);
  }

  void heading() {
    const std::uint64_t asked = result_.options().draws();
    const std::uint64_t done = result_.draws_done();
    const std::uint64_t analysed = result_.analysis().draws();
    text_ += wrapped(what_if_text(what_if_of(result_)), 0, width_);
    text_ += wrapped(name_of(scenario_), 0, width_);
    text_ += wrapped(
        fmt::format(
            "What it hinges on, from {}{} draws{}{}",
            analysed < done ? "the first " : "",
            grouped(analysed),
            result_.has_posterior() ? ", without the evidence" : "",
            done < asked ? fmt::format(" (stopped; {} were asked for)", grouped(asked)) : ""),
        0,
        width_);
  }

  void explain_effects() {
    if (has_explained_effects_) {
      return;
    }
    has_explained_effects_ = true;
    text_ += wrapped(
        "In columns: how much of the variance between draws the parameter explains alone, with "
        "95 % interval; the mean with the parameter in its lowest and in its highest tenth (a "
        "discrete one at its lowest and highest number); and the mean along its range. Where "
        "parameters are correlated (marked ~), this is what knowing one tells, not what changing "
        "it does.",
        0,
        width_);
  }

  [[nodiscard]] std::string title(const v1::AnalysedOutput& output) const {
    const std::string kind = output.kind().substr(output.kind().rfind(' ') + 1);
    std::string name = in_words(output.id());
    const auto look_in = [&](const auto& elements) {
      if (const auto* element = find(elements, output.id())) {
        name = name_of(*element);
      }
    };
    if (kind == "claim") {
      look_in(scenario_.claims());
    } else if (kind == "outcome") {
      look_in(scenario_.outcomes());
    } else if (kind == "metric") {
      look_in(scenario_.metrics());
    } else if (kind == "payoff") {
      look_in(scenario_.actors());
      name = "Payoff of " + name;
    } else {
      look_in(scenario_.option_sets());
    }
    const std::string undefined =
        output.kind().starts_with("undefined") ? "No finite number of " : "";
    return fmt::format("{}{} ({})", undefined, name, output.id());
  }

  /// A mean of an output: a share or a number.
  [[nodiscard]] static std::string mean_text(const v1::AnalysedOutput& output, double mean) {
    return std::isnan(mean)                ? "-"
           : is_probability(output.kind()) ? percent(mean)
                                           : rounded(mean, output.standard_deviation() / kSteps);
  }

  [[nodiscard]] bool is_correlated(const std::string& parameter) const {
    const auto* found = find(result_.analysis().parameters(), parameter);
    return found != nullptr && found->is_correlated();
  }

  void add_output(const v1::AnalysedOutput& output) {
    explain_effects();
    text_ += "\n" + wrapped(title(output), 0, width_);
    if (std::isnan(output.explained_low())) {
      text_ += output.standard_deviation() > 0.0
                   ? "  too few draws tell what it hinges on\n"
                   : fmt::format("  {} in every draw\n", mean_text(output, output.mean()));
      return;
    }
    text_ += wrapped(
        fmt::format("Mean {}, standard deviation between draws {}. Single parameters explain {} of "
                    "the variance [{:.0f}, {:.0f}], those without a source {}.",
                    mean_text(output, output.mean()),
                    is_probability(output.kind())
                        ? fmt::format("{:.1f} points", 100.0 * output.standard_deviation())
                        : number(output.standard_deviation()),
                    short_percent(output.explained()),
                    100.0 * output.explained_low(),
                    100.0 * output.explained_high(),
                    output.unsourced() > 0.0 ? short_percent(output.unsourced()) : "none"),
        2,
        width_);
    const int count = std::min(settings_.num_parameters, output.effects_size());
    std::vector<std::vector<std::string>> rows;
    for (int e = 0; e < count; ++e) {
      rows.push_back(effect_row(output, e));
    }
    text_ += table(rows, {28, 22, 22, 0}, width_);
  }

  [[nodiscard]] std::vector<std::string> effect_row(const v1::AnalysedOutput& output,
                                                    int number) const {
    const v1::ParameterEffect& effect = output.effects(number);
    return {
        effect.parameter() + (is_correlated(effect.parameter()) ? "~" : ""),
        fmt::format("{:4.1f} % [{:.1f}, {:.1f}]",
                    100.0 * effect.first_order(),
                    100.0 * effect.low(),
                    100.0 * effect.high()),
        fmt::format(
            "{} -> {}", mean_text(output, effect.at_low()), mean_text(output, effect.at_high())),
        number < output.curves_size() ? sparkline(in_eighths(output.curves(number))) : ""};
  }

  void add_information(const v1::Information& information) {
    const auto* set = find(scenario_.option_sets(), information.option_set());
    const auto* compared = find(result_.option_sets(), information.option_set());
    const bool is_answered = compared != nullptr && compared->answered_size() > 0;
    text_ += "\n" + wrapped(fmt::format(
                                "What to find out before choosing: {} ({}){}",
                                set == nullptr ? in_words(information.option_set()) : name_of(*set),
                                information.option_set(),
                                is_answered ? ", while the others do not answer" : ""),
                            0,
                            width_);
    const std::string best =
        level_names(set == nullptr ? Ids() : set->levers(), information.best(), scenario_);
    const double perfect = information.perfect();
    if (is_nothing(information)) {
      text_ += wrapped(
          fmt::format("{} is best in every draw: nothing is worth knowing.", best), 2, width_);
      return;
    }
    // Where an interval is not known, its width is NaN.
    const double width = information.perfect_high() - information.perfect_low();
    text_ +=
        wrapped(fmt::format("Best by mean: {}. Knowing everything would be worth {}{}{}.",
                            best,
                            rounded(perfect, std::isnan(width) ? perfect / kSteps : width / 4.0),
                            std::isnan(width)
                                ? ""
                                : fmt::format(" [{}, {}]",
                                              rounded(information.perfect_low(), width / 4.0),
                                              rounded(information.perfect_high(), width / 4.0)),
                            set == nullptr || set->value().empty() ? "" : " of " + set->value()),
                2,
                width_);
    add_worth(information);
  }

  void add_worth(const v1::Information& information) {
    const double perfect = information.perfect();
    std::vector<std::vector<std::string>> rows;
    for (const v1::ParameterInformation& of : information.parameters()) {
      // What an interval does not tell from nothing is not worth a line.
      if (rows.size() == static_cast<std::size_t>(settings_.num_parameters) || !(of.low() > 0.0)) {
        break;
      }
      rows.push_back({of.parameter() + (is_correlated(of.parameter()) ? "~" : ""),
                      between(rounded(of.at_least(), perfect / kSteps),
                              rounded(of.at_most(), perfect / kSteps)),
                      between(fmt::format("{:.0f}", 100.0 * of.at_least() / perfect),
                              fmt::format("{:.0f}", 100.0 * of.at_most() / perfect)) +
                          " %",
                      percent(of.change_probability())});
    }
    if (rows.empty()) {
      text_ +=
          wrapped("No single parameter is worth knowing as far as these draws tell.", 2, width_);
      return;
    }
    if (!has_explained_worth_) {
      has_explained_worth_ = true;
      text_ += wrapped(
          "In columns: what knowing one parameter is worth, at least and at most; the same as a "
          "share of knowing everything; and how often it changes the choice.",
          2,
          width_);
    }
    text_ += table(rows, {28, 22, 12, 0}, width_);
  }

  /// "0.11 to 0.12", or once what is the same.
  [[nodiscard]] static std::string between(const std::string& low, const std::string& high) {
    return low == high ? low : low + " to " + high;
  }

  /// Whether the worth of knowing everything differs from 0 by rounding alone: what it is made of
  /// is rounded to parts of the options' spread.
  [[nodiscard]] bool is_nothing(const v1::Information& information) const {
    constexpr double kRounding = 0x1p-20;
    double spread = 0.0;
    for (const v1::AnalysedOutput& output : result_.analysis().outputs()) {
      if (output.kind() == "option" && output.id() == information.option_set()) {
        spread = std::max(spread, output.standard_deviation());
      }
    }
    return !(information.perfect() > kRounding * spread);
  }

  const v1::Result& result_;
  const v1::Scenario& scenario_;
  const AnalysisSettings& settings_;
  std::size_t width_ = 0;
  // Whether columns have been explained.
  bool has_explained_effects_ = false;
  bool has_explained_worth_ = false;
  std::string text_;
};

}  // namespace

std::string analysis_text(const v1::Result& result,
                          const v1::Scenario& scenario,
                          const AnalysisSettings& settings) {
  require_analysis(result);
  if (settings.num_parameters < 1) {
    throw InvalidArgument(fmt::format("the number of parameters must be at least 1, got {}",
                                      settings.num_parameters));
  }
  return printable(AnalysisWriter(result, scenario, settings).run(), "\n");
}

}  // namespace demarche
