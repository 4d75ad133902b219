//! The words of the pages that only exist without scripts: forms, signing in, the queue. One line a language,
//! in the order English, French, Arabic; what the embed says too is in the widget's words.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

/// Makes a table of words: a line a word, in the order of the languages.
macro_rules! words {
    ($($word:ident: $english:literal, $french:literal, $arabic:literal;)*) => {
        /// A word or a sentence of a page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = $english] $word,)*
        }

        impl Word {
            /// All words.
            pub const ALL: &'static [Self] = &[$(Self::$word,)*];

            /// The word in a language.
            pub const fn in_language(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$word, Language::English) => $english,
                        (Self::$word, Language::French) => $french,
                        (Self::$word, Language::Arabic) => $arabic,
                    )*
                }
            }

            /// The sentence with `value` in its place.
            pub fn with(self, language: Language, value: &str) -> String {
                self.in_language(language).replacen("{}", value, 1)
            }
        }
    };
}

pub(super) use words;

words! {
    Back: "Back", "Retour", "رجوع";
    Home: "Questions and answers", "Questions et réponses", "أسئلة وأجوبة";
    Problem: "That did not work", "Cela n’a pas fonctionné", "لم ينجح ذلك";
    NotHere: "There is nothing here", "Il n’y a rien ici", "لا شيء هنا";
    NotHereMore: "The address may be old, or what stood here was taken back.", "L’adresse est peut-être ancienne, ou ce qui se trouvait ici a été retiré.", "ربما صار العنوان قديمًا، أو سُحب ما كان هنا.";
    MeTooMore: "You have this question too. Everyone counts once.", "Vous avez la même question. Chaque personne compte une fois.", "لديك السؤال نفسه. يُحتسب كل شخص مرة واحدة.";
    HelpedMore: "Your word helps the next person to find it.", "Votre avis aide la personne suivante à la trouver.", "رأيك يساعد من يأتي بعدك على إيجادها.";
    SolvedMore: "Only who asked can say so, and can withdraw it.", "Seule la personne qui a posé la question peut le dire, et le retirer.", "لا يقول ذلك إلا من سأل، وله أن يسحبه.";
    Withdraw: "Withdraw", "Retirer", "اسحب";
    ReportMore: "A person reads it.", "Une personne le lira.", "سيقرؤه شخص.";
    SignInConfirm: "One press, and you are signed in", "Un clic, et vous êtes connecté", "ضغطة واحدة ويتم تسجيل دخولك";
    SignInClaim: "Make mine what I did here as a guest", "Reprendre ce que j’ai fait ici en tant qu’invité", "انسب إليّ ما فعلته هنا ضيفًا";
    Guest: "You are a guest on this device.", "Vous êtes invité sur cet appareil.", "أنت ضيف على هذا الجهاز.";
    Mine: "What others do not see yet", "Ce que les autres ne voient pas encore", "ما لا يراه الآخرون بعد";
    StopNotices: "No more mail about this", "Plus de messages à ce sujet", "إيقاف الرسائل عن هذا";
    StopNoticesMore: "One press, without signing in. On the page of a question you can turn it on again.", "Un clic, sans vous connecter. Vous pourrez les réactiver sur la page d’une question.", "ضغطة واحدة دون تسجيل الدخول. ويمكنك إعادة تشغيلها من صفحة السؤال.";
    NoticesStopped: "Done: no more mail comes about this.", "C’est fait : vous ne recevrez plus de messages à ce sujet.", "تم: لن تصلك رسائل أخرى عن هذا.";
    OwnNotices: "Mail about this question", "Messages sur cette question", "الرسائل عن هذا السؤال";
    OwnNoticesOn: "You are told by e-mail when somebody answers.", "Vous êtes prévenu par e-mail quand quelqu’un répond.", "تصلك رسالة عندما يجيب أحد.";
    OwnNoticesOff: "You are not told by e-mail when somebody answers.", "Vous n’êtes pas prévenu par e-mail quand quelqu’un répond.", "لا تصلك رسالة عندما يجيب أحد.";
    Picture: "Picture", "Image", "صورة";
    Video: "Video", "Vidéo", "فيديو";
    VideoHint: "An MP4 file of at most a minute and 5 MB. Where it was taken is removed.", "Un fichier MP4 d’une minute et de 5 Mo au plus. Le lieu de la prise de vue en est retiré.", "ملف MP4 لا يتجاوز دقيقة و5 ميغابايت. ويُحذف منه مكان التقاطه.";
    Medium: "Picture or video", "Image ou vidéo", "صورة أو فيديو";
    MediumHint: "A JPEG, PNG or WebP file, or a video as MP4 of at most a minute; at most 5 MB. Where it was taken is removed.", "Un fichier JPEG, PNG ou WebP, ou une vidéo MP4 d’une minute au plus ; 5 Mo au plus. Le lieu de la prise de vue en est retiré.", "ملف JPEG أو PNG أو WebP، أو فيديو MP4 لا يتجاوز دقيقة؛ بحجم لا يتجاوز 5 ميغابايت. ويُحذف منه مكان التقاطه.";
    PictureHint: "A JPEG, PNG or WebP file of at most 5 MB. Where it was taken is removed.", "Un fichier JPEG, PNG ou WebP de 5 Mo au plus. Le lieu de la prise de vue en est retiré.", "ملف JPEG أو PNG أو WebP لا يتجاوز 5 ميغابايت. ويُحذف منه مكان التقاطه.";
    PictureKept: "Your file is kept. Choose another to replace it.", "Votre fichier est gardé. Choisissez-en un autre pour le remplacer.", "ملفك محفوظ. اختر غيره لاستبداله.";
    PictureAlt: "What it shows", "Ce qu’on y voit", "ما الذي يظهر فيها";
    PictureAltHint: "A sentence for those who can’t see it.", "Une phrase pour qui ne peut pas la voir.", "جملة لمن لا يستطيع رؤيتها.";
    FeedAnswer: "Answered: {}", "Réponse : {}", "إجابة: {}";
    QueueBy: "by {}", "par {}", "من {}";
    QueueDue: "promised by {}", "promis pour {}", "موعود قبل {}";
    QueueReports: "Reports: {}", "Signalements : {}", "بلاغات: {}";
    QueueNames: "calls the subject “{}”", "nomme le sujet « {} »", "يسمّي الموضوع «{}»";
    QueueEdit: "a change of words that stand", "une modification de ce qui est publié", "تعديل لكلام منشور";
    QueueObjection: "Somebody contests a line of their statement. What you write as the reason is their answer:", "Quelqu’un conteste une ligne de son relevé. Ce que vous écrivez comme motif est sa réponse :", "يعترض أحدهم على سطر من كشفه. ما تكتبه سببًا هو الرد عليه:";
    Reason: "Reason, which the author reads", "Motif, que l’auteur lira", "السبب، وسيقرؤه الكاتب";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::{contest, feature, owner, people, promise, story};

    #[test]
    fn every_word_has_the_same_places_in_every_language() {
        /// A table's words, each in every language.
        macro_rules! table {
            ($Word:ty) => {
                <$Word>::ALL
                    .iter()
                    .map(|word| Language::ALL.map(|language| word.in_language(language)))
                    .collect::<Vec<_>>()
            };
        }
        let tables = [
            table!(Word),
            table!(contest::words::Word),
            table!(feature::words::Word),
            table!(owner::words::Word),
            table!(people::words::Word),
            table!(promise::words::Word),
            table!(story::words::Word),
        ];
        for said in tables.concat() {
            let places = said[0].matches("{}").count();
            assert!(places <= 1, "{said:?}");
            for text in said {
                assert!(!text.trim().is_empty(), "{said:?}");
                assert_eq!(text.matches("{}").count(), places, "{said:?}");
                assert!(!text.contains('!'), "{said:?}");
            }
        }
    }

    #[test]
    fn a_value_is_put_in_once_and_as_it_is() {
        assert_eq!(Word::QueueBy.with(Language::English, "{} Ada"), "by {} Ada");
    }
}
