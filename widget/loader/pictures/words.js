// What this module says, in the languages of the application.
// Invariant: a line has one entry for each of `LANGUAGES`, in their order.

const LANGUAGES = ["en", "fr", "ar"];

const WORDS = {
  addpicture: ["Add a picture", "Ajouter une image", "أضف صورة"],
  addvideo: ["Add a video", "Ajouter une vidéo", "أضف فيديو"],
  add: ["Add a picture or video", "Ajouter une image ou une vidéo", "أضف صورة أو فيديو"],
  camera: ["Camera", "Appareil photo", "الكاميرا"],
  shows: ["What it shows", "Ce qu’on y voit", "ما الذي يظهر"],
  remove: ["Remove", "Retirer", "أزل"],
  undo: ["Undo", "Annuler", "تراجع"],
  up: ["Move up", "Monter", "انقل إلى أعلى"],
  moved: ["It stands higher.", "C’est plus haut.", "صار أعلى."],
  again: ["Try again", "Réessayer", "أعد المحاولة"],
  sending: ["It is on its way.", "C’est en cours d’envoi.", "في الطريق."],
  there: ["It goes along.", "C’est joint.", "سيُرفق."],
  removed: ["It is removed.", "C’est retiré.", "أُزيل."],
  lost: ["It did not arrive.", "Ce n’est pas arrivé.", "لم يصل."],
  large: ["A video may have 20 MB at most.", "Une vidéo peut avoir 20 Mo au plus.", "يمكن أن يبلغ حجم الفيديو 20 ميغابايت على الأكثر."],
  kindpicture: [
    "This can’t be shown here. Choose a JPEG, PNG or WebP picture.",
    "Cela ne peut pas être montré ici. Choisissez une image JPEG, PNG ou WebP.",
    "لا يمكن عرض هذا هنا. اختر صورة JPEG أو PNG أو WebP.",
  ],
  kindvideo: [
    "This can’t be played here. Choose an MP4 video.",
    "Cela ne peut pas être lu ici. Choisissez une vidéo MP4.",
    "لا يمكن تشغيل هذا هنا. اختر فيديو MP4.",
  ],
  kind: [
    "This can’t be shown here. Choose a JPEG, PNG or WebP picture, or an MP4 video.",
    "Cela ne peut pas être montré ici. Choisissez une image JPEG, PNG ou WebP, ou une vidéo MP4.",
    "لا يمكن عرض هذا هنا. اختر صورة JPEG أو PNG أو WebP، أو فيديو MP4.",
  ],
  most: ["Four pictures at most go along.", "Quatre images au plus peuvent être jointes.", "يمكن إرفاق أربع صور على الأكثر."],
  one: ["One alone goes along.", "Un seul fichier peut être joint.", "يمكن إرفاق ملف واحد فقط."],
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
