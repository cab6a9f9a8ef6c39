import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Allergen, Diet } from '@/lib/menu/words';

type NeedRow = {
  id: string;
  guest: string;
  people: number;
  avoids: Allergen[];
  diets: Diet[];
  severe: boolean;
  notes: string | null;
  version: number | string;
};

/** What guests of a booking can't or won't eat; severe allergies first. */
export const askDiets = preparedText<NeedRow>(
  `select id, guest, people, avoids, diets, severe, notes, version from guest_diets where booking_id = $1::uuid
  order by severe desc, created_at, id`,
  ['id'],
);

export function tellDiets(rows: readonly NeedRow[]) {
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

export type GuestDiet = ReturnType<typeof tellDiets>[number];

type DishRow = {
  name: string;
  contains: Allergen[];
  may_contain: Allergen[];
  free_from: Allergen[];
  diets: Diet[];
};

/** The dishes of a booking with what is known of them now, also those within its packages; in the order of its lines. */
export const askServedDishes = preparedText<DishRow>(
  `select i.name, i.contains, i.may_contain, i.free_from, i.diets
  from (select item_id, min(position) as position from dishes_served where booking_id = $1::uuid group by item_id) served
    join items i on i.id = served.item_id
  order by served.position, i.name, i.id`,
  ['id'],
);

export function tellServedDishes(rows: readonly DishRow[]) {
  return rows.map(({ may_contain, free_from, ...row }) => ({
    ...row,
    mayContain: may_contain,
    freeFrom: free_from,
  }));
}
