import { place } from '../stage/console.ts'

/** An answer of the console's API: its text and what it says. */
export type Told<T> = { text: string; answer: T }

/** Reads an address below `/api/{account}/{region}`. */
export async function api<T>(origin: string, path: string): Promise<Told<T>> {
  const response = await fetch(`${origin}/api${place}${path}`)
  const text = await response.text()
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`)
  return { text, answer: JSON.parse(text) as T }
}
