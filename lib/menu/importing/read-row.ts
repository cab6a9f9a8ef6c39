import { allergens, diets, type serviceKinds } from '@/db/enums';
import { readDay } from '@/lib/platform/format/typed-day';
import { type Mapping, Unreadable } from '@/lib/platform/import-kind';
import { type MoneyPlace, parseForeign, typedMoney } from '@/lib/platform/money';
import { cleanLine } from '@/lib/platform/text';
import type { DishValues } from '../schema';
import { type Allergen, type AllergenState, allergenWords } from '../words';
import type { MenuField } from './fields';
import { type PackText, readPack } from './read-package';
import {
  readAllergen,
  readDiet,
  readMonth,
  readServiceKind,
  readSpice,
  readUnit,
  readYesNo,
  wordsIn,
} from './read-words';

export type RecordType = 'category' | 'dish' | 'service' | 'package';
type ServiceKind = (typeof serviceKinds)[number];

/** What a row says, as the forms of the menu hold it; what it doesn't say is missing. */
export type ReadRow = {
  type: RecordType;
  name: string;
  /** Of a dish. */
  category?: string;
  /** Of a service. */
  kind?: ServiceKind;
  offered?: boolean;
  texts: Partial<DishValues>;
  /** Of a package. */
  pack?: PackText;
  /** Each list of allergens that the row gives whole, by what is known of those in it. */
  lists: Partial<Record<Exclude<AllergenState, 'unknown'>, Allergen[]>>;
};

/** Reads a row. Throws Unreadable with a sentence for whoever mends the file. */
export function readRow(cells: readonly string[], mapping: Mapping, place: MoneyPlace): ReadRow {
  const cell = (field: MenuField) => cells[mapping[field] ?? -1] ?? '';
  const read = <T>(
    field: MenuField,
    how: (text: string) => T | undefined,
    reason: (text: string) => string,
  ): T | undefined => {
    const text = cell(field);
    if (text === '') return undefined;
    const value = how(text);
    if (value === undefined) throw new Unreadable(field, reason(text.slice(0, 60)));
    return value;
  };
  const several = <T extends string>(
    field: MenuField,
    how: (word: string) => T | undefined,
    order: readonly T[],
    what: string,
  ): T[] | undefined => {
    if (cell(field) === '') return undefined;
    const found = wordsIn(cell(field)).map((word) => {
      const value = how(word);
      if (value === undefined) throw new Unreadable(field, `“${word.slice(0, 60)}” is ${what}.`);
      return value;
    });
    return order.filter((one) => found.includes(one));
  };
  const day = (field: MenuField) =>
    read(
      field,
      (text) => readDay(text, place.locale),
      () => 'Write the date as 2026-06-13.',
    );
  const month = (field: MenuField) => read(field, readMonth, () => 'Write the month as November or 11.');
  const list = (field: MenuField) =>
    several(field, readAllergen, allergens, 'none of the 14 allergens, such as Gluten or Tree nuts');

  const { type, kind } = typeOf(cell('type'), cell('category'));
  const lists = { contains: list('contains'), may_contain: list('mayContain'), free: list('freeFrom') };
  const texts = {
    description: cell('description') || undefined,
    price: cell('price') === '' ? undefined : spellAmount(cell('price'), place),
    // A package's price is for something else.
    unit:
      type === 'package'
        ? undefined
        : read(
            'unit',
            readUnit,
            (text) => `“${text}” is no unit of a price: guest, tray, item, hour or once.`,
          ),
    feeds: cell('feeds') || undefined,
    minimumOrder: cell('minimumOrder') || undefined,
    preparationMinutes: cell('hours') || undefined,
    diets: several('diets', readDiet, diets, 'no diet, such as Vegetarian or Gluten-free'),
    spice: read('spice', readSpice, () => 'Write the spice as 0, 1, 2 or 3.'),
    availableFrom: day('availableFrom'),
    availableTo: day('availableTo'),
    seasonFrom: month('seasonFrom'),
    seasonTo: month('seasonTo'),
  };
  mustBeOnce(lists);
  return {
    type,
    name: cleanLine(cell('name')),
    ...given({
      category: type === 'dish' ? cleanLine(cell('category')) || undefined : undefined,
      kind,
      offered: read('offered', readYesNo, () => 'Write yes or no.'),
    }),
    ...(type === 'package' && { pack: readPack(cell, read) }),
    texts: given(texts),
    lists: given(lists),
  };
}

/** What says that a row is a package. */
export const packageWords = ['package', 'packages', 'menu package', 'set menu'];

/** Without a type a row is a dish. Other programs write a service's kind as its type. */
function typeOf(type: string, category: string): { type: RecordType; kind?: ServiceKind | undefined } {
  const word = type.trim().toLowerCase();
  if (word === '' || word === 'dish' || word === 'item') return { type: 'dish' };
  if (word === 'category') return { type: 'category' };
  if (packageWords.includes(word)) return { type: 'package' };
  if (word === 'service') {
    const kind = category === '' ? undefined : readServiceKind(category);
    if (category !== '' && !kind)
      throw new Unreadable(
        'category',
        'A service is Equipment, Staff, Decoration, Transport, Cleanup or Other services.',
      );
    return { type: 'service', kind };
  }
  const kind = readServiceKind(type);
  if (kind) return { type: 'service', kind };
  throw new Unreadable('type', 'Write Category, Dish, Service or Package.');
}

/** An amount as the company's forms hold it; what can't be read stays, for the form to refuse. */
function spellAmount(cell: string, place: MoneyPlace): string {
  const minor = parseForeign(cell, place);
  return minor === undefined ? cell : typedMoney(minor, place);
}

const fieldOfList = { contains: 'contains', may_contain: 'mayContain', free: 'freeFrom' } as const;

function mustBeOnce(lists: Record<keyof typeof fieldOfList, Allergen[] | undefined>): void {
  const seen = new Set<Allergen>();
  for (const state of ['contains', 'may_contain', 'free'] as const)
    for (const allergen of lists[state] ?? []) {
      if (seen.has(allergen))
        throw new Unreadable(
          fieldOfList[state],
          `${allergenWords[allergen]} stands in two lists of this row. Keep it in one.`,
        );
      seen.add(allergen);
    }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const given = <T extends object>(all: T): Given<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Given<T>;
