//! The words of the pages about people who helped.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    People: "People who helped", "Les personnes qui ont aidé", "من ساعدوا";
    Section: "People", "Entraide", "الناس";
    Week: "This week", "Cette semaine", "هذا الأسبوع";
    Month: "This month", "Ce mois-ci", "هذا الشهر";
    Ever: "Ever", "Depuis toujours", "منذ البداية";
    Nobody: "Nobody has been counted here yet. Numbers move once a day.", "Personne n’a encore été compté ici. Les chiffres changent une fois par jour.", "لم يُحتسب أحد هنا بعد. تتغير الأرقام مرة في اليوم.";
    WeekHere: "The week in the community", "La semaine de la communauté", "أسبوع المجتمع";
    WeekOf: "The week since {}", "La semaine depuis le {}", "الأسبوع منذ {}";
    Asked: "Asked this week, by most people first", "Demandé cette semaine, par le plus de monde d’abord", "أسئلة هذا الأسبوع، الأكثر طلبًا أولًا";
    WaitsLongest: "Waits longest for an answer", "Attend une réponse depuis le plus longtemps", "الأطول انتظارًا لإجابة";
    FallsDue: "Promises that fall due", "Promesses à tenir", "وعود يحين موعدها";
    Queue: "Waits for a decision: {}", "En attente d’une décision : {}", "ينتظر قرارًا: {}";
    Helped: "People helped: {}", "Personnes aidées : {}", "من ساعدهم: {}";
    Knows: "Knows about {}", "S’y connaît : {}", "له معرفة: {}";
    CountedUntil: "Counted up to and including {}. It counts people, not points.", "Compté jusqu’au {} inclus. On compte des personnes, pas des points.", "محسوب حتى {} ضمنًا. نحسب الأشخاص لا النقاط.";
    HowCounted: "How this is counted", "Comment c’est compté", "كيف يُحسب هذا";
    HowCountedMore: "Each person counts once within {} days, however often they click. Your own words earn nothing, nor do words that others don’t see. Guests and imported scores stand apart.", "Chaque personne compte une fois en {} jours, quel que soit le nombre de clics. Vos propres mots ne rapportent rien, ni ceux que les autres ne voient pas. Les invités et les scores importés sont à part.", "يُحسب كل شخص مرة واحدة خلال {} يوم مهما تكرر نقره. لا يُحسب لك ما تقوله عن كلماتك، ولا ما لا يراه الآخرون. ويُعرض الضيوف والنقاط المستوردة على حدة.";
    Rules: "The rules as data", "Les règles en données", "القواعد كبيانات";
    MoreAtLast: "More at the last place: {}", "Autres à la dernière place : {}", "آخرون في المركز الأخير: {}";
    Guests: "Guests helped: {}", "Invités aidés : {}", "ضيوف ساعدهم: {}";
    Imported: "Imported score: {}", "Score importé : {}", "نقاط مستوردة: {}";
    SolvedCount: "Questions solved: {}", "Questions résolues : {}", "أسئلة حلّها: {}";
    BrandThanks: "Thanked by the brand: {}", "Remerciements de la marque : {}", "شكر من العلامة: {}";
    Year: "The last twelve months", "Les douze derniers mois", "الأشهر الاثنا عشر الأخيرة";
    MonthFrom: "Month from", "Mois à partir du", "الشهر ابتداءً من";
    PeopleHelped: "People helped", "Personnes aidées", "من ساعدهم";
    Won: "won", "a gagné", "فاز";
    Answers: "Answers", "Réponses", "الإجابات";
    ThankMore: "Under your name and face. You can withdraw it.", "Sous votre nom et votre visage. Vous pouvez le retirer.", "باسمك وصورتك. ويمكنك سحبه.";
    Statement: "What I am thanked for", "Ce dont on me remercie", "ما أُشكر عليه";
    StatementMore: "How many, never who. Fewer than three are “someone”. Each day is told once it is over.", "Combien, jamais qui. Moins de trois, c’est « quelqu’un ». Chaque jour est raconté une fois passé.", "كم، وليس من. أقل من ثلاثة هو «أحدهم». يُذكر كل يوم بعد انتهائه.";
    Damped: "Of {} who thanked you, some count less: they are helped mainly by those they help, or nobody else knows them.", "Sur {} personnes qui vous ont remercié, certaines comptent moins : elles sont surtout aidées par ceux qu’elles aident, ou personne d’autre ne les connaît.", "من بين {} شكروك، يُحسب بعضهم أقل: يساعدهم غالبًا من يساعدونهم، أو لا يعرفهم غيرك.";
    Released: "Told on", "Raconté le", "ذُكر في";
    For: "For", "Pour", "عن";
    Someone: "someone", "quelqu’un", "أحدهم";
    CorrectionOf: "correction of {}", "correction du {}", "تصحيح {}";
    WhatYouWrote: "what you wrote", "ce que vous avez écrit", "ما كتبته";
    Object: "Contest this", "Contester", "اعترض";
    ObjectMore: "A person of the brand reads it.", "Une personne de la marque le lira.", "سيقرؤه شخص من العلامة.";
    ObjectDone: "Sent. A person of the brand reads it.", "Envoyé. Une personne de la marque le lira.", "أُرسل. سيقرؤه شخص من العلامة.";
    ObjectRead: "A person of the brand read it.", "Une personne de la marque l’a lu.", "قرأه شخص من العلامة.";
    Objected: "What you contested", "Ce que vous avez contesté", "ما اعترضت عليه";
    ObjectNote: "What is not right", "Ce qui n’est pas juste", "ما الخطأ";
    Ladder: "The path", "Le chemin", "الطريق";
    Like: "came back and took part", "revenir et participer", "عاد وشارك";
    Love: "helped many, on many days", "aider beaucoup de monde, bien des jours", "ساعد كثيرين في أيام كثيرة";
    Defend: "stood up for somebody", "prendre la défense de quelqu’un", "وقف إلى جانب أحدهم";
    Behind: "The last acts that count", "Les derniers actes qui comptent", "آخر الأفعال المحسوبة";
    Unlocks: "Unlocks: {}", "Donne droit à : {}", "يتيح: {}";
    Links: "links in what you write", "des liens dans ce que vous écrivez", "روابط فيما تكتبه";
    NoWaiting: "no waiting for review", "pas d’attente de relecture", "بلا انتظار للمراجعة";
    LevelShown: "Show my highest level beside my name", "Afficher mon plus haut niveau à côté de mon nom", "أظهر أعلى مستوى لي بجانب اسمي";
    Days: "days: {}", "jours : {}", "أيام: {}";
    PeopleCount: "people: {}", "personnes : {}", "أشخاص: {}";
    Acts: "acts: {}", "actes : {}", "أفعال: {}";
    Since: "since {}", "depuis le {}", "منذ {}";
    Fades: "fades on {}", "s’efface le {}", "يخفت في {}";
    Listed: "Show me among the people who helped", "Me montrer parmi les personnes qui ont aidé", "أظهرني بين من ساعدوا";
    Sentence: "One sentence about yourself", "Une phrase sur vous", "جملة عن نفسك";
    SentenceHint: "It stands beside your name.", "Elle figure à côté de votre nom.", "تظهر بجانب اسمك.";
    WhatOthersSee: "What others see", "Ce que voient les autres", "ما يراه الآخرون";
}
