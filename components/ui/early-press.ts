import { useEffect } from 'react';

declare global {
  interface Window {
    earlyPress?: { button: HTMLElement | null; stop: () => void };
  }
}

/** A frame that runs before its page does heard the press itself. */
export function forgetEarlyPress(): void {
  if (window.earlyPress) window.earlyPress.button = null;
}

/** Makes the press that was kept, once the page around it runs and with it all that its buttons open. */
export function useEarlyPress(): void {
  useEffect(() => {
    const kept = window.earlyPress;
    delete window.earlyPress;
    kept?.stop();
    if (kept?.button?.isConnected) kept.button.click();
  }, []);
}
