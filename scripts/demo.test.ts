import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

async function listening(): Promise<{ port: number; visits: () => number; close: () => void }> {
  let visits = 0
  const server = createServer((socket) => {
    visits += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, visits: () => visits, close: () => server.close() }
}

async function freePort(): Promise<number> {
  const { port, close } = await listening()
  close()
  return port
}

// CONTRACT "Commands": no part of the demo can reach a real account, whatever the environment and ~/.aws say. It builds
// first when the build is stale, as the command itself does.
test(
  'the demo stands on its own AWS when everything around it points to another one',
  { timeout: 240_000 },
  async () => {
    const other = await listening()
    const elsewhere = `http://127.0.0.1:${other.port}`
    const home = mkdtempSync(join(tmpdir(), 'quayside-'))
    const asked = join(home, 'credentials-were-asked-for')
    const profile = `region = us-east-1\nendpoint_url = ${elsewhere}\ncredential_process = touch ${asked}\n`
    mkdirSync(join(home, '.aws'))
    writeFileSync(join(home, '.aws', 'config'), `[default]\n${profile}[profile prod]\n${profile}`)
    writeFileSync(
      join(home, '.aws', 'credentials'),
      '[default]\naws_access_key_id = AKIAREAL\naws_secret_access_key = x\n',
    )

    const said: string[] = []
    const demo = spawn(process.execPath, ['scripts/demo.mjs', '--check'], {
      cwd: root,
      env: {
        NODE_ENV: 'production',
        PATH: process.env['PATH'],
        HOME: home,
        PORT: String(await freePort()),
        SIM_PORT: String(await freePort()),
        AWS_PROFILE: 'prod',
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: elsewhere,
        AWS_ENDPOINT_URL_ECS: elsewhere,
        AWS_ACCESS_KEY_ID: 'AKIAREAL',
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_SESSION_TOKEN: 'x',
        AWS_CONFIG_FILE: join(home, '.aws', 'config'),
        AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
        AWS_CONTAINER_CREDENTIALS_FULL_URI: elsewhere,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: elsewhere,
        AWS_WEB_IDENTITY_TOKEN_FILE: join(home, '.aws', 'config'),
        AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/real',
        aws_profile: 'prod',
        QUAYSIDE_CONFIG: join(home, 'none.yaml'),
        QUAYSIDE_REGIONS: 'us-east-1',
      },
    })
    demo.stdout.on('data', (text: Buffer) => said.push(text.toString()))
    demo.stderr.on('data', (text: Buffer) => said.push(text.toString()))
    const code = await new Promise((resolve) => demo.once('exit', resolve))

    expect(code, said.join('')).toBe(0)
    expect(other.visits()).toBe(0)
    expect(existsSync(asked)).toBe(false)
    other.close()
    rmSync(home, { recursive: true })
  },
)

/** `npm start` over an AWS that does not exist, with what it said so far and a wait for a line of it. */
async function start(more: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-'))
  const config = join(folder, 'quayside.yaml')
  const credentials = '{ accessKeyId: "111122223333", secretAccessKey: simulated }'
  writeFileSync(
    config,
    `access: full\naccounts:\n  - name: demo\n    regions: [eu-west-1]\n    endpoint: http://127.0.0.1:1\n    credentials: ${credentials}\n`,
  )
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      HOME: folder,
      PORT: String(port),
      QUAYSIDE_CONFIG: config,
      ...more,
    },
  })
  const said = { out: '', err: '' }
  child.stdout?.on('data', (text: Buffer) => (said.out += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (said.err += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    said,
    ended,
    url: (path: string) => `http://localhost:${port}${path}`,
    answers: async () => {
      while (!/Quayside answers at .*\n/.test(said.out)) {
        const more = new Promise((resolve) => child.stdout?.once('data', resolve))
        if ((await Promise.race([more, ended.then(() => 'ended')])) === 'ended') throw new Error(said.err)
      }
    },
    stop: async () => {
      child.kill('SIGTERM')
      const code = await ended
      rmSync(folder, { recursive: true })
      return code
    },
  }
}

test('npm start prints a link; who opens it is let in, nobody else is', { timeout: 240_000 }, async () => {
  const console = await start({})
  await console.answers()
  const [, link = ''] = /^Quayside answers at (http:\S+\/\?token=[\w-]{43})$/m.exec(console.said.out) ?? []
  const path = '/demo/eu-west-1/clusters'
  expect((await fetch(console.url(path))).status).toBe(401)
  expect((await fetch(console.url(`/api${path}`))).status).toBe(401)
  expect((await fetch(console.url('/healthz'))).status).toBe(200)
  const followed = await fetch(link, { redirect: 'manual' })
  expect([followed.status, followed.headers.get('location')]).toEqual([303, '/'])
  const cookie = followed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await fetch(console.url(path), { headers: { cookie } })
  const html = await page.text()
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(html).not.toContain(cookie.split('=')[1])
  expect(await console.stop()).toBe(0)
  expect(console.said.err).not.toMatch(/token|warning/i)
})

test('npm start says what it means to turn the token off', { timeout: 240_000 }, async () => {
  const console = await start({ QUAYSIDE_LAUNCH_TOKEN: 'off' })
  await console.answers()
  expect(console.said.out).not.toContain('token')
  expect(console.said.err).toContain('Every program and every person on this machine can open Quayside')
  expect((await fetch(console.url('/demo/eu-west-1/clusters'))).status).toBe(200)
  expect(await console.stop()).toBe(0)
})

test.each([
  ['QUAYSIDE_HOST', '0.0.0.0', 'answers this machine only'],
  ['QUAYSIDE_LAUNCH_TOKEN', 'hunter2', 'can only be off or empty'],
])('npm start does not start with %s=%s', { timeout: 240_000 }, async (name, value, message) => {
  const console = await start({ [name]: value })
  expect(await console.ended).toBe(1)
  expect(console.said.err).toContain(message)
  expect(console.said.err).not.toContain('hunter2')
  await expect(fetch(console.url('/healthz'))).rejects.toThrow()
})
