import './require-node.mjs';

const { fileURLToPath } = await import('node:url');
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
process.chdir(root);

const { ensureInstalled } = await import('./install.mjs');
if (!(await ensureInstalled(root))) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { runTests } = await import('./testing/run-tests.ts');
await runTests();
