// SPDX-License-Identifier: MIT
#include <string>

#include "bindings.hpp"

namespace demarche::python {
namespace {

/// "<LevelKResult: status=converged, regret=0.0>": what the object's class documents, in its order.
std::string describe(const py::object& self) {
  const py::object type = py::type::of(self);
  const auto property = py::module_::import("builtins").attr("property");
  const auto shorten = py::module_::import("demarche._display").attr("short_repr");
  std::string text = "<" + py::str(type.attr("__name__")).cast<std::string>();
  const char* separator = ": ";
  for (const auto item : type.attr("__dict__").attr("items")()) {
    const auto pair = item.cast<py::tuple>();
    if (py::isinstance(pair[1], property)) {
      const auto name = pair[0].cast<std::string>();
      text += separator + name + "=" + shorten(self.attr(name.c_str())).cast<std::string>();
      separator = ", ";
    }
  }
  return text + ">";
}

}  // namespace

void bind_reprs(py::module_& module) {
  const py::object plain = py::module_::import("builtins").attr("object").attr("__repr__");
  for (const auto item : module.attr("__dict__").attr("items")()) {
    const auto value = item.cast<py::tuple>()[1].cast<py::object>();
    // pybind11's classes that have nothing of their own to say.
    if (py::isinstance<py::type>(value) && value.attr("__repr__").cast<py::object>().is(plain)) {
      value.attr("__repr__") =
          py::cpp_function(&describe, py::name("__repr__"), py::is_method(value));
    }
  }
}

}  // namespace demarche::python
