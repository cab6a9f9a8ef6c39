import { Segmented } from '@/components/ui/choice';
import { reachChoices, sayReach } from '@/lib/messaging/reach-choices';

type Props = {
  way: string;
  choices?: readonly { value: string; label: string }[];
  customer: { phone: string | null; email: string | null };
  /** What the ways say that reach nobody by themselves. */
  otherwise: string;
  onChange: (way: string) => void;
  error: string | undefined;
};

/** By which way something of ours reaches a customer, and what that means for this one. */
export function ReachField({ way, choices = reachChoices, customer, otherwise, onChange, error }: Props) {
  return (
    <div>
      <Segmented
        legend="How it reaches the customer"
        name="way"
        choices={choices}
        value={way}
        onChange={onChange}
        error={error}
      />
      <p className="mt-1.5 text-muted text-sm">{sayReach(way, customer) ?? otherwise}</p>
    </div>
  );
}
