//! A light stem: plural and verb endings of English and French off, so that `grinders` finds `grinder`.
//!
//! A suffix fold in the spirit of the S-stemmer (D. Harman, *How effective is suffixing?*, JASIS 42, 1991) and of
//! J. Savoy's light stemmers: it errs by leaving words alone. It is used to compare words of two short texts,
//! never stored.

/// The stem of a folded term. Short words, numbers and terms of other scripts stay as they are.
pub fn stem(term: &str) -> &str {
    if !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return term;
    }
    let verb = strip(strip_plural(term), &["ing", "ed", "ez"]);
    let stem = strip(verb, &["er"]);
    let stem = stem
        .strip_suffix('e')
        .filter(|stem| stem.len() >= 3)
        .unwrap_or(stem);
    undouble(stem)
}

/// The term without the first of these endings it has, if enough is left of it.
fn strip<'a>(term: &'a str, endings: &[&str]) -> &'a str {
    let stripped = endings
        .iter()
        .find_map(|ending| term.strip_suffix(ending).filter(|stem| stem.len() >= 4));
    stripped.unwrap_or(term)
}

fn strip_plural(term: &str) -> &str {
    if term.len() < 4 || term.ends_with("ss") || term.ends_with("us") || term.ends_with("is") {
        return term;
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if term.ends_with(ending) {
            return term.strip_suffix("es").unwrap_or(term);
        }
    }
    term.strip_suffix('s')
        .or_else(|| {
            term.strip_suffix('x')
                .filter(|stem| stem.ends_with("au") || stem.ends_with("eu"))
        })
        .unwrap_or(term)
}

/// `grinn`(ing) is `grin`: a doubled last consonant is written once.
fn undouble(stem: &str) -> &str {
    let mut last = stem.bytes().rev();
    match (last.next(), last.next()) {
        (Some(one), Some(other)) if one == other && stem.len() >= 4 && !b"aeiou".contains(&one) => {
            stem.get(..stem.len() - 1).unwrap_or(stem)
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [
            ("grinders", "grinder"),
            ("grinding", "grinder"),
            ("boxes", "box"),
            ("brewing", "brew"),
            ("brewed", "brews"),
            ("descaling", "descale"),
            ("bouilloires", "bouilloire"),
            ("gateaux", "gateau"),
            ("filters", "filtering"),
            ("brushes", "brush"),
            ("stopped", "stopping"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("glass", "glas"),
            ("bus", "bu"),
            ("press", "pre"),
            ("ring", "red"),
            ("water", "watt"),
            ("bean", "beam"),
            ("v60", "v6"),
        ] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
        assert_eq!(stem("咖啡"), "咖啡");
    }
}
