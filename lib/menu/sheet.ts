import type { Cell, Sheet } from '@/lib/platform/csv';
import { typedMoney } from '@/lib/platform/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { dishValues, serviceValues } from './form-values';
import { type MenuField, menuFields } from './importing/fields';
import { writeCourses, writeServices } from './importing/package-text';
import { eventTypeText } from './importing/read-words';
import { pricingWords, tierWords } from './packages/words';
import type { menuFile } from './screens';
import { type Allergen, allergenWords, dietWords, monthWords, serviceKindWords, unitWords } from './words';

type Row = DataOf<typeof menuFile>['rows'][number];
type Cells = Partial<Record<MenuField, Cell>>;

const yesNo = (yes: boolean) => (yes ? 'Yes' : 'No');
const listed = (allergens: readonly Allergen[]) =>
  allergens.map((allergen) => allergenWords[allergen]).join(', ');
const monthName = (month: number | null) => (month === null ? null : monthWords[month - 1]);

/** A row as its form's fields hold it: what an import reads again is the same to the letter. */
function cellsOf(row: Row, place: Place): Cells {
  if (row.type === 'category')
    return { type: 'Category', name: row.category.name, offered: yesNo(row.category.active) };
  if (row.type === 'service') {
    const { durationMinutes, kind, ...values } = serviceValues(row.service, place);
    return {
      ...{ type: 'Service', name: values.name, description: values.description, price: values.price },
      ...{ category: serviceKindWords[kind], unit: unitWords[values.unit] },
      ...{ minimumOrder: values.minimumOrder, hours: durationMinutes, offered: yesNo(row.service.active) },
    };
  }
  if (row.type === 'package') {
    const { name, description, pricing, price, ...pack } = row.pack;
    return {
      ...{ type: 'Package', name, description, offered: yesNo(pack.active) },
      ...{ price: pricing === 'custom' ? null : typedMoney(price, place), unit: pricingWords[pricing] },
      ...{ eventType: pack.eventType && eventTypeText(pack.eventType), tier: tierWords[pack.tier] },
      ...{ guestsFrom: String(pack.minimumGuests), guestsTo: String(pack.maximumGuests) },
      ...{ courses: writeCourses(pack.courses), services: writeServices(pack.services) },
    };
  }
  const { dish } = row;
  const { preparationMinutes, unit, diets, ...values } = dishValues(dish, place);
  return {
    ...{ type: 'Dish', name: values.name, category: row.category, description: values.description },
    ...{ price: values.price, unit: unitWords[unit], feeds: values.feeds },
    ...{ minimumOrder: values.minimumOrder, hours: preparationMinutes, spice: values.spice },
    ...{ contains: listed(dish.contains), mayContain: listed(dish.mayContain) },
    ...{ freeFrom: listed(dish.freeFrom), diets: diets.map((diet) => dietWords[diet]).join(', ') },
    ...{ availableFrom: values.availableFrom, availableTo: values.availableTo },
    ...{ seasonFrom: monthName(dish.seasonFrom), seasonTo: monthName(dish.seasonTo) },
    offered: yesNo(dish.active),
  };
}

/** The menu as a file, in the columns that an import of it reads. What things cost the company stays out of it. */
export const menuSheet: Sheet<Row> = {
  name: 'menu',
  columns: menuFields.map(({ name, label }) => ({
    head: label,
    cell: (row, place) => cellsOf(row, place)[name],
  })),
};
