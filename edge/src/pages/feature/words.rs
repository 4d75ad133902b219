//! The words of featuring: asking, answering, and what is shown.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    Gallery: "Shown with thanks", "Montré avec reconnaissance", "نعرضها مع الشكر";
    NothingShown: "Nothing is shown here yet.", "Rien n’est montré ici pour l’instant.", "لا شيء معروض هنا بعد.";
    AnswerTo: "answer to “{}”", "réponse à « {} »", "إجابة عن «{}»";
    Features: "Asked to show", "Demandes de mise en avant", "طلبات العرض";
    NothingAsked: "Nobody was asked yet.", "Personne n’a encore été sollicité.", "لم يُطلب من أحد بعد.";
    Find: "The address of a story, an answer or an entry", "L’adresse d’une histoire, d’une réponse ou d’une participation", "عنوان قصة أو إجابة أو مشاركة";
    FindMore: "Copy it from the page, with what stands behind the # of an answer.", "Copiez-la depuis la page, avec ce qui suit le # d’une réponse.", "انسخه من الصفحة مع ما يلي # في الإجابة.";
    Ask: "Ask to show it", "Demander à le montrer", "اطلب عرضها";
    AskMore: "The author is told, sees exactly this text, and decides. Nothing is shown before.", "L’auteur est prévenu, voit exactement ce texte et décide. Rien n’est montré avant.", "يُخبَر الكاتب ويرى هذا النص نفسه ويقرر. لا يُعرض شيء قبل ذلك.";
    Where: "Where", "Où", "أين";
    OnSite: "In galleries on our website", "Dans des galeries de notre site", "في معارض موقعنا";
    InNewsletter: "In our newsletters", "Dans nos lettres d’information", "في رسائلنا الإخبارية";
    Until: "Until", "Jusqu’au", "حتى";
    UntilMore: "A day within the next two years.", "Un jour dans les deux prochaines années.", "يوم خلال السنتين القادمتين.";
    UntilDay: "until {}", "jusqu’au {}", "حتى {}";
    Note: "A word to the author", "Un mot à l’auteur", "كلمة إلى الكاتب";
    AskedBy: "{} asks", "{} demande", "يطلب {}";
    Agree: "I agree", "J’accepte", "أوافق";
    Refuse: "No", "Non", "لا";
    Revoke: "Take my consent back", "Retirer mon accord", "أسحب موافقتي";
    Withdraw: "Withdraw", "Retirer la demande", "سحب الطلب";
    Asked: "not answered yet", "pas encore de réponse", "لم يُجب بعد";
    Agreed: "agreed", "accepté", "تمت الموافقة";
    Refused: "refused", "refusé", "مرفوض";
    Revoked: "taken back by its author", "retiré par son auteur", "سحبه كاتبه";
    Withdrawn: "withdrawn", "demande retirée", "سُحب الطلب";
    Expired: "its time is over", "délai écoulé", "انتهت مدته";
}
