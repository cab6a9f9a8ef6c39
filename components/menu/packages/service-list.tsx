'use client';

import { describedBy, FieldError, FieldGroup } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { NumberInput } from '@/components/ui/input';
import { Badge } from '@/components/ui/pill';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import type { ServiceValues } from '@/lib/menu/packages/schema';
import type { MoneyPlace } from '@/lib/platform/money';
import { MenuPicker } from '../menu-picker';
import type { PartNames } from './part-names';

type Props = {
  services: readonly ServiceValues[];
  wrong: Record<string, string>;
  choices: readonly MenuChoice[];
  names: PartNames;
  money: MoneyPlace;
  change: (services: ServiceValues[]) => void;
};

/** What comes with a package besides its dishes, and how many of each. */
export function ServiceList({ services, wrong, choices, names, money, change }: Props) {
  const fieldId = useFieldIds();
  const taken = services.map(({ serviceId }) => serviceId);
  return (
    <FieldGroup
      legend="Services that come with it"
      help="Waiters, crockery, delivery. Leave it empty for none."
      name="services"
      error={wrong.services}
    >
      {services.length > 0 ? (
        <ul className="divide-y border-y">
          {services.map((service, at) => {
            const path = `services.${at}.quantity`;
            const { name, active } = names.get(service.serviceId) ?? {
              name: 'No longer offered',
              active: false,
            };
            return (
              <li key={service.serviceId} className="py-1.5 text-sm">
                <div className="flex items-center gap-2">
                  <span dir="auto" className="min-w-0 flex-1 break-words">
                    {name} {active ? null : <Badge>Archived</Badge>}
                  </span>
                  <NumberInput
                    id={fieldId(path)}
                    aria-label={`How many ${name}`}
                    aria-invalid={wrong[path] ? true : undefined}
                    aria-describedby={describedBy(fieldId(path), { error: wrong[path] })}
                    className="max-w-24 text-end"
                    value={service.quantity}
                    onChange={(event) =>
                      change(
                        services.map((one, index) =>
                          index === at ? { ...one, quantity: event.target.value } : one,
                        ),
                      )
                    }
                  />
                  <IconButton
                    label={`Remove ${name}`}
                    icon={<Icon name="close" className="size-4" />}
                    onClick={() => change(services.filter((_, index) => index !== at))}
                  />
                </div>
                {wrong[path] ? <FieldError id={`${fieldId(path)}-error`}>{wrong[path]}</FieldError> : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      <MenuPicker
        label="Add a service"
        placeholder="Type part of its name"
        choices={choices.filter(({ id }) => !taken.includes(id))}
        day={undefined}
        money={money}
        choose={({ id }) => change([...services, { serviceId: id, quantity: '1' }])}
      />
    </FieldGroup>
  );
}
