import { createElement, type ElementType } from 'react'
import { isPlain, marked, runsRightToLeft } from '@/lib/api/marks'
import { isLong, MarkedText } from './marked-text'

type Props = Record<string, unknown>

/** Attributes that a person reads or hears; a component of ours hands those of the same names on. */
const read = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder', 'label']

/** Elements that can hold text only. */
const textOnly = new Set<unknown>(['title', 'option', 'textarea', 'text', 'tspan', 'desc'])
/** Never drawn, and nothing of AWS's is in them. */
const notDrawn = new Set<unknown>(['script', 'style'])

/** The properties of an element with every text in them made safe to show; the same object when all of them are. */
export function guarded(type: ElementType, props: Props): Props {
  let safe = props
  for (const name of read) {
    const value = props[name]
    if (typeof value === 'string' && !isPlain(value)) safe = { ...safe, [name]: marked(value) }
  }
  const children = notDrawn.has(type) ? props['children'] : shown(props['children'], textOnly.has(type))
  return children === props['children'] ? safe : { ...safe, children }
}

function shown(child: unknown, asText: boolean): unknown {
  if (typeof child === 'string') {
    if (asText) return marked(child)
    return isPlain(child) && !runsRightToLeft(child) && !isLong(child)
      ? child
      : createElement(MarkedText, { text: child })
  }
  if (!Array.isArray(child)) return child
  let safe: unknown[] | undefined
  for (const [index, each] of (child as unknown[]).entries()) {
    if (typeof each !== 'string' && !Array.isArray(each)) continue
    const changed = shown(each, asText)
    if (changed === each) continue
    safe ??= [...(child as unknown[])]
    safe[index] =
      typeof changed === 'string' || Array.isArray(changed) ? changed : keyed(each as string, index)
  }
  return safe ?? child
}

/** Texts in a list have no key; an element in their place needs one. */
function keyed(text: string, index: number) {
  return createElement(MarkedText, { key: `text ${index}`, text })
}
