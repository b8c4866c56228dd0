// SPDX-License-Identifier: MIT
#include "scenario/layers/merge.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "scenario/language/assignments.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::util::FieldMaskUtil;

/// Whether the field is a list whose elements can be told apart by what they say.
bool is_keyed(const FieldDescriptor& field) {
  const Descriptor* type = field.message_type();
  return field.is_repeated() && type != nullptr &&
         (type->FindFieldByName("id") != nullptr || type == v1::RankCorrelation::descriptor() ||
          type == v1::PayoffRow::descriptor());
}

/// What tells an element of a keyed list from the others.
std::string key_of(const Message& element) {
  const Descriptor* type = element.GetDescriptor();
  if (type == v1::RankCorrelation::descriptor()) {
    const auto& correlation = static_cast<const v1::RankCorrelation&>(element);
    const auto [first, second] = std::minmax(correlation.first(), correlation.second());
    return first + " " + second;
  }
  if (type == v1::PayoffRow::descriptor()) {
    return fmt::format("{}", fmt::join(static_cast<const v1::PayoffRow&>(element).levels(), " "));
  }
  return element.GetReflection()->GetString(element, type->FindFieldByName("id"));
}

/// The key that a text means: the parameters of a correlation may stand in any order.
std::string key_in_order(const std::string& key, const FieldDescriptor& list) {
  const std::size_t blank = key.find(' ');
  if (list.message_type() != v1::RankCorrelation::descriptor() || blank == std::string::npos) {
    return key;
  }
  const std::string first = key.substr(0, blank);
  const std::string second(trimmed(std::string_view(key).substr(blank)).text);
  return std::min(first, second) + " " + std::max(first, second);
}

std::vector<std::string> keys_of(const Message& message, const FieldDescriptor& list) {
  const auto& reflection = *message.GetReflection();
  std::vector<std::string> keys;
  for (int i = 0; i < reflection.FieldSize(message, &list); ++i) {
    keys.push_back(key_of(reflection.GetRepeatedMessage(message, &list, i)));
  }
  return keys;
}

/// Brings the elements of a list into an order of their numbers.
void reorder(const FieldDescriptor& list, const std::vector<int>& order, Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<std::unique_ptr<Message>> elements(order.size());
  for (std::size_t i = order.size(); i-- > 0;) {
    elements[i].reset(reflection.ReleaseLast(&message, &list));
  }
  for (const int i : order) {
    reflection.AddAllocatedMessage(
        &message, &list, elements[static_cast<std::size_t>(i)].release());
  }
}

class Merger {
 public:
  std::vector<FieldProblem> problems;

  void merge(const Message& changes, Message& to, const FieldPath& here) {
    clear_alternatives(changes, to);
    std::vector<const FieldDescriptor*> fields;
    changes.GetReflection()->ListFields(changes, &fields);
    for (const FieldDescriptor* field : fields) {
      if (is_of_merging(*field)) {
        continue;
      }
      if (is_keyed(*field)) {
        merge_list(changes, *field, to, here);
      } else if (field->message_type() == v1::Defaults::descriptor()) {
        merge(changes.GetReflection()->GetMessage(changes, field),
              *to.GetReflection()->MutableMessage(&to, field),
              extended(here, {{field->name()}}));
      } else {
        replace(changes, *field, to);
      }
    }
  }

 private:
  /// Fields that say how scenarios are put together.
  static bool is_of_merging(const FieldDescriptor& field) {
    return field.containing_type() == v1::Scenario::descriptor() &&
           (field.name() == "base" || field.name() == "remove" || field.name() == "base_digest" ||
            field.name() == "variant_id");
  }

  static void replace(const Message& changes, const FieldDescriptor& field, Message& to) {
    FieldMask mask;
    mask.add_paths(field.name());
    FieldMaskUtil::MergeOptions options;
    options.set_replace_message_fields(true);
    options.set_replace_repeated_fields(true);
    FieldMaskUtil::MergeMessageTo(changes, mask, options, &to);
  }

  /// Clears what the changes give in another form: a distribution stands for experts and the other
  /// way round, and rows are of a file or of certain levers.
  static void clear_alternatives(const Message& changes, Message& to) {
    if (changes.GetDescriptor() == v1::Parameter::descriptor()) {
      const auto& given = static_cast<const v1::Parameter&>(changes);
      auto& parameter = static_cast<v1::Parameter&>(to);
      if (given.has_distribution() && given.experts().empty()) {
        parameter.clear_experts();
        parameter.clear_pool();
      } else if (!given.experts().empty() && !given.has_distribution()) {
        parameter.clear_distribution();
      }
    } else if (changes.GetDescriptor() == v1::PayoffTable::descriptor()) {
      const auto& given = static_cast<const v1::PayoffTable&>(changes);
      if (!given.file().empty() || !given.levers().empty()) {
        static_cast<v1::PayoffTable&>(to).clear_rows();
      }
    }
  }

  void merge_list(const Message& changes,
                  const FieldDescriptor& list,
                  Message& to,
                  const FieldPath& here) {
    const std::vector<std::string> known = keys_of(to, list);
    std::map<std::string, int> numbers;
    for (std::size_t i = 0; i < known.size(); ++i) {
      numbers.emplace(known[i], static_cast<int>(i));
    }
    std::vector<int> order(known.size());
    std::iota(order.begin(), order.end(), 0);
    std::set<std::string> given;
    int previous = -1;
    const std::vector<std::string> keys = keys_of(changes, list);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const FieldPath element = extended(here, {{list.name(), static_cast<int>(i)}});
      if (!keys[i].empty() && !given.insert(keys[i]).second) {
        problems.push_back({element, 0, fmt::format("'{}' is changed twice", keys[i])});
        continue;
      }
      const auto found = keys[i].empty() ? numbers.end() : numbers.find(keys[i]);
      const bool is_new = found == numbers.end();
      const int number = is_new ? static_cast<int>(order.size()) : found->second;
      if (is_new) {
        const auto behind = std::find(order.begin(), order.end(), previous);
        order.insert(behind == order.end() ? behind : behind + 1, number);
      }
      previous = number;
      const auto& part =
          changes.GetReflection()->GetRepeatedMessage(changes, &list, static_cast<int>(i));
      if (is_new) {
        to.GetReflection()->AddMessage(&to, &list)->CopyFrom(part);
      } else {
        merge(part, *to.GetReflection()->MutableRepeatedMessage(&to, &list, number), element);
      }
    }
    if (!std::is_sorted(order.begin(), order.end())) {
      reorder(list, order, to);
    }
  }
};

/// The list of a question that names elements of this type; null if there is none.
google::protobuf::RepeatedPtrField<std::string>* names_in(v1::Question& question,
                                                          const Descriptor* type) {
  return type == v1::Outcome::descriptor()     ? question.mutable_outcomes()
         : type == v1::Metric::descriptor()    ? question.mutable_metrics()
         : type == v1::Claim::descriptor()     ? question.mutable_claims()
         : type == v1::OptionSet::descriptor() ? question.mutable_option_sets()
                                               : nullptr;
}

/// Drops what means nothing without an element that was removed: its place in questions, and the
/// correlations of a parameter.
void drop_mentions(const FieldDescriptor& list, const std::string& id, v1::Scenario& scenario) {
  for (v1::Question& question : *scenario.mutable_questions()) {
    if (auto* names = names_in(question, list.message_type())) {
      names->erase(std::remove(names->begin(), names->end(), id), names->end());
    }
  }
  if (list.message_type() == v1::Parameter::descriptor()) {
    auto& correlations = *scenario.mutable_rank_correlations();
    correlations.erase(std::remove_if(correlations.begin(),
                                      correlations.end(),
                                      [&](const v1::RankCorrelation& correlation) {
                                        return correlation.first() == id ||
                                               correlation.second() == id;
                                      }),
                       correlations.end());
  }
}

/// Finds and removes what a text names, as "actor china, lever pace".
class Remover {
 public:
  explicit Remover(v1::Scenario& scenario) : scenario_(scenario), message_(&scenario) {}

  /// What is wrong, or an empty message.
  FieldProblem remove(const std::string& text) {
    const std::string_view whole = text;
    for (std::size_t at = 0; at <= whole.size();) {
      const std::size_t end = std::min(whole.find(',', at), whole.size());
      const TextPart part = trimmed(whole.substr(at, end - at), at);
      std::string wrong = step(std::string(part.text), end == whole.size());
      if (!wrong.empty()) {
        return {{}, part.offset, std::move(wrong)};
      }
      at = end + 1;
    }
    return {};
  }

 private:
  /// Goes to the element or field that a part of the text names, or removes it if it is the last.
  std::string step(const std::string& part, bool is_last) {
    const Descriptor* type = message_->GetDescriptor();
    std::vector<std::string> words;
    for (int f = 0; f < type->field_count(); ++f) {
      const FieldDescriptor& field = *type->field(f);
      const std::string word(singular(field.name()));
      if (is_keyed(field) && part.starts_with(word + " ")) {
        return element(field, word, std::string(trimmed(part.substr(word.size())).text), is_last);
      }
      if (field.name() == part) {
        return value(field, is_last);
      }
      words.push_back(is_keyed(field) ? word : field.name());
    }
    const std::string word = part.substr(0, part.rfind(' '));
    return fmt::format("'{}' is not how an element or field is named{}", part, [&] {
      const std::string_view closest = closest_name(word, words);
      return closest.empty() ? ", as in 'parameter war_cost' or 'actor china, lever pace'"
                             : fmt::format("; did you mean '{}'?", closest);
    }());
  }

  std::string element(const FieldDescriptor& list,
                      const std::string& word,
                      const std::string& text,
                      bool is_last) {
    const auto& reflection = *message_->GetReflection();
    const std::string key = key_in_order(text, list);
    const std::vector<std::string> known = keys_of(*message_, list);
    const auto found = std::find(known.begin(), known.end(), key);
    if (found == known.end()) {
      return fmt::format("there is no {} '{}'{}", word, text, close_hint(key, known));
    }
    const auto number = static_cast<int>(found - known.begin());
    if (!is_last) {
      message_ = reflection.MutableRepeatedMessage(message_, &list, number);
      return "";
    }
    for (int i = number + 1; i < reflection.FieldSize(*message_, &list); ++i) {
      reflection.SwapElements(message_, &list, i - 1, i);
    }
    reflection.RemoveLast(message_, &list);
    if (message_ == &scenario_) {
      drop_mentions(list, key, scenario_);
    }
    return "";
  }

  std::string value(const FieldDescriptor& field, bool is_last) {
    const auto& reflection = *message_->GetReflection();
    const bool is_there = field.is_repeated() ? reflection.FieldSize(*message_, &field) > 0
                                              : reflection.HasField(*message_, &field);
    if (!is_there) {
      return fmt::format("there is no '{}' to remove", field.name());
    }
    if (is_last) {
      reflection.ClearField(message_, &field);
      return "";
    }
    if (field.is_repeated() || field.message_type() == nullptr) {
      return fmt::format("'{}' has no parts with names", field.name());
    }
    message_ = reflection.MutableMessage(message_, &field);
    return "";
  }

  v1::Scenario& scenario_;
  Message* message_;  // Where the way through the text has led.
};

/// The number of the element of `other` that has the key of element `index`, or -1. Of several with
/// one key, the first stands for the first.
int matching(const Message& message, const FieldDescriptor& list, int index, const Message& other) {
  if (!is_keyed(list)) {
    return index < other.GetReflection()->FieldSize(other, &list) ? index : -1;
  }
  const std::vector<std::string> keys = keys_of(message, list);
  const auto number = static_cast<std::size_t>(index);
  if (number >= keys.size()) {
    return -1;
  }
  const auto own = keys.begin() + index;
  auto earlier = std::count(keys.begin(), own, *own);
  const std::vector<std::string> others = keys_of(other, list);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (others[i] == *own && earlier-- == 0) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Whether the message has what a step leads to: the field, or a list for an element of it.
bool has_step(const Message& message, const FieldDescriptor& field, const FieldStep& step) {
  const auto& reflection = *message.GetReflection();
  if (field.is_repeated()) {
    return reflection.FieldSize(message, &field) > 0;
  }
  return step.index < 0 && reflection.HasField(message, &field);
}

/// The message that a field holds, or a list as its element `index`; null if it holds none.
const Message* message_at(const Message& message, const FieldDescriptor& field, int index) {
  const auto& reflection = *message.GetReflection();
  if (field.message_type() == nullptr || field.is_repeated() != (index >= 0)) {
    return nullptr;
  }
  if (field.is_repeated()) {
    return &reflection.GetRepeatedMessage(message, &field, index);
  }
  return reflection.HasField(message, &field) ? &reflection.GetMessage(message, &field) : nullptr;
}

}  // namespace

std::vector<FieldProblem> apply_changes(const v1::Scenario& changes, v1::Scenario& scenario) {
  Merger merger;
  for (int r = 0; r < changes.remove_size(); ++r) {
    FieldProblem wrong = Remover(scenario).remove(changes.remove(r));
    if (!wrong.message.empty()) {
      wrong.field = {{"remove", r}};
      merger.problems.push_back(std::move(wrong));
    }
  }
  merger.merge(changes, scenario, {});
  scenario.clear_base();
  scenario.clear_remove();
  return std::move(merger.problems);
}

Counterpart counterpart(const FieldPath& field, const v1::Scenario& from, const v1::Scenario& in) {
  Counterpart result{field};
  const Message* message = &from;
  const Message* other = &in;
  for (FieldStep& step : result.path) {
    const FieldDescriptor* type = other->GetDescriptor()->FindFieldByName(step.field);
    if (type == nullptr || !has_step(*other, *type, step)) {
      break;
    }
    const int own = step.index;
    if (own >= 0) {
      const int number = matching(*message, *type, own, *other);
      if (number < 0) {
        break;
      }
      step.index = number;
    }
    ++result.matched;
    message = message_at(*message, *type, own);
    other = message_at(*other, *type, step.index);
    if (message == nullptr || other == nullptr) {
      break;
    }
  }
  return result;
}

}  // namespace demarche
