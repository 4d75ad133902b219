// The page's own storage under `fanfare:`. A page may forbid it: then nothing is kept, and nothing breaks.

const key = (name) => "fanfare:" + name;

export const kept = (name) => {
  try {
    return JSON.parse(localStorage.getItem(key(name))) ?? undefined;
  } catch {}
};

export const keep = (name, value) => {
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
  } catch {}
};

export const forget = (name) => {
  try {
    localStorage.removeItem(key(name));
  } catch {}
};
