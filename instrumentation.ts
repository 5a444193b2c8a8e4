/** Next calls this once, before it is ready: the settings are read and the bridge is put up. */
export async function register(): Promise<void> {
  // `next build` evaluates pages as well; a build needs no settings.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs' || process.env['NEXT_PHASE'] === 'phase-production-build')
    return
  const { start } = await import('./lib/server/start')
  start()
}
