import setup from '../db/testing/global-setup';
import '../db/testing/environment';

/** Prints, one JSON row a line, what each role could do with each table of a fresh database, by trying it. */
const stop = await setup();
const { makeMatrixWorld } = await import('../db/isolation/matrix-world');
const { tryEverything } = await import('../db/isolation/access-matrix');
const { closePool } = await import('../db/client');
const world = await makeMatrixWorld();
try {
  for (const tried of await tryEverything(world)) process.stdout.write(`${JSON.stringify(tried)}\n`);
} finally {
  await world.end();
  await closePool();
  await stop?.();
}
