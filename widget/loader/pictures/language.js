// The language of what is painted, in which problems are told and a composer speaks.

export const languageOf = (element) => element.frame.querySelector("[lang]")?.lang || document.documentElement.lang || "en";
