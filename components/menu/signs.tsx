import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { type Allergen, allergenPhrase, type Diet, dietPhrase, spiceWords } from '@/lib/menu/words';

type Food = {
  diets: readonly Diet[];
  spice: number;
  contains: readonly Allergen[];
  mayContain: readonly Allergen[];
  freeFrom: readonly Allergen[];
};

/** Diets, heat and allergens of a dish in one line: words, with an icon where everybody knows it. */
export function Signs({ food, className }: { food: Food; className?: string }) {
  const { spice } = food;
  const diets = dietPhrase(food.diets);
  return (
    <span className={cx('inline-flex flex-wrap items-center gap-x-2 text-subtle text-xs', className)}>
      {diets ? (
        <span className="inline-flex items-center gap-1 text-green-ink">
          <Icon name="vegetarian" className="size-3" />
          {diets}
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
export function Thumbnail(props: {
  pictureId: string | null;
  size?: 'small' | 'large';
  className?: string;
  /** All of it, rather than its middle. */
  whole?: boolean;
}) {
  const { pictureId, size = 'small', className, whole = false } = props;
  const shape = cx('shrink-0 rounded-md', className ?? 'size-10');
  if (!pictureId)
    return (
      <span aria-hidden className={cx(shape, 'inline-flex items-center justify-center bg-bone text-subtle')}>
        <Icon name="menu" className="size-4" />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: resized once when it was stored, and served by our own route
    <img
      src={`/api/v1/pictures/${pictureId}/${size}`}
      alt=""
      loading="lazy"
      className={cx(shape, whole ? 'bg-white object-contain' : 'object-cover')}
    />
  );
}
