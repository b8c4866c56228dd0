// SPDX-License-Identifier: MIT
#include "simulate/input_changes.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// A list is told with this many of its entries at most.
constexpr int kMostListed = 12;

/// Fields that no number depends on.
bool is_wording(const FieldDescriptor& field) {
  static const std::set<std::string_view> names = {"name",
                                                   "rationale",
                                                   "sources",
                                                   "documents",
                                                   "questions",
                                                   "statement",
                                                   "counter_reading",
                                                   "unit",
                                                   "payoff_unit"};
  return names.contains(field.name());
}

/// Fields that are not compared: ids match the elements, both scenarios have one seed, and where a
/// scenario comes from changes nothing.
bool is_left_out(const FieldDescriptor& field) {
  static const std::set<std::string_view> origin = {"variants", "base_digest", "variant_id"};
  const bool is_default = field.containing_type()->name() == "Defaults";
  return field.name() == "id" || origin.contains(field.name()) ||
         (is_default && (field.name() == "draws" || field.name() == "seed"));
}

/// Whether the order of a list's elements means something: the order of moves, of strategies, and
/// of the numbers that experts have in draws.
bool is_ordered(const FieldDescriptor& field) {
  return field.name() == "actors" || field.name() == "levers" || field.name() == "levels" ||
         field.name() == "experts";
}

/// What an element of a list is called; empty for a list of what are no elements.
std::string_view kind_of(const FieldDescriptor& field) {
  static const std::map<std::string_view, std::string_view> kinds = {
      {"actors", "actor"},
      {"levers", "lever"},
      {"levels", "level"},
      {"infeasible", "infeasible"},
      {"payoff", "payoff term"},
      {"payoff_tables", "payoff table"},
      {"parameters", "parameter"},
      {"experts", "expert"},
      {"rank_correlations", "rank correlation"},
      {"quantities", "quantity"},
      {"outcomes", "outcome"},
      {"metrics", "metric"},
      {"option_sets", "option set"},
      {"claims", "claim"},
      {"evidence", "evidence item"}};
  if (!field.is_repeated() || field.type() != FieldDescriptor::TYPE_MESSAGE) {
    return "";
  }
  const auto found = kinds.find(field.name());
  return found == kinds.end() ? std::string_view() : found->second;
}

std::string string_field(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  return field == nullptr ? "" : message.GetReflection()->GetString(message, field);
}

/// What matches an element with one of the other scenario.
std::string id_of(const Message& element) {
  if (element.GetDescriptor()->name() == "RankCorrelation") {
    const std::string first = string_field(element, "first");
    const std::string second = string_field(element, "second");
    return fmt::format("{}, {}", std::min(first, second), std::max(first, second));
  }
  return string_field(element, "id");
}

std::string text_of(const Message& message, const Message& other);

const Message& part_of(const Message& message, const FieldDescriptor& field, int index) {
  const auto& reflection = *message.GetReflection();
  return index < 0 ? reflection.GetMessage(message, &field)
                   : reflection.GetRepeatedMessage(message, &field, index);
}

/// One value of a field, which may be an element with what is within it; `index` is that in a list,
/// or -1. `other` is as for text_of().
std::string value_text(const Message& message,
                       const FieldDescriptor& field,
                       int index,
                       const Message& other) {
  const auto& reflection = *message.GetReflection();
  const bool is_one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return is_one ? reflection.GetString(message, &field)
                    : reflection.GetRepeatedString(message, &field, index);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return fmt::format("{}",
                         is_one ? reflection.GetDouble(message, &field)
                                : reflection.GetRepeatedDouble(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, &field) ? "true" : "";
    default:
      break;
  }
  const Message& part = part_of(message, field, index);
  const bool has_other = is_one || index < other.GetReflection()->FieldSize(other, &field);
  const std::string text = text_of(part, has_other ? part_of(other, field, index) : part);
  if (kind_of(field).empty()) {
    return text;
  }
  return text.empty() ? id_of(part) : fmt::format("{} ({})", id_of(part), text);
}

/// The entry of a list from which on it is told: the first, unless that would hide where two long
/// lists begin to differ.
int first_told(const Message& message, const FieldDescriptor& field, const Message& other) {
  const int size = message.GetReflection()->FieldSize(message, &field);
  const int other_size = other.GetReflection()->FieldSize(other, &field);
  if (&message == &other || std::max(size, other_size) <= kMostListed) {
    return 0;
  }
  const int shared = std::min(size, other_size);
  int same = 0;
  while (same < shared &&
         value_text(message, field, same, other) == value_text(other, field, same, message)) {
    ++same;
  }
  const bool is_same_list = same == size && same == other_size;
  return same < kMostListed || is_same_list ? 0 : same;
}

std::string list_text(const Message& message, const FieldDescriptor& field, const Message& other) {
  const int size = message.GetReflection()->FieldSize(message, &field);
  const int first = first_told(message, field, other);
  if (first > 0 && first == size) {
    return fmt::format("no entry {} ({} in all)", first + 1, size);
  }
  const int end = std::min(size, first + kMostListed);
  std::string text = first == 0 ? "" : fmt::format("from entry {}: ", first + 1);
  for (int i = first; i < end; ++i) {
    text += (i == first ? "" : ", ") + value_text(message, field, i, other);
  }
  const bool is_whole = first == 0 && end == size;
  return is_whole ? text : fmt::format("{}{} ({} in all)", text, end == size ? "" : " …", size);
}

/// What a field holds, on one line; empty if it is not there.
std::string field_text(const Message& message, const FieldDescriptor& field, const Message& other) {
  if (field.is_repeated()) {
    return list_text(message, field, other);
  }
  const bool is_there = !field.has_presence() || message.GetReflection()->HasField(message, &field);
  return is_there ? value_text(message, field, -1, other) : "";
}

/// What a message holds beside its id and words, on one line: "triangular (low 0, mode 1, high 4)".
/// `other` is the message that it is compared with, or itself: long lists are told from where the
/// two differ.
std::string text_of(const Message& message, const Message& other) {
  std::string text;
  const Descriptor& type = *message.GetDescriptor();
  for (int f = 0; f < type.field_count(); ++f) {
    const FieldDescriptor& field = *type.field(f);
    const std::string value =
        is_wording(field) || is_left_out(field) ? "" : field_text(message, field, other);
    if (!value.empty()) {
      const bool is_message = field.type() == FieldDescriptor::TYPE_MESSAGE && !field.is_repeated();
      text +=
          fmt::format("{}{}{}", text.empty() ? "" : ", ", field.name(), is_message ? " (" : " ");
      text += value + (is_message ? ")" : "");
    }
  }
  return text;
}

/// Whether two messages have the same in a field, which text alone need not tell: it is cut.
bool is_equal(const Message& first, const Message& second, const FieldDescriptor& field) {
  google::protobuf::util::MessageDifferencer differencer;
  return differencer.CompareWithFields(first, second, {&field}, {&field});
}

class Comparer {
 public:
  explicit Comparer(v1::ScenarioComparison& comparison) : comparison_(comparison) {}

  void compare(const Message& first,
               const Message& second,
               std::string_view kind,
               const std::string& id) {
    bool differs_in_words = false;
    const Descriptor& type = *first.GetDescriptor();
    for (int f = 0; f < type.field_count(); ++f) {
      const FieldDescriptor& field = *type.field(f);
      if (is_wording(field)) {
        differs_in_words = differs_in_words || !is_equal(first, second, field);
      } else if (!kind_of(field).empty()) {
        compare_lists(first, second, field, kind, id);
      } else if (field.name() == "defaults") {
        compare(first.GetReflection()->GetMessage(first, &field),
                second.GetReflection()->GetMessage(second, &field),
                "defaults",
                id);
      } else if (!is_left_out(field) && !is_part_of_id(field) && !is_equal(first, second, field)) {
        add(kind,
            id,
            "changed",
            field.name(),
            field_text(first, field, second),
            field_text(second, field, first));
      }
    }
    if (differs_in_words) {
      comparison_.set_num_wording_changes(comparison_.num_wording_changes() + 1);
    }
  }

 private:
  static bool is_part_of_id(const FieldDescriptor& field) {
    return field.containing_type()->name() == "RankCorrelation" &&
           (field.name() == "first" || field.name() == "second");
  }

  static std::vector<std::pair<std::string, const Message*>> elements(
      const Message& message, const FieldDescriptor& field) {
    std::vector<std::pair<std::string, const Message*>> list;
    const auto& reflection = *message.GetReflection();
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      const Message& element = reflection.GetRepeatedMessage(message, &field, i);
      list.emplace_back(id_of(element), &element);
    }
    return list;
  }

  void compare_lists(const Message& first,
                     const Message& second,
                     const FieldDescriptor& field,
                     std::string_view owner_kind,
                     const std::string& owner) {
    const auto before = elements(first, field);
    const auto after = elements(second, field);
    const std::map<std::string, const Message*> in_first(before.begin(), before.end());
    const std::map<std::string, const Message*> in_second(after.begin(), after.end());
    const std::string prefix = owner.empty() ? "" : owner + ".";
    std::vector<std::string> order_before;
    std::vector<std::string> order_after;
    for (const auto& [id, element] : before) {
      if (const auto found = in_second.find(id); found != in_second.end()) {
        compare(*element, *found->second, kind_of(field), prefix + id);
        order_before.push_back(id);
      } else {
        add(kind_of(field), prefix + id, "removed", "", text_of(*element, *element), "");
      }
    }
    for (const auto& [id, element] : after) {
      if (in_first.contains(id)) {
        order_after.push_back(id);
      } else {
        add(kind_of(field), prefix + id, "added", "", "", text_of(*element, *element));
      }
    }
    if (is_ordered(field) && order_before != order_after) {
      add(owner_kind,
          owner,
          "reordered",
          field.name(),
          fmt::format("{}", fmt::join(order_before, ", ")),
          fmt::format("{}", fmt::join(order_after, ", ")));
    }
  }

  void add(std::string_view kind,
           const std::string& id,
           const char* change,
           const std::string& field,
           const std::string& before,
           const std::string& after) {
    v1::InputChange& message = *comparison_.add_changes();
    message.set_kind(std::string(kind));
    message.set_id(id);
    message.set_change(change);
    message.set_field(field);
    message.set_before(before);
    message.set_after(after);
  }

  v1::ScenarioComparison& comparison_;
};

}  // namespace

void add_input_changes(const v1::Scenario& first,
                       const v1::Scenario& second,
                       v1::ScenarioComparison& comparison) {
  Comparer(comparison).compare(first, second, "scenario", "");
}

}  // namespace demarche
