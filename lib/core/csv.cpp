// SPDX-License-Identifier: MIT
#include "core/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/utf8.hpp"

namespace demarche {
namespace {

/// The separator that is most frequent in the first line, a comma if none occurs.
char separator_of(std::string_view text) {
  constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && c == '\n') {
      break;
    } else if (!is_quoted) {
      for (std::size_t i = 0; i < kSeparators.size(); ++i) {
        counts[i] += c == kSeparators[i] ? 1 : 0;
      }
    }
  }
  return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                              counts.begin())];
}

std::string trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
  const std::size_t last = text.find_last_not_of(" \t\r");
  return first == text.size() ? "" : std::string(text.substr(first, last + 1 - first));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), separator_(separator_of(text)) {}

  CsvFile run() {
    file_.separator = separator_;
    while (at_ < text_.size()) {
      read_row();
    }
    return std::move(file_);
  }

 private:
  [[nodiscard]] bool is_at_end() const { return at_ >= text_.size(); }

  char next() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
    return c;
  }

  void fault(int line, int column, const char* message) {
    file_.faults.push_back({line, column, message});
  }

  void read_row() {
    std::vector<CsvCell> row;
    bool is_last = false;
    while (!is_last) {
      row.push_back(read_cell());
      is_last = is_at_end() || next() == '\n';
    }
    if (std::any_of(
            row.begin(), row.end(), [](const CsvCell& cell) { return !cell.text.empty(); })) {
      file_.rows.push_back(std::move(row));
    }
  }

  /// Reads up to the separator or the line's end, which stays.
  CsvCell read_cell() {
    while (!is_at_end() && (text_[at_] == ' ' || (text_[at_] == '\t' && separator_ != '\t'))) {
      next();
    }
    CsvCell cell{"", line_, column_};
    const bool is_quoted = !is_at_end() && text_[at_] == '"';
    if (is_quoted) {
      cell.text = read_quoted();
    }
    const int line = line_;
    const int column = column_;
    std::string rest;
    while (!is_at_end() && text_[at_] != separator_ && text_[at_] != '\n') {
      rest += next();
    }
    rest = trimmed(rest);
    if (is_quoted && !rest.empty()) {
      fault(
          line,
          column,
          "found text after the quote that ends this cell; a quote within a cell is written twice");
    }
    if (!is_quoted) {
      cell.text = std::move(rest);
    }
    return cell;
  }

  std::string read_quoted() {
    const int line = line_;
    const int column = column_;
    next();
    std::string text;
    while (!is_at_end()) {
      const char c = next();
      if (c != '"') {
        text += c;
      } else if (!is_at_end() && text_[at_] == '"') {
        text += next();
      } else {
        return trimmed(text);
      }
    }
    fault(line, column, "this quote is not closed");
    return trimmed(text);
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  CsvFile file_;
};

}  // namespace

CsvFile read_csv(std::string_view text) {
  if (is_utf16(text)) {
    CsvFile unread;
    unread.faults = {{1, 1, "the file is UTF-16; save it as UTF-8"}};
    return unread;
  }
  return Reader(without_byte_order_mark(text)).run();
}

std::string csv_cell(double value) {
  return std::isnan(value) ? "" : fmt::format("{}", value);
}

std::string csv_cell(const std::string& text, char separator) {
  if (text.find_first_of("\"\r\n") == std::string::npos &&
      text.find(separator) == std::string::npos) {
    return text;
  }
  std::string result = "\"";
  for (const char c : text) {
    result += c == '"' ? "\"\"" : std::string(1, c);
  }
  return result + "\"";
}

}  // namespace demarche
