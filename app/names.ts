import { notFound } from 'next/navigation'
import type { Problem } from '@/lib/api/error'
import { decodeSegment } from '@/lib/api/paths'

/** What Next gives a page: its parameters by name. */
export type PageOf<Name extends string> = { params: Promise<Record<Name, string>> }

/** The same for a page of one long table, which may stand filtered or sorted in its URL. */
export type ListPageOf<Name extends string> = PageOf<Name> & {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** How much of a list such a page needs to be drawn: all of it when it is filtered or sorted, else the first rows. */
export async function extentOf({
  searchParams,
}: Pick<ListPageOf<string>, 'searchParams'>): Promise<{ whole: boolean }> {
  const { filter, sort } = await searchParams
  return { whole: Boolean(filter) || Boolean(sort) }
}

/** A page's parameters, decoded; Next gives them percent-encoded. What cannot be decoded is no page. */
export function decoded<P extends Record<string, string>>(params: P): P {
  return Object.fromEntries(
    Object.entries(params).map(([name, raw]) => [name, decodeSegment(raw) ?? notFound()]),
  ) as P
}

/** A page of something that cannot exist, or does not, is a 404; every other problem is shown in its place. */
export function refuseAbsent({ problem }: { problem?: Problem }): void {
  if (problem?.code === 'not_found' || problem?.code === 'invalid_request') notFound()
}
