// SPDX-License-Identifier: MIT
#include "scenario/check/text_outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "demarche/v1/scenario.pb.h"
#include "scenario/check/text_positions.hpp"
#include "scenario/check/text_scanner.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

/// A brace that is open.
struct OpenBrace {
  std::string field;                 // Of which field.
  std::size_t name = 0;              // Where the field's name begins.
  const Descriptor* type = nullptr;  // Of the message around it; null if unknown.
  char close = '}';                  // What closes it.
};

class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text), positions_(text), in_(text) {}

  Outline read() {
    Outline outline;
    read_fields(outline.root, v1::Scenario::descriptor());
    outline.faults = in_.take_faults();
    outline.is_whole = !in_.is_stopped() && !is_unbalanced_;
    return outline;
  }

 private:
  /// Reads fields up to the closing brace, which it takes, or up to the end.
  void read_fields(OutlineMessage& message, const Descriptor* type) {
    while (!in_.is_stopped()) {
      in_.skip_space();
      if (in_.at_end()) {
        report_open_braces();
        return;
      }
      const char c = in_.peek();
      if (c == '}' || c == '>') {
        if (close_brace()) {
          return;
        }
        continue;
      }
      if (c == '%') {
        in_.fail(in_.at(), "found '%': numbers carry no unit; 10 % is 0.1");
        in_.skip(1);
        continue;
      }
      if (!is_word_start(c)) {
        in_.stop(in_.at(), unexpected());
        return;
      }
      const std::size_t name_at = in_.at();
      note_stray_brace(name_at);
      const std::string name = in_.read_word();
      if (closes_silently(type, name, name_at)) {
        in_.move_to(name_at);
        return;
      }
      read_field(message, find_field(type, name), name, name_at);
    }
  }

  /// Takes a closing brace; false if none is open.
  bool close_brace() {
    if (open_.empty()) {
      in_.stop(stray_.value_or(in_.at()), "this brace closes nothing");
      return false;
    }
    if (in_.peek() != open_.back().close) {
      in_.fail(in_.at(),
               fmt::format("found '{}' where '{}' closes '{}'",
                           in_.peek(),
                           open_.back().close,
                           open_.back().field));
    }
    note_indentation();
    last_close_ = in_.at();
    in_.skip(1);
    open_.pop_back();
    return true;
  }

  [[nodiscard]] std::string unexpected() const {
    if (in_.peek() == '-') {
      return "found '-': a list is written by repeating its field, as in name { } name { }";
    }
    return fmt::format("found {} where the name of a field{} fits",
                       found_at(text_, in_.at()),
                       open_.empty() ? "" : fmt::format(" or '{}'", open_.back().close));
  }

  /// Remembers the last closing brace before a field of the scenario itself that begins its line
  /// further to the right than the first one did: a brace too many ended the element around it.
  void note_stray_brace(std::size_t name_at) {
    if (!open_.empty() || !begins_line(name_at)) {
      return;
    }
    root_indent_ = root_indent_ ? root_indent_ : indent(name_at);
    if (!stray_ && last_close_ && indent(name_at) > *root_indent_) {
      stray_ = last_close_;
    }
  }

  /// Tells whether the brace that is open should have been closed before this field: the field
  /// begins a line, no deeper than the line of the brace, and only a message further out has it.
  bool closes_silently(const Descriptor* type, const std::string& name, std::size_t name_at) {
    if (open_.empty() || find_field(type, name) != nullptr || !begins_line(name_at)) {
      return false;
    }
    const OpenBrace& brace = open_.back();
    const bool is_known = std::any_of(open_.begin(), open_.end(), [&](const OpenBrace& around) {
      return find_field(around.type, name) != nullptr;
    });
    if (!is_known || indent(name_at) > indent(brace.name)) {
      return false;
    }
    in_.fail(brace.name,
             fmt::format("the brace behind '{}' is never closed; '}}' is missing before '{}' in "
                         "line {}",
                         brace.field,
                         name,
                         positions_.position(name_at).line));
    open_.pop_back();
    is_unbalanced_ = true;
    return true;
  }

  /// Remembers the first brace that is closed by one further to the left: the brace that closes it
  /// is then probably missing.
  void note_indentation() {
    const OpenBrace& brace = open_.back();
    if (!suspect_ && begins_line(in_.at()) && begins_line(brace.name) &&
        indent(in_.at()) < indent(brace.name)) {
      suspect_ = brace;
    }
  }

  void report_open_braces() {
    if (open_.empty()) {
      return;
    }
    const OpenBrace& brace = suspect_ ? *suspect_ : open_.back();
    in_.stop(brace.name, fmt::format("the brace behind '{}' is never closed", brace.field));
  }

  [[nodiscard]] std::size_t line_start(std::size_t at) const {
    return at + 1 - static_cast<std::size_t>(positions_.position(at).column);
  }
  /// The number of blanks before the first other character of the line that `at` stands in.
  [[nodiscard]] std::size_t indent(std::size_t at) const {
    const std::size_t start = line_start(at);
    std::size_t first = start;
    while (first < at && is_space(text_[first])) {
      ++first;
    }
    return first - start;
  }
  [[nodiscard]] bool begins_line(std::size_t at) const { return line_start(at) + indent(at) == at; }
  void read_field(OutlineMessage& message,
                  const FieldDescriptor* field,
                  const std::string& name,
                  std::size_t name_at) {
    in_.skip_space();
    const bool has_sign = in_.peek() == ':' || in_.peek() == '=';
    if (in_.peek() == '=') {
      in_.fail_once(in_.at(), "found '=' where ':' fits");
    }
    in_.skip(has_sign ? 1 : 0);
    in_.skip_space();
    if (!has_sign && in_.peek() != '{' && in_.peek() != '<') {
      in_.stop(in_.at(),
               fmt::format("found {} where {} fits behind '{}'{}",
                           found_at(text_, in_.at()),
                           field == nullptr || field->message_type() == nullptr ? "':'" : "'{'",
                           name,
                           name_at > 0 && (text_[name_at - 1] == '"' || text_[name_at - 1] == '\'')
                               ? "; a quotation mark is probably missing before it"
                               : ""));
      return;
    }
    auto& values = message.fields[name];
    if (in_.peek() == '[') {
      read_list(values, field, name);
    } else {
      is_in_list_ = false;
      read_value(values, field, name, name_at);
    }
    in_.skip_space();
    if (in_.peek() == ',' || in_.peek() == ';') {
      in_.skip(1);
    }
  }

  void read_list(std::vector<OutlineValue>& values,
                 const FieldDescriptor* field,
                 const std::string& name) {
    const std::size_t num_before = values.size();
    const bool takes_one = field != nullptr && !field->is_repeated();
    if (takes_one) {
      in_.fail(in_.at(), list_for_one_value(name));
    }
    in_.skip(1);
    in_.skip_space();
    while (!in_.is_stopped() && in_.peek() != ']') {
      is_in_list_ = true;
      read_value(values, field, name, in_.at());
      in_.skip_space();
      if (in_.peek() == ',') {
        skip_comma_in_list();
      } else if (!in_.is_stopped() && in_.peek() != ']') {
        in_.stop(in_.at(),
                 fmt::format("found {} where ',' or ']' fits", found_at(text_, in_.at())));
      }
    }
    in_.skip(in_.is_stopped() ? 0 : 1);
    if (takes_one && values.size() > num_before + 1) {  // One cause is one problem.
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(num_before) + 1, values.end());
    }
  }

  void skip_comma_in_list() {
    const std::size_t comma = in_.at();
    in_.skip(1);
    in_.skip_space();
    if (in_.peek() == ']') {
      in_.fail(comma, "found ',' before ']': a list has no comma behind its last value");
    }
  }

  void read_value(std::vector<OutlineValue>& values,
                  const FieldDescriptor* field,
                  const std::string& name,
                  std::size_t name_at) {
    OutlineValue value{.name = name_at, .value = in_.at()};
    const char c = in_.peek();
    if (c == '{' || c == '<') {
      value.message = std::make_unique<OutlineMessage>();
      read_message(*value.message, field, name, name_at);
    } else if (in_.is_at_string()) {
      value.kind = OutlineKind::text;
      (void)in_.read_strings();
    } else if (c == '-' && is_space(in_.peek(1)) && field != nullptr &&
               field->message_type() != nullptr) {
      in_.stop(in_.at(), unexpected());
      return;
    } else if (is_digit(c) || c == '.' || c == '-') {
      value.kind = OutlineKind::number;
      value.token = in_.read_number(is_in_list_);
    } else if (is_word_start(c)) {
      value.kind = OutlineKind::word;
      value.token = in_.read_word();
      if (field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        in_.skip_unquoted();
      }
    } else {
      in_.stop(
          in_.at(),
          fmt::format("found {} where the value of '{}' fits", found_at(text_, in_.at()), name));
      return;
    }
    values.push_back(std::move(value));
  }

  void read_message(OutlineMessage& message,
                    const FieldDescriptor* field,
                    const std::string& name,
                    std::size_t name_at) {
    open_.push_back({name,
                     name_at,
                     field == nullptr ? nullptr : field->containing_type(),
                     in_.peek() == '<' ? '>' : '}'});
    if (open_.size() > kMaxNesting) {
      in_.stop(in_.at(), fmt::format("messages nest more than {} deep here", kMaxNesting));
      return;
    }
    in_.skip(1);
    read_fields(message, field == nullptr ? nullptr : field->message_type());
  }

  std::string_view text_;
  TextPositions positions_;
  TextScanner in_;
  std::vector<OpenBrace> open_;
  std::optional<OpenBrace> suspect_;
  std::optional<std::size_t>
      root_indent_;                        // Of the first field of the scenario that begins a line.
  std::optional<std::size_t> last_close_;  // The last closing brace.
  std::optional<std::size_t> stray_;       // A closing brace that is probably one too many.
  bool is_in_list_ = false;
  bool is_unbalanced_ = false;
};

}  // namespace

Outline read_text_outline(std::string_view text) {
  return TextReader(text).read();
}

}  // namespace demarche
