//! The printed sheet of codes, read as a telephone reads it: a picture, and a reader that knows nothing of how it was made.

use fanfare_tests::command::fanfare;
use fanfare_tests::community::Community;
use fanfare_tests::server::{self, OPERATOR_TOKEN};
use serde_json::json;

use super::owned;
use crate::pages::{open, submit};

/// How many pixels the side of a module is printed with.
const PIXELS: usize = 4;

/// The picture of a code: whether it is dark at each place, and its side in modules.
fn picture(svg: &str) -> (Vec<bool>, usize) {
    let between = |before: &str, after: &str| {
        let (_, rest) = svg.split_once(before).unwrap();
        rest.split(after).next().unwrap().to_owned()
    };
    let side: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
    let mut dark = vec![false; side * side];
    // Each module is a square of one, from its corner on.
    for module in between("d=\"M", "\"").split('M') {
        let (x, y) = module.split_once('h').unwrap().0.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        dark[y * side + x] = true;
    }
    (dark, side)
}

/// What a reader sees in it.
fn read(svg: &str) -> String {
    let (dark, side) = picture(svg);
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, |x, y| {
        if dark[y / PIXELS * side + x / PIXELS] {
            0
        } else {
            255
        }
    });
    let codes = seen.detect_grids();
    assert_eq!(codes.len(), 1, "one code a picture");
    codes[0].decode().unwrap().1
}

#[test]
fn what_a_reader_sees_on_the_printed_sheet_is_redeemed() {
    let community = Community::new();
    let folder = server::directory();
    let sheet = folder.path().join("sheet.html");
    let made = fanfare()
        .args(["owners", "codes", "--count", "2", "--subject", "strainer"])
        .args(["--subject-name", "The strainer", "--community", &community.slug])
        .args(["--server", &server::shared().url])
        .env("FANFARE_OPERATOR_TOKEN", OPERATOR_TOKEN)
        .arg("--out")
        .arg(&sheet)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let sheet = std::fs::read_to_string(sheet).unwrap();
    let pictures: Vec<_> = sheet.split("<svg").skip(1).collect();
    assert_eq!(pictures.len(), 2);
    for svg in pictures {
        let address = read(svg);
        let path = address
            .strip_prefix(&server::shared().url)
            .expect("it leads here");
        let person = community.member("Sam Sample");
        let page = open(&community, &person, path).ok(200).text();
        let (_, code) = path.rsplit_once('/').unwrap();
        assert!(page.contains(&format!("value=\"{code}\"")), "{page}");
        let own = format!("/{}/own", community.slug);
        assert_eq!(submit(&community, &person, &own, &[("code", code)]).status, 303);
        assert_eq!(owned(&person)[0]["subject"]["key"], json!("strainer"));
    }
}
