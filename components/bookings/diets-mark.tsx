import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';

/** That somebody can't eat something: for the eye and for the ear. */
export function DietsMark({ className }: { className?: string }) {
  return (
    <span className={cx('inline-flex shrink-0 text-danger-ink', className)} title="Diets or allergies">
      <Icon name="diets" className="size-3.5" />
      <span className="sr-only">Diets or allergies</span>
    </span>
  );
}
