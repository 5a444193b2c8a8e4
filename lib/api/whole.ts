/** Up to so many, rows or cells are in the page all at once: the browser's own search finds them, and a page carries them. */
export const wholeUpTo = 120
