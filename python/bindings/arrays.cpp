// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

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

void check_profile(const NormalFormGame& game, const MixedProfile& profile) {
  std::vector<std::size_t> sizes;
  for (const auto& probabilities : profile) {
    sizes.push_back(probabilities.size());
  }
  const std::vector<std::size_t> wanted(game.num_strategies().begin(), game.num_strategies().end());
  if (sizes != wanted) {
    throw InvalidArgument(
        fmt::format("profile must hold one vector per player with ({}) probabilities, got ({})",
                    fmt::join(wanted, ", "),
                    fmt::join(sizes, ", ")));
  }
}

void check_player(const NormalFormGame& game, py::ssize_t player) {
  if (player < 0 || player >= static_cast<py::ssize_t>(game.num_players())) {
    throw InvalidArgument(
        fmt::format("player must be in [0, {}), got {}", game.num_players(), player));
  }
}

}  // namespace demarche::python
