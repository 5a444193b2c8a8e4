import { CircleCheck } from 'lucide-react'

/** What an action came to, said once: read out by screen readers, shown till the next one. The place is there before the words. */
export function Said({ text }: { text: string | null }) {
  return (
    <output className={text === null ? 'sr-only' : 'block'}>
      {text !== null && (
        <span className="flex items-center gap-2 rounded border border-line bg-panel px-3 py-1.5">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-muted" />
          {text}
        </span>
      )}
    </output>
  )
}
