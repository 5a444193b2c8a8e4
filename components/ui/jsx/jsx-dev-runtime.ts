/** `jsx-runtime.ts` for `npm run dev`, where React wants to know where an element was written. */
import type { ElementType, Key, ReactElement } from 'react'
import { type JSXSource, jsxDEV as plainJsxDev } from 'react/jsx-dev-runtime'
import { guarded } from './guard'

export { Fragment, type JSX } from 'react/jsx-dev-runtime'

export function jsxDEV(
  type: ElementType,
  props: Record<string, unknown>,
  key: Key | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
): ReactElement {
  return plainJsxDev(type, guarded(type, props), key, isStatic, source, self)
}
