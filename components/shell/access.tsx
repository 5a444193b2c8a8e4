'use client'

import { createContext, useContext } from 'react'

const Access = createContext<'full' | 'read-only'>('read-only')

/** What this console may do, given to every page by the frame. */
export const AccessProvider = Access.Provider

/** Why nothing can be changed here, or null when it can: for `disabledReason`. */
export function useReadOnlyReason(): string | null {
  return useContext(Access) === 'full' ? null : 'This console is read-only.'
}
