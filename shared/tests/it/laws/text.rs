//! What is read is clean, within its limits, and reads again unchanged.

use fanfare_shared::settings::origin::is_origin;
use fanfare_shared::slug::{CommunitySlug, QUESTION_SLUG_MAX, question_slug};
use fanfare_shared::text::{
    AnswerBody, Body, CommentText, Email, IdempotencyKey, SubjectKey, Tag, Title, Url,
};
use proptest::prelude::*;

/// Characters that no text may keep.
const FORBIDDEN: [char; 4] = ['\0', '\r', '\u{202E}', '\u{2066}'];

macro_rules! reads_again {
    ($($name:ident: $type:ident, $max:expr;)*) => {
        proptest! {
            $(#[test]
            fn $name(text in "\\PC{0,40}", any in any::<String>(), shaped in "#?[hH]ttps?://[a-z.@]{1,12}(/[a-zé ]{0,9})?|[a-z.+]{1,9}@[a-z]{1,9}\\.[a-z]{2,3}") {
                for text in [text, any, shaped] {
                    if let Ok(value) = $type::parse(&text) {
                        prop_assert_eq!($type::parse(value.as_str()), Ok(value.clone()));
                        prop_assert!(value.as_str().chars().count() <= $max);
                        let clean = !value.as_str().contains(FORBIDDEN);
                        prop_assert!(clean);
                    }
                }
            })*
        }
    };
}

reads_again! {
    a_title_reads_again_unchanged: Title, fanfare_shared::text::TITLE_MAX;
    a_body_reads_again_unchanged: Body, fanfare_shared::text::BODY_MAX;
    an_answer_reads_again_unchanged: AnswerBody, fanfare_shared::text::ANSWER_MAX;
    a_comment_reads_again_unchanged: CommentText, fanfare_shared::text::COMMENT_MAX;
    a_tag_reads_again_unchanged: Tag, fanfare_shared::text::TAG_MAX;
    a_subject_key_reads_again_unchanged: SubjectKey, fanfare_shared::text::SUBJECT_KEY_MAX + 1;
    an_address_reads_again_unchanged: Url, fanfare_shared::text::URL_MAX;
    a_mail_address_reads_again_unchanged: Email, fanfare_shared::text::EMAIL_MAX;
    a_key_of_a_request_reads_again_unchanged: IdempotencyKey, fanfare_shared::text::IDEMPOTENCY_KEY_MAX;
}

proptest! {
    #[test]
    fn a_slug_is_fit_for_an_address_and_never_empty(title in "\\PC{0,200}") {
        let slug = question_slug(&title);
        prop_assert!(!slug.is_empty() && slug.chars().count() <= QUESTION_SLUG_MAX);
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        let unfit = |character: char| character.is_whitespace() || "/?#%&<>\"'\\.:".contains(character);
        prop_assert!(!slug.contains(unfit), "{}", slug);
    }

    #[test]
    fn a_community_slug_is_a_label_of_a_host(text in "[a-zA-Z0-9_.-]{0,45}") {
        if let Ok(slug) = CommunitySlug::parse(&text) {
            let origin = format!("https://{slug}.example");
            prop_assert!(is_origin(&origin));
        }
    }

    #[test]
    fn an_origin_has_no_path_no_user_and_no_capitals(text in "(https?://)?[a-zA-Z0-9.@:/*?# -]{0,30}") {
        if is_origin(&text) {
            let rest = text.split_once("://").unwrap().1;
            prop_assert!(!rest.contains(['/', '@', '?', '#', '*', ' ']) && !text.contains(char::is_uppercase));
        }
    }
}
