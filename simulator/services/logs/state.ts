import type { InputLogEvent } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError } from '../../wire/service.ts'
import type { Slice, World } from '../../world.ts'

/** A line in a stream, and when CloudWatch Logs got it; epoch ms. */
export type Line = { at: number; message: string; ingestedAt: number }

/** A stream that a client made; what it put is kept, within bounds. */
export type PutStream = { name: string; createdAt: number; lines: Line[] }

export type Group = {
  name: string
  arn: string
  createdAt: number
  retentionInDays?: number
  tags: Map<string, string>
  streams: Map<string, PutStream>
}

/** Log groups by name, and the names of deleted ones. What tasks write is not in here: it is worked out when it is read. */
export type LogsState = { groups: Map<string, Group>; deleted: Set<string> }

export const logsState: Slice<LogsState> = {
  name: 'logs',
  make: () => ({ groups: new Map(), deleted: new Set() }),
}

export const dayMs = 24 * 3600_000

/** A stream keeps at most so many lines; the oldest go first. */
export const keptLines = 20_000

export const resourceNotFound = (what: 'group' | 'stream') =>
  new AwsError('ResourceNotFoundException', `The specified log ${what} does not exist.`)
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message)

/** Before this time a group has nothing: it was not there, or its retention is over. */
export function oldest(world: World, group: Group): number {
  const retention = group.retentionInDays === undefined ? 0 : world.now - group.retentionInDays * dayMs
  return Math.max(group.createdAt, retention)
}

/** Puts lines in a stream, in order of their time. */
export function append(world: World, group: Group, stream: PutStream, events: InputLogEvent[]): void {
  for (const { timestamp = 0, message = '' } of events)
    stream.lines.push({ at: timestamp, message, ingestedAt: world.now })
  stream.lines.sort((a, b) => a.at - b.at)
  const start = oldest(world, group)
  const gone = stream.lines.findIndex((line) => line.at >= start)
  const over = Math.max(gone < 0 ? stream.lines.length : gone, stream.lines.length - keptLines)
  if (over > 0) stream.lines.splice(0, over)
}
