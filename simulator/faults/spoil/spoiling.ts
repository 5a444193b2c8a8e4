/**
 * `nulls`: a null in every list, and one member in four is null. `wrong-types`: one value in four has another type than
 * AWS's model says, times excepted. `text-times`: every time is ISO text. Which ones is drawn from the seed.
 */
export type Spoiling = 'nulls' | 'wrong-types' | 'text-times'

/** Draws a number in [0, 1) for a place in an answer. */
export type Draw = (path: string) => number

/** One value in four. */
export const isDrawn = (draw: Draw, path: string) => draw(path) < 0.25
