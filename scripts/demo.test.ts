import { spawn } from 'node:child_process'
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
