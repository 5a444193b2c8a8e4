import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs'
import type { Call } from '../../wire/service.ts'
import { groupOf } from './groups-of-world.ts'
import { invalidParameter, oldest, resourceNotFound, type Line } from './state.ts'
import { streamsOf, type Stream } from './stream.ts'

const maxEvents = 10_000
const maxBytes = 1024 * 1024

/** A place between two lines of a stream: before it are all lines older than `at`, and `passed` of those at `at`. */
type Place = { at: number; passed: number }

/**
 * One stream's lines, a page forward or backward. Both tokens are always there; the end is reached when the same token
 * comes back. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export function getLogEvents(
  input: GetLogEventsCommandInput,
  { world }: Call,
): Omit<GetLogEventsCommandOutput, '$metadata'> {
  const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
  const stream = streamsOf(world, group, oldest(world, group), world.now + 1).find(
    (each) => each.name === input.logStreamName,
  )
  if (!stream) throw resourceNotFound('stream')
  const from = Math.max(input.startTime ?? 0, stream.from)
  const to = Math.max(Math.min(input.endTime ?? Infinity, world.now + 1), from)
  const limit = input.limit ?? maxEvents
  const token = tokenOf(input.nextToken)
  const forward = token ? token.forward : (input.startFromHead ?? false)
  const place = token?.place ?? { at: forward ? from : to, passed: 0 }
  const page = forward ? after(stream, place, from, to, limit) : before(stream, place, from, to, limit)
  return {
    events: page.lines.map((line) => ({
      timestamp: line.at,
      message: line.message,
      ingestionTime: line.ingestedAt,
    })),
    nextForwardToken: tokenFor('f', page.end),
    nextBackwardToken: tokenFor('b', page.start),
  }
}

type Page = { lines: Line[]; start: Place; end: Place }

const pieces = [60_000, 600_000, 3_600_000]

function after(stream: Stream, place: Place, from: number, to: number, limit: number): Page {
  const lines: Line[] = []
  const start = Math.max(place.at, from)
  for (let at = start, turn = 0; at < to && lines.length < limit + place.passed; turn++) {
    const next = Math.min(at + (pieces[turn] ?? 3_600_000), to, at < stream.to ? Infinity : at)
    if (next <= at) break
    lines.push(...stream.lines(at, next))
    at = next
  }
  const passed =
    place.at >= from ? lines.filter((line, i) => line.at === place.at && i < place.passed).length : 0
  const shown = bounded(lines.slice(passed, passed + limit))
  const last = shown.at(-1)
  const end = last
    ? {
        at: last.at,
        passed: lines.slice(0, passed + shown.length).filter((line) => line.at === last.at).length,
      }
    : place
  return { lines: shown, start: place, end }
}

function before(stream: Stream, place: Place, from: number, to: number, limit: number): Page {
  const end = Math.min(place.at + (place.passed > 0 ? 1 : 0), to)
  let lines: Line[] = []
  for (let at = end, turn = 0; at > from && lines.length <= limit; turn++) {
    const next = Math.max(at - (pieces[turn] ?? 3_600_000), from)
    lines = [...stream.lines(next, at), ...lines]
    at = next
  }
  const atPlace = lines.filter((line) => line.at === place.at).length
  const known = lines.slice(0, lines.length - Math.max(atPlace - place.passed, 0))
  const shown = bounded(known.slice(-limit).reverse()).reverse()
  const first = shown[0]
  const start = first
    ? {
        at: first.at,
        passed: known.slice(0, known.length - shown.length).filter((line) => line.at === first.at).length,
      }
    : place
  return { lines: shown, start, end: place }
}

/** As many as fit into a page's bytes, at least one. */
function bounded(lines: Line[]): Line[] {
  let bytes = 0
  const over = lines.findIndex((line, i) => (bytes += line.message.length + 26) > maxBytes && i > 0)
  return over < 0 ? lines : lines.slice(0, over)
}

const tokenFor = (way: 'f' | 'b', { at, passed }: Place) =>
  `${way}/${String(at).padStart(16, '0')}${String(passed).padStart(40, '0')}/s`

function tokenOf(token: string | undefined): { forward: boolean; place: Place } | undefined {
  if (token === undefined) return undefined
  const match = /^([fb])\/(\d{16})(\d{40})\/s$/.exec(token)
  if (!match) throw invalidParameter('The specified nextToken is invalid.')
  return { forward: match[1] === 'f', place: { at: Number(match[2]), passed: Number(match[3]) } }
}
