/**
 * One piece of hostile text. `marker` (`hq-001`) tells it apart from every other; it stands in the text itself, or, where
 * the text must be exactly what it is, in what is written beside it.
 */
export type Payload = { marker: string; kind: string; text: string; exact: boolean }

/** Payloads of one kind. `hq-#` in a text becomes the payload's marker; a text without it is `exact`. */
export type PayloadGroup = { kind: string; texts: string[] }
