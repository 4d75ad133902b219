// Who writes on our own pages: the browser sends a cookie that no script reads, the same as with forms.

let known;

const begin = async (community) => {
  const answer = await fetch(`/${community}/guest`, { method: "POST" });
  if (!answer.ok) throw await answer.json();
};

// A session to write with; of a visitor without one it makes a guest. The token stays in the cookie.
export const session = async (community, needed) => {
  if (needed) await (known ??= begin(community).catch((problem) => ((known = undefined), Promise.reject(problem))));
  return { token: "" };
};

// What was known of the session may have changed.
export const drop = () => (known = undefined);

export const signOut = (community) => {
  drop();
  return fetch(`/api/v1/${community}/session`, { method: "DELETE" }).catch(() => {});
};
