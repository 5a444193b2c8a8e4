'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { marked } from '@/lib/api/marks'
import { classes } from './format'

type CopyButtonProps = {
  text: string
  /** What is copied: "task id". */
  what: string
  className?: string
}

/** Puts text on the clipboard and says so, to screen readers too. */
export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [result, setResult] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (result === null) return undefined
    const timer = setTimeout(() => setResult(null), 1_600)
    return () => clearTimeout(timer)
  }, [result])
  const copy = () => {
    copyText(text).then(
      () => setResult('copied'),
      () => setResult('failed'),
    )
  }
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={`Copy ${what}`}
      title={result === 'failed' ? 'The browser did not allow copying' : `Copy ${what}`}
      className={classes(
        'inline-grid size-6 shrink-0 place-items-center rounded text-muted hover:bg-sunken hover:text-ink',
        className,
      )}
    >
      {result === 'copied' ? (
        <Check aria-hidden className="size-3.5 text-good" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
      <span aria-live="polite" className="sr-only">
        {result === 'copied' ? 'Copied' : result === 'failed' ? 'Copying was not allowed' : ''}
      </span>
    </button>
  )
}

/**
 * Writes to the clipboard, on one line and without what cannot be seen: a break in what is pasted into a terminal would run
 * it. Rejects when the browser refuses.
 */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(marked(text.replace(/[\n\t]+/g, ' ')))
}
