// What this module says, in the languages of the application.
// Invariant: a line has one entry for each of `LANGUAGES`, in their order.

const LANGUAGES = ["en", "fr", "ar"];

const WORDS = {
  add: ["Add a picture", "Ajouter une image", "أضف صورة"],
  shows: ["What the picture shows", "Ce que montre l’image", "ما تُظهره الصورة"],
  remove: ["Remove", "Retirer", "أزل"],
  again: ["Try again", "Réessayer", "أعد المحاولة"],
  sending: ["The picture is on its way.", "L’image est en cours d’envoi.", "الصورة في الطريق."],
  there: ["The picture goes along.", "L’image sera jointe.", "ستُرفق الصورة."],
  removed: ["The picture is removed.", "L’image est retirée.", "أُزيلت الصورة."],
  lost: ["The picture did not arrive.", "L’image n’est pas arrivée.", "لم تصل الصورة."],
  kind: [
    "This can’t be shown here. Choose a JPEG, PNG or WebP picture.",
    "Cela ne peut pas être montré ici. Choisissez une image JPEG, PNG ou WebP.",
    "لا يمكن عرض هذا هنا. اختر صورة JPEG أو PNG أو WebP.",
  ],
  most: ["Four pictures at most go along.", "Quatre images au plus peuvent être jointes.", "يمكن إرفاق أربع صور على الأكثر."],
  first: [
    "A picture did not arrive. Try it again or remove it, then send.",
    "Une image n’est pas arrivée. Réessayez ou retirez-la, puis envoyez.",
    "لم تصل إحدى الصور. أعد المحاولة أو أزلها ثم أرسل.",
  ],
};

// The words in a language; English where there is none of it.
export const wordsOf = (tag) => {
  const at = Math.max(0, LANGUAGES.indexOf(tag.split("-")[0]));
  return Object.fromEntries(Object.entries(WORDS).map(([name, said]) => [name, said[at]]));
};
