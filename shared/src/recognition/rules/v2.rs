//! The second version: whoever confirms an act of *defend*, or something that somebody knows about, counts by their weight
//! and not as one person whoever they are; *love* looks at every day of thanks, not at one of each giver.

use super::{Confirmed, Rules, v1};

pub(super) const RULES: Rules = Rules {
    version: "v2",
    confirmed: Confirmed::ByWeight {
        others_per_voice: 500,
    },
    ..v1::RULES
};
