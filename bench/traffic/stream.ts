import { request } from 'node:http'

/** An event of a stream, with its time of arrival (`performance.now()`). */
export type StreamEvent = { name: string; data: string; at: number }

export type Stream = {
  status: number
  contentType: string
  close: () => void
  /** Stops reading: what is sent from now on piles up at the sender. */
  stall: () => void
}

/** Opens a stream of server-sent events on a connection of its own; resolves when its head has come. */
export function openStream(url: string, onEvent: (event: StreamEvent) => void = () => {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, headers: { accept: 'text/event-stream' } }, (answer) => {
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        const at = performance.now()
        const blocks = `${rest}${chunk}`.split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const name = /^event: ?(.*)$/m.exec(block)?.[1]
          const data = /^data: ?(.*)$/m.exec(block)?.[1]
          if (name !== undefined || data !== undefined)
            onEvent({ name: name ?? 'message', data: data ?? '', at })
        }
      })
      // The end of the connection is no news: we close it ourselves, or the server is gone and the section fails.
      answer.on('error', () => {})
      resolve({
        status: answer.statusCode ?? 0,
        contentType: answer.headers['content-type'] ?? '',
        close: () => asked.destroy(),
        stall: () => answer.pause(),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
