import { useEffect, useEffectEvent } from 'react'

type Keys = { open: boolean; onOpen: () => void; onEarly: (text: string) => void }

/**
 * ⌘K and Ctrl-K, unless a dialog is open. The palette is loaded when it is first opened: what a quick hand types before
 * its dialog is there goes to `onEarly`.
 */
export function useSearchKeys({ open, onOpen, onEarly }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const dialog = document.querySelector('dialog[open]') !== null
    const plain = !event.metaKey && !event.ctrlKey && !event.altKey
    if (isSearch(event)) {
      event.preventDefault()
      if (!open && !dialog) onOpen()
    } else if (open && !dialog && plain && event.key.length === 1) {
      event.preventDefault()
      onEarly(event.key)
    }
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isSearch({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !altKey && !shiftKey
}
