import { Agent, request } from 'node:http'

/** An answer without its body. */
export type Answered = { status: number; etag: string | undefined; bytes: number }

export type Client = {
  get: (url: string, headers?: Record<string, string>) => Promise<Answered>
  close: () => void
}

/** A reader with connections of its own that are kept alive, as a browser has them. */
export function newClient(): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  return {
    get: (url, headers = {}) =>
      new Promise((resolve, reject) => {
        const asked = request(
          url,
          { agent, headers: { 'accept-encoding': 'br, gzip', ...headers } },
          (answer) => {
            let bytes = 0
            answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 0, etag: answer.headers.etag, bytes }),
            )
            answer.on('error', reject)
          },
        )
        asked.setTimeout(30_000, () => asked.destroy(new Error(`${url} took longer than 30 s`)))
        asked.on('error', reject)
        asked.end()
      }),
    close: () => agent.destroy(),
  }
}
