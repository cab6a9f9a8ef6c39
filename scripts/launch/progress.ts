/** Says on the terminal what is being done, one short line a step. */
export type Progress = {
  note: (line: string) => void;
  /** Runs one step; prints what it does when it takes long, and its result with the time at the end. */
  step: <T>(label: string, work: () => Promise<T>, result?: (value: T) => string) => Promise<T>;
};

const tellAfterMs = 1_500;
const tellAgainMs = 15_000;

/** Progress on the given stream; `npm start` uses standard output, benchmarks standard error. */
export function createProgress(stream: NodeJS.WritableStream = process.stdout): Progress {
  const note = (line: string) => {
    stream.write(`${line}\n`);
  };
  return {
    note,
    async step(label, work, result) {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const first = setTimeout(() => note(`… ${label}`), tellAfterMs);
      const again = setInterval(() => note(`  ${label}, ${seconds().toFixed(0)} s`), tellAgainMs);
      try {
        const value = await work();
        note(`✓ ${result ? result(value) : label} (${seconds().toFixed(1)} s)`);
        return value;
      } finally {
        clearTimeout(first);
        clearInterval(again);
      }
    },
  };
}
