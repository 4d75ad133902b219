//! The first version. The window, the breadth test, the mark below which a level is lost and its grace are those of
//! [Discourse's third trust level](https://github.com/discourse/discourse/blob/main/app/models/trust_level3_requirements.rb):
//! thanks from five people on seven days within a hundred, lost below nine tenths, kept for two weeks.

use super::{Confirmed, Rules, Together};

pub(super) const RULES: Rules = Rules {
    version: "v1",
    window_days: 100,
    shown_from: 3,
    passed_on: 500,
    rounds: 20,
    whole_from: 500,
    heard_from: 100,
    staff_thanks: 4,
    unknown: 3,
    unknown_per_known: 3,
    together: Together::Unknown,
    like_days: 2,
    love_people: 5,
    love_days: 7,
    defend_acts: 5,
    defend_people: 4,
    keep_percent: 90,
    grace_days: 14,
    knows_askers: 3,
    newcomer_days: 100,
    confirmed: Confirmed::Whole,
};
