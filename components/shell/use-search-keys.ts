import { useCallback, useEffect, useRef } from 'react'

/**
 * ⌘K and Ctrl-K, unless a dialog is open. The palette is loaded when it is first opened: what a quick hand types
 * meanwhile is kept, and given over once by the function returned.
 */
export function useSearchKeys(open: boolean, onOpen: () => void): () => string {
  const early = useRef<string | null>(null)
  const latest = useRef({ open, onOpen })
  useEffect(() => {
    latest.current = { open, onOpen }
    if (!open) early.current = null
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const plain = !event.metaKey && !event.ctrlKey && !event.altKey
      if (isSearch(event)) {
        event.preventDefault()
        if (latest.current.open || document.querySelector('dialog[open]') !== null) return
        early.current = ''
        latest.current.onOpen()
      } else if (early.current !== null && plain && event.key.length === 1) {
        event.preventDefault()
        early.current += event.key
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return useCallback(() => {
    const typed = early.current ?? ''
    early.current = null
    return typed
  }, [])
}

function isSearch({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !altKey && !shiftKey
}
