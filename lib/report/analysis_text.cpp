// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string_view>

#include "core/csv.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "report/answer_text.hpp"
#include "report/hinges.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

void require_analysis(const v1::Result& result) {
  if (!result.has_analysis()) {
    throw InvalidArgument(
        "the result has no analysis: it was made by an older version, or compares several runs");
  }
  if (!result.analysis().none_because().empty()) {
    throw InvalidArgument("the result has no analysis: " + result.analysis().none_because());
  }
}

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

class AnalysisWriter {
 public:
  AnalysisWriter(const v1::Result& result,
                 const v1::Scenario& scenario,
                 const AnalysisSettings& settings)
      : result_(result), scenario_(scenario), settings_(settings) {
    width_ = std::max(settings.width, kLeastWidth);
  }

  std::string run() {
    check_names();
    heading();
    const bool has_claims = !result_.claims().empty();
    for (const v1::AnalysedOutput& output : result_.analysis().outputs()) {
      const bool is_default = output.kind() == (has_claims ? "claim" : "outcome");
      const bool is_option = output.kind() == "option" || output.kind() == "best_option";
      if (!is_option && output.kind() != "unsolved" &&
          (settings_.of.empty() ? is_default : is_named(output.id()))) {
        add_output(output);
      }
    }
    for (const v1::Information& information : result_.analysis().information()) {
      if (settings_.of.empty() || is_named(information.option_set())) {
        add_information(information);
      }
    }
    for (const std::string& id : result_.analysis().left_out()) {
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
  [[nodiscard]] bool is_named(const std::string& id) const {
    return std::find(settings_.of.begin(), settings_.of.end(), id) != settings_.of.end();
  }

  void check_names() const {
    std::set<std::string> known;
    for (const v1::AnalysedOutput& output : result_.analysis().outputs()) {
      known.insert(output.id());
    }
    const std::vector<std::string> names(known.begin(), known.end());
    std::string problems;
    for (const std::string& id : settings_.of) {
      if (!known.contains(id)) {
        problems += (problems.empty() ? "" : "\n") +
                    fmt::format("the analysis has no '{}'; {}", id, name_hint(id, names));
      }
    }
    if (!problems.empty()) {
      throw InvalidArgument(problems);
    }
  }

  void heading() {
    text_ += wrapped(what_if_text(what_if_of(result_)), 0, width_);
    text_ += wrapped(name_of(scenario_), 0, width_);
    text_ += fmt::format("What it hinges on, from {} draws{}\n",
                         grouped(result_.analysis().draws()),
                         result_.has_posterior() ? ", without the evidence" : "");
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
    constexpr double kDigits = 100.0;
    return std::isnan(mean)                ? "-"
           : is_probability(output.kind()) ? percent(mean)
                                           : rounded(mean, output.standard_deviation() / kDigits);
  }

  [[nodiscard]] bool is_correlated(const std::string& parameter) const {
    const auto* found = find(result_.analysis().parameters(), parameter);
    return found != nullptr && found->is_correlated();
  }

  void add_output(const v1::AnalysedOutput& output) {
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
    for (int e = 0; e < count; ++e) {
      add_effect(output, e);
    }
  }

  void add_effect(const v1::AnalysedOutput& output, int number) {
    const v1::ParameterEffect& effect = output.effects(number);
    constexpr std::size_t kName = 28;
    constexpr std::size_t kShare = 22;
    constexpr std::size_t kMeans = 22;
    const std::string mark = is_correlated(effect.parameter()) ? "~" : "";
    const std::string share = fmt::format("{:4.1f} % [{:.1f}, {:.1f}]",
                                          100.0 * effect.first_order(),
                                          100.0 * effect.low(),
                                          100.0 * effect.high());
    const std::string means = fmt::format(
        "{} -> {}", mean_text(output, effect.at_low()), mean_text(output, effect.at_high()));
    std::string line = "  " + fitted(effect.parameter() + mark, kName) + " " +
                       fitted(share, kShare) + " " + fitted(means, kMeans);
    if (number < output.curves_size()) {
      line += " " + sparkline(in_eighths(output.curves(number)));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
  }

  void add_information(const v1::Information& information) {
    const auto* set = find(scenario_.option_sets(), information.option_set());
    text_ += "\n" + wrapped(fmt::format(
                                "What to find out before choosing: {} ({})",
                                set == nullptr ? in_words(information.option_set()) : name_of(*set),
                                information.option_set()),
                            0,
                            width_);
    const double perfect = information.perfect();
    if (!(perfect > 0.0)) {
      text_ += wrapped(fmt::format("{} is best in every draw: nothing is worth knowing.",
                                   fmt::join(information.best(), ", ")),
                       2,
                       width_);
      return;
    }
    text_ += wrapped(
        fmt::format("Best by mean: {}. Knowing everything would be worth {} [{}, {}]; in columns, "
                    "what knowing one parameter is worth, at least and at most, in that unit and "
                    "as a share of it, and how often it changes the choice.",
                    fmt::join(information.best(), ", "),
                    number(perfect),
                    number(information.perfect_low()),
                    number(information.perfect_high())),
        2,
        width_);
    int count = 0;
    for (const v1::ParameterInformation& of : information.parameters()) {
      // What an interval does not tell from nothing is not worth a line.
      if (count == settings_.num_parameters || !(of.low() > 0.0)) {
        break;
      }
      ++count;
      text_ += fmt::format(
          "  {} {} {} {}\n",
          fitted(of.parameter(), 28),
          fitted(fmt::format("{} to {}", number(of.at_least()), number(of.at_most())), 22),
          fitted(fmt::format("{:.0f} to {:.0f} %",
                             100.0 * of.at_least() / perfect,
                             100.0 * of.at_most() / perfect),
                 12),
          percent(of.change_probability()));
    }
    if (count == 0) {
      text_ += "  No single parameter is worth knowing as far as these draws tell.\n";
    }
  }

  const v1::Result& result_;
  const v1::Scenario& scenario_;
  const AnalysisSettings& settings_;
  std::size_t width_ = 0;
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

std::string analysis_csv(const v1::Result& result) {
  require_analysis(result);
  std::string csv =
      "kind,id,levels,parameter,mean,standard_deviation,first_order,low,high,at_low,at_high,"
      "difference_low,difference_high\n";
  for (const v1::AnalysedOutput& output : result.analysis().outputs()) {
    for (const v1::ParameterEffect& effect : output.effects()) {
      csv += fmt::format("{},{},{},{}",
                         csv_cell(output.kind()),
                         csv_cell(output.id()),
                         csv_cell(fmt::format("{}", fmt::join(output.levels(), " "))),
                         csv_cell(effect.parameter()));
      for (const double value : {output.mean(),
                                 output.standard_deviation(),
                                 effect.first_order(),
                                 effect.low(),
                                 effect.high(),
                                 effect.at_low(),
                                 effect.at_high(),
                                 effect.difference_low(),
                                 effect.difference_high()}) {
        csv += "," + csv_cell(value);
      }
      csv += "\n";
    }
  }
  return csv;
}

}  // namespace demarche
