//! Who helped most, of a subject and with a tag: the same whichever way it was counted.

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use serde_json::json;

use super::count;

/// How many people these helped, by what a list is asked for.
fn helped(community: &Community, query: &str) -> Vec<(String, u64)> {
    let list = community
        .visitor()
        .get(&format!("leaders?{query}"))
        .ok(200)
        .value();
    let leaders = list["data"].as_array().unwrap().iter();
    leaders
        .map(|leader| {
            (
                text(&leader["person"], "name"),
                leader["helped"].as_u64().unwrap(),
            )
        })
        .collect()
}

/// A question of somebody new about this that `helper` answers, and that this solved; who asked, and what.
fn solve(community: &Community, helper: &Person, subject: &str, tag: &str) -> (Person, String) {
    let asker = community.member("Robin Sample");
    let mut request = fixtures::question();
    (request["subject"], request["tags"]) = (json!(subject), json!([tag]));
    let question = text(&asker.post("questions", &request).ok(201).value(), "id");
    let solved = json!({ "answer_id": helper.answer(&question) });
    let path = format!("questions/{question}/accepted");
    asker.put(&path, &solved).ok(200);
    (asker, path)
}

#[test]
fn leaders_of_a_subject_and_of_a_tag_are_those_who_helped_with_it() {
    let community = Community::new();
    let (sam, lou) = (community.member("Sam Sample"), community.member("Lou Sample"));
    for (helper, subject, tag) in [
        (&sam, "kettle", "milk"),
        (&sam, "kettle", "heat"),
        (&lou, "kettle", "milk"),
    ] {
        solve(&community, helper, subject, tag);
    }
    let (asker, accepted) = solve(&community, &lou, "strainer", "milk");
    count(&community);
    let both = |sam: u64, lou: u64| {
        let mut both = vec![("Sam Sample".to_owned(), sam), ("Lou Sample".to_owned(), lou)];
        both.retain(|(_, helped)| *helped > 0);
        both.sort_by_key(|(_, helped)| std::cmp::Reverse(*helped));
        both
    };
    let everywhere = |of: &str, sam: u64, lou: u64| {
        for period in ["week", "month", "ever"] {
            let mut list = helped(&community, &format!("period={period}{of}"));
            if sam == lou {
                list.sort_by_key(|(name, _)| std::cmp::Reverse(name.clone()));
            }
            assert_eq!(list, both(sam, lou), "{period}{of}");
        }
    };
    everywhere("&subject=kettle", 2, 1);
    everywhere("&subject=strainer", 0, 1);
    everywhere("&tag=milk", 1, 2);
    everywhere("&subject=kettle&tag=milk", 1, 1);
    everywhere("&subject=strainer&tag=heat", 0, 0);
    everywhere("&subject=kettle&newcomers=1", 2, 1);
    let question = accepted.trim_end_matches("/accepted");
    let complaint = format!("{question}/complaint");
    asker.put(&complaint, &json!({ "complaint": true })).ok(200);
    count(&community);
    everywhere("&tag=complaint", 0, 1);
    everywhere("&tag=milk", 1, 2);
    everywhere("&subject=strainer&tag=complaint", 0, 1);
    asker.put(&complaint, &json!({ "complaint": false })).ok(200);
    count(&community);
    everywhere("&tag=complaint", 0, 0);
    asker.delete(&accepted).ok(200);
    count(&community);
    everywhere("&subject=strainer", 0, 0);
    everywhere("&tag=milk", 1, 1);
    let off = json!({ "listed": false, "sentence": "" });
    sam.put("me/recognition", &off).ok(200);
    everywhere("&subject=kettle", 0, 1);
}

#[test]
fn who_shares_the_last_place_past_the_end_of_a_list_is_counted() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let mut reader = community.member("Kim Sample");
    for number in 0..103 {
        if number % 10 == 9 {
            reader = community.member("Kim Sample");
        }
        let helper = community.member(&format!("Helper {number}"));
        reader.vote(&helper.answer(&question), 1).ok(200);
    }
    count(&community);
    for query in [
        "period=week",
        "period=ever",
        "period=ever&limit=5",
        "period=ever&subject=strainer",
    ] {
        let list = community
            .visitor()
            .get(&format!("leaders?{query}"))
            .ok(200)
            .value();
        let listed = list["data"].as_array().unwrap();
        assert_eq!(listed.len(), 100, "{query}");
        assert!(listed.iter().all(|leader| leader["place"] == 1), "{query}");
        assert_eq!(list["more_at_last"], 3, "{query}");
    }
}
