import vocabulary from './vocabulary.json';

/** Classes of words and phrases, one phrase a line; `a|b` either, within a line of several parts. */
const classes: Record<string, readonly string[]> = vocabulary;

interface Entry {
  name: string;
  words: readonly string[];
}

/** Classes that the tokens themselves are of, whatever is written: see `text.ts`. */
const ofTokens = new Set(['number', 'stars', 'any', 'top', 'half', 'stop', 'request']);

export const isClass = (name: string): boolean => ofTokens.has(name) || Object.hasOwn(classes, name);

function expand(line: string): string[][] {
  return line
    .split(' ')
    .map((part) => part.split('|').map((choice) => choice.split('+')))
    .reduce<string[][]>(
      (rows, choices) => rows.flatMap((row) => choices.map((choice) => [...row, ...choice])),
      [[]],
    );
}

const byFirst = new Map<string, Entry[]>();
for (const [name, lines] of Object.entries(classes))
  for (const words of lines.flatMap(expand)) {
    const [first = ''] = words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, words }]);
  }

/** The phrases of all classes that begin with a word. */
export const entriesOf = (first: string): readonly Entry[] => byFirst.get(first) ?? none;
const none: readonly Entry[] = [];
