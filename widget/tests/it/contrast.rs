//! Every pair of colors of the sheet can be read, whatever accent a brand gives: WCAG 2.2, 1.4.3 and 1.4.11.
//! The colors are computed as a browser does, from the sheet's own text.

const SHEET: &str = include_str!("../../style/fanfare.css");

/// Linear red, green, blue.
type Rgb = [f64; 3];

/// [Björn Ottosson's OKLab](https://bottosson.github.io/posts/oklab/) back to linear sRGB, clipped as browsers clip.
fn oklch(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
    .map(|channel| channel.clamp(0.0, 1.0))
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |[red, green, blue]: Rgb| 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

/// The light and the dark value of a token.
fn token(name: &str) -> [Rgb; 2] {
    let value = after(SHEET, &format!("--fanfare-{name}: light-dark("));
    let read = |text: &str| {
        let numbers = numbers(after(text, "oklch("));
        oklch(numbers[0], numbers[1], numbers[2])
    };
    let (light, dark) = value.split_once("), ").expect("a token has two values");
    [read(light), read(dark)]
}

fn after<'a>(text: &'a str, words: &str) -> &'a str {
    text.split_once(words)
        .unwrap_or_else(|| panic!("the sheet has `{words}`"))
        .1
}

fn numbers(text: &str) -> Vec<f64> {
    let end = text.find(')').unwrap_or(text.len());
    text[..end]
        .split([' ', ','])
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// The bounds of the derived accent in a theme: least and most lightness, most chroma.
fn bounds(theme: usize) -> [f64; 3] {
    let rule = after(SHEET, "--accent: light-dark(")
        .split("oklch(from")
        .nth(theme + 1)
        .expect("two rules");
    let lightness = numbers(after(rule, "clamp("));
    let chroma = numbers(after(rule, "min(c, "));
    [lightness[0], lightness[1], chroma[0]]
}

#[test]
fn words_can_be_read_on_ground_and_inset_in_both_themes() {
    for name in ["ink", "ink-2", "ink-3", "good", "wrong"] {
        for theme in [0, 1] {
            for ground in ["ground", "inset"] {
                let ratio = contrast(token(name)[theme], token(ground)[theme]);
                assert!(ratio >= 4.5, "{name} on {ground} in theme {theme}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn borders_of_controls_can_be_seen_in_both_themes() {
    for theme in [0, 1] {
        for ground in ["ground", "inset"] {
            let ratio = contrast(token("edge")[theme], token(ground)[theme]);
            assert!(ratio >= 3.0, "on {ground} in theme {theme}: {ratio:.2}");
        }
    }
}

#[test]
fn any_accent_of_a_brand_can_be_read_as_words_and_under_words() {
    for theme in [0, 1] {
        let [least, most, chroma] = bounds(theme);
        for step in 0..72_000_u32 {
            let hue = f64::from(step % 72) * 5.0;
            let given_chroma = f64::from(step / 72 % 10) * 0.04;
            let given_lightness = f64::from(step / 720) / 99.0;
            let accent = oklch(given_lightness.clamp(least, most), given_chroma.min(chroma), hue);
            let on_accent = if theme == 0 {
                [1.0; 3]
            } else {
                oklch(0.2, given_chroma.min(0.03), hue)
            };
            for (place, other) in [
                ("ground", token("ground")[theme]),
                ("inset", token("inset")[theme]),
                ("itself", on_accent),
            ] {
                let ratio = contrast(accent, other);
                assert!(
                    ratio >= 4.5,
                    "hue {hue}, chroma {given_chroma} on {place} in theme {theme}: {ratio:.2}"
                );
            }
        }
    }
}
