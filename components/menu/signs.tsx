import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { type Allergen, allergenWords, type Diet, dietWords, spiceWords } from '@/lib/menu/words';

type Food = {
  diets: readonly Diet[];
  spice: number;
  contains: readonly Allergen[];
  mayContain: readonly Allergen[];
  freeFrom: readonly Allergen[];
};

const listed = (allergens: readonly Allergen[]) =>
  allergens.map((allergen) => allergenWords[allergen].toLowerCase()).join(', ');

/** What is known of a dish's allergens in a few words; what isn't known is said too. */
export function allergenPhrase({ contains, mayContain, freeFrom }: Omit<Food, 'diets' | 'spice'>): string {
  if (contains.length + mayContain.length + freeFrom.length === 0) return 'Allergens unknown';
  const said = [
    contains.length > 0 ? `Contains ${listed(contains)}` : '',
    mayContain.length > 0 ? `${contains.length > 0 ? 'may' : 'May'} contain ${listed(mayContain)}` : '',
  ].filter(Boolean);
  const unknown = Object.keys(allergenWords).length - contains.length - mayContain.length - freeFrom.length;
  if (unknown > 0) said.push(said.length > 0 ? 'rest unknown' : `${unknown} allergens unknown`);
  return said.join('; ') || 'Free from all 14 allergens';
}

/** Diets, heat and allergens of a dish in one line: words, with an icon where everybody knows it. */
export function Signs({ food, className }: { food: Food; className?: string }) {
  const { spice } = food;
  // A vegan dish is vegetarian; saying both helps nobody.
  const diets = food.diets.filter((diet) => diet !== 'vegetarian' || !food.diets.includes('vegan'));
  return (
    <span className={cx('inline-flex flex-wrap items-center gap-x-2 text-subtle text-xs', className)}>
      {diets.length > 0 ? (
        <span className="inline-flex items-center gap-1 text-green-ink">
          <Icon name="vegetarian" className="size-3" />
          {diets.map((diet) => dietWords[diet]).join(', ')}
        </span>
      ) : null}
      {spice > 0 ? (
        <span className="inline-flex items-center gap-1 text-rose-ink">
          <Icon name="spicy" className="size-3" />
          {spiceWords[spice]}
        </span>
      ) : null}
      <span className={food.contains.length > 0 ? 'text-attention-ink' : undefined}>
        {allergenPhrase(food)}
      </span>
    </span>
  );
}

/** A small picture, or the place of one. */
export function Thumbnail({ pictureId, className }: { pictureId: string | null; className?: string }) {
  const shape = cx('size-10 shrink-0 rounded-md', className);
  if (!pictureId)
    return (
      <span aria-hidden className={cx(shape, 'inline-flex items-center justify-center bg-bone text-subtle')}>
        <Icon name="menu" className="size-4" />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: resized once when it was stored, and served by our own route
    <img
      src={`/api/v1/pictures/${pictureId}/small`}
      alt=""
      loading="lazy"
      className={cx(shape, 'object-cover')}
    />
  );
}
