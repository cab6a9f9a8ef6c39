/** Has what is on the screen asked for anew, after something was done on it. */
export function showAgain(): void {
  void import('@/components/screen/screen-cache').then(({ refreshScreens }) => refreshScreens());
}
