/**
 * How much of one text of AWS's (UTF-16 units) the console keeps: as much as the largest thing that AWS has, a whole task
 * definition. An endpoint may send what it likes.
 */
export const keptAtMost = 65_536

/**
 * How much of it goes into an answer. AWS's sentences have some hundreds, its longest names and ARNs 2,048; a hundred events
 * of this length stay under 1 MB. What may be secret is masked before, so that no secret is cut in two and not known again.
 */
export const toldAtMost = 8_192

/** A text of at most that length, and a few words that it was cut and how long it was: `…⟨cut: 1,048,576 characters⟩`. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  const end = last >= 0xd8_00 && last <= 0xdb_ff ? most - 1 : most
  // Cut once more it still says how long all of it was.
  const size =
    /…⟨cut: ([\d,]{5,15}) characters⟩$/.exec(text.slice(-40))?.[1] ?? text.length.toLocaleString('en-US')
  // By way of JSON, because a slice would keep all of the text in memory.
  return JSON.parse(JSON.stringify(`${text.slice(0, end)}…⟨cut: ${size} characters⟩`)) as string
}
