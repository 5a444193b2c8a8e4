import { createHash } from 'node:crypto'
import { flat, securityHeaders } from './security-headers.ts'

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:34rem;padding:2rem}
h1{font-size:1.25rem;margin:0 0 .5rem}
p{margin:0}`

// The one inline style, by its hash: nothing else of this page may load, run or be framed.
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** An address that may hold a token is told to nobody, not even to ourselves. */
export const lockedSecurity = flat(securityHeaders(policy, { 'referrer-policy': 'no-referrer' }))

/** What a person sees who is not let in; `again` loads the address once more, which then comes from our own page. */
export function lockedPage(message: string, again: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${again ? '\n<meta http-equiv="refresh" content="0">' : ''}
<title>Locked · Quayside</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Quayside is locked</h1>
<p>${message}</p>
</main>
</body>
</html>
`
}
