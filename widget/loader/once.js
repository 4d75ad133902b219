// What is brought once a page. A failed attempt is made again by the next who asks.

export const once = (bring) => {
  let bringing;
  return () => {
    bringing ??= bring();
    bringing.catch(() => (bringing = undefined));
    return bringing;
  };
};
