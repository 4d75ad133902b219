//! Days of recognition: UTC, counted since 1970-01-01.

use serde::{Deserialize, Serialize};

use crate::time::{Millis, civil_from_days, days_from_civil};

/// A day, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// A day from its number since 1970-01-01.
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The day of a moment; moments further away than days can be counted saturate.
    pub fn of(moment: Millis) -> Self {
        let number = moment.get().div_euclid(Millis::DAY);
        Self(i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Its number since 1970-01-01.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The day so many days later (earlier if negative).
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days lie between `earlier` and this day.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Its first moment.
    pub fn start(self) -> Millis {
        Millis::new(i64::from(self.0) * Millis::DAY)
    }

    /// The Monday of its week (1970-01-01 was a Thursday).
    #[must_use]
    pub const fn monday(self) -> Self {
        self.plus(-(self.0.saturating_add(3).rem_euclid(7)))
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        let (year, month, _) = civil_from_days(self.0.into());
        Self(i32::try_from(days_from_civil(year, month, 1)).unwrap_or(self.0))
    }

    /// Reads a day as [`Day::iso`] writes it; nothing for what is no day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let fits = (0..10_000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        if !fits {
            return None;
        }
        let read = Self(i32::try_from(days_from_civil(year, month, day)).ok()?);
        // The 31st of a month that has none reads back as another day.
        Some(read).filter(|read| read.iso() == text)
    }

    /// The day as `2015-03-08`.
    pub fn iso(self) -> String {
        let (year, month, day) = civil_from_days(self.0.into());
        format!("{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_back_and_nothing_else_is_one() {
        for text in [
            "2026-12-12",
            "2028-02-29",
            "1970-01-01",
            "0001-01-01",
            "9999-12-31",
        ] {
            assert_eq!(Day::parse(text).map(Day::iso).as_deref(), Some(text));
        }
        for text in [
            "",
            "tomorrow",
            "2026-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-1-1",
            "+2026-01-01",
            "2026-12-12T00:00",
            "99999999999999999999-01-01",
            "-1-01-01",
            "9223372036854775807-12-12",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        let sunday = Day::of(Millis::from_civil(2015, 3, 8, 23, 59, 59));
        assert_eq!(sunday.iso(), "2015-03-08");
        assert_eq!(sunday.monday().iso(), "2015-03-02");
        assert_eq!(sunday.monday().monday().iso(), "2015-03-02");
        assert_eq!(sunday.plus(1).monday().iso(), "2015-03-09");
        assert_eq!(sunday.first_of_month().iso(), "2015-03-01");
        assert_eq!(
            sunday.start().plus(-1),
            Millis::from_civil(2015, 3, 7, 23, 59, 59).plus(999)
        );
    }
}
