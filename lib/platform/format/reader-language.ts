/** The languages that pages without a sign-in are written in. */
export type ReaderLanguage = 'en' | 'fr';

/** Which of our two languages a browser asks for before the other (`Accept-Language`); undefined where it names neither. */
export function readerLanguage(header: string | null): ReaderLanguage | undefined {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((part, at) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = Number(/^\s*q=(\d(\.\d{0,3})?)\s*$/.exec(rest[0] ?? '')?.[1] ?? 1);
      const language = tag.split('-')[0];
      return (language === 'en' || language === 'fr') && weight > 0 ? [{ language, weight, at }] : [];
    })
    .toSorted((one, two) => two.weight - one.weight || one.at - two.at);
  return wanted[0]?.language as ReaderLanguage | undefined;
}
