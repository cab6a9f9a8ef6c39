import type { MenuChoice } from './choice-queries';
import { type Tier, tierWords } from './packages/words';
import { dietWords, serviceKindWords } from './words';

/** Text as it is compared: without case and accents, as the database's search does. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ɛƐ]/g, 'e')
    .replace(/[ɔƆ]/g, 'o')
    .replace(/[ŋŊ]/g, 'n')
    .toLowerCase();

/** The category of a dish, the kind of a service, the tier of a package, as people call it. */
export const groupName = ({ kind, group }: Pick<MenuChoice, 'kind' | 'group'>): string =>
  kind === 'service'
    ? serviceKindWords[group as keyof typeof serviceKindWords]
    : kind === 'package'
      ? tierWords[group as Tier]
      : group;

/**
 * What of the menu fits the words typed, in any order, by name, category and diet: first what begins with them, the
 * rest in the menu's order. Everything where nothing is typed.
 */
export function findChoices(menu: readonly MenuChoice[], typed: string): MenuChoice[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...menu];
  const [first = ''] = words;
  const fitting = menu.filter((choice) => {
    const diets = choice.diets.map((diet) => dietWords[diet]);
    const text = folded([choice.name, groupName(choice), ...diets].join(' '));
    return words.every((word) => text.includes(word));
  });
  const leads = (choice: MenuChoice) => folded(choice.name).startsWith(first);
  return [...fitting.filter(leads), ...fitting.filter((choice) => !leads(choice))];
}
