// SPDX-License-Identifier: MIT
#include "simulate/answered_queries.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/to_size.hpp"

namespace demarche {
namespace {

void require_size(AlignedArray& storage, std::size_t size) {
  if (storage.size() < size) {
    storage = AlignedArray(size);
  }
}

}  // namespace

std::map<int, std::vector<std::size_t>> answered_queries(const Model& model, bool are_commitments) {
  std::map<int, std::vector<std::size_t>> queries;
  for (std::size_t q = 0; q < model.queries.size(); ++q) {
    const Query& query = model.queries[q];
    if (query.intervention >= 0 && query.is_commitment == are_commitments) {
      queries[query.intervention].push_back(q);
    }
  }
  return queries;
}

std::size_t rows_of_answered_queries(const Model& model, bool are_commitments) {
  std::size_t rows = 0;
  for (const auto& [intervention, queries] : answered_queries(model, are_commitments)) {
    for (const std::size_t query : queries) {
      rows += 1 + model.queries[query].tables.size();
    }
  }
  return rows;
}

AnsweredQueries::AnsweredQueries(const Model& model,
                                 const FactoredShape* shape,
                                 std::vector<std::size_t> queries,
                                 AnsweredWorkspace& workspace)
    : queries_(std::move(queries)), rows_(queries_.size() * kBlockLanes) {
  keep([](std::size_t) { return false; });
  if (shape == nullptr) {
    return;
  }
  std::vector<FactorTable> tables;
  for (const std::size_t query : queries_) {
    std::vector<std::size_t>& own = tables_.emplace_back();
    for (const int table : model.queries[query].tables) {
      own.push_back(tables.size());
      tables.push_back(model.query_tables[to_size(table)]);
    }
  }
  expectations_.emplace(*shape, tables);
  require_size(workspace.tables, tables.size() * kBlockLanes);
  require_size(workspace.rows, expectations_->workspace_rows() * kBlockLanes);
}

void AnsweredQueries::clear() {
  std::fill_n(rows_.data(), rows_.size(), 0.0);
}

void AnsweredQueries::add(const double* probabilities,
                          const double* cells,
                          const std::array<double, kBlockLanes>& weights,
                          AnsweredWorkspace& workspace) {
  assert(expectations_);
  expectations_->evaluate(probabilities, cells, workspace.tables.data(), workspace.rows.data());
  for (std::size_t q = 0; q < queries_.size(); ++q) {
    double* const row = rows_.data() + q * kBlockLanes;
    for (const std::size_t table : tables_[q]) {
      const double* const term = workspace.tables.data() + table * kBlockLanes;
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] += weights[lane] * term[lane];
      }
    }
  }
}

}  // namespace demarche
