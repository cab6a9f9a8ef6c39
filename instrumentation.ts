/**
 * Runs once when the server starts. Node's parts are imported only where they run: this file is bundled for
 * every runtime.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { prepareProcess } = await import('./lib/platform/prepare-process');
  prepareProcess();
  const { traceIfAsked } = await import('./lib/platform/trace-if-asked');
  await traceIfAsked();
  const { boot } = await import('./lib/boot');
  await boot();
}
