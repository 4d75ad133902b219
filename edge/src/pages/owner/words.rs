//! The words of what one owns.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    Own: "What I own", "Ce que je possède", "ما أملكه";
    Code: "The code in the box", "Le code dans la boîte", "الرمز الموجود في العلبة";
    CodeHint: "16 letters and digits. It works for one person and says nothing of what you bought.", "16 lettres et chiffres. Il vaut pour une personne et ne dit rien de vos achats.", "16 حرفًا ورقمًا. يعمل لشخص واحد ولا يقول شيئًا عن مشترياتك.";
    Redeem: "I own it", "C’est le mien", "هذا لي";
    Redeemed: "You own it: {}. Your answers about it say so.", "C’est le vôtre : {}. Vos réponses à son sujet le disent.", "هو لك: {}. إجاباتك عنه تقول ذلك.";
    Waits: "You own this: these wait for an answer.", "C’est le vôtre : ces questions attendent une réponse.", "هذا لك: هذه الأسئلة تنتظر إجابة.";
    Nothing: "Nothing about it waits for an answer.", "Rien à son sujet n’attend de réponse.", "لا شيء عنه ينتظر إجابة.";
}
