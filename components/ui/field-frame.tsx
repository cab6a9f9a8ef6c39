import { Icon } from './icon';
import { IconButton } from './icon-button';

type Props = {
  legend: string;
  /** Takes it away, where it is one of several. */
  remove?: () => void;
  children: React.ReactNode;
};

/** One of several parts of a form, in a frame of its own. */
export function FieldFrame({ legend, remove, children }: Props) {
  return (
    <fieldset className="relative flex flex-col gap-3 rounded-md border p-4">
      <legend className="px-1 font-medium text-sm">{legend}</legend>
      {remove ? (
        <div className="absolute end-2 -top-6 bg-surface">
          <IconButton
            label={`Remove ${legend.toLowerCase()}`}
            icon={<Icon name="close" className="size-4" />}
            onClick={remove}
          />
        </div>
      ) : null}
      {children}
    </fieldset>
  );
}
