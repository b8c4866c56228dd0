// SPDX-License-Identifier: MIT
#include "demarche/solve/certificate.hpp"

namespace demarche {

void Certificates::fill(const Certificate& certificate) {
  const Certificate all = certificate;  // A copy: the argument may refer to one of the fields.
  status.fill(all.status);
  num_equilibria.fill(all.num_equilibria);
  is_complete.fill(all.is_complete);
  is_degenerate.fill(all.is_degenerate);
  max_regret.fill(all.max_regret);
  residual.fill(all.residual);
  iterations.fill(all.iterations);
}

}  // namespace demarche
