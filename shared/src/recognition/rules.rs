//! The versions of the rules. Invariant: a version that was switched on is never changed; the next one mends it,
//! and can be run on the past before.

mod v1;
mod v2;

/// The numbers of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Its name.
    pub version: &'static str,
    /// In how many days a giver counts once for a receiver, and over how many the ladder looks.
    pub window_days: i32,
    /// From how many givers on a line says how many; below, it says *someone*.
    pub shown_from: i32,
    /// How much of their trust a person passes on, in thousandths.
    pub passed_on: u64,
    /// How many rounds trust spreads.
    pub rounds: u32,
    /// From what share of the community's median trust on a giver counts whole, in thousandths.
    pub whole_from: u64,
    /// Below what weight nobody speaks for a giver, in thousandths.
    pub heard_from: u64,
    /// How much trust a thanks of the brand's people starts with; a stranger's solved question starts with one.
    pub staff_thanks: u64,
    /// How many givers count for whom nobody speaks, whatever else there is.
    pub unknown: u64,
    /// How many more of them count for each giver who counts whole, and each thanks of staff.
    pub unknown_per_known: u64,
    /// Who else counts among these.
    pub together: Together,
    /// *Like*: on how many days somebody took part.
    pub like_days: u32,
    /// *Love*: how many people were helped.
    pub love_people: u32,
    /// *Love*: on how many days.
    pub love_days: u32,
    /// *Defend*: how often somebody stood up.
    pub defend_acts: u32,
    /// *Defend*: for how many people.
    pub defend_people: u32,
    /// The share of what a level needs that keeps it, in hundredths.
    pub keep_percent: u32,
    /// How many days a level stays after that was lost.
    pub grace_days: i32,
    /// From how many askers on somebody knows about a tag or a subject.
    pub knows_askers: u32,
    /// For how many days after their first contribution somebody is a newcomer.
    pub newcomer_days: i32,
    /// What those count for levels, and for what somebody knows about, who confirm it.
    pub confirmed: Confirmed,
}

/// Which givers count up to a number, all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Those for whom nobody speaks. Each other counts by their weight.
    Unknown,
    /// All who count less than whole; and of those who do, who was thanked in return makes it no larger.
    LessThanWhole,
}

/// What somebody counts who says that they were helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// One person: for *defend* guests, too; for *love* what all givers count on average, on one day in every window.
    Whole,
    /// By their weight, on every day they said so; guests nothing.
    ByWeight {
        /// How much all others count together, in thousandths, for each giver who counts whole and was not thanked in
        /// return, and each thanks of staff.
        others_per_voice: u64,
    },
}

impl Confirmed {
    /// Whether each counts by their weight.
    pub(super) const fn is_by_weight(self) -> bool {
        matches!(self, Self::ByWeight { .. })
    }
}

/// The version in use.
pub const RULES: &Rules = &v2::RULES;

/// A version by its name.
pub fn rules(version: &str) -> Option<&'static Rules> {
    [&v1::RULES, &v2::RULES]
        .into_iter()
        .find(|rules| rules.version == version)
}
