/** Waits that end early when everything stops. Plain timers: an AbortSignal looks through all its listeners. */
export class Timers {
  private readonly waiting = new Map<NodeJS.Timeout, (waited: boolean) => void>();
  private closed = false;

  /** Resolves with true after `ms`, with false at once when closed meanwhile. */
  wait(ms: number): Promise<boolean> {
    if (this.closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(timer);
        resolve(true);
      }, ms);
      this.waiting.set(timer, resolve);
    });
  }

  close(): void {
    this.closed = true;
    for (const [timer, resolve] of this.waiting) {
      clearTimeout(timer);
      resolve(false);
    }
    this.waiting.clear();
  }
}
