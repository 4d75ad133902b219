//! The words of the pages that only exist without scripts: forms, signing in, the queue. One line a language,
//! in the order English, French, Arabic; what the embed says too is in the widget's words.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

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
        }
    };
}

words! {
    Back: "Back", "Retour", "رجوع";
    Home: "Questions and answers", "Questions et réponses", "أسئلة وأجوبة";
    Problem: "That did not work", "Cela n’a pas fonctionné", "لم ينجح ذلك";
    NotHere: "There is nothing here", "Il n’y a rien ici", "لا شيء هنا";
    NotHereMore: "The address may be old, or what stood here was taken back.", "L’adresse est peut-être ancienne, ou ce qui se trouvait ici a été retiré.", "ربما صار العنوان قديمًا، أو سُحب ما كان هنا.";
    Name: "Your name", "Votre nom", "اسمك";
    NameMore: "As others will see it. You can leave it empty.", "Tel que les autres le verront. Vous pouvez le laisser vide.", "كما سيراه الآخرون. يمكنك تركه فارغًا.";
    Ask: "Ask a question", "Poser une question", "اطرح سؤالًا";
    AskAbout: "Ask about {}", "Poser une question sur {}", "اسأل عن {}";
    AskTitle: "Your question in one sentence", "Votre question en une phrase", "سؤالك في جملة واحدة";
    AskMore: "More about it", "Plus de détails", "تفاصيل أكثر";
    AskMoreHint: "What did you try, and what happened?", "Qu’avez-vous essayé, et que s’est-il passé ?", "ماذا جرّبت، وماذا حدث؟";
    AskTags: "Tags", "Mots-clés", "وسوم";
    AskTagsHint: "Up to five, separated by commas.", "Cinq au plus, séparés par des virgules.", "خمسة على الأكثر، تفصل بينها فواصل.";
    AskSend: "Ask", "Demander", "اسأل";
    Answer: "Answer", "Répondre", "أجب";
    AnswerText: "Your answer", "Votre réponse", "إجابتك";
    AnswerSend: "Send answer", "Envoyer la réponse", "أرسل الإجابة";
    Comment: "Comment", "Commenter", "علّق";
    CommentText: "Your comment", "Votre commentaire", "تعليقك";
    CommentSend: "Send comment", "Envoyer le commentaire", "أرسل التعليق";
    MeToo: "Me too", "Moi aussi", "وأنا أيضًا";
    MeTooMore: "You have this question too. Everyone counts once.", "Vous avez la même question. Chaque personne compte une fois.", "لديك السؤال نفسه. يُحتسب كل شخص مرة واحدة.";
    Notify: "Tell me when it is answered", "Me prévenir quand il y a une réponse", "أخبرني عندما يُجاب عنه";
    Helped: "This helped me", "Cela m’a aidé", "أفادني هذا";
    HelpedMore: "Your word helps the next person to find it.", "Votre avis aide la personne suivante à la trouver.", "رأيك يساعد من يأتي بعدك على إيجادها.";
    NotRight: "Not right", "Ce n’est pas juste", "غير صحيح";
    NotRightWhy: "What is not right?", "Qu’est-ce qui n’est pas juste ?", "ما الذي ليس صحيحًا؟";
    Solved: "This solved it", "Cela a résolu le problème", "هذا حلّ المشكلة";
    SolvedMore: "Only who asked can say so, and can withdraw it.", "Seule la personne qui a posé la question peut le dire, et le retirer.", "لا يقول ذلك إلا من سأل، وله أن يسحبه.";
    Withdraw: "Withdraw", "Retirer", "اسحب";
    Report: "Report", "Signaler", "بلّغ";
    ReportMore: "A person reads it.", "Une personne le lira.", "سيقرؤه شخص.";
    ReportSend: "Send", "Envoyer", "أرسل";
    ReportNote: "In your own words", "Avec vos mots", "بكلماتك";
    Reported: "Thank you. A person reads it.", "Merci. Une personne le lira.", "شكرًا. سيقرؤه شخص.";
    OffTopic: "Not about this", "Hors sujet", "خارج الموضوع";
    PersonalData: "Names, addresses or numbers of people", "Noms, adresses ou numéros de personnes", "أسماء أشخاص أو عناوينهم أو أرقامهم";
    Advertising: "Advertising", "Publicité", "إعلان";
    Hurtful: "Hurts someone", "Blesse quelqu’un", "يؤذي أحدًا";
    Illegal: "Against the law", "Contraire à la loi", "مخالف للقانون";
    Other: "Something else", "Autre chose", "شيء آخر";
    SignIn: "Sign in", "Se connecter", "سجّل الدخول";
    SignInEmail: "Your e-mail address", "Votre adresse e-mail", "بريدك الإلكتروني";
    SignInMore: "We send you a link. It works once, for 15 minutes.", "Nous vous envoyons un lien. Il fonctionne une fois, pendant 15 minutes.", "نرسل إليك رابطًا يعمل مرة واحدة خلال 15 دقيقة.";
    SignInSend: "Send me the link", "M’envoyer le lien", "أرسل لي الرابط";
    SignInSent: "Look into your mail: the link is on its way.", "Regardez vos e-mails : le lien est en route.", "انظر في بريدك: الرابط في الطريق.";
    SignInOff: "Sign-in by e-mail is off here.", "La connexion par e-mail est désactivée ici.", "تسجيل الدخول بالبريد غير مفعّل هنا.";
    SignInConfirm: "One press, and you are signed in", "Un clic, et vous êtes connecté", "ضغطة واحدة ويتم تسجيل دخولك";
    SignInClaim: "Make mine what I did here as a guest", "Reprendre ce que j’ai fait ici en tant qu’invité", "انسب إليّ ما فعلته هنا ضيفًا";
    SignOut: "Sign out", "Se déconnecter", "سجّل الخروج";
    Me: "You", "Vous", "أنت";
    Guest: "You are a guest on this device.", "Vous êtes invité sur cet appareil.", "أنت ضيف على هذا الجهاز.";
    Save: "Save", "Enregistrer", "احفظ";
    Saved: "Saved.", "Enregistré.", "حُفظ.";
    Mine: "What others do not see yet", "Ce que les autres ne voient pas encore", "ما لا يراه الآخرون بعد";
    Waiting: "Waits for review", "En attente de relecture", "ينتظر المراجعة";
    Rejected: "Not published", "Non publié", "لم يُنشر";
    Hidden: "Out of sight until it is decided", "Masqué en attendant une décision", "مخفي حتى يُبتّ فيه";
    Queue: "Waiting for a decision", "En attente de décision", "بانتظار قرار";
    QueueEmpty: "Nothing waits.", "Rien n’attend.", "لا شيء ينتظر.";
    QueueMore: "The next ones", "Les suivants", "التالية";
    QueueBy: "by {}", "par {}", "من {}";
    QueueGuest: "a guest", "un invité", "ضيف";
    QueueSince: "since {}", "depuis {}", "منذ {}";
    QueueDue: "promised by {}", "promis pour {}", "موعود قبل {}";
    QueueReports: "Reports: {}", "Signalements : {}", "بلاغات: {}";
    Approve: "Approve", "Approuver", "اعتمد";
    Reject: "Reject", "Refuser", "ارفض";
    Hide: "Hide", "Masquer", "أخفِ";
    Restore: "Restore", "Rétablir", "أعِد";
    Reason: "Reason, which the author reads", "Motif, que l’auteur lira", "السبب، وسيقرؤه الكاتب";
}

impl Word {
    /// The sentence with `value` in its place.
    pub fn with(self, language: Language, value: &str) -> String {
        self.in_language(language).replacen("{}", value, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_the_same_places_in_every_language() {
        for word in Word::ALL {
            let places = word.in_language(Language::English).matches("{}").count();
            for language in Language::ALL {
                let text = word.in_language(language);
                assert!(!text.trim().is_empty(), "{word:?}");
                assert_eq!(text.matches("{}").count(), places, "{word:?} {language:?}");
                assert!(!text.contains('!'), "{word:?}");
            }
        }
    }

    #[test]
    fn a_value_is_put_in_once_and_as_it_is() {
        assert_eq!(Word::QueueBy.with(Language::English, "{} Ada"), "by {} Ada");
    }
}
