import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

/** What the figures were measured on, in one line; the load average tells how quiet it was. */
export function machineLine(chromium: string): string {
  const version = spawnSync(chromium, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const browser = /[\d.]+/.exec(version.stdout)?.[0] ?? 'unknown'
  const load = loadavg().map((value) => value.toFixed(1))
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    `Chromium ${browser}, headless, software raster`,
    `load average ${load.join(' / ')}`,
  ].join(' · ')
}
