import { readdirSync, readFileSync } from 'node:fs'

/** An address of the API: `template` is what follows `/api/{account}/{region}`. */
export type Route = { method: 'GET' | 'POST'; template: string }

/** Every address of the API, from the folders of `app/api`, and the stream, which the front door answers by itself. */
export const routes: Route[] = [
  { method: 'GET', template: '/changes' },
  ...(readdirSync('app/api', { recursive: true }) as string[])
    .filter((file) => file.startsWith('[account]/[region]/') && file.endsWith('/route.ts'))
    .sort()
    .flatMap((file) => {
      const template = file.slice('[account]/[region]'.length, -'/route.ts'.length)
      const text = readFileSync(`app/api/${file}`, 'utf8')
      return [...text.matchAll(/^export const (GET|POST) = /gm)].map(([, method]): Route => ({
        method: method as Route['method'],
        template: template.replaceAll('[', '{').replaceAll(']', '}'),
      }))
    }),
]

/** The names in a template. */
export function slotsOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot)
}
