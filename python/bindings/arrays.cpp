// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {

py::array_t<double> to_array(const std::vector<double>& values) {
  return py::array_t<double>(static_cast<py::ssize_t>(values.size()), values.data());
}

ArrayList to_arrays(const MixedProfile& profile) {
  ArrayList list;
  for (const auto& probabilities : profile) {
    list.append(to_array(probabilities));
  }
  return list;
}

py::typing::List<ArrayList> to_arrays(const std::vector<MixedProfile>& profiles) {
  py::typing::List<ArrayList> list;
  for (const auto& profile : profiles) {
    list.append(to_arrays(profile));
  }
  return list;
}

py::array_t<double> take_array(std::vector<double> values, const std::vector<py::ssize_t>& shape) {
  auto owned = std::make_unique<std::vector<double>>(std::move(values));
  const double* data = owned->data();
  const py::capsule owner(owned.release(),
                          [](void* p) { delete static_cast<std::vector<double>*>(p); });
  return py::array_t<double>(shape, data, owner);
}

void check_profile(const MixedProfile& profile,
                   const std::vector<std::size_t>& sizes,
                   const std::vector<std::string>& player_names) {
  std::vector<std::size_t> given;
  for (const auto& probabilities : profile) {
    given.push_back(probabilities.size());
  }
  if (given != sizes) {
    throw InvalidArgument(
        fmt::format("profile must hold one vector per player with ({}) probabilities, got ({})",
                    fmt::join(sizes, ", "),
                    fmt::join(given, ", ")));
  }
  constexpr double kTolerance = 1e-6;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double sum = std::accumulate(profile[i].begin(), profile[i].end(), 0.0);
    const bool is_mixture = std::abs(sum - 1.0) <= kTolerance &&
                            *std::min_element(profile[i].begin(), profile[i].end()) >= -kTolerance;
    if (!is_mixture) {
      throw InvalidArgument(
          fmt::format("profile must hold probabilities that sum to 1, got ({}) of player {}",
                      fmt::join(profile[i], ", "),
                      player_names[i]));
    }
  }
}

void check_profile(const NormalFormGame& game, const MixedProfile& profile) {
  check_profile(
      profile, {game.num_strategies().begin(), game.num_strategies().end()}, game.player_names);
}

std::size_t player_number(const PlayerArgument& player, const std::vector<std::string>& names) {
  if (const auto* name = std::get_if<std::string>(&player)) {
    const auto found = std::find(names.begin(), names.end(), *name);
    if (found == names.end()) {
      throw InvalidArgument(
          fmt::format("there is no player '{}'; there are {}", *name, fmt::join(names, ", ")));
    }
    if (std::find(found + 1, names.end(), *name) != names.end()) {
      throw InvalidArgument(
          fmt::format("several players are called '{}'; give a number from 0", *name));
    }
    return static_cast<std::size_t>(found - names.begin());
  }
  const py::ssize_t number = std::get<py::ssize_t>(player);
  if (number < 0 || number >= static_cast<py::ssize_t>(names.size())) {
    throw InvalidArgument(fmt::format("player must be in [0, {}), got {}", names.size(), number));
  }
  return static_cast<std::size_t>(number);
}

}  // namespace demarche::python
