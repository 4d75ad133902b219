// The addresses of pages that the application shows, and the places they are.

const parts = (pathname) => pathname.split("/").slice(1).map(decodeURIComponent);

// The place of an address, in the words of the application.
export const placeOf = ({ pathname, search }) => {
  const [community, kind, name] = parts(pathname);
  const { sort, q, cursor } = Object.fromEntries(new URLSearchParams(search));
  const about = { questions: "question", tags: "tag", subjects: "subject" }[kind];
  return { community, sort, q, cursor, ...(about && { [about]: name }) };
};

// The address of a place, in the language of this page. A question's leads on to the one with its words.
export const addressOf = ({ community, question, tag, subject, sort, q, cursor }) => {
  const [kind, name] = question ? ["questions", question] : tag ? ["tags", tag] : subject ? ["subjects", subject] : [];
  const url = new URL(`/${[community, kind, name].filter(Boolean).map(encodeURIComponent).join("/")}`, location);
  const lang = new URLSearchParams(location.search).get("lang");
  // The order that every list has needs no word.
  const query = question ? { cursor, lang } : { sort: sort == "active" ? "" : sort, q, cursor, lang };
  for (const [key, value] of Object.entries(query)) value && url.searchParams.set(key, value);
  return url;
};

// Whether two addresses are of the same place.
export const samePlace = (one, other) => addressOf(placeOf(one)).href == addressOf(placeOf(other)).href;
