//! The words of mail, for translators. In braces stand the places that are filled in: `brand`, `link`, `title`,
//! `name`, `text`, `why`.

use shared::language::Language;

/// The words of one language.
pub(super) struct Words {
    pub(super) somebody: &'static str,
    pub(super) sign_in_subject: &'static str,
    pub(super) sign_in_text: &'static str,
    pub(super) invited_subject: &'static str,
    pub(super) invited_text: &'static str,
    pub(super) answered_subject: &'static str,
    pub(super) answered_text: &'static str,
    pub(super) because_asked: &'static str,
    pub(super) because_me_too: &'static str,
    pub(super) edited_subject: &'static str,
    pub(super) edited_text: &'static str,
    pub(super) rejected_subject: &'static str,
    pub(super) rejected_text: &'static str,
    pub(super) feature_subject: &'static str,
    pub(super) feature_text: &'static str,
    pub(super) promised_subject: &'static str,
    pub(super) promised_text: &'static str,
    pub(super) promise_kept_subject: &'static str,
    pub(super) promise_kept_text: &'static str,
    pub(super) promise_withdrawn_subject: &'static str,
    pub(super) promise_withdrawn_text: &'static str,
    pub(super) stop: &'static str,
}

/// The words of a language.
pub(super) const fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::Arabic => &ARABIC,
    }
}

const ENGLISH: Words = Words {
    somebody: "Somebody",
    sign_in_subject: "Sign in to {brand}",
    sign_in_text: "Open this link to sign in to the {brand} community. It works once, within 15 minutes:\n\n{link}\n\nIf you did not ask for it, do nothing: nobody can sign in without this mail.\n",
    invited_subject: "{brand}: you are on the team",
    invited_text: "You were invited to answer for {brand} in its community. Sign in with this e-mail address:\n\n{link}\n\nIf you did not expect this, do nothing.\n",
    answered_subject: "Answered: {title}",
    answered_text: "{name} answered “{title}” in the {brand} community:\n\n{text}\n\nOpen it, say what helped, or answer back:\n{link}\n\n{why}\n",
    because_asked: "You get this because you asked the question.",
    because_me_too: "You get this because you asked to be told. It is the only mail about this question.",
    edited_subject: "Changed: {title}",
    edited_text: "An answer that helped you was changed. {name} now says about “{title}” in the {brand} community:\n\n{text}\n\nDoes it still help you?\n{link}\n\nYou get this because you said that the answer helped.\n",
    rejected_subject: "Not published: {title}",
    rejected_text: "What you wrote about “{title}” in the {brand} community was not published. The reason:\n\n{text}\n\nYou can change it here:\n{link}\n\nYou get this once, because the words are yours.\n",
    feature_subject: "{brand} would like to show: {title}",
    feature_text: "{brand} asks to show what you wrote about “{title}”. Nothing is shown unless you agree. This is what you would agree to:\n\n{text}\n\nSay yes or no here, and take a yes back at any time:\n{link}\n\nYou get this once, because the words are yours.\n",
    promised_subject: "{brand} is sorry: {title}",
    promised_text: "{name} of {brand} says about “{title}”:\n\n{text}\n\nFollow it here:\n{link}\n\nYou get this because you have this problem, too. You are told once more how it ended.\n",
    promise_kept_subject: "{brand} kept its promise: {title}",
    promise_kept_text: "{name} of {brand} says that the promise about “{title}” was kept:\n\n{text}\n\nDoes it work for you? Say so here:\n{link}\n\nYou get this because you have this problem, too.\n",
    promise_withdrawn_subject: "{brand} withdrew its promise: {title}",
    promise_withdrawn_text: "{name} of {brand} withdrew the promise about “{title}”, and says why:\n\n{text}\n\nAnswer here:\n{link}\n\nYou get this because you have this problem, too.\n",
    stop: "No more mail about this: {link}\n",
};

const FRENCH: Words = Words {
    somebody: "Quelqu’un",
    sign_in_subject: "Connexion à {brand}",
    sign_in_text: "Ouvrez ce lien pour vous connecter à la communauté {brand}. Il fonctionne une seule fois, pendant 15 minutes :\n\n{link}\n\nSi vous ne l’avez pas demandé, ne faites rien : personne ne peut se connecter sans ce message.\n",
    invited_subject: "{brand} : vous faites partie de l’équipe",
    invited_text: "Vous êtes invité(e) à répondre pour {brand} dans sa communauté. Connectez-vous avec cette adresse e-mail :\n\n{link}\n\nSi vous ne vous y attendiez pas, ne faites rien.\n",
    answered_subject: "Réponse : {title}",
    answered_text: "{name} a répondu à « {title} » dans la communauté {brand} :\n\n{text}\n\nOuvrez la page pour dire ce qui vous a aidé ou pour répondre :\n{link}\n\n{why}\n",
    because_asked: "Vous recevez ce message parce que vous avez posé la question.",
    because_me_too: "Vous recevez ce message parce que vous l’avez demandé. C’est le seul au sujet de cette question.",
    edited_subject: "Modifiée : {title}",
    edited_text: "Une réponse qui vous a aidé a été modifiée. {name} dit maintenant, à propos de « {title} », dans la communauté {brand} :\n\n{text}\n\nVous aide-t-elle toujours ?\n{link}\n\nVous recevez ce message parce que vous avez dit que la réponse vous a aidé.\n",
    rejected_subject: "Non publié : {title}",
    rejected_text: "Ce que vous avez écrit à propos de « {title} » dans la communauté {brand} n’a pas été publié. La raison :\n\n{text}\n\nVous pouvez le modifier ici :\n{link}\n\nVous recevez ce message une seule fois, parce que ces mots sont les vôtres.\n",
    feature_subject: "{brand} aimerait montrer : {title}",
    feature_text: "{brand} demande à montrer ce que vous avez écrit à propos de « {title} ». Rien n’est montré sans votre accord. Voici ce que vous accepteriez :\n\n{text}\n\nDites oui ou non ici, et revenez sur un oui à tout moment :\n{link}\n\nVous recevez ce message une seule fois, parce que ces mots sont les vôtres.\n",
    promised_subject: "{brand} vous présente ses excuses : {title}",
    promised_text: "{name}, de {brand}, dit à propos de « {title} » :\n\n{text}\n\nSuivez-le ici :\n{link}\n\nVous recevez ce message parce que vous avez le même problème. Nous vous dirons une fois encore comment cela s’est terminé.\n",
    promise_kept_subject: "{brand} a tenu sa promesse : {title}",
    promise_kept_text: "{name}, de {brand}, dit que la promesse à propos de « {title} » a été tenue :\n\n{text}\n\nCela fonctionne-t-il pour vous ? Dites-le ici :\n{link}\n\nVous recevez ce message parce que vous avez le même problème.\n",
    promise_withdrawn_subject: "{brand} a retiré sa promesse : {title}",
    promise_withdrawn_text: "{name}, de {brand}, a retiré la promesse à propos de « {title} » et dit pourquoi :\n\n{text}\n\nRépondez ici :\n{link}\n\nVous recevez ce message parce que vous avez le même problème.\n",
    stop: "Ne plus recevoir de messages à ce sujet : {link}\n",
};

const ARABIC: Words = Words {
    somebody: "أحد الأعضاء",
    sign_in_subject: "تسجيل الدخول إلى {brand}",
    sign_in_text: "افتح هذا الرابط لتسجيل الدخول إلى مجتمع {brand}. يعمل مرة واحدة خلال 15 دقيقة:\n\n{link}\n\nإذا لم تطلبه فلا تفعل شيئًا: لا يمكن لأحد الدخول دون هذه الرسالة.\n",
    invited_subject: "{brand}: أنت الآن ضمن الفريق",
    invited_text: "تمت دعوتك للإجابة باسم {brand} في مجتمعها. سجّل الدخول بعنوان البريد هذا:\n\n{link}\n\nإذا لم تكن تتوقع ذلك فلا تفعل شيئًا.\n",
    answered_subject: "إجابة: {title}",
    answered_text: "أجاب {name} عن «{title}» في مجتمع {brand}:\n\n{text}\n\nافتح الصفحة لتقول ما أفادك أو لترد:\n{link}\n\n{why}\n",
    because_asked: "تصلك هذه الرسالة لأنك طرحت السؤال.",
    because_me_too: "تصلك هذه الرسالة لأنك طلبت إعلامك. وهي الوحيدة بشأن هذا السؤال.",
    edited_subject: "تعديل: {title}",
    edited_text: "تم تعديل إجابة أفادتك. يقول {name} الآن عن «{title}» في مجتمع {brand}:\n\n{text}\n\nهل ما زالت تفيدك؟\n{link}\n\nتصلك هذه الرسالة لأنك قلت إن الإجابة أفادتك.\n",
    rejected_subject: "لم يُنشر: {title}",
    rejected_text: "ما كتبته عن «{title}» في مجتمع {brand} لم يُنشر. السبب:\n\n{text}\n\nيمكنك تعديله هنا:\n{link}\n\nتصلك هذه الرسالة مرة واحدة لأن الكلمات كلماتك.\n",
    feature_subject: "تودّ {brand} عرض: {title}",
    feature_text: "تطلب {brand} عرض ما كتبته عن «{title}». لا يُعرض شيء دون موافقتك. وهذا ما ستوافق عليه:\n\n{text}\n\nقل نعم أو لا هنا، واسحب موافقتك متى شئت:\n{link}\n\nتصلك هذه الرسالة مرة واحدة لأن الكلمات كلماتك.\n",
    promised_subject: "تعتذر {brand}: {title}",
    promised_text: "يقول {name} من {brand} عن «{title}»:\n\n{text}\n\nتابع الأمر هنا:\n{link}\n\nتصلك هذه الرسالة لأن لديك المشكلة نفسها. وسنخبرك مرة أخرى كيف انتهى الأمر.\n",
    promise_kept_subject: "أوفت {brand} بوعدها: {title}",
    promise_kept_text: "يقول {name} من {brand} إن الوعد بشأن «{title}» قد أُوفي:\n\n{text}\n\nهل نجح ذلك معك؟ قل ذلك هنا:\n{link}\n\nتصلك هذه الرسالة لأن لديك المشكلة نفسها.\n",
    promise_withdrawn_subject: "سحبت {brand} وعدها: {title}",
    promise_withdrawn_text: "سحب {name} من {brand} الوعد بشأن «{title}» ويقول السبب:\n\n{text}\n\nأجب هنا:\n{link}\n\nتصلك هذه الرسالة لأن لديك المشكلة نفسها.\n",
    stop: "لإيقاف الرسائل عن هذا: {link}\n",
};
