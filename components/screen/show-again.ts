/**
 * Has what is on the screen asked for anew, after something was done on it. Resolves when the screen shows the answer, or none
 * could be had; never rejects.
 */
export async function showAgain(): Promise<void> {
  const cache = await import('@/components/screen/screen-cache').catch(() => undefined);
  await cache?.refreshScreens();
}
