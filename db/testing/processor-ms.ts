/** Milliseconds of the processor that some work of this process takes: a machine that is busy otherwise makes them no more. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
