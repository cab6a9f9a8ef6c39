import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findTestsApart } from './db/testing/apart.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const rooms = ['app', 'bench', 'components', 'db', 'lib', 'scripts', 'simulator'];
const apart = findTestsApart(root, rooms);

const common: TestProjectInlineConfiguration = {
  resolve: {
    alias: {
      '@': root.replace(/\/$/, ''),
      // Next's guard against bundling for the browser has no meaning in a test process.
      'server-only': fileURLToPath(new URL('./db/testing/server-only.ts', import.meta.url)),
    },
  },
  oxc: { jsx: { runtime: 'automatic' } },
};
const test: TestProjectInlineConfiguration['test'] = {
  // It names files of Next without their ending, which only a bundler understands.
  server: { deps: { inline: ['next-auth'] } },
  environment: 'node',
  setupFiles: ['db/testing/environment.ts'],
  // Only for what never comes: a busy machine is many times slower than a quiet one.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** Files share a process and the modules in it, which halves the time; those that change it have one of their own. */
export default defineConfig({
  test: {
    globalSetup: ['db/testing/global-setup.ts'],
    // Two cores: more workers than that only fight over them.
    maxWorkers: 2,
    projects: [
      {
        ...common,
        test: {
          ...test,
          name: 'together',
          include: rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
          exclude: apart,
          isolate: false,
        },
      },
      { ...common, test: { ...test, name: 'apart', include: apart } },
    ],
  },
});
