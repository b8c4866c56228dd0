// SPDX-License-Identifier: MIT
#include "core/calendar_date.hpp"

#include <gtest/gtest.h>

namespace demarche {
namespace {

TEST(CalendarDate, KnowsTheDaysOfTheCalendar) {
  for (const char* date : {"2026-03-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    EXPECT_TRUE(is_calendar_date(date)) << date;
  }
  for (const char* text : {"2026-02-29",
                           "1900-02-29",
                           "2026-04-31",
                           "2026-13-01",
                           "2026-00-10",
                           "2026-3-31",
                           "26-03-31",
                           "2026/03/31",
                           "2026-03-31 ",
                           "2026-03-3a",
                           "+026-03-31",
                           ""}) {
    EXPECT_FALSE(is_calendar_date(text)) << text;
  }
}

TEST(CalendarDate, TodayIsADate) {
  EXPECT_TRUE(is_calendar_date(date_of_today()));
  EXPECT_GT(date_of_today(), "2025-01-01");
}

}  // namespace
}  // namespace demarche
