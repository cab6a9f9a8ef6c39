import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { type Run, runsOf } from './set-text';

export type Weight = 'regular' | 'strong';

/**
 * Inter has ₵, the accents of French and the letters of Twi; DejaVu stands in for scripts that it lacks. `next.config.ts`
 * names both folders, so that they are deployed with the routes that draw.
 */
const files: Record<Weight | 'other', string> = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  other: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
};

type Typeface = { font: Font; has: ReadonlySet<number> };

/**
 * Sets figures in one width, so that amounts stand under each other and the point of "27.70" isn't drawn under its seven. Said here,
 * since pdfkit remembers no word that it is asked to set with a feature.
 */
function withEvenFigures(font: Font): Font {
  const layout = font.layout.bind(font);
  font.layout = (text, features, ...rest) =>
    layout(text, features ?? (/\d/.test(text) ? ['tnum'] : undefined), ...rest);
  return font;
}

const readOnce = (file: string) => {
  let read: Typeface | undefined;
  return () => {
    if (read) return read;
    const path = join(/*turbopackIgnore: true*/ process.cwd(), 'node_modules', file);
    const font = withEvenFigures(create(readFileSync(path)) as Font);
    read = { font, has: new Set(font.characterSet) };
    return read;
  };
};

/** A typeface with the characters it has, read once in the life of the process. */
export const typefaces: Record<Weight | 'other', () => Typeface> = {
  regular: readOnce(files.regular),
  strong: readOnce(files.strong),
  other: readOnce(files.other),
};

/** The pieces of a line by the typeface that has them. */
export function runsIn(line: string): Run[] {
  const [own, other] = [typefaces.regular().has, typefaces.other().has];
  return runsOf(line, (typeface, code) => (typeface === 'own' ? own : other).has(code));
}
