import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
  LogStream,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs'
import { hex } from '../../random.ts'
import { AwsError, type Call } from '../../wire/service.ts'
import type { World } from '../../world.ts'
import { page } from '../page.ts'
import { groupOf } from './groups-of-world.ts'
import { append, dayMs, invalidParameter, oldest, resourceNotFound, type Group, type Line } from './state.ts'
import { streamsOf, type Stream } from './stream.ts'

export function createLogStream(input: CreateLogStreamCommandInput, { world }: Call): Record<string, never> {
  const group = groupOf(world, input.logGroupName)
  const name = input.logStreamName ?? ''
  if (!/^[^:*]{1,512}$/.test(name))
    throw invalidParameter(`Value '${name}' at 'logStreamName' failed to satisfy constraint`)
  if (group.streams.has(name))
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists')
  group.streams.set(name, { name, createdAt: world.now, lines: [] })
  return {}
}

export function deleteLogStream(input: DeleteLogStreamCommandInput, { world }: Call): Record<string, never> {
  if (!groupOf(world, input.logGroupName).streams.delete(input.logStreamName ?? ''))
    throw resourceNotFound('stream')
  return {}
}

/** Keeps what is neither too old nor too far ahead; says what was refused. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export function putLogEvents(
  input: PutLogEventsCommandInput,
  { world }: Call,
): Omit<PutLogEventsCommandOutput, '$metadata'> {
  const group = groupOf(world, input.logGroupName)
  const stream = group.streams.get(input.logStreamName ?? '')
  if (!stream) throw resourceNotFound('stream')
  const events = input.logEvents ?? []
  if (events.some((event, i) => i > 0 && (event.timestamp ?? 0) < (events[i - 1]?.timestamp ?? 0)))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.')
  const first = world.now - (group.retentionInDays ?? 14) * dayMs
  const last = world.now + 2 * 3600_000
  const kept = events.filter(({ timestamp = 0 }) => timestamp >= first && timestamp <= last)
  append(world, group, stream, kept)
  const old = events.filter(({ timestamp = 0 }) => timestamp < first).length
  const early = events.findIndex(({ timestamp = 0 }) => timestamp > last)
  return {
    nextSequenceToken: hex(56, world.seed, stream.name, stream.lines.length),
    ...(kept.length === events.length
      ? {}
      : {
          rejectedLogEventsInfo: {
            ...(early >= 0 ? { tooNewLogEventStartIndex: early } : {}),
            ...(old > 0 ? { tooOldLogEventEndIndex: old } : {}),
          },
        }),
  }
}

/** Streams by name, or by their last event, newest first when `descending`. */
export function describeLogStreams(
  input: DescribeLogStreamsCommandInput,
  { world }: Call,
): Omit<DescribeLogStreamsCommandOutput, '$metadata'> {
  const group = groupOf(world, input.logGroupName, input.logGroupIdentifier)
  const {
    logStreamNamePrefix: prefix = '',
    orderBy = 'LogStreamName',
    descending = false,
    limit = 50,
  } = input
  if (orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined)
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.')
  const streams = streamsOf(world, group, oldest(world, group), world.now + 1).filter((stream) =>
    stream.name.startsWith(prefix),
  )
  const keyOf = (stream: Stream) =>
    orderBy === 'LogStreamName'
      ? stream.name
      : `${String(lastSign(world, stream)).padStart(16, '0')} ${stream.name}`
  const rank = new Map(
    streams
      .map((stream) => ({ stream, key: keyOf(stream) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1) * (descending ? -1 : 1))
      .map(({ stream }, i) => [stream, String(i).padStart(8, '0')]),
  )
  const cut = page([...rank.keys()], (stream) => rank.get(stream) ?? '', limit, input.nextToken, invalid)
  return {
    logStreams: cut.items.map((stream) => shown(world, group, stream)),
    ...(cut.nextToken === undefined ? {} : { nextToken: cut.nextToken }),
  }
}

/** Near enough to its last event to order by, without working out its lines. */
const lastSign = (world: World, stream: Stream) => Math.min(stream.to, world.now)

function shown(world: World, group: Group, stream: Stream): LogStream {
  const end = Math.min(stream.to, world.now + 1)
  const first = nearest(stream, stream.from, end, 1)
  const last = nearest(stream, stream.from, end, -1)
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first ? { firstEventTimestamp: first.at } : {}),
    ...(last ? { lastEventTimestamp: last.at, lastIngestionTime: last.ingestedAt } : {}),
    uploadSequenceToken: hex(56, world.seed, stream.name),
    arn: `${group.arn}:log-stream:${stream.name}`,
    storedBytes: 0,
  }
}

/** The first line (way 1) or the last (way -1), looked for in ever longer pieces. */
function nearest(stream: Stream, from: number, to: number, way: 1 | -1): Line | undefined {
  let size = 60_000
  let at = way === 1 ? from : to
  while (way === 1 ? at < to : at > from) {
    const next = way === 1 ? Math.min(at + size, to) : Math.max(at - size, from)
    const line = stream.lines(Math.min(at, next), Math.max(at, next)).at(way === 1 ? 0 : -1)
    if (line) return line
    at = next
    size *= 4
  }
  return undefined
}

const invalid = () => invalidParameter('The specified nextToken is invalid.')
