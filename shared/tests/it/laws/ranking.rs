//! The laws of the orders.

use std::cmp::Ordering;

use fanfare_shared::api::question::Sort;
use fanfare_shared::edit::{changed_share, is_substantial};
use fanfare_shared::ranking::{AnswerRank, question_rank, wilson, with_imported};
use proptest::prelude::*;

fn rank() -> impl Strategy<Value = AnswerRank> {
    (
        any::<bool>(),
        any::<bool>(),
        0..5_000_u32,
        0..5_000_u32,
        0..1_000_i64,
    )
        .prop_map(|(accepted, cautioned, up, down, at)| AnswerRank::new(accepted, cautioned, up, down, at))
}

proptest! {
    #[test]
    fn the_bound_is_a_share_below_the_one_seen(up in any::<u32>(), down in any::<u32>()) {
        let bound = wilson(up, down);
        prop_assert!((0.0..=1.0).contains(&bound));
        if up > 0 {
            prop_assert!(bound < f64::from(up) / (f64::from(up) + f64::from(down)));
        }
    }

    #[test]
    fn one_more_up_never_lowers_and_one_more_down_never_lifts(up in 0..100_000_u32, down in 0..100_000_u32) {
        prop_assert!(wilson(up + 1, down) >= wilson(up, down));
        prop_assert!(wilson(up, down + 1) <= wilson(up, down));
    }

    #[test]
    fn more_votes_of_the_same_share_make_it_surer(up in 1..1_000_u32, down in 0..1_000_u32, times in 2..10_u32) {
        prop_assert!(wilson(up * times, down * times) > wilson(up, down));
    }

    #[test]
    fn the_order_of_answers_is_total(mut ranks in prop::collection::vec(rank(), 3)) {
        let (a, b, c) = (ranks[0], ranks[1], ranks[2]);
        prop_assert_eq!(a.compare(&b), b.compare(&a).reverse());
        if a.compare(&b) != Ordering::Greater && b.compare(&c) != Ordering::Greater {
            prop_assert_ne!(a.compare(&c), Ordering::Greater);
        }
        ranks.sort_by(AnswerRank::compare);
        prop_assert!(ranks.is_sorted_by(|one, other| one.compare(other) != Ordering::Greater));
    }

    #[test]
    fn a_cautioned_answer_never_stands_before_one_that_is_not(mut ranks in prop::collection::vec(rank(), 1..20)) {
        ranks.sort_by(AnswerRank::compare);
        let first_cautioned = ranks.iter().position(|rank| rank.class == 2).unwrap_or(ranks.len());
        prop_assert!(ranks.iter().skip(first_cautioned).all(|rank| rank.class == 2));
    }

    #[test]
    fn an_imported_score_keeps_its_sign(score in -1_000_000..1_000_000_i64) {
        let (up, down) = with_imported(0, 0, score);
        prop_assert_eq!(i64::from(up) - i64::from(down), score);
    }

    #[test]
    fn a_higher_score_stands_first_and_then_the_newer(one in (-100..100_i64, 0..100_i64), other in (-100..100_i64, 0..100_i64)) {
        let order = question_rank(Sort::Top, one.0, one.1, 0).cmp(&question_rank(Sort::Top, other.0, other.1, 9));
        prop_assert_eq!(order, one.cmp(&other));
    }

    #[test]
    fn an_edit_is_substantial_by_its_share(old in "([a-f]{1,3} ){0,12}", new in "([a-f]{1,3} ){0,12}") {
        let share = changed_share(&old, &new);
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert_eq!(is_substantial(&old, &new), share > 1.0 / 3.0 + 1e-12);
        prop_assert!(!is_substantial(&old, &old));
    }
}
