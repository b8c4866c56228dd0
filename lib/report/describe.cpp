// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "core/counted.hpp"
#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "core/utf8.hpp"
#include "demarche/simulate/run.hpp"
#include "game/profile_count.hpp"
#include "report/answer_text.hpp"
#include "report/bearing.hpp"
#include "report/parameter_text.hpp"
#include "report/posterior_text.hpp"
#include "report/text.hpp"
#include "report/variant_text.hpp"

namespace demarche {
namespace {

/// "no = 0 < yes = 1", with names in quotes where they are not the ids in words.
std::string levels_text(const v1::Lever& lever, const std::vector<double>& values) {
  std::string text;
  for (int k = 0; k < lever.levels_size(); ++k) {
    const v1::Level& level = lever.levels(k);
    text += fmt::format("{}{}{} = {}",
                        k == 0 ? "" : " < ",
                        level.id(),
                        level.name().empty() ? "" : fmt::format(" '{}'", level.name()),
                        number(values[static_cast<std::size_t>(k)]));
  }
  return text;
}

std::string claim_text(const v1::Claim& claim) {
  std::string text = claim.event().empty() ? "" : "holds if " + claim.event();
  for (const v1::Comparison& comparison : claim.comparisons().all()) {
    text += fmt::format("{}{} is larger{} with {} than with {}",
                        text.empty() ? "holds if " : ", and ",
                        comparison.value(),
                        comparison.by().empty() ? "" : " by more than " + comparison.by(),
                        comparison.set(),
                        comparison.against().empty()
                            ? "every other combination of these levers"
                            : fmt::format("{}", fmt::join(comparison.against(), " or ")));
    text +=
        comparison.answer() == "equilibrium" ? ", each a commitment that the others answer" : "";
  }
  if (!claim.key_parameter().empty()) {
    text += fmt::format("; key parameter {}, with which it gets {} likely",
                        claim.key_parameter(),
                        claim.falls_with_key_parameter() ? "less" : "more");
  }
  return text;
}

/// What was or could be observed, how likely it is, when, and how it could mislead.
std::string evidence_text(const v1::Evidence& item) {
  return fmt::format("{}{}likelihood {}; {}",
                     item.statement(),
                     item.statement().empty() ? "" : " ",
                     item.likelihood(),
                     evidence_terms(item));
}

class Describer {
 public:
  Describer(const Model& model, const DescribeSettings& settings)
      : model_(model), scenario_(model.scenario), settings_(settings) {
    if (!settings.element.empty()) {
      bearing_ = bearing_on(scenario_, settings.element);
    }
  }

  std::string run() {
    text_ += wrapped(name_of(scenario_), 0, settings_.width);
    if (bearing_) {
      text_ += wrapped(fmt::format("what bears on {}", settings_.element), 2, settings_.width);
    } else {
      head();
    }
    questions();
    for (const v1::Actor& actor : scenario_.actors()) {
      describe_actor(actor);
    }
    elements("Quantities", scenario_.quantities(), only(&Bearing::quantities), [](const auto& x) {
      return "= " + x.value();
    });
    elements("Outcomes", scenario_.outcomes(), only(&Bearing::outcomes), [](const auto& x) {
      return x.event();
    });
    elements("Metrics", scenario_.metrics(), only(&Bearing::metrics), [](const auto& x) {
      return "= " + x.value() + (x.unit().empty() ? "" : " (" + x.unit() + ")");
    });
    elements(
        "Option sets", scenario_.option_sets(), only(&Bearing::option_sets), [](const auto& x) {
          return fmt::format(
              "{} over the levels of {}{}",
              x.value(),
              fmt::join(x.levers(), ", "),
              x.answer() == "equilibrium" ? ", held and with the others answering" : "");
        });
    elements("Claims", scenario_.claims(), only(&Bearing::claims), [](const auto& x) {
      return x.statement().empty() ? claim_text(x) : x.statement() + " " + claim_text(x);
    });
    if (!bearing_) {
      elements("Evidence", scenario_.evidence(), nullptr, evidence_text);
    }
    elements("Parameters", scenario_.parameters(), only(&Bearing::parameters), [](const auto& x) {
      return parameter_text(x);
    });
    correlations();
    if (!bearing_) {
      tail();
    }
    return std::move(text_);
  }

 private:
  void head() {
    text_ += wrapped(scenario_.rationale(), 2, settings_.width);
    if (!scenario_.payoff_unit().empty()) {
      text_ += wrapped("Payoffs: " + scenario_.payoff_unit(), 2, settings_.width);
    }
    const std::string num_profiles = profile_count(model_.shape);
    text_ += fmt::format("  {}, {}, {} joint profile{}, {}\n",
                         counted(to_size(scenario_.actors_size()), "actor"),
                         counted(model_.variables.size(), "lever"),
                         num_profiles,
                         num_profiles == "1" ? "" : "s",
                         counted(to_size(scenario_.parameters_size()), "parameter"));
    std::size_t tables = 0;
    for (const FactoredPlayer& player : model_.shape.players) {
      tables += player.payoff.size() + player.behaviour.size();
    }
    text_ += fmt::format("  compiled: {} payoff tables of {} cells, {} features\n  digest {}\n",
                         tables,
                         model_.shape.num_cells,
                         model_.program.num_features(),
                         model_.digest);
  }

  void questions() {
    for (const v1::Question& question : scenario_.questions()) {
      if (!is_shown(only(&Bearing::questions), question.id())) {
        continue;
      }
      text_ += "\n" + wrapped(fmt::format("Question {}: {}", question.id(), name_of(question)),
                              0,
                              settings_.width);
      text_ += wrapped(question.text(), 2, settings_.width);
      const auto list = [&](const char* kind, const auto& ids) {
        if (!ids.empty()) {
          text_ += wrapped(fmt::format("{}: {}", kind, fmt::join(ids, ", ")), 2, settings_.width);
        }
      };
      list("outcomes", question.outcomes());
      list("metrics", question.metrics());
      list("levers", question.levers());
      list("claims", question.claims());
      list("option sets", question.option_sets());
    }
  }

  /// The ids of a kind of elements that are to be shown; null: all.
  [[nodiscard]] const std::set<std::string>* only(std::set<std::string> Bearing::*kind) const {
    return bearing_ ? &((*bearing_).*kind) : nullptr;
  }

  /// Whether the element is to be shown: all are unless one was asked for.
  static bool is_shown(const std::set<std::string>* ids, const std::string& id) {
    return ids == nullptr || ids->contains(id);
  }

  void describe_actor(const v1::Actor& actor) {
    const std::size_t before = text_.size();
    text_ += "\n" + wrapped(fmt::format("Actor {}: {}{}",
                                        actor.id(),
                                        name_of(actor),
                                        actor.behaviour().empty() ? "" : " (behavioural)"),
                            0,
                            settings_.width);
    if (!bearing_) {
      text_ += wrapped(actor.rationale() + " " + source_list(actor, scenario_), 2, settings_.width);
    }
    const std::size_t start = text_.size();
    levers(actor);
    if (is_shown(only(&Bearing::rules), actor.id())) {
      rules(actor);
    }
    payoffs(actor);
    if (bearing_ && text_.size() == start) {
      text_.resize(before);  // Nothing of this actor bears on the element.
    }
  }

  void levers(const v1::Actor& actor) {
    for (const v1::Lever& lever : actor.levers()) {
      if (is_shown(only(&Bearing::levers), actor.id() + "." + lever.id())) {
        text_ += hanging(fmt::format("lever {}: {}  {}",
                                     lever.id(),
                                     levels_text(lever, values_of(actor, lever)),
                                     source_list(lever, actor, scenario_)),
                         2);
      }
    }
  }

  /// The numbers that expressions take for the levels of a lever.
  [[nodiscard]] const std::vector<double>& values_of(const v1::Actor& actor,
                                                     const v1::Lever& lever) const {
    const auto found = std::find_if(
        model_.variables.begin(), model_.variables.end(), [&](const VariableModel& variable) {
          const v1::Actor& owner = scenario_.actors(variable.actor);
          return owner.id() == actor.id() && owner.levers(variable.lever).id() == lever.id();
        });
    assert(found != model_.variables.end());
    return found->values;
  }

  void rules(const v1::Actor& actor) {
    for (const v1::Infeasible& rule : actor.infeasible()) {
      text_ += hanging(fmt::format("infeasible {}: {}", rule.id(), rule.when()), 2);
    }
    if (!actor.precision().empty()) {
      text_ += hanging("precision: " + actor.precision(), 2);
    }
    if (!actor.behaviour().empty()) {
      text_ += hanging("behaviour: " + actor.behaviour(), 2);
    }
  }

  void payoffs(const v1::Actor& actor) {
    const auto open = std::find_if(model_.open_payoffs.begin(),
                                   model_.open_payoffs.end(),
                                   [&](const OpenPayoff& one) { return one.actor == actor.id(); });
    if (open != model_.open_payoffs.end()) {
      if (!bearing_) {
        describe_open(*open);
      }
      return;
    }
    for (const v1::PayoffTerm& term : actor.payoff()) {
      if (is_shown(only(&Bearing::terms), actor.id() + "." + term.id())) {
        text_ += hanging(fmt::format("term {}: {}{}",
                                     term.id(),
                                     term.value(),
                                     term.when().empty() ? "" : "  when " + term.when()),
                         2);
        text_ += wrapped(
            term.rationale() + " " + source_list(term, actor, scenario_), 6, settings_.width);
      }
    }
    for (const v1::PayoffTable& table : actor.payoff_tables()) {
      if (is_shown(only(&Bearing::terms), actor.id() + "." + table.id())) {
        payoff_table(actor, table);
      }
    }
  }

  void payoff_table(const v1::Actor& actor, const v1::PayoffTable& table) {
    constexpr int kMostRows = 50;
    text_ +=
        hanging(fmt::format("table {} over {}", table.id(), fmt::join(table.levers(), ", ")), 2);
    text_ +=
        wrapped(table.rationale() + " " + source_list(table, actor, scenario_), 6, settings_.width);
    for (int r = 0; r < table.rows_size() && r < kMostRows; ++r) {
      text_ += wrapped(
          fmt::format("{}: {}", fmt::join(table.rows(r).levels(), ", "), table.rows(r).value()),
          6,
          settings_.width);
    }
    if (table.rows_size() > kMostRows) {
      text_ += fmt::format("      and {} more rows\n", table.rows_size() - kMostRows);
    }
  }

  /// Describes an open payoff, to which the terms in the file do not apply.
  void describe_open(const OpenPayoff& payoff) {
    text_ += "  payoff: own code";
    for (std::size_t k = 0; k < payoff.tables.size(); ++k) {
      text_ += fmt::format(
          "{}{}", k == 0 ? ", one table each over " : "; ", fmt::join(payoff.tables[k], ", "));
    }
    text_ += payoff.tables.empty() ? ", one table over the strategies of all actors\n" : "\n";
  }

  template <class Elements, class Definition>
  void elements(const char* title,
                const Elements& all,
                const std::set<std::string>* ids,
                const Definition& definition) {
    bool is_first = true;
    for (const auto& element : all) {
      if (!is_shown(ids, element.id())) {
        continue;
      }
      text_ += is_first ? fmt::format("\n{}\n", title) : "";
      is_first = false;
      const std::string name = element.name().empty() ? "" : fmt::format("'{}' ", element.name());
      text_ += hanging(fmt::format("{}: {}{}", element.id(), name, definition(element)), 2);
      text_ +=
          wrapped(element.rationale() + " " + source_list(element, scenario_), 6, settings_.width);
    }
  }

  void correlations() {
    bool is_first = true;
    for (const v1::RankCorrelation& entry : scenario_.rank_correlations()) {
      // Of a parameter, what it goes together with: knowing one tells of the other.
      const bool is_its_own =
          entry.first() == settings_.element || entry.second() == settings_.element;
      if (bearing_ && !is_its_own &&
          (!bearing_->parameters.contains(entry.first()) ||
           !bearing_->parameters.contains(entry.second()))) {
        continue;
      }
      text_ += is_first ? "\nRank correlations\n" : "";
      is_first = false;
      text_ += hanging(
          fmt::format("{} with {}: {}", entry.first(), entry.second(), dependence_text(entry)), 2);
      text_ += wrapped(entry.rationale() + " " + source_list(entry, scenario_), 6, settings_.width);
    }
  }

  void variants() {
    text_ += scenario_.variants().empty() ? "" : "\nVariants\n";
    for (const v1::Variant& variant : scenario_.variants()) {
      text_ += hanging(
          fmt::format("{}: '{}' {}", variant.id(), name_of(variant), variant_text(variant)), 2);
      text_ +=
          wrapped(variant.rationale() + " " + source_list(variant, scenario_), 6, settings_.width);
    }
  }

  /// The status quo, what a run does by default, the variants and the documents.
  void tail() {
    if (!scenario_.status_quo().empty()) {
      text_ +=
          "\nStatus quo\n" +
          wrapped(fmt::format("{}", fmt::join(scenario_.status_quo(), ", ")), 2, settings_.width);
    }
    if (!scenario_.fixed().empty()) {
      text_ += "\nFixed\n" +
               wrapped(fmt::format("{}", fmt::join(scenario_.fixed(), ", ")), 2, settings_.width);
    }
    const RunSettings settings = default_settings(scenario_);
    const std::string& precision = scenario_.defaults().precision();
    text_ += fmt::format(
        "\nA run\n  concept {}, {} draws, seed {}, precision {}{}\n",
        settings.concept_name,
        grouped(settings.draws),
        settings.seed,
        precision.empty() ? "1" : precision,
        scenario_.repair_correlations() ? "; correlations are repaired where they contradict" : "");
    variants();
    if (!scenario_.documents().empty()) {
      text_ += "\nDocuments\n";
    }
    for (const v1::Document& document : scenario_.documents()) {
      text_ += hanging(
          fmt::format("{}: {}. {}", document.id(), name_of(document), document.citation()), 2);
    }
  }

  /// Wraps a text with its later lines further in.
  [[nodiscard]] std::string hanging(const std::string& text, std::size_t indent) const {
    constexpr std::size_t kFurther = 4;
    const std::string lines = wrapped(text, indent + kFurther, settings_.width);
    return std::string(indent, ' ') + lines.substr(std::min(lines.size(), indent + kFurther));
  }

  const Model& model_;
  const v1::Scenario& scenario_;
  const DescribeSettings& settings_;
  std::optional<Bearing> bearing_;
  std::string text_;
};

}  // namespace

std::string describe(const Model& model, const DescribeSettings& settings) {
  return printable(Describer(model, settings).run(), "\n");
}

}  // namespace demarche
