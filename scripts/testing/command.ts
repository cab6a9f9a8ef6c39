import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();

/** Runs one of our tools with its output on our terminal. Returns its exit code, or the signal's name. */
export function runCommand({
  args,
  env = {},
}: {
  /** Arguments of `node`. */
  args: string[];
  env?: Record<string, string>;
}): Promise<number | string> {
  return new Promise((resolve) => {
    // No input: in CI there is none, and no tool may wait for a key.
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    running.add(child);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 'unknown');
    });
  });
}

/** Ends the tools that still run; for Ctrl-C. */
export function stopCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** The file behind a tool's name, to run it without a shell or npx in between. */
export const tools = {
  next: 'node_modules/next/dist/bin/next',
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  knip: 'node_modules/knip/bin/knip.js',
};
