/**
 * `nulls`: a null in every list, and one member in four is null. `wrong-types`: one value in four has another type than
 * AWS's model says, times excepted. `text-times`: every time is ISO text. Which ones is drawn from the seed.
 * `lone-surrogates`: the characters U+E000 to U+E7FF go out as the escapes of U+D800 to U+DFFF, which are halves of
 * characters; in JSON only.
 */
export type Spoiling = 'nulls' | 'wrong-types' | 'text-times' | 'lone-surrogates'

/** Draws a number in [0, 1) for a place in an answer. */
export type Draw = (path: string) => number

/** One value in four. */
export const isDrawn = (draw: Draw, path: string) => draw(path) < 0.25
