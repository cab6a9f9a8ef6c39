/** First stop of the keyboard: past the navigation. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-md bg-brand px-4 py-2 font-medium text-on-brand text-sm focus:not-sr-only focus:fixed focus:start-4 focus:top-3"
    >
      Skip to the content
    </a>
  );
}
