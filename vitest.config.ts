import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''),
      // Next's guard against bundling for the browser has no meaning in a test process.
      'server-only': fileURLToPath(new URL('./db/testing/server-only.ts', import.meta.url)),
    },
  },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    // It names files of Next without their ending, which only a bundler understands.
    server: { deps: { inline: ['next-auth'] } },
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules', '.next', '.next-*', '.data', '.data-*', 'e2e'],
    environment: 'node',
    globalSetup: ['db/testing/global-setup.ts'],
    setupFiles: ['db/testing/environment.ts'],
    // Two cores: more workers than that only fight over them.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
