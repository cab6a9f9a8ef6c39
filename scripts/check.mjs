import './require-node.mjs';

const { fileURLToPath } = await import('node:url');
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
process.chdir(root);

const { ensureInstalled } = await import('./install.mjs');
if (!(await ensureInstalled(root))) process.exit(1);
const { register } = await import('tsx/esm/api');
register();
const { runChecks } = await import('./testing/run-checks.ts');
await runChecks();
