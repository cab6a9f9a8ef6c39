import './require-node.mjs';

const { fileURLToPath } = await import('node:url');
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
process.chdir(root);

const { ensureInstalled } = await import('./install.mjs');
if (!(await ensureInstalled(root))) process.exit(1);

const { register } = await import('tsx/esm/api');
register();
const { launch } = await import('./launch/launch.ts');
await launch(process.argv.slice(2));
