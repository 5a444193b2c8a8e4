import type {
  FilteredLogEvent,
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs'
import { hash } from '../../random.ts'
import type { Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { filterPattern } from './filter-pattern.ts'
import { groupOf } from './groups-of-world.ts'
import { invalidParameter, oldest, resourceNotFound, type Group, type Line } from './state.ts'
import { streamsOf, type Stream } from './stream.ts'

/** Limits of one page. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const maxEvents = 10_000
const maxBytes = 1024 * 1024
/** A page looks through so many lines at most; it may end with a token and without an event, as AWS's do. */
const maxScanned = 40_000
/** Lines of all streams are put in order piece by piece of time. */
const pieceMs = 120_000

/**
 * The lines of a group that match, in order of time across its streams; newest first when `startFromHead` is false. The
 * token holds the piece of time where the next page begins and how many of its lines are done.
 */
export function filterLogEvents(
  input: FilterLogEventsCommandInput,
  { world }: Call,
): Omit<FilterLogEventsCommandOutput, '$metadata'> {
  const { logStreamNames, logStreamNamePrefix, limit = maxEvents } = input
  const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
  if (logStreamNames && logStreamNamePrefix !== undefined)
    throw invalidParameter('logStreamNames and logStreamNamePrefix cannot be used together.')
  const matches = filterPattern(input.filterPattern)
  const newestFirst = input.startFromHead === false
  const from = Math.max(input.startTime ?? 0, oldest(world, group))
  // AWS's end is inclusive.
  const to = Math.min((input.endTime ?? Infinity) + 1, world.now + 1)
  if (logStreamNames) checkStreams(world, group, logStreamNames)
  const streams = streamsOf(world, group, from, to).filter(
    (stream) =>
      (!logStreamNames || logStreamNames.includes(stream.name)) &&
      (logStreamNamePrefix === undefined || stream.name.startsWith(logStreamNamePrefix)),
  )
  // Pieces stand on absolute time, so that tokens stay right whatever the window.
  const span =
    streams.length > 0
      ? { from: Math.max(from, Math.min(...streams.map((each) => each.from))), to }
      : { from: to, to }
  const first = newestFirst ? floor(span.to - 1) : floor(span.from)
  const token = tokenOf(input.nextToken)
  let skip = token?.skip ?? 0
  let scanned = 0
  let bytes = 0
  const events: FilteredLogEvent[] = []
  const answer = (nextToken?: string) => ({
    events,
    searchedLogStreams: [],
    ...(nextToken === undefined ? {} : { nextToken }),
  })
  const step = newestFirst ? -pieceMs : pieceMs
  const inside = (piece: number) => (newestFirst ? piece + pieceMs > span.from : piece < span.to)
  for (let piece = token?.piece ?? first; inside(piece); piece += step) {
    const lines = inOrder(streams, Math.max(piece, from), Math.min(piece + pieceMs, to))
    if (newestFirst) lines.reverse()
    for (let i = skip; i < lines.length; i++) {
      const line = lines[i]
      if (!line) continue
      if (events.length >= limit || bytes >= maxBytes || scanned >= maxScanned)
        return answer(tokenFor(piece, i))
      scanned++
      if (!matches(line.message)) continue
      bytes += line.message.length + 26
      events.push(eventOf(world.seed, line))
    }
    skip = 0
  }
  return answer()
}

/** Every stream that is named must be there, though it may have nothing in the window. */
function checkStreams(world: World, group: Group, names: string[]): void {
  const known = new Set(streamsOf(world, group, oldest(world, group), world.now + 1).map((each) => each.name))
  if (names.some((name) => !known.has(name))) throw resourceNotFound('stream')
}

/** `turn` counts the lines of one stream at one millisecond, so that an event's id is the same in every window. */
type Placed = Line & { stream: string; turn: number }

function inOrder(streams: Stream[], from: number, to: number): Placed[] {
  const lines: Placed[] = []
  for (const stream of streams) {
    if (stream.from >= to || stream.to <= from) continue
    let turn = 0
    let last = -1
    for (const line of stream.lines(from, to)) {
      turn = line.at === last ? turn + 1 : 0
      last = line.at
      lines.push({ ...line, stream: stream.name, turn })
    }
  }
  return lines.sort(
    (a, b) => a.at - b.at || (a.stream === b.stream ? a.turn - b.turn : a.stream < b.stream ? -1 : 1),
  )
}

function eventOf(seed: number, line: Placed): FilteredLogEvent {
  // An event id is 56 digits, the first of which grow with time.
  const digits = String(hash(seed, line.stream, line.at, line.message)).padStart(10, '0')
  return {
    logStreamName: line.stream,
    timestamp: line.at,
    message: line.message,
    ingestionTime: line.ingestedAt,
    eventId: `3${String(line.at).padStart(16, '0')}${digits}${String(line.turn).padStart(6, '0')}`.padEnd(
      56,
      '0',
    ),
  }
}

const floor = (at: number) => at - (at % pieceMs)
const tokenFor = (piece: number, skip: number) => Buffer.from(`at:${piece}:${skip}`).toString('base64url')

function tokenOf(token: string | undefined): { piece: number; skip: number } | undefined {
  if (token === undefined) return undefined
  const match = /^at:(\d+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw invalidParameter('The specified nextToken is invalid.')
  return { piece: Number(match[1]), skip: Number(match[2]) }
}
