// Vitest stands in for the bundler here: the package `server-only` throws outside a server bundle.
export const isServer = true
