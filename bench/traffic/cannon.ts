import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What one address did under load. */
export type Shot = { perSecond: number; p99Ms: number; bodyBytes: number }

type Report = {
  requests: { average: number; total: number }
  latency: { p99: number }
  throughput: { total: number }
  errors: number
  timeouts: number
  statusCodeStats: Record<string, { count: number }>
}

const connections = 32
const seconds = 3

/**
 * Loads one address from 32 connections for some seconds, from a process of its own. Every answer must have the status
 * wanted, but for one in a hundred: an answer's tag changes while it is asked for.
 */
export async function shoot(url: string, headers: Record<string, string>, status = 200): Promise<Shot> {
  const more = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      'bench/node_modules/autocannon/autocannon.js',
      '-c',
      `${connections}`,
      '-d',
      `${seconds}`,
      '-j',
      ...more,
      url,
    ],
    { maxBuffer: 2 ** 26 },
  )
  const report = JSON.parse(stdout) as Report
  const wanted = report.statusCodeStats[String(status)]?.count ?? 0
  if (report.errors + report.timeouts > 0 || wanted < report.requests.total * 0.99) {
    throw new Error(`${url} under load: ${report.errors} errors, ${JSON.stringify(report.statusCodeStats)}`)
  }
  return {
    perSecond: report.requests.average,
    p99Ms: report.latency.p99,
    bodyBytes: report.throughput.total / report.requests.total,
  }
}
