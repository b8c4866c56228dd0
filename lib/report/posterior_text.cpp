// SPDX-License-Identifier: MIT
#include "report/posterior_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/counted.hpp"
#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "report/answer_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostParameters = 5;
constexpr double kLeastShift = 0.1;  // In prior standard deviations.
constexpr double kLeastMove = 0.01;  // Of a probability.
constexpr std::size_t kMostShifts = 10;

/// The name of an item of evidence; the id in words if the scenario does not have it.
std::string item_name(const std::string& id, const v1::Scenario& scenario) {
  const auto* item = find(scenario.evidence(), id);
  return item == nullptr ? in_words(id) : name_of(*item);
}

/// The names of the items that count. The conditions of a what-if are the last of them, and are not
/// in a scenario without the what-if.
std::string item_names(const v1::Result& result, const v1::Scenario& scenario) {
  const auto& items = result.posterior().items();
  const auto& given = result.what_if().given();
  std::string names;
  for (int i = 0; i < items.size(); ++i) {
    const int condition = i - (items.size() - given.size());
    const bool is_given = condition >= 0 && find(scenario.evidence(), items[i].id()) == nullptr;
    names += (names.empty() ? "" : "; ") +
             (is_given ? on_one_line(given[condition]) : item_name(items[i].id(), scenario));
  }
  return names;
}

/// Up to the next number with two digits and zeros.
double rounded_up(double number) {
  const double step = std::pow(10.0, std::floor(std::log10(std::max(number, 1.0))) - 1.0);
  return std::ceil(number / step) * step;
}

/// That few effective draws are left, and how many draws would be enough; empty if there are
/// enough.
std::string few_draws_text(const v1::Posterior& posterior) {
  if (posterior.effective_draws() >= kFewEffectiveDraws) {
    return "";
  }
  return fmt::format(
      "Few effective draws: one draw has {} of the weight. {}--draws {:.0f} would give about "
      "1,000.",
      percent(posterior.largest_share()),
      posterior.effective_draws() < kTooFewEffectiveDraws ? "No phrases are given. " : "",
      rounded_up(posterior.draws_needed()));
}

class EvidenceWriter {
 public:
  EvidenceWriter(const v1::Result& result, const v1::Scenario& scenario, std::size_t width)
      : result_(result), posterior_(result.posterior()), scenario_(scenario), width_(width) {}

  std::string run() {
    if (!posterior_.items().empty()) {
      text_ += "\nWhat the evidence moved most\n";
      shifts();
      items();
      parameters();
    }
    observations();
    return std::move(text_);
  }

 private:
  void line(const std::string& name, const std::string& value) {
    text_ += named_line(name, value, width_);
  }

  /// The outcomes and claims that moved most.
  void shifts() {
    struct Shift {
      double distance;
      std::string name;
      std::string text;
    };
    std::vector<Shift> found;
    const auto add =
        [&](const char* kind, const auto& elements, const auto& priors, const auto& posteriors) {
          for (const auto& element : elements) {
            const auto* prior = find(priors, element.id());
            const auto* posterior = find(posteriors, element.id());
            if (prior != nullptr && posterior != nullptr) {
              found.push_back({std::abs(posterior->mean() - prior->mean()),
                               name_of(element),
                               fmt::format("{:.1f} -> {:.1f} %{}",
                                           100.0 * prior->mean(),
                                           100.0 * posterior->mean(),
                                           strongest_item(kind, element.id(), posterior->mean()))});
            }
          }
        };
    add("outcome", scenario_.outcomes(), result_.outcomes(), posterior_.outcomes());
    add("claim", scenario_.claims(), result_.claims(), posterior_.claims());
    std::erase_if(found, [](const Shift& shift) { return !(shift.distance >= kLeastMove); });
    std::stable_sort(found.begin(), found.end(), [](const Shift& a, const Shift& b) {
      return a.distance > b.distance;
    });
    if (found.empty()) {
      text_ += "  No outcome or claim moved by a percentage point.\n";
    }
    for (std::size_t i = 0; i < std::min(found.size(), kMostShifts); ++i) {
      line(found[i].name, found[i].text);
    }
  }

  /// The item without which the probability would be farthest from what it is.
  [[nodiscard]] std::string strongest_item(const char* kind,
                                           const std::string& id,
                                           double posterior) const {
    constexpr double kVisible = 0.0005;
    const v1::EvidenceEffect* strongest = nullptr;
    double without = 0.0;
    double most = kVisible;
    for (const v1::EvidenceEffect& item : posterior_.items()) {
      for (const v1::EvidenceShift& shift : item.shifts()) {
        const double distance = std::abs(shift.without() - posterior);
        if (shift.kind() == kind && shift.id() == id && distance > most) {
          strongest = &item;
          without = shift.without();
          most = distance;
        }
      }
    }
    if (strongest == nullptr || posterior_.items_size() < 2) {
      return "";
    }
    return fmt::format(
        "; {:.1f} % without \"{}\"", 100.0 * without, item_name(strongest->id(), scenario_));
  }

  void items() {
    text_ += wrapped("Items, with the logarithm of the mean likelihood of each alone", 0, width_);
    for (const v1::EvidenceEffect& effect : posterior_.items()) {
      const auto* item = find(scenario_.evidence(), effect.id());
      std::string value = fmt::format("{:.3f}", effect.log_evidence());
      value += item == nullptr ? "" : ", " + evidence_terms(*item);
      line(item_name(effect.id(), scenario_), value);
    }
  }

  void parameters() {
    std::size_t shown = 0;
    for (const v1::ParameterShift& shift : posterior_.parameters()) {
      const double deviations =
          (shift.posterior_mean() - shift.prior_mean()) / shift.prior_standard_deviation();
      if (!(std::abs(deviations) >= kLeastShift) || shown == kMostParameters) {
        break;
      }
      text_ += shown++ == 0 ? "Parameters that moved most, in standard deviations\n" : "";
      const auto* parameter = find(scenario_.parameters(), shift.id());
      line(parameter == nullptr ? in_words(shift.id()) : name_of(*parameter),
           fmt::format("{} -> {} ({:+.2f})",
                       rounded(shift.prior_mean(), shift.prior_standard_deviation() / 100.0),
                       rounded(shift.posterior_mean(), shift.prior_standard_deviation() / 100.0),
                       deviations));
    }
    if (shown == 0) {
      text_ += fmt::format("No parameter moved by {} standard deviations.\n", kLeastShift);
    }
  }

  void observations() {
    for (const v1::Observation& observation : posterior_.observations()) {
      text_ += wrapped(fmt::format("What it would be worth to know: {} (observed with {})",
                                   item_name(observation.id(), scenario_),
                                   percent(observation.probability())),
                       0,
                       width_);
      for (const v1::ObservationValue& value : observation.values()) {
        const auto* set = find(scenario_.option_sets(), value.option_set());
        const auto* found = find(result_.option_sets(), value.option_set());
        std::string text = rounded(value.expected_value(), value.expected_value() / 100.0);
        if (found != nullptr && !std::equal(value.if_observed().begin(),
                                            value.if_observed().end(),
                                            value.if_not_observed().begin(),
                                            value.if_not_observed().end())) {
          text += fmt::format("; best if observed: {}, else: {}",
                              level_names(found->levers(), value.if_observed(), scenario_),
                              level_names(found->levers(), value.if_not_observed(), scenario_));
        } else {
          text += "; the best option is the same either way";
        }
        line(set == nullptr ? in_words(value.option_set()) : name_of(*set), text);
      }
    }
  }

  const v1::Result& result_;
  const v1::Posterior& posterior_;
  const v1::Scenario& scenario_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

bool has_evidence(const v1::Result& result) {
  return !result.posterior().items().empty();
}

bool has_posterior(const v1::Result& result) {
  return has_evidence(result) && result.posterior().weighted_draws() > 0;
}

bool is_impossible(const v1::Result& result) {
  return has_evidence(result) && result.posterior().weighted_draws() == 0 &&
         result.solving().solved() > 0;
}

std::string evidence_warning(const v1::Result& result,
                             const v1::Scenario& scenario,
                             std::string_view instead) {
  if (is_impossible(result)) {
    return fmt::format(
        "No draw fits the evidence: {}. It is impossible in the scenario, or needs more draws. {}",
        item_names(result, scenario),
        instead);
  }
  return has_posterior(result) ? few_draws_text(result.posterior()) : "";
}

std::string given_text(std::span<const v1::Result* const> results) {
  const auto is_given = [](const v1::Result* result) { return has_posterior(*result); };
  if (std::none_of(results.begin(), results.end(), is_given)) {
    return "";
  }
  return std::all_of(results.begin(), results.end(), is_given)
             ? "Numbers are those given the evidence."
             : "Numbers are those given the evidence, where there is any that a draw fits.";
}

v1::Result with_posterior_numbers(const v1::Result& result) {
  v1::Result shown = result;
  if (!has_posterior(result)) {
    return shown;
  }
  const v1::Posterior& posterior = result.posterior();
  *shown.mutable_outcomes() = posterior.outcomes();
  *shown.mutable_levers() = posterior.levers();
  *shown.mutable_metrics() = posterior.metrics();
  *shown.mutable_payoffs() = posterior.payoffs();
  *shown.mutable_claims() = posterior.claims();
  *shown.mutable_option_sets() = posterior.option_sets();
  return shown;
}

std::string evidence_terms(const v1::Evidence& item) {
  return fmt::format("{}{}{}",
                     item.date().empty() ? "not observed yet" : item.date(),
                     item.has_strength() ? fmt::format(", to the power {:g}", item.strength()) : "",
                     item.counter_reading().empty() ? "" : "; but: " + item.counter_reading());
}

std::string evidence_heading(const v1::Result& result,
                             const v1::Scenario& scenario,
                             std::size_t width) {
  const v1::Posterior& posterior = result.posterior();
  std::string text =
      wrapped(fmt::format("Given {} of evidence: {}. Before an arrow (->) stands the number "
                          "without evidence.",
                          counted(to_size(posterior.items_size()), "item"),
                          item_names(result, scenario)),
              0,
              width);
  const double effective = posterior.effective_draws();
  std::string draws = fmt::format("{} effective draws; logarithm of the evidence {:.3f} ± {:.3f}",
                                  grouped(static_cast<std::uint64_t>(std::llround(effective))),
                                  posterior.log_evidence(),
                                  posterior.log_evidence_standard_error());
  if (posterior.undefined_draws() > 0) {
    draws += fmt::format("; a likelihood is negative or not finite in {} draws, which do not count",
                         grouped(posterior.undefined_draws()));
  }
  text += wrapped(draws, 0, width);
  return text;
}

std::string evidence_section(const v1::Result& result,
                             const v1::Scenario& scenario,
                             std::size_t width) {
  return EvidenceWriter(result, scenario, width).run();
}

}  // namespace demarche
