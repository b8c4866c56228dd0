// SPDX-License-Identifier: MIT
#include "scenario/check/payoff_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>

#include "core/csv.hpp"
#include "core/utf8.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "scenario/language/table_layout.hpp"

namespace demarche {
namespace {

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{64} << 20;

/// "actor" and "lever" of "actor.lever".
std::pair<std::string, std::string> parts_of(const std::string& lever) {
  const std::size_t dot = std::min(lever.find('.'), lever.size());
  return {lever.substr(0, dot), dot < lever.size() ? lever.substr(dot + 1) : ""};
}

class Reader {
 public:
  Reader(const v1::Scenario& scenario, PayoffFiles& files) : scenario_(scenario), files_(files) {}

  /// Fills the table from the file.
  void read(const std::filesystem::path& path, int actor, int number, v1::PayoffTable& table) {
    file_ = path.string();
    std::string text;
    try {
      text = read_whole_file(path, kMaxFileSize, "a file of payoffs");
    } catch (const IoError& error) {
      files_.unreadable.push_back(
          {{{"actors", actor}, {"payoff_tables", number}, {"file"}}, 0, error.what()});
      return;
    }
    if (is_utf16(text)) {
      fail({1, 1}, "the file is UTF-16; save it as UTF-8");
      return;
    }
    const CsvFile csv = read_csv(text);
    for (const CsvFault& fault : csv.faults) {
      fail({fault.line, fault.column}, fault.message);
    }
    if (csv.rows.size() < 2) {
      fail({1, 1}, "a file of payoffs has a line of headings and at least one line below it");
      return;
    }
    const auto columns = columns_of(csv.rows.front(), table);
    if (!columns) {
      return;
    }
    is_complete_ = true;
    for (std::size_t r = 1; r < csv.rows.size(); ++r) {
      if (const auto place = add_row(csv.rows[r], csv.rows.front().size(), *columns, table)) {
        files_.places.emplace(std::vector<int>{actor, number, table.rows_size() - 1},
                              PlaceInFile{file_, *place});
      }
    }
  }

  /// Whether the table has a row for each line of the file.
  [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }

 private:
  void fail(Position position, std::string message) {
    files_.problems.push_back({file_, position, "", std::move(message)});
  }

  /// The column of each lever, then that of the values.
  std::optional<std::vector<std::size_t>> columns_of(const std::vector<CsvCell>& headings,
                                                     const v1::PayoffTable& table) {
    std::vector<std::string> known;
    for (const CsvCell& heading : headings) {
      known.push_back(heading.text);
    }
    std::vector<std::size_t> columns;
    for (int k = 0; k < table.levers_size(); ++k) {
      const std::vector<std::string> names = headings_of(k, table);
      const auto named = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return std::find(known.begin(), known.end(), name) != known.end();
      });
      if (named == names.end()) {
        fail({1, 1},
             fmt::format("no column is headed '{}'; {}",
                         fmt::join(names, "' or '"),
                         name_hint(names.front(), known, "the headings are")));
      } else if (const auto column = only_column(*named, headings)) {
        columns.push_back(*column);
      }
    }
    const std::string& heading = table.column().empty() ? table.id() : table.column();
    if (std::find(known.begin(), known.end(), heading) == known.end()) {
      fail({1, 1},
           fmt::format("no column is headed '{}'; {}",
                       heading,
                       name_hint(heading, known, "the headings are")));
    } else if (const auto column = only_column(heading, headings)) {
      columns.push_back(*column);
    }
    return columns.size() == static_cast<std::size_t>(table.levers_size()) + 1
               ? std::optional(std::move(columns))
               : std::nullopt;
  }

  /// The headings that a lever's column may have, the full name first. An id that several of the
  /// table's levers or actors share is none.
  static std::vector<std::string> headings_of(int k, const v1::PayoffTable& table) {
    const auto [actor, lever] = parts_of(table.levers(k));
    const auto is_shared = [&](const std::string& name) {
      return std::count_if(
                 table.levers().begin(), table.levers().end(), [&](const std::string& other) {
                   const auto parts = parts_of(other);
                   return parts.first == name || parts.second == name;
                 }) > 1;
    };
    std::vector<std::string> names = {table.levers(k)};
    for (const std::string& name : {lever, actor}) {
      if (!is_shared(name)) {
        names.push_back(name);
      }
    }
    return names;
  }

  /// The column with a heading that is known, or nothing if two columns have it.
  std::optional<std::size_t> only_column(const std::string& name,
                                         const std::vector<CsvCell>& headings) {
    std::optional<std::size_t> column;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      if (headings[i].text != name) {
        continue;
      }
      if (column) {
        fail({headings[i].line, headings[i].column},
             fmt::format("two columns are headed '{}'", name));
        return std::nullopt;
      }
      column = i;
    }
    return column;
  }

  /// Adds a row and returns the place of its value, or reports why there is none.
  std::optional<Position> add_row(const std::vector<CsvCell>& cells,
                                  std::size_t num_headings,
                                  const std::vector<std::size_t>& columns,
                                  v1::PayoffTable& table) {
    const Position start = {cells.front().line, cells.front().column};
    const std::size_t last = *std::max_element(columns.begin(), columns.end());
    if (last >= cells.size()) {
      is_complete_ = false;
      fail(start, fmt::format("found {} of {} cells in this line", cells.size(), num_headings));
      return std::nullopt;
    }
    const CsvCell& value = cells[columns.back()];
    const Position place = {value.line, value.column};
    if (value.text.empty()) {
      fail(place, "this cell has no value");
    }
    v1::PayoffRow& row = *table.add_rows();
    for (std::size_t k = 0; k + 1 < columns.size(); ++k) {
      row.add_levels(level_id(table.levers(static_cast<int>(k)), cells[columns[k]].text));
    }
    row.set_value(value.text.empty() ? "0" : value.text);
    return place;
  }

  /// The id of a level that a cell names by its id or its name.
  [[nodiscard]] std::string level_id(const std::string& lever, const std::string& text) const {
    const auto [actor_id, lever_id] = parts_of(lever);
    for (const v1::Actor& actor : scenario_.actors()) {
      for (const v1::Lever& known : actor.levers()) {
        if (actor.id() != actor_id || known.id() != lever_id) {
          continue;
        }
        const auto& levels = known.levels();
        const bool is_id = std::any_of(levels.begin(), levels.end(), [&](const v1::Level& level) {
          return level.id() == text;
        });
        const auto named = std::find_if(levels.begin(), levels.end(), [&](const v1::Level& level) {
          return level.name() == text;
        });
        return is_id || named == levels.end() ? text : named->id();
      }
    }
    return text;
  }

  const v1::Scenario& scenario_;
  PayoffFiles& files_;
  std::string file_;
  bool is_complete_ = false;
};

/// The ids of the levels of a lever, "actor.lever"; empty if there is none.
std::vector<std::string> levels_of(const v1::Scenario& scenario, const std::string& name) {
  std::vector<std::string> ids;
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      for (int k = 0; name == actor.id() + "." + lever.id() && k < lever.levels_size(); ++k) {
        ids.push_back(lever.levels(k).id());
      }
    }
  }
  return ids;
}

/// Adds a row that pays 0 for each combination of levels without one, so that rows which could not
/// be read are reported once.
void fill_rows(const v1::Scenario& scenario, v1::PayoffTable& table) {
  std::vector<std::vector<std::string>> levels;
  std::size_t num_rows = 1;
  for (const std::string& lever : table.levers()) {
    levels.push_back(levels_of(scenario, lever));
    num_rows *= levels.back().size();
    if (num_rows == 0 || num_rows > kMaxTableRows) {
      return;
    }
  }
  std::set<std::vector<std::string>> present;
  for (const v1::PayoffRow& row : table.rows()) {
    present.emplace(row.levels().begin(), row.levels().end());
  }
  for (std::size_t r = 0; r < num_rows; ++r) {
    std::vector<std::string> at(levels.size());
    std::size_t rest = r;
    for (std::size_t k = levels.size(); k-- > 0;) {
      at[k] = levels[k][rest % levels[k].size()];
      rest /= levels[k].size();
    }
    if (!present.contains(at)) {
      v1::PayoffRow& row = *table.add_rows();
      row.mutable_levels()->Assign(at.begin(), at.end());
      row.set_value("0");
    }
  }
}

/// Whether a path leads into the folder that it starts from, or below: a scenario that somebody
/// sent is no reason to read any other file.
bool lies_below(const std::filesystem::path& path) {
  return path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
}

}  // namespace

std::optional<PlaceInFile> PayoffFiles::place(const FieldPath& field) const {
  if (field.size() < 3 || field[1].field != "payoff_tables" || field[2].field != "rows") {
    return std::nullopt;
  }
  const auto found = places.find({field[0].index, field[1].index, field[2].index});
  return found == places.end() ? std::nullopt : std::optional(found->second);
}

PayoffFiles read_payoff_files(v1::Scenario& scenario, const std::filesystem::path& folder) {
  PayoffFiles files;
  for (int a = 0; a < scenario.actors_size(); ++a) {
    for (int t = 0; t < scenario.actors(a).payoff_tables_size(); ++t) {
      v1::PayoffTable table = scenario.actors(a).payoff_tables(t);
      if (table.file().empty() || !table.rows().empty()) {
        continue;
      }
      Reader reader(scenario, files);
      if (lies_below(table.file())) {
        reader.read(folder / table.file(), a, t, table);
      } else {
        files.unreadable.push_back(
            {{{"actors", a}, {"payoff_tables", t}, {"file"}},
             0,
             fmt::format("'{}' must lie in the scenario's folder or below", table.file())});
      }
      if (!reader.is_complete()) {
        fill_rows(scenario, table);
      }
      table.clear_file();
      table.clear_column();
      *scenario.mutable_actors(a)->mutable_payoff_tables(t) = std::move(table);
    }
  }
  return files;
}

}  // namespace demarche
