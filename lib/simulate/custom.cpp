// SPDX-License-Identifier: MIT
#include "demarche/simulate/custom.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/unknown_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

/// The place of `name` in `names`.
/// @throws InvalidArgument with the closest name if it is not there.
std::size_t index_in(const std::vector<std::string>& names,
                     std::string_view what,
                     std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw_unknown(what, name, names);
  }
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::span<double> PayoffBlock::at(std::size_t table, std::span<const int> place) const {
  const OpenTable& open = model->open_tables[table];
  if (place.size() != open.sizes.size()) {
    throw InvalidArgument(fmt::format(
        "place must have {} axes for table {}, got {}", open.sizes.size(), table, place.size()));
  }
  std::size_t number = 0;
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    if (place[axis] < 0 || place[axis] >= open.sizes[axis]) {
      throw InvalidArgument(fmt::format("place on axis {} of table {} must be in [0, {}), got {}",
                                        axis,
                                        table,
                                        open.sizes[axis],
                                        place[axis]));
    }
    number =
        number * static_cast<std::size_t>(open.sizes[axis]) + static_cast<std::size_t>(place[axis]);
  }
  return cell(table, number);
}

std::size_t parameter_index(const Model& model, std::string_view id) {
  std::vector<std::string> names;
  for (const v1::Parameter& parameter : model.scenario.parameters()) {
    names.push_back(parameter.id());
  }
  return index_in(names, "parameter", id);
}

std::size_t variable_index(const Model& model, std::string_view name) {
  std::vector<std::string> names;
  for (const v1::Actor& actor : model.scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      names.push_back(actor.id() + "." + lever.id());
    }
  }
  return index_in(names, "lever", name);
}

}  // namespace demarche
