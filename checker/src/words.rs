//! The sentences of a check, in the languages of the pages: why a log fails, what is set aside, and what the page says
//! around it.
//!
//! Invariant: every reason has a sentence in every language; `{}` stands for the numbers of the reason, in their order.

use std::collections::BTreeMap;

use shared::contest::leaf::VoidReason;
use shared::contest::tampering::Tampering;
use shared::language::Language;

/// Why a log fails.
pub(crate) fn reason(tampering: &Tampering, language: Language) -> String {
    let (french, arabic, values) = sentences(tampering);
    let sentence = match language {
        Language::English => return tampering.to_string(),
        Language::French => french,
        Language::Arabic => arabic,
    };
    values
        .iter()
        .fold(sentence.to_owned(), |said, value| said.replacen("{}", value, 1))
}

/// In French and Arabic, with what is put in.
fn sentences(tampering: &Tampering) -> (&'static str, &'static str, Vec<String>) {
    use Tampering as T;
    let of = |french, arabic, values: &[&dyn std::fmt::Display]| {
        (french, arabic, values.iter().map(ToString::to_string).collect())
    };
    match tampering {
        T::Line { line } => of(
            "la ligne {} n’est pas une ligne de journal",
            "السطر {} ليس سطرًا من السجل",
            &[line],
        ),
        T::Leaf { index } => of(
            "la feuille {} n’est pas écrite comme les feuilles le sont",
            "الورقة {} ليست مكتوبة كما تُكتب الأوراق",
            &[index],
        ),
        T::Index { index, says } => of(
            "la feuille {} dit être à la place {}",
            "الورقة {} تقول إن موضعها {}",
            &[index, says],
        ),
        T::OtherContest { index } => of(
            "la feuille {} est d’un autre concours",
            "الورقة {} من مسابقة أخرى",
            &[index],
        ),
        T::Opening { index } => of(
            "feuille {} : un journal commence par son règlement, une seule fois",
            "الورقة {}: يبدأ السجل بقواعده مرة واحدة",
            &[index],
        ),
        T::Rules => of(
            "le règlement de la première feuille est illisible",
            "لا يمكن قراءة القواعد في الورقة الأولى",
            &[],
        ),
        T::Amendment { index } => of(
            "la feuille {} modifie le règlement aux dépens de qui participe ou vote",
            "الورقة {} تعدّل القواعد ضد المشاركين أو المصوّتين",
            &[index],
        ),
        T::Order { index } => of(
            "la feuille {} est plus ancienne que la précédente",
            "الورقة {} أقدم من التي قبلها",
            &[index],
        ),
        T::EntryWindow { index } => of(
            "feuille {} : la participation est arrivée hors du temps prévu",
            "الورقة {}: جاءت المشاركة خارج وقت المشاركات",
            &[index],
        ),
        T::TooManyEntries { index } => of(
            "feuille {} : une personne a envoyé plus de participations que permis",
            "الورقة {}: أرسل شخص مشاركات أكثر من المسموح",
            &[index],
        ),
        T::EntryTwice { index, entry } => of(
            "feuille {} : la participation {} était déjà publiée",
            "الورقة {}: المشاركة {} نُشرت من قبل",
            &[index, entry],
        ),
        T::NoEntry { index, entry } => of(
            "feuille {} : la participation {} n’est pas en lice",
            "الورقة {}: المشاركة {} غير قائمة",
            &[index, entry],
        ),
        T::BallotWindow { index } => of(
            "feuille {} : le bulletin est arrivé hors du temps de vote",
            "الورقة {}: جاء الصوت خارج وقت التصويت",
            &[index],
        ),
        T::NotEligible { index } => of(
            "feuille {} : le bulletin vient de quelqu’un qui ne peut pas voter",
            "الورقة {}: الصوت ممن لا يحق له التصويت",
            &[index],
        ),
        T::SecondBallot { index } => of(
            "feuille {} : le bulletin ne remplace pas le dernier de cette personne",
            "الورقة {}: لا يحل الصوت محل آخر صوت لهذا الشخص",
            &[index],
        ),
        T::Decision { index } => of(
            "la feuille {} décide d’un bulletin qui n’existe pas ou n’est pas à décider",
            "الورقة {} تقرر بشأن صوت غير موجود أو لا قرار فيه",
            &[index],
        ),
        T::EarlyClose { index } => of(
            "feuille {} : le concours a été clos avant l’heure",
            "الورقة {}: أُغلقت المسابقة قبل أوانها",
            &[index],
        ),
        T::AfterClose { index } => of(
            "la feuille {} suit la clôture",
            "الورقة {} تأتي بعد الإغلاق",
            &[index],
        ),
        T::StrayOpening { index } => of(
            "l’ouverture du bulletin {} n’est pas d’un bulletin compté, ou pas à sa place",
            "كشف الصوت {} ليس لصوت محتسب أو ليس في موضعه",
            &[index],
        ),
        T::Opened { index } => of(
            "l’ouverture du bulletin {} ne correspond pas à son engagement",
            "كشف الصوت {} لا يطابق التزامه",
            &[index],
        ),
        T::Choice { index } => of(
            "le choix du bulletin {} n’est pas permis par le règlement",
            "اختيار الصوت {} لا تسمح به القواعد",
            &[index],
        ),
        T::Unopened { index } => of(
            "l’ouverture du bulletin {} manque",
            "كشف الصوت {} مفقود",
            &[index],
        ),
        T::Counts => of(
            "la clôture annonce d’autres nombres de bulletins que le journal",
            "يذكر الإغلاق أعدادًا غير التي في السجل",
            &[],
        ),
        T::Totals => of(
            "les totaux de la clôture ne sont pas ceux des bulletins",
            "مجاميع الإغلاق ليست مجاميع الأصوات",
            &[],
        ),
        T::Winners => of(
            "les gagnants de la clôture ne sont pas ceux des totaux selon le règlement",
            "فائزو الإغلاق ليسوا فائزي المجاميع وفق القواعد",
            &[],
        ),
        T::Signature { line } => of(
            "le point de contrôle de la ligne {} n’est pas signé par la clé du journal",
            "نقطة التحقق في السطر {} ليست موقعة بمفتاح السجل",
            &[line],
        ),
        T::Origin { line } => of(
            "le point de contrôle de la ligne {} est d’un autre journal",
            "نقطة التحقق في السطر {} من سجل آخر",
            &[line],
        ),
        T::Size { line, size, found } => of(
            "le point de contrôle de la ligne {} porte sur {} feuilles ; {} le précèdent",
            "نقطة التحقق في السطر {} على {} ورقة، وقبلها {}",
            &[line, size, found],
        ),
        T::Root { size } => of(
            "le point de contrôle de {} feuilles a une autre racine : une feuille a été changée, ôtée ou déplacée",
            "لنقطة التحقق على {} ورقة جذر آخر: غُيّرت ورقة أو حُذفت أو نُقلت",
            &[size],
        ),
        T::Uncovered { index } => of(
            "la feuille {} et les suivantes ne sont couvertes par aucun point de contrôle",
            "الورقة {} وما بعدها لا تغطيها نقطة تحقق",
            &[index],
        ),
        T::OtherKey { fingerprint } => of(
            "la clé {} du journal n’est pas celle que vous avez apportée",
            "مفتاح السجل {} ليس الذي أحضرته",
            &[fingerprint],
        ),
        T::RolledBack { size } => of(
            "quelqu’un détient un point de contrôle signé de {} feuilles ; le journal en a moins",
            "لدى أحدهم نقطة تحقق موقعة على {} ورقة، والسجل أقصر",
            &[size],
        ),
        T::TwoHistories { size } => of(
            "quelqu’un détient un point de contrôle signé de {} feuilles avec une autre racine : il y a deux histoires",
            "لدى أحدهم نقطة تحقق موقعة على {} ورقة بجذر آخر: هناك تاريخان",
            &[size],
        ),
        T::Receipt { index } => of(
            "le reçu de la feuille {} ne correspond pas à ce journal",
            "إيصال الورقة {} لا يطابق هذا السجل",
            &[index],
        ),
        T::AnotherContest { contest } => of(
            "le journal est celui du concours {}, et un autre est demandé",
            "السجل لمسابقة {}، والمطلوبة غيرها",
            &[contest],
        ),
        T::OtherWinners => of(
            "les gagnants que la page annonce ne sont pas ceux du journal",
            "الفائزون الذين تذكرهم الصفحة ليسوا فائزي السجل",
            &[],
        ),
        T::Brought => of(
            "le point de contrôle que vous apportez n’est pas signé par la clé du journal",
            "نقطة التحقق التي أحضرتها ليست موقعة بمفتاح السجل",
            &[],
        ),
        T::Acceptance { index } => of(
            "l’acceptation de la feuille {} n’est pas signée par la clé du journal, ou ce qui l’accompagne est d’un autre bulletin",
            "قبول الورقة {} ليس موقعًا بمفتاح السجل، أو أن ما معه لصوت آخر",
            &[index],
        ),
        T::Promised { index } => of(
            "la feuille {} a été promise à une personne qui a voté ; elle manque, ou une autre est à sa place",
            "وُعد مصوّت بالورقة {}، وهي مفقودة أو في موضعها غيرها",
            &[index],
        ),
    }
}

/// Why a ballot does not count.
pub(crate) fn void(reason: VoidReason, language: Language) -> &'static str {
    let [english, french, arabic] = match reason {
        VoidReason::Traded => ["bought or traded", "acheté ou échangé", "مُشترى أو مُقايَض"],
        VoidReason::Duplicate => [
            "one person as several",
            "une personne pour plusieurs",
            "شخص واحد كأنه عدة",
        ],
        VoidReason::Automated => ["made by a program", "fait par un programme", "صنعه برنامج"],
        VoidReason::Erasure => [
            "its voter asked to be forgotten",
            "la personne a demandé l’oubli",
            "طلب صاحبه النسيان",
        ],
    };
    choose(language, english, french, arabic)
}

/// What was brought along is nothing that is known.
pub(crate) fn unknown(language: Language) -> &'static str {
    choose(
        language,
        "What you brought is no receipt, no acceptance, no checkpoint and no fingerprint of a key.",
        "Ce que vous apportez n’est ni un reçu, ni une acceptation, ni un point de contrôle, ni une empreinte de clé.",
        "ما أحضرته ليس إيصالًا ولا قبولًا ولا نقطة تحقق ولا بصمة مفتاح.",
    )
}

/// What the page says around it: `{n}` and `{s}` stand for a number and for seconds.
pub(crate) fn table(language: Language) -> BTreeMap<&'static str, &'static str> {
    TABLE
        .iter()
        .map(|(name, english, french, arabic)| (*name, choose(language, english, french, arabic)))
        .collect()
}

const TABLE: &[(&str, &str, &str, &str)] = &[
    (
        "again",
        "Counted again on your device in {s} s. Votes: {n}.",
        "Recompté sur votre appareil en {s} s. Votes : {n}.",
        "أُعيد العدّ على جهازك في {s} ث. الأصوات: {n}.",
    ),
    (
        "open",
        "The log is consistent so far; there is no result yet.",
        "Le journal est cohérent jusqu’ici ; il n’y a pas encore de résultat.",
        "السجل متسق حتى الآن، ولا نتيجة بعد.",
    ),
    (
        "result",
        "Every vote in the log was counted once, unchanged, under the rules the contest opened with.",
        "Chaque vote du journal a été compté une fois, inchangé, selon le règlement d’ouverture.",
        "احتُسب كل صوت في السجل مرة واحدة دون تغيير وفق القواعد التي فُتحت بها المسابقة.",
    ),
    (
        "amended",
        "Amendments since, never against entrants or voters: {n}.",
        "Modifications depuis, jamais aux dépens de qui participe ou vote : {n}.",
        "التعديلات منذ ذلك، ولم تكن ضد المشاركين أو المصوّتين قط: {n}.",
    ),
    (
        "alone",
        "Compared with nothing you kept: it is consistent, no more.",
        "Comparé à rien que vous ayez gardé : il est cohérent, sans plus.",
        "لم يُقارن بشيء احتفظت به: إنه متسق لا أكثر.",
    ),
    (
        "key",
        "The key is the one you brought.",
        "La clé est celle que vous avez apportée.",
        "المفتاح هو الذي أحضرته.",
    ),
    (
        "checkpoint",
        "The log goes on from the checkpoint you kept.",
        "Le journal prolonge le point de contrôle que vous avez gardé.",
        "السجل امتداد لنقطة التحقق التي احتفظت بها.",
    ),
    (
        "receipt",
        "The leaf of your receipt is in the log.",
        "La feuille de votre reçu est dans le journal.",
        "ورقة إيصالك في السجل.",
    ),
    (
        "acceptance",
        "The leaf you were promised is in the log.",
        "La feuille qui vous a été promise est dans le journal.",
        "الورقة التي وُعدت بها في السجل.",
    ),
    (
        "awaited",
        "The log has not reached the leaf you were promised; check again later.",
        "Le journal n’a pas encore atteint la feuille qui vous a été promise ; revérifiez plus tard.",
        "لم يبلغ السجل بعد الورقة التي وُعدت بها؛ تحقّق لاحقًا.",
    ),
    ("winners", "The winners", "Les gagnants", "الفائزون"),
    (
        "nobody",
        "Nobody had a vote, so nobody won.",
        "Aucune participation n’a reçu de vote : il n’y a pas de gagnant.",
        "لم تحصل أي مشاركة على صوت، فلا فائز.",
    ),
    (
        "replay",
        "The count, minute by minute",
        "Le décompte, minute par minute",
        "العدّ دقيقة بدقيقة",
    ),
    ("time", "Time", "Heure", "الوقت"),
    ("counted", "counted: {n}", "comptés : {n}", "محتسبة: {n}"),
    (
        "held",
        "waiting for a decision: {n}",
        "en attente d’une décision : {n}",
        "بانتظار قرار: {n}",
    ),
    (
        "replaced",
        "replaced by a later one: {n}",
        "remplacés par un suivant : {n}",
        "استُبدلت بأخرى: {n}",
    ),
    ("void", "set aside: {n}", "écartés : {n}", "مُستبعدة: {n}"),
    (
        "unopened",
        "What a vote chose that was replaced or set aside is never shown.",
        "Le choix d’un vote remplacé ou écarté n’est jamais montré.",
        "لا يُعرض أبدًا اختيار صوت استُبدل أو استُبعد.",
    ),
    ("guests", "of guests: {n}", "d’invités : {n}", "من الضيوف: {n}"),
];

fn choose(
    language: Language,
    english: &'static str,
    french: &'static str,
    arabic: &'static str,
) -> &'static str {
    match language {
        Language::English => english,
        Language::French => french,
        Language::Arabic => arabic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_with_its_numbers_in_every_language() {
        let tampering = Tampering::Size {
            line: 7,
            size: 5,
            found: 4,
        };
        for language in Language::ALL {
            let said = reason(&tampering, language);
            for number in ["7", "5", "4"] {
                assert!(said.contains(number), "{number} in {said}");
            }
            assert!(!said.contains("{}"), "{said}");
        }
    }

    #[test]
    fn no_word_is_missing() {
        for language in Language::ALL {
            assert!(table(language).values().all(|word| !word.is_empty()));
            assert!(!unknown(language).is_empty());
        }
    }
}
