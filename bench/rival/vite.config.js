import { defineConfig } from 'vite'

// An ordinary production build, as a reader of Cloudscape's guide would make it: one page, minified, hashed names.
export default defineConfig({
  logLevel: 'error',
  build: { outDir: '../../build/bench/rival', emptyOutDir: true, reportCompressedSize: false },
})
