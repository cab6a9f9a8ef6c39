/** `npm run -s torture -- NAME`: breaks a part of the house on purpose and prints what came of it as JSON. */
const tests: Record<string, () => Promise<{ run: () => Promise<object> }>> = {
  runner: () => import('./torture-runner'),
  feedback: () => import('./torture-feedback'),
  inbound: () => import('./torture-inbound'),
  money: () => import('./torture-money'),
};

const name = process.argv[2] ?? '';
const load = tests[name];
if (load) {
  const result = await (await load()).run();
  console.log(JSON.stringify({ torture: name, ...result }));
} else {
  console.error(`Which one? ${Object.keys(tests).join(', ')}`);
  process.exitCode = 2;
}

export {};
