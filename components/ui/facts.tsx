import type { ReactNode } from 'react'

export type Fact = { name: string; value: ReactNode; hint?: string }

/** Names and values side by side, in as many columns as fit. An absent value is an em dash, never blank. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid gap-x-8 gap-y-3 p-4 [grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr))]">
      {facts.map(({ name, value, hint }) => (
        <div key={name} className="min-w-0">
          <dt className="text-sm text-muted" title={hint}>
            {name}
          </dt>
          <dd className="[overflow-wrap:anywhere]">
            {value === null || value === undefined || value === '' ? <Absent /> : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Nothing was given here. */
export function Absent() {
  return (
    <span className="text-muted" title="not given">
      —
    </span>
  )
}
