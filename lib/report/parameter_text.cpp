// SPDX-License-Identifier: MIT
#include "report/parameter_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demarche/scenario/parameters.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// The numbers of a field, "2" or "2, 3".
std::string numbers_of(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    return number(reflection.GetDouble(message, &field));
  }
  std::string text;
  for (int k = 0; k < reflection.FieldSize(message, &field); ++k) {
    text += (k == 0 ? "" : ", ") + number(reflection.GetRepeatedDouble(message, &field, k));
  }
  return "[" + text + "]";
}

/// "jqpd with 0.2 at 5 %, 1 at 50 %, 3 at 95 %, low 0"
std::string quantiles_text(const v1::Quantiles& quantiles) {
  std::string text = quantiles.family() + " with";
  for (int k = 0; k < quantiles.at_size(); ++k) {
    text += fmt::format("{} {} at {:g} %",
                        k == 0 ? "" : ",",
                        number(quantiles.at(k).value()),
                        100.0 * quantiles.at(k).p());
  }
  text += quantiles.has_low() ? ", low " + number(quantiles.low()) : "";
  text += quantiles.has_high() ? ", high " + number(quantiles.high()) : "";
  return text;
}

/// What conditions or stretches a family, after a comma.
std::string changes_of(const v1::Distribution& distribution) {
  std::string text;
  if (distribution.has_truncate_low()) {
    text += ", at least " + number(distribution.truncate_low());
  }
  if (distribution.has_truncate_high()) {
    text += ", at most " + number(distribution.truncate_high());
  }
  if (distribution.has_widen()) {
    text += fmt::format(", {} times as wide", number(distribution.widen()));
  }
  return text;
}

/// "uniform low 0, high 2, truncated at 1": every number that the family has, those that the file
/// leaves at 0 included.
std::string distribution_text(const v1::Distribution& distribution) {
  const auto& reflection = *distribution.GetReflection();
  const auto* family = reflection.GetOneofFieldDescriptor(
      distribution, v1::Distribution::descriptor()->FindOneofByName("family"));
  if (family == nullptr) {
    return "no distribution";
  }
  if (distribution.has_interval()) {
    const v1::Interval& interval = distribution.interval();
    return fmt::format(
        "{} between {} and {} with probability {}{}",
        interval.family(),
        number(interval.low()),
        number(interval.high()),
        number(interval.has_probability() ? interval.probability() : kIntervalProbability),
        changes_of(distribution));
  }
  if (distribution.has_quantiles()) {
    return quantiles_text(distribution.quantiles()) + changes_of(distribution);
  }
  std::string text = family->name();
  const Message& numbers = reflection.GetMessage(distribution, family);
  for (int f = 0; f < numbers.GetDescriptor()->field_count(); ++f) {
    const FieldDescriptor& field = *numbers.GetDescriptor()->field(f);
    const auto& own = *numbers.GetReflection();
    if (field.has_presence()  ? !own.HasField(numbers, &field)
        : field.is_repeated() ? own.FieldSize(numbers, &field) == 0
                              : false) {
      continue;
    }
    std::string name = field.name();
    std::replace(name.begin(), name.end(), '_', ' ');
    text += fmt::format("{} {} {}", f == 0 ? "" : ",", name, numbers_of(numbers, field));
  }
  return text + changes_of(distribution);
}

/// What was understood of a number that is not one of finitely many: some of its quantiles.
std::string feedback(const v1::Parameter& parameter) {
  const v1::Distribution& own = parameter.distribution();
  if (parameter.experts().empty() &&
      (own.has_constant() || own.has_bernoulli() || own.has_discrete() || own.has_empirical())) {
    return "";
  }
  const Distribution distribution = to_distribution(parameter);
  std::string text;
  for (const int percent : {1, 5, 25, 50, 75, 95, 99}) {
    const double p = percent / 100.0;
    const double value =
        percent > 50 ? distribution.upper_quantile(1.0 - p) : distribution.quantile(p);
    text +=
        fmt::format("{}{} at {} %", text.empty() ? "; quantiles " : ", ", number(value), percent);
  }
  return text;
}

}  // namespace

std::string parameter_text(const v1::Parameter& parameter) {
  std::string text;
  if (parameter.experts().empty()) {
    text = distribution_text(parameter.distribution());
  } else {
    text = parameter.pool() == "independent" ? "experts, drawn for this parameter alone"
                                             : "experts, of whom one is right in each draw";
    for (const v1::Expert& expert : parameter.experts()) {
      text += fmt::format("; {}{}: {}{}",
                          expert.id(),
                          expert.has_weight() ? " (weight " + number(expert.weight()) + ")" : "",
                          distribution_text(expert.distribution()),
                          expert.rationale().empty() ? "" : " (" + expert.rationale() + ")");
    }
  }
  return text + (parameter.unit().empty() ? "" : " (" + parameter.unit() + ")") +
         feedback(parameter);
}

std::string dependence_text(const v1::RankCorrelation& entry) {
  return entry.has_concordance() ? fmt::format("concordance {}, which is the rank correlation {}",
                                               number(entry.concordance()),
                                               number(rank_correlation(entry)))
                                 : number(entry.value());
}

}  // namespace demarche
