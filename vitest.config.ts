import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

// One project a room, so that `npm test` can say what failed; none mocks a module.
export default defineConfig({
  resolve: { alias: { '@': root, 'server-only': `${root}scripts/server-only.ts` } },
  test: {
    include: ['{lib,components,app,front-door,simulator,scripts,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
})
