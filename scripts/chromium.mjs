// A Chromium for the browser tests: one that is there, else Debian's package when root, else Playwright's own.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './set-up.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const folders = () => [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
]

const works = (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
const quietly = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0

function installed() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  for (const folder of folders()) {
    for (const name of names) {
      const path = join(folder, name)
      if (folder !== '' && existsSync(path) && works(path)) return path
    }
  }
  return undefined
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** The path of a Chromium that runs; installs one when there is none. */
export async function ensureChromium() {
  const found = installed() ?? (await playwrights())
  if (found) return found
  console.log('Installing Chromium …')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    quietly('apt-get', ['update', '-qq'])
    quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'])
    const debian = installed()
    if (debian) return debian
  }
  quietly(join(root, 'node_modules', '.bin', 'playwright'), ['install', 'chromium'])
  const own = await playwrights()
  if (own) return own
  throw new Error('No Chromium could be found or installed. Install one and set CHROMIUM_PATH to it.')
}
