//! The second version: whoever confirms an act of *defend*, or something that somebody knows about, counts by their weight
//! and not as one person whoever they are; *love* looks at every day of thanks, not at one of each giver; and a large ring
//! counts no more than a box of puppets, however little each of it counts.

use super::{Confirmed, Rules, Together, v1};

pub(super) const RULES: Rules = Rules {
    version: "v2",
    unknown: 5,
    unknown_per_known: 2,
    together: Together::LessThanWhole,
    confirmed: Confirmed::ByWeight {
        others_per_voice: 500,
    },
    ..v1::RULES
};
