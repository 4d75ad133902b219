//! The words of complaints and promises.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    Promises: "Promises", "Promesses", "الوعود";
    PromisesMore: "What we said we would do, and what became of it.", "Ce que nous avons dit que nous ferions, et ce qu’il en est advenu.", "ما قلنا إننا سنفعله، وما آل إليه.";
    Record: "{} of {of} promises kept", "Promesses tenues : {} sur {of}", "الوعود المُوفى بها: {} من {of}";
    OpenNow: "open now: {}", "en cours : {}", "قائمة الآن: {}";
    Nothing: "Nothing was promised yet.", "Rien n’a encore été promis.", "لم يُوعد بشيء بعد.";
    NotShown: "A question that is not shown anymore", "Une question qui n’est plus affichée", "سؤال لم يعد معروضًا";
    Open: "promised by {}", "promis pour le {}", "موعود به حتى {}";
    Late: "late since {}", "en retard depuis le {}", "متأخر منذ {}";
    Kept: "kept on {}", "tenue le {}", "أُوفي به في {}";
    Withdrawn: "withdrawn on {}", "retirée le {}", "سُحب في {}";
    KeptWord: "A word about it; a reason if you withdraw it", "Un mot à ce sujet ; un motif si vous la retirez", "كلمة عنه، والسبب إن سحبته";
    Keep: "It was kept", "Elle est tenue", "أُوفي به";
    Withdraw: "Withdraw it", "La retirer", "اسحبه";
    Sorry: "I am sorry", "Je suis désolé", "أنا آسف";
    SorryMore: "Under your name and face. Everyone with the same problem is told, and told again how it ended.", "Sous votre nom et votre visage. Toutes les personnes ayant le même problème sont prévenues, et le seront de nouveau à la fin.", "باسمك وصورتك. يُخبَر كل من لديه المشكلة نفسها، ثم يُخبَر كيف انتهت.";
    Apology: "What you are sorry for, in your own words", "Ce dont vous êtes désolé, avec vos mots", "ما تأسف له بكلماتك";
    Step: "The next step", "La prochaine étape", "الخطوة التالية";
    Due: "By when", "Pour quand", "حتى متى";
    DueMore: "A day from today on, within a year.", "Un jour à partir d’aujourd’hui, dans l’année.", "يوم من اليوم فصاعدًا، خلال سنة.";
    Complaints: "Complaints without a promise", "Réclamations sans promesse", "شكاوى بلا وعد";
    Complaint: "A complaint", "Une réclamation", "شكوى";
    IsComplaint: "Is this a complaint?", "Est-ce une réclamation ?", "هل هذه شكوى؟";
    ComplaintMore: "Who asked, and people of the brand, can say that something went wrong here. Everybody sees it.", "La personne qui a posé la question et celles de la marque peuvent dire que quelque chose s’est mal passé ici. Tout le monde le voit.", "يمكن لمن سأل ولأهل العلامة القول إن خطأ حدث هنا. ويراه الجميع.";
    Mark: "Mark as a complaint", "Marquer comme réclamation", "ضع عليها علامة شكوى";
    Unmark: "It is no complaint", "Ce n’est pas une réclamation", "ليست شكوى";
}
