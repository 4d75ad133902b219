//! Time: whole milliseconds UTC since 1970, passed in and never read here.

use serde::{Deserialize, Serialize};

/// A moment in milliseconds UTC since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Millis(i64);

impl Millis {
    /// One second.
    pub const SECOND: i64 = 1_000;
    /// One minute.
    pub const MINUTE: i64 = 60 * Self::SECOND;
    /// One hour.
    pub const HOUR: i64 = 60 * Self::MINUTE;
    /// One day of 24 hours.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// A moment from its number of milliseconds.
    pub const fn new(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// The number of milliseconds.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The moment `milliseconds` later (earlier if negative), saturating at the ends.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// How many milliseconds lie between `earlier` and this moment.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The moment as `2026-11-21T22:10:02Z`, by Howard Hinnant's
    /// [civil-from-days](https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
    pub fn iso(self) -> String {
        let (days, rest) = (
            self.0.div_euclid(Self::DAY),
            self.0.rem_euclid(Self::DAY) / Self::SECOND,
        );
        let (year, month, day) = civil_from_days(days);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// The moment of a civil date and time in UTC; months and days count from one.
    pub const fn from_civil(year: i64, month: i64, day: i64, hour: i64, minute: i64, second: i64) -> Self {
        Self(
            days_from_civil(year, month, day) * Self::DAY
                + hour * Self::HOUR
                + minute * Self::MINUTE
                + second * Self::SECOND,
        )
    }
}

/// The year, month and day of a number of days since 1970-01-01.
pub(crate) const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// The number of days from 1970-01-01 to a civil date.
pub(crate) const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_index = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_index + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_its_date_in_utc() {
        assert_eq!(Millis::new(0).iso(), "1970-01-01T00:00:00Z");
        assert_eq!(Millis::new(1_456_704_000_000).iso(), "2016-02-29T00:00:00Z");
        assert_eq!(Millis::new(-1).iso(), "1969-12-31T23:59:59Z");
    }

    proptest::proptest! {
        #[test]
        fn a_civil_date_reads_back(days in -200_000i64..200_000) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }

        #[test]
        fn dates_agree_with_a_calendar_library(seconds in -10_000_000_000i64..200_000_000_000) {
            let expected = jiff::Timestamp::from_second(seconds).map(|moment| moment.to_string());
            assert_eq!(Ok(Millis::new(seconds * 1_000).iso()), expected.map_err(|_| ()));
        }
    }
}
