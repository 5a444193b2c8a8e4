/**
 * What `<p>{name}</p>` becomes in this repository (tsconfig's `jsxImportSource`): React's own elements, whose texts were
 * looked at first. React makes every text inert, so that it cannot become markup; here it is made visible as well, so that
 * it cannot look like another one. It stands here and not in each component because nobody can then forget it.
 * https://www.typescriptlang.org/tsconfig/#jsxImportSource
 */
import type { ElementType, Key, ReactElement } from 'react'
import { jsx as plainJsx, jsxs as plainJsxs } from 'react/jsx-runtime'
import { guarded } from './guard'

export { Fragment, type JSX } from 'react/jsx-runtime'

type Props = Record<string, unknown>

export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return plainJsx(type, guarded(type, props), key)
}

/** The same for an element with several children, which React need not be told apart by keys. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  return plainJsxs(type, guarded(type, props), key)
}
