// The front door (front-door/) hosts Next: it owns headers, limits, methods and the list of hosts.

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // next/image is not used; its optimizer would be an endpoint that fetches. The front door refuses it as well.
  images: { unoptimized: true },
  // Pages and scripts are compressed here; answers that are replayed are compressed by the front door, once each.
  compress: true,
  // `next dev` and `next build` write nothing into the repository on their own.
  agentRules: false,
  experimental: {
    agentUpgrade: false,
    // A page's code in few scripts: each request costs a slow line more than what pages share would save it.
    turbopackChunking: {
      minChunkSize: 10_000_000,
      maxMergeChunkSize: 20_000_000,
      maxChunkCountPerGroup: 1,
      requestCost: 10_000_000,
      firstPageLoadPriority: 1,
    },
  },
  devIndicators: false,
  // `npm test` checks the types of everything, tests included; a build for a reader need not wait for that.
  typescript: { ignoreBuildErrors: true },
}

export default config
