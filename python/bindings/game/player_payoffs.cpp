// SPDX-License-Identifier: MIT
#include "player_payoffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "../exact_numbers.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

std::string shape_text(const DoubleArray& array) {
  return fmt::format("({})", fmt::join(array.shape(), array.shape() + array.ndim(), ", "));
}

/// The same as what follows, without a Python object for each number.
PlayerPayoffs integer_payoffs(const py::object& array) {
  const auto integers =
      py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>::ensure(array);
  PlayerPayoffs payoffs{DoubleArray::ensure(array), {}};
  const bool is_small =
      static_cast<std::size_t>(integers.size()) <= NormalFormGame::kMaxExactPayoffs;
  for (py::ssize_t k = 0; is_small && k < integers.size(); ++k) {
    payoffs.exact.emplace_back(integers.data()[k]);
  }
  return payoffs;
}

PlayerPayoffs player_payoffs(const py::handle& payoffs, std::size_t player) {
  const auto numpy = py::module_::import("numpy");
  const std::string unreadable =
      fmt::format("payoffs of player {} cannot be read as an array of numbers", player);
  try {
    const py::object plain = numpy.attr("asarray")(payoffs);
    const auto kind = plain.attr("dtype").attr("kind").cast<std::string>();
    if (kind == "f") {
      return {DoubleArray::ensure(plain), {}};
    }
    if (kind == "i") {
      return integer_payoffs(plain);
    }
    // As objects, numbers stay as they are beside texts, which would make texts of them, too.
    const py::object objects = numpy.attr("array")(payoffs, py::arg("dtype") = "O");
    Numbers numbers = read_numbers(objects.attr("ravel")(), "payoffs");
    const auto shape = objects.attr("shape").cast<std::vector<py::ssize_t>>();
    return {take_array(std::move(numbers.doubles), shape), std::move(numbers.exact)};
  } catch (const py::error_already_set&) {
    throw InvalidArgument(unreadable);
  } catch (const InvalidArgument& error) {
    throw InvalidArgument(unreadable + ": " + error.what());
  }
}

}  // namespace

std::vector<PlayerPayoffs> per_player(const py::object& payoffs) {
  std::vector<PlayerPayoffs> all;
  for (const py::handle item : payoffs) {
    all.push_back(player_payoffs(item, all.size()));
  }
  std::vector<DoubleArray> arrays;
  std::transform(all.begin(), all.end(), std::back_inserter(arrays), [](const auto& own) {
    return own.array;
  });
  if (arrays.empty()) {
    throw InvalidArgument("payoffs must hold an array per player, got none");
  }
  for (const DoubleArray& array : arrays) {
    if (static_cast<std::size_t>(array.ndim()) != arrays.size() ||
        !std::equal(array.shape(), array.shape() + array.ndim(), arrays.front().shape())) {
      std::vector<std::string> shapes;
      std::transform(arrays.begin(), arrays.end(), std::back_inserter(shapes), shape_text);
      throw InvalidArgument(fmt::format(
          "payoffs of {0} players must be {0} arrays of {0} axes and one shape, got {1}",
          arrays.size(),
          fmt::join(shapes, ", ")));
    }
  }
  return all;
}

}  // namespace demarche::python
