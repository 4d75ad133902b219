//! The words of stories: lists, the page of one, sharing.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    Questions: "Questions", "Questions", "أسئلة";
    Stories: "Stories", "Histoires", "قصص";
    Sections: "Sections", "Rubriques", "الأقسام";
    StoriesAbout: "Stories about {}", "Histoires autour de {}", "قصص عن {}";
    StoriesFound: "Stories with “{}”", "Histoires avec « {} »", "قصص فيها «{}»";
    NoStories: "Nobody has shared anything here yet. A tip, a use nobody thought of, a picture with a line: yours can be the first.", "Personne n’a encore rien partagé ici. Une astuce, un usage inattendu, une photo et une phrase : la vôtre peut être la première.", "لم يشارك أحد شيئًا هنا بعد. نصيحة، أو استعمال لم يخطر ببال أحد، أو صورة مع سطر: يمكن أن تكون مشاركتك الأولى.";
    NothingFound: "No story has these words.", "Aucune histoire ne contient ces mots.", "لا توجد قصة فيها هذه الكلمات.";
    Search: "Search stories", "Chercher dans les histoires", "ابحث في القصص";
    Top: "Most liked", "Les plus appréciées", "الأكثر إعجابًا";
    Share: "Share yours", "Partager la vôtre", "شارك قصتك";
    SharePlaceholder: "A tip, a use nobody thought of, a moment: in a line", "Une astuce, un usage inattendu, un moment : en une phrase", "نصيحة أو استعمال غير متوقع أو لحظة: في سطر";
    ShareAbout: "Share yours about {}", "Partagez la vôtre autour de {}", "شارك قصتك عن {}";
    Line: "In a line", "En une phrase", "في سطر";
    LineHint: "What would you tell a friend?", "Que diriez-vous à un ami ?", "ماذا تقول لصديق؟";
    More: "More about it, if you like", "Davantage, si vous voulez", "المزيد عنها إن أردت";
    WillTry: "I’ll try this", "Je vais essayer", "سأجرّبها";
    Smiled: "Made me smile", "M’a fait sourire", "أضحكتني";
    Helped: "This helped me", "M’a aidé", "أفادتني";
    ActMore: "One press; you can take it back here at any time.", "Un clic ; vous pouvez l’annuler ici à tout moment.", "ضغطة واحدة، ويمكنك سحبها هنا متى شئت.";
    TakeBack: "Take back: {}", "Annuler : {}", "اسحب: {}";
    Edit: "Change it", "La modifier", "عدّلها";
    EditTitle: "Change your story", "Modifier votre histoire", "عدّل قصتك";
    TakeAway: "Take this away", "Retirer ceci", "أزل هذا";
    Remove: "Take this story back", "Retirer cette histoire", "اسحب هذه القصة";
    RemoveMore: "Nobody sees it then, and its pictures are deleted.", "Plus personne ne la verra, et ses images seront supprimées.", "لن يراها أحد بعدها، وتُحذف صورها.";
    AllStories: "All stories", "Toutes les histoires", "كل القصص";
    ReadOn: "Read on", "Lire la suite", "تابع القراءة";
}
