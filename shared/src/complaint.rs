//! Complaints: questions that say something went wrong, marked by their asker or by people of the brand.
//!
//! Invariant: the mark is one of the question's tags, so it is shown, listed and searched wherever tags are; an edit
//! of the words never takes it off, and it takes no place from the five tags of an author.

use crate::language::Language;

/// The tag that marks a complaint in a community of this first language.
pub const fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "complaint",
        Language::French => "réclamation",
        Language::Arabic => "شكوى",
    }
}

/// Whether a tag is the mark, in any language: a community may have changed its own.
pub fn is_mark(tag: &str) -> bool {
    Language::ALL
        .into_iter()
        .any(|language| self::tag(language) == tag)
}

/// Whether a question with these tags is a complaint.
pub fn is_marked(tags: &[String]) -> bool {
    tags.iter().any(|tag| is_mark(tag))
}

/// The tags with the mark, or without any.
pub fn set(tags: &[String], marked: bool, language: Language) -> Vec<String> {
    if marked && is_marked(tags) {
        return tags.to_vec();
    }
    let mark = marked.then(|| tag(language).to_owned());
    tags.iter()
        .filter(|tag| !is_mark(tag))
        .cloned()
        .chain(mark)
        .collect()
}

/// The tags after an edit of `before` to `after`: a mark that stood stands.
pub fn kept(before: &[String], after: &[String]) -> Vec<String> {
    let mark = before.iter().find(|tag| is_mark(tag) && !is_marked(after));
    after.iter().chain(mark).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_mark_is_set_once_and_taken_off_whole() {
        let plain = tags(&["leak", "pump"]);
        for language in Language::ALL {
            let marked = set(&plain, true, language);
            assert_eq!(marked.last().map(String::as_str), Some(tag(language)));
            assert!(is_marked(&marked) && !is_marked(&plain));
            assert_eq!(
                set(&marked, true, Language::English),
                marked,
                "one mark is enough"
            );
            assert_eq!(set(&marked, false, Language::English), plain);
        }
    }

    #[test]
    fn an_edit_of_the_words_keeps_the_mark() {
        let before = tags(&["leak", "complaint"]);
        assert_eq!(kept(&before, &tags(&["pump"])), tags(&["pump", "complaint"]));
        assert_eq!(kept(&before, &tags(&["réclamation"])), tags(&["réclamation"]));
        assert_eq!(kept(&tags(&["leak"]), &tags(&["pump"])), tags(&["pump"]));
    }

    #[test]
    fn a_mark_is_a_tag_like_any_other() {
        for language in Language::ALL {
            let tag = tag(language);
            assert_eq!(
                crate::text::Tag::parse(tag).map(crate::text::Tag::into_string),
                Ok(tag.to_owned())
            );
        }
    }
}
