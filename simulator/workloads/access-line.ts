import type { LogLine, Run } from '../image.ts'
import { hash } from '../random.ts'
import { chance, moments, pick } from './moments.ts'

const paths = [
  '/',
  '/products',
  '/products/8841',
  '/products/1207?ref=home',
  '/cart',
  '/search?q=lamp',
  '/static/app-6f1c.js',
  '/static/site-2b0a.css',
  '/api/basket',
  '/api/recommendations?limit=8',
  '/account',
] as const
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Access lines as nginx writes them (combined format with the request time), and the load balancer's probes. */
export function accessLines(
  run: Run,
  from: number,
  to: number,
  perMinute: (minute: number) => number,
  healthPath = '/healthz',
): LogLine[] {
  const requests = moments(run, 'request', from, to, perMinute).map((at) => ({
    at,
    message: request(run, at),
  }))
  const probes = moments(run, 'probe', from, to, () => 4).map((at) => ({
    at,
    message: `10.0.${hash(run.seed, at) % 3}.${40 + (hash(run.seed, 'lb', at) % 2)} - - [${clock(at)}] "GET ${healthPath} HTTP/1.1" 200 2 "-" "ELB-HealthChecker/2.0" 0.001`,
  }))
  return [...requests, ...probes].sort((a, b) => a.at - b.at)
}

function request(run: Run, at: number): string {
  const path = pick(run, at, 'path', paths)
  const luck = chance(run, at, 'status')
  const status = luck < 0.0008 ? 502 : luck < 0.004 ? 500 : luck < 0.02 ? 404 : luck < 0.06 ? 304 : 200
  const method = path.startsWith('/api/') && chance(run, at, 'method') < 0.3 ? 'POST' : 'GET'
  const bytes = status === 304 ? 0 : 180 + (hash(run.seed, 'bytes', path, at) % 42_000)
  const seconds = (0.004 + chance(run, at, 'seconds') ** 4 * 1.2).toFixed(3)
  const n = hash(run.seed, 'client', at)
  const client = `${81 + (n % 90)}.${(n >>> 8) & 255}.${(n >>> 16) & 255}.${1 + ((n >>> 24) % 254)}`
  return `${client} - - [${clock(at)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "https://shop.example/" "${pick(run, at, 'agent', agents)}" ${seconds}`
}

/** `21/Sep/2026:14:05:09 +0000`. */
function clock(at: number): string {
  const iso = new Date(at).toISOString()
  return `${iso.slice(8, 10)}/${months[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`
}
