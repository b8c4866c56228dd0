// SPDX-License-Identifier: MIT
#include "scenario/check/elements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/calendar_date.hpp"
#include "core/limits.hpp"
#include "demarche/core/closest_name.hpp"
#include "scenario/check/parameter_check.hpp"
#include "scenario/language/evidence_date.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class ElementChecker {
 public:
  explicit ElementChecker(const v1::Scenario& scenario) : scenario_(scenario) {}

  std::vector<FieldProblem> run() {
    check_message({}, scenario_, false);
    check_shared_names();
    if (!has_ambiguous_ids()) {
      check_references();
    }
    check_levels();
    for (FieldProblem& problem : check_parameters(scenario_, !has_ambiguous_ids())) {
      problems_.push_back(std::move(problem));
    }
    check_evidence();
    if (scenario_.defaults().draws() > kMaxDraws) {
      fail({{"defaults"}, {"draws"}},
           fmt::format("at most 2^48 draws fit, got {}", scenario_.defaults().draws()));
    }
    return std::move(problems_);
  }

 private:
  void fail(FieldPath field, std::string message) {
    problems_.push_back({std::move(field), 0, std::move(message)});
  }

  void warn(FieldPath field, std::string message, const char* rule) {
    problems_.push_back({std::move(field), 0, std::move(message), Severity::warning, rule});
  }

  /// Checks the fields that elements of all kinds have: ids, names, rationales and sources. An
  /// element without sources has those of the element around it, which `has_sources` tells of.
  void check_message(const FieldPath& here, const Message& message, bool has_sources) {
    const auto* descriptor = message.GetDescriptor();
    const auto* reflection = message.GetReflection();
    const FieldDescriptor* sources = descriptor->FindFieldByName("sources");
    const bool has_own = sources != nullptr && reflection->FieldSize(message, sources) > 0;
    has_sources = has_sources || has_own;
    std::vector<std::string> missing;
    for (int f = 0; f < descriptor->field_count(); ++f) {
      const FieldDescriptor* field = descriptor->field(f);
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        check_messages(here, message, *field, has_sources);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field->is_repeated()) {
        const std::string text = reflection->GetString(message, field);
        check_text(here, *field, text);
        if (text.empty() && is_expected(*field)) {
          missing.push_back(field->name());
        }
      }
    }
    if (sources != nullptr && !has_sources) {
      missing.emplace_back("sources");
    }
    if (!missing.empty()) {
      std::sort(missing.begin(), missing.end());
      warn(here, fmt::format("this has no {}", fmt::join(missing, ", no ")), "undocumented");
    }
  }

  /// Checks the messages of one field of `message`.
  void check_messages(const FieldPath& here,
                      const Message& message,
                      const FieldDescriptor& field,
                      bool has_sources) {
    const auto* reflection = message.GetReflection();
    const std::string& name = field.name();
    if (field.message_type() == v1::Scenario::descriptor()) {
      return;  // What a variant changes is checked where it is applied.
    }
    if (!field.is_repeated()) {
      if (reflection->HasField(message, &field)) {
        check_message(
            extended(here, {{name}}), reflection->GetMessage(message, &field), has_sources);
      }
      return;
    }
    check_unique_ids(here, message, field);
    for (int i = 0; i < reflection->FieldSize(message, &field); ++i) {
      check_message(extended(here, {{name, i}}),
                    reflection->GetRepeatedMessage(message, &field, i),
                    has_sources);
    }
  }

  /// Whether readers miss the text if it is empty. A level may do without a name.
  static bool is_expected(const FieldDescriptor& field) {
    return (field.name() == "name" && field.containing_type() != v1::Level::descriptor()) ||
           field.name() == "rationale" || field.name() == "statement";
  }

  void check_text(const FieldPath& here, const FieldDescriptor& field, const std::string& text) {
    const std::string& name = field.name();
    if (name == "id") {
      check_id(here, text);
    } else if (name == "rationale" && text.find('\n') != std::string::npos) {
      fail(extended(here, {{name}}), "a rationale is one line");
    }
  }

  void check_id(const FieldPath& here, const std::string& id) {
    if (id.empty()) {
      fail(here, "this has no id");
    } else if (!is_id(id)) {
      fail(extended(here, {{"id"}}),
           fmt::format("'{}' is no id: a small letter, then small letters, digits and _", id));
    } else if (id.size() > kMaxIdLength) {
      fail(extended(here, {{"id"}}),
           fmt::format("an id has at most {} characters, this has {}", kMaxIdLength, id.size()));
    }
  }

  void check_unique_ids(const FieldPath& here,
                        const Message& message,
                        const FieldDescriptor& field) {
    const FieldDescriptor* id = field.message_type()->FindFieldByName("id");
    if (id == nullptr) {
      return;
    }
    std::set<std::string> seen;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
      const Message& element = message.GetReflection()->GetRepeatedMessage(message, &field, i);
      const std::string text = element.GetReflection()->GetString(element, id);
      if (!text.empty() && !seen.insert(text).second) {
        fail(extended(here, {{field.name(), i}, {"id"}}),
             fmt::format("'{}' is taken already", text));
        problems_.back().rule = names_values(field) ? kAmbiguous : "";
      }
    }
  }

  /// Whether expressions name the elements of a repeated field.
  static bool names_values(const FieldDescriptor& field) {
    const std::string& name = field.name();
    return name == "actors" || name == "levers" || name == "levels" || name == "parameters" ||
           name == "quantities" || name == "metrics";
  }

  [[nodiscard]] bool has_ambiguous_ids() const {
    return std::any_of(problems_.begin(), problems_.end(), [](const FieldProblem& problem) {
      return problem.rule == kAmbiguous;
    });
  }

  /// Expressions name parameters, quantities and metrics in the same way, so no two may share an
  /// id.
  void check_shared_names() {
    std::map<std::string, std::string> owners;
    const auto add = [&](const char* field, int i, const std::string& id, const char* kind) {
      const auto [owner, is_new] = owners.emplace(id, kind);
      if (!is_new && owner->second != kind && !id.empty()) {
        fail({{field, i}, {"id"}},
             fmt::format(
                 "'{}' is the name of a {} already, and expressions could not tell them apart",
                 id,
                 owner->second));
        problems_.back().rule = kAmbiguous;
      }
    };
    for (int i = 0; i < scenario_.parameters_size(); ++i) {
      add("parameters", i, scenario_.parameters(i).id(), "parameter");
    }
    for (int i = 0; i < scenario_.quantities_size(); ++i) {
      add("quantities", i, scenario_.quantities(i).id(), "quantity");
    }
    for (int i = 0; i < scenario_.metrics_size(); ++i) {
      add("metrics", i, scenario_.metrics(i).id(), "metric");
    }
  }

  template <class Elements>
  static std::vector<std::string> ids(const Elements& elements) {
    std::vector<std::string> all;
    for (const auto& element : elements) {
      all.push_back(element.id());
    }
    return all;
  }

  void check_known(FieldPath field,
                   const std::string& name,
                   const std::vector<std::string>& known,
                   const char* kind) {
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      return;
    }
    fail(std::move(field),
         fmt::format("there is no {} '{}'{}", kind, name, close_hint(name, known)));
  }

  template <class Names>
  void check_all_known(const FieldPath& here,
                       const char* field,
                       const Names& names,
                       const std::vector<std::string>& known,
                       const char* kind) {
    for (int i = 0; i < names.size(); ++i) {
      check_known(extended(here, {{field, i}}), names.Get(i), known, kind);
    }
  }

  void check_references() {
    documents_ = ids(scenario_.documents());
    documents_.emplace_back("none");
    check_sources({}, scenario_);
    std::vector<std::string> levers;
    for (const auto& actor : scenario_.actors()) {
      for (const auto& lever : actor.levers()) {
        levers.push_back(actor.id() + "." + lever.id());
      }
    }
    const auto parameters = ids(scenario_.parameters());
    for (int c = 0; c < scenario_.claims_size(); ++c) {
      if (const std::string& key = scenario_.claims(c).key_parameter(); !key.empty()) {
        check_known({{"claims", c}, {"key_parameter"}}, key, parameters, "parameter");
      }
    }
    for (int q = 0; q < scenario_.questions_size(); ++q) {
      const FieldPath here = {{"questions", q}};
      const v1::Question& question = scenario_.questions(q);
      check_all_known(here, "outcomes", question.outcomes(), ids(scenario_.outcomes()), "outcome");
      check_all_known(here, "metrics", question.metrics(), ids(scenario_.metrics()), "metric");
      check_all_known(here, "levers", question.levers(), levers, "lever");
      check_all_known(here, "claims", question.claims(), ids(scenario_.claims()), "claim");
      check_all_known(
          here, "option_sets", question.option_sets(), ids(scenario_.option_sets()), "option set");
    }
  }

  void check_evidence() {
    for (int e = 0; e < scenario_.evidence_size(); ++e) {
      const v1::Evidence& item = scenario_.evidence(e);
      if (!item.date().empty() && item.date() != kAssumed && !is_calendar_date(item.date())) {
        fail({{"evidence", e}, {"date"}},
             fmt::format("'{}' is no date; a date is written as 2025-02-18, and what is assumed "
                         "as given",
                         item.date()));
      }
      if (item.date().empty() && item.has_strength()) {
        fail({{"evidence", e}, {"strength"}},
             "an item without a date is observed or not, so its likelihood is a probability as it "
             "is, "
             "without a strength");
      }
      if (item.has_strength() && !(item.strength() > 0.0 && std::isfinite(item.strength()))) {
        fail({{"evidence", e}, {"strength"}},
             fmt::format("the strength must be a finite number above 0, got {}", item.strength()));
      }
    }
  }

  void check_sources(const FieldPath& here, const Message& message) {
    const auto* descriptor = message.GetDescriptor();
    const auto* reflection = message.GetReflection();
    if (descriptor == v1::Source::descriptor()) {
      check_known(extended(here, {{"document"}}),
                  static_cast<const v1::Source&>(message).document(),
                  documents_,
                  "document");
      return;
    }
    for (int f = 0; f < descriptor->field_count(); ++f) {
      const FieldDescriptor* field = descriptor->field(f);
      if (field->is_repeated() && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
          check_sources(extended(here, {{field->name(), i}}),
                        reflection->GetRepeatedMessage(message, field, i));
        }
      }
    }
  }

  void check_levels() {
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      for (int l = 0; l < scenario_.actors(a).levers_size(); ++l) {
        const auto& levels = scenario_.actors(a).levers(l).levels();
        const auto num_valued = std::count_if(
            levels.begin(), levels.end(), [](const auto& x) { return x.has_value(); });
        for (int k = 0; k < levels.size(); ++k) {
          const FieldPath here = {{"actors", a}, {"levers", l}, {"levels", k}};
          if (levels[k].has_value() && !std::isfinite(levels[k].value())) {
            fail(extended(here, {{"value"}}), "a level's value is a finite number");
          } else if (!levels[k].has_value() && num_valued > 0) {
            fail(here, "this level has no value, but others of the lever do: give all or none");
          }
        }
      }
    }
  }

  const v1::Scenario& scenario_;
  std::vector<std::string> documents_;
  std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> check_elements(const v1::Scenario& scenario) {
  return ElementChecker(scenario).run();
}

}  // namespace demarche
