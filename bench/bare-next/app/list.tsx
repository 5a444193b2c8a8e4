'use client'
'use no memo'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Service } from './rows'

type ListProps = { first: Service[]; total: number; listUrl: string; pollMs: number }

/** The least that a list needs: rows by TanStack Virtual, a filter, no shell, no sorting, no links. */
export function List({ first, total, listUrl, pollMs }: ListProps) {
  const box = useRef<HTMLDivElement>(null)
  const services = useServices(first, listUrl, pollMs)
  const [filter, setFilter] = useState('')
  const text = useDeferredValue(filter).toLowerCase()
  const shown = useMemo(
    () => (text === '' ? services : services.filter((service) => textOf(service).includes(text))),
    [services, text],
  )
  // oxlint-disable-next-line react/incompatible-library -- known: this file says 'use no memo' (react#34493)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => 36,
    getItemKey: (index) => shown[index]?.arn ?? index,
    overscan: 12,
    initialRect: { width: 1_000, height: 1_000 },
  })
  return (
    <main>
      <h1>Services ({total})</h1>
      <input
        data-filter
        aria-label="Filter"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <div ref={box} className="box">
        <div className="rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const service = shown[index]
            return service && <Row key={key} service={service} top={start} />
          })}
        </div>
      </div>
    </main>
  )
}

function Row({ service, top }: { service: Service; top: number }) {
  const { name, clusterName, health, runningCount, desiredCount, taskDefinition: ref, launchType } = service
  return (
    <div data-row className="row" style={{ transform: `translateY(${top}px)` }}>
      <b>{name}</b>
      <span>{health.level}</span>
      <span>{clusterName}</span>
      <span>
        {runningCount ?? '-'} / {desiredCount ?? '-'}
      </span>
      <span>{ref === null ? '-' : `${ref.family}:${ref.revision}`}</span>
      <span>{launchType ?? '-'}</span>
    </div>
  )
}

function useServices(first: Service[], listUrl: string, pollMs: number): Service[] {
  const [services, setServices] = useState(first)
  useEffect(() => {
    const load = () =>
      void fetch(listUrl)
        .then((response) => response.json() as Promise<{ items: Service[] }>)
        .then(({ items }) => setServices(items))
    load()
    if (pollMs === 0) return undefined
    const timer = setInterval(load, pollMs)
    return () => clearInterval(timer)
  }, [listUrl, pollMs])
  return services
}

function textOf({ name, clusterName, health, taskDefinition, launchType }: Service): string {
  return `${name}\n${clusterName}\n${health.level}\n${taskDefinition?.family ?? ''}\n${launchType ?? ''}`.toLowerCase()
}
