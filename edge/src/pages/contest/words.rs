//! The words of the pages of contests, rules among them: what is frozen is data, so every language says the same.
//!
//! Invariant: every word exists in every language; `{}` stands once for what is put in.

use shared::language::Language;

use crate::pages::words::words;

words! {
    Contests: "Contests", "Concours", "المسابقات";
    NoContests: "No contest has opened here yet.", "Aucun concours n’est encore ouvert ici.", "لم تُفتح هنا مسابقة بعد.";
    Story: "Stories", "Histoires", "قصص";
    Caption: "Captions for a picture", "Légendes pour une image", "تعليقات على صورة";
    ToCaption: "The picture that needs words", "L’image qui attend des mots", "الصورة التي تنتظر كلمات";
    EntriesFrom: "Entries from {}", "Participations à partir du {}", "المشاركات ابتداءً من {}";
    EntriesUntil: "Entries until {}", "Participations jusqu’au {}", "المشاركات حتى {}";
    VotesFrom: "Votes from {}", "Votes à partir du {}", "التصويت ابتداءً من {}";
    VotesUntil: "Votes until {}", "Votes jusqu’au {}", "التصويت حتى {}";
    Counting: "The votes are over; they are being counted.", "Les votes sont clos ; le décompte est en cours.", "انتهى التصويت والعدّ جارٍ.";
    ClosedOn: "Closed on {}", "Clos le {}", "أُغلقت في {}";
    Stopped: "This contest was stopped: its log would contradict what was signed before.", "Ce concours a été arrêté : son journal contredirait ce qui a été signé.", "أُوقفت هذه المسابقة: سجلّها يناقض ما وُقّع من قبل.";
    Left: "{} left", "encore {}", "بقي {}";
    SendYours: "Send yours", "Participer", "شارك";
    TheRules: "The rules", "Le règlement", "القواعد";
    Vote: "Vote", "Voter", "صوّت";
    YourVote: "Your vote", "Votre vote", "صوتك";
    VoteMore: "One can vote for this many entries, and choose anew until the end: {}.", "Nombre de votes par personne : {}. On peut changer d’avis jusqu’à la fin.", "عدد الأصوات لكل شخص: {}. ويمكن تغيير الاختيار حتى النهاية.";
    TakeBack: "Take my vote back", "Retirer mon vote", "اسحب صوتي";
    MyReceipt: "My receipt", "Mon reçu", "إيصالي";
    Winners: "The winners", "Les gagnants", "الفائزون";
    NoWinner: "Nobody had a vote, so nobody won.", "Aucune participation n’a reçu de vote : il n’y a pas de gagnant.", "لم تحصل أي مشاركة على صوت، فلا فائز.";
    Entries: "Entries", "Participations", "المشاركات";
    NoEntries: "No entry yet. Yours can be the first.", "Aucune participation pour l’instant. La vôtre peut être la première.", "لا مشاركات بعد. يمكن أن تكون مشاركتك الأولى.";
    EntryCount: "Entries: {}", "Participations : {}", "المشاركات: {}";
    Votes: "Votes: {}", "Votes : {}", "الأصوات: {}";
    GuestVotes: "of guests, which decide nothing: {}", "d’invités, qui ne décident de rien : {}", "من الضيوف، ولا تقرر شيئًا: {}";
    InLog: "Votes in the log: {}", "Votes dans le journal : {}", "الأصوات في السجل: {}";
    SetAside: "set aside with a reason: {}", "écartés avec un motif : {}", "مُستبعدة بسبب مذكور: {}";
    Held: "waiting for a decision: {}", "en attente d’une décision : {}", "بانتظار قرار: {}";
    Hidden: "Counts are shown after the close.", "Les résultats sont affichés après la clôture.", "تظهر الأعداد بعد الإغلاق.";
    Check: "Check it yourself", "Vérifiez vous-même", "تحقّق بنفسك";

    StoryTitle: "What your story is called", "Le titre de votre histoire", "عنوان قصتك";
    StoryText: "Your story", "Votre histoire", "قصتك";
    CaptionTitle: "Your words for the picture", "Vos mots pour l’image", "كلماتك للصورة";
    Agree: "I agree to the rules, and to this: {}", "J’accepte le règlement, et ceci : {}", "أوافق على القواعد وعلى هذا: {}";
    Send: "Send it in", "Envoyer", "أرسل";
    EntryWaiting: "Sent in. Others see it once {} has read it.", "Envoyé. Les autres le verront quand {} l’aura lu.", "أُرسلت. يراها الآخرون بعد أن يقرأها {}.";
    EntryRejected: "Not taken", "Non retenue", "لم تُقبل";
    EntryWithdrawn: "Taken back", "Retirée", "سُحبت";
    EntryDisqualified: "Taken out", "Écartée", "استُبعدت";
    Withdraw: "Take this entry back", "Retirer cette participation", "اسحب هذه المشاركة";
    Disqualify: "Take it out", "L’écarter", "استبعدها";
    Decide: "Decide about this entry", "Décider de cette participation", "قرّر بشأن هذه المشاركة";

    ReceiptTitle: "Your vote is in the log", "Votre vote est dans le journal", "صوتك في السجل";
    ReceiptNumber: "It is number {}. Its place and its content can’t be changed without anyone noticing.", "Il porte le numéro {}. Sa place et son contenu ne peuvent être changés sans que cela se voie.", "رقمه {}. لا يمكن تغيير موضعه أو مضمونه دون أن يُلاحظ ذلك.";
    ReceiptHeld: "Many votes came from your network within a minute, so a person decides whether this one counts. The log will say so.", "De nombreux votes sont venus de votre réseau en une minute : une personne décidera si celui-ci compte. Le journal le dira.", "جاءت أصوات كثيرة من شبكتك خلال دقيقة، فسيقرر شخص إن كان هذا يُحتسب. وسيذكر السجل ذلك.";
    ReceiptProof: "The receipt", "Le reçu", "الإيصال";
    ReceiptLater: "It follows when the next part of the log is published; this page will show it then.", "Il suivra à la prochaine publication du journal ; cette page le montrera alors.", "يأتي مع نشر الجزء التالي من السجل، وستعرضه هذه الصفحة حينها.";
    ReceiptPromise: "The signed promise", "La promesse signée", "الوعد الموقَّع";
    ReceiptPromiseMore: "Keep it: if your vote were missing from the log, this would prove it.", "Gardez-la : si votre vote manquait dans le journal, elle le prouverait.", "احتفظ به: لو غاب صوتك عن السجل لأثبت ذلك.";
    ReceiptPrivate: "Until the close it shows that your vote is there, not what it chose. Afterwards, who holds it can see your choice.", "Jusqu’à la clôture, il montre que votre vote est là, pas ce qu’il choisit. Ensuite, qui le détient peut voir votre choix.", "حتى الإغلاق يُظهر أن صوتك موجود لا ما اخترته. وبعده يستطيع من يملكه أن يرى اختيارك.";

    CheckTitle: "Check this contest yourself", "Vérifier ce concours vous-même", "تحقّق من هذه المسابقة بنفسك";
    CheckMore: "The log is one file. Whoever has it can count again, with our command or with a program of their own.", "Le journal est un seul fichier. Qui l’a peut recompter, avec notre commande ou un autre programme.", "السجل ملف واحد. ومن يملكه يستطيع العدّ من جديد بأمرنا أو ببرنامج من عنده.";
    Proves: "What it proves", "Ce que cela prouve", "ما الذي يثبته";
    ProvesMore: "That every vote which was accepted is in the log, once, unchanged, in its place, and that the result follows from the log under rules which were fixed when the contest opened.", "Que chaque vote accepté est dans le journal, une fois, inchangé, à sa place, et que le résultat en découle selon un règlement fixé à l’ouverture du concours.", "أن كل صوت قُبل موجود في السجل مرة واحدة دون تغيير في موضعه، وأن النتيجة تنتج منه وفق قواعد ثُبّتت عند فتح المسابقة.";
    NotProves: "What it does not prove", "Ce que cela ne prouve pas", "ما الذي لا يثبته";
    NotProvesMore: "That every voter is a different human being, nor that the operator invented none, nor that somebody did not vote for their own entry.", "Que chaque votant est une personne différente, ni que l’exploitant n’en a inventé aucun, ni que personne n’a voté pour sa propre participation.", "أن كل مصوّت إنسان مختلف، ولا أن المشغّل لم يختلق أحدًا، ولا أن أحدًا لم يصوّت لمشاركته هو.";
    Command: "The command", "La commande", "الأمر";
    Fingerprint: "The fingerprint of the key", "L’empreinte de la clé", "بصمة المفتاح";
    FingerprintMore: "Compare it with what somebody else was told: another key would be another log.", "Comparez-la avec ce que d’autres ont vu : une autre clé serait un autre journal.", "قارنها بما عُرض على غيرك: فمفتاح آخر يعني سجلًّا آخر.";
    Checkpoint: "The last signed state of the log", "Le dernier état signé du journal", "آخر حالة موقَّعة للسجل";
    CheckpointMore: "Keep it, and the log can never be changed behind your back.", "Gardez-le : le journal ne pourra plus être changé à votre insu.", "احتفظ بها فلا يتغيّر السجل دون علمك أبدًا.";
    Download: "The log, from its beginning", "Le journal, depuis le début", "السجل من بدايته";

    RulesOf: "Official rules: {}", "Règlement officiel : {}", "القواعد الرسمية: {}";
    RulesFrozen: "These rules were frozen when the contest opened. Their text stands in the first line of its log, and this is its SHA-256: {}", "Ce règlement a été figé à l’ouverture du concours. Son texte est à la première ligne du journal ; voici son SHA-256 : {}", "ثُبّتت هذه القواعد عند فتح المسابقة. نصّها في أول سطر من السجل، وهذا SHA-256 له: {}";
    Host: "Who runs it", "Organisateur", "المنظِّم";
    Kind: "What is sent in", "Ce que l’on envoie", "ما يُرسل";
    Theme: "What it is about", "Le thème", "الموضوع";
    Prize: "What can be won", "Ce que l’on peut gagner", "ما يمكن ربحه";
    NoPrize: "Nothing but the joy of it.", "Rien d’autre que le plaisir.", "لا شيء سوى المتعة.";
    Worth: "worth {}", "d’une valeur de {}", "بقيمة {}";
    EntryWindow: "When one enters", "Quand participer", "متى يُشارَك";
    VoteWindow: "When one votes", "Quand voter", "متى يُصوَّت";
    FromTo: "From {}", "Du {}", "من {}";
    To: "until {}", "au {}", "حتى {}";
    Entrants: "Who may enter", "Qui peut participer", "من يحق له المشاركة";
    Voters: "Who may vote", "Qui peut voter", "من يحق له التصويت";
    TierEmail: "people with a confirmed e-mail address", "les personnes dont l’adresse e-mail est confirmée", "من أكّد عنوان بريده";
    TierSso: "people signed in with the brand", "les personnes connectées auprès de la marque", "من سجّل دخوله لدى العلامة";
    TierGuest: "guests", "les invités", "الضيوف";
    MinimumAge: "at least {} years old, as they say themselves", "âgées d’au moins {} ans, selon leur déclaration", "لا يقلّ عمره عن {} سنة بحسب قوله";
    Countries: "living in {}, as they say themselves", "vivant en {}, selon leur déclaration", "يقيم في {} بحسب قوله";
    EntriesEach: "Entries a person", "Participations par personne", "المشاركات لكل شخص";
    VotesEach: "Votes a person, each for another entry", "Votes par personne, chacun pour une autre participation", "الأصوات لكل شخص، كلٌّ لمشاركة مختلفة";
    OwnEntry: "One’s own entry", "Sa propre participation", "مشاركة المرء نفسه";
    OwnVotable: "One may vote for it.", "On peut voter pour elle.", "يجوز التصويت لها.";
    OwnNotVotable: "One may not vote for it.", "On ne peut pas voter pour elle.", "لا يجوز التصويت لها.";
    Decides: "What decides", "Ce qui décide", "ما الذي يحسم";
    DecidesVotes: "The votes of people who are signed in. Votes of guests decide nothing.", "Les votes des personnes connectées. Ceux des invités ne décident de rien.", "أصوات المسجَّلين. أما أصوات الضيوف فلا تحسم شيئًا.";
    WinnersEach: "How many win", "Nombre de gagnants", "عدد الفائزين";
    Tie: "When votes are equal", "En cas d’égalité", "عند التساوي";
    TieShared: "All of them win.", "Toutes gagnent.", "تفوز جميعها.";
    TieEarliest: "The one that was published first wins.", "Celle qui a été publiée la première gagne.", "تفوز التي نُشرت أولًا.";
    Counts: "When counts are shown", "Quand les résultats sont affichés", "متى تظهر الأعداد";
    CountsClose: "After the close.", "Après la clôture.", "بعد الإغلاق.";
    CountsBatches: "With each published part of the log.", "À chaque publication du journal.", "مع كل جزء يُنشر من السجل.";
    CountsHidden: "With each published part of the log, but not in the last hours before the close: {}.", "À chaque publication du journal, sauf dans les dernières heures avant la clôture : {}.", "مع كل جزء يُنشر من السجل، إلا في الساعات الأخيرة قبل الإغلاق: {}.";
    Reading: "When entries are read", "Quand les participations sont lues", "متى تُقرأ المشاركات";
    ReadBefore: "By the brand’s people, before others see them.", "Par l’équipe de la marque, avant que les autres ne les voient.", "يقرؤها فريق العلامة قبل أن يراها الآخرون.";
    ReadAfter: "By the brand’s people, after they appeared.", "Par l’équipe de la marque, après leur parution.", "يقرؤها فريق العلامة بعد ظهورها.";
    Consent: "What entrants agree to", "Ce que les participants acceptent", "ما يوافق عليه المشاركون";

    Make: "Make a contest", "Créer un concours", "أنشئ مسابقة";
    MakeMore: "Look at the rules first; opening freezes them.", "Relisez d’abord le règlement : l’ouverture le fige.", "اقرأ القواعد أولًا: فالفتح يثبّتها.";
    MakeTitle: "Its name", "Son nom", "اسمها";
    MakeTheme: "What people are asked for", "Ce qui est demandé", "المطلوب من الناس";
    MakePicture: "The address of the picture, for captions", "L’adresse de l’image, pour des légendes", "عنوان الصورة، للتعليقات";
    MakePrize: "What can be won, if anything", "Ce que l’on peut gagner, le cas échéant", "ما يمكن ربحه إن وُجد";
    MakeWorth: "What it is worth", "Sa valeur", "قيمته";
    MakeEntriesUntil: "Entries until, in the time of {}", "Participations jusqu’au, à l’heure de {}", "المشاركات حتى، بتوقيت {}";
    MakeVotesUntil: "Votes until, in the time of {}", "Votes jusqu’au, à l’heure de {}", "التصويت حتى، بتوقيت {}";
    MakeGuests: "Guests may vote, too; their votes are shown apart and decide nothing", "Les invités peuvent voter aussi ; leurs votes sont affichés à part et ne décident de rien", "للضيوف أن يصوّتوا أيضًا، وتظهر أصواتهم على حدة ولا تحسم شيئًا";
    MakeAfter: "Show entries at once, and read them afterwards", "Afficher les participations aussitôt, et les lire ensuite", "أظهر المشاركات فورًا واقرأها بعد ذلك";
    MakeBatches: "Show counts while people vote (only without a prize)", "Afficher les résultats pendant le vote (seulement sans prix)", "أظهر الأعداد أثناء التصويت (بلا جائزة فقط)";
    MakeConsent: "What entrants agree to", "Ce que les participants acceptent", "ما يوافق عليه المشاركون";
    MakeConsentSample: "The organizer may show my entry with my name in connection with this contest.", "L’organisateur peut montrer ma participation avec mon nom dans le cadre de ce concours.", "يجوز للمنظّم عرض مشاركتي مع اسمي في إطار هذه المسابقة.";
    MakeLook: "Look at the rules", "Voir le règlement", "اعرض القواعد";
    MakeOpen: "Open the contest", "Ouvrir le concours", "افتح المسابقة";
    MakeDate: "Give a day and a time.", "Indiquez un jour et une heure.", "اذكر يومًا وساعة.";
    MakeNumber: "Give a number.", "Indiquez un nombre.", "اذكر عددًا.";
}
