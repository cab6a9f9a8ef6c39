// Loaded with `node --require`: the parent holds our standard input open and never writes to it. Its end
// means that the parent is gone, be it by kill -9, and that nobody would ever stop us.
const { isMainThread } = require('node:worker_threads');

// Workers and processes of the child inherit this file with its Node options; their input means something else.
const isDirectChild = String(process.ppid) === process.env.CATER_LAUNCHER_PID;

if (isMainThread && isDirectChild) {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
  // Waiting for that end must not keep a process alive that has finished.
  if (process.stdin.unref) process.stdin.unref();
}
