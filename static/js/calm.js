// Does this person wish for less motion or less data? Then no film starts by itself.
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

export const calm = () => reduced.matches || navigator.connection?.saveData === true;
