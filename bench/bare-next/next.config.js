import { fileURLToPath } from 'node:url'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  agentRules: false,
  experimental: { agentUpgrade: false },
  typescript: { ignoreBuildErrors: true },
  // Next and React are the product's own, so that both are always measured at the same version.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
}

export default config
