import { asTyped } from '@/lib/platform/testing/as-typed';
import { emptyDish, emptyService } from '../form-values';
import { type DishValues, dishForm, type ServiceValues, serviceForm } from '../schema';

export const ghana = { currency: 'GHS', locale: 'en-GH' };

/** What the form of a dish sends; without `cost`, as a staff member's does. */
export function typedDish(categoryId: string, typed: Partial<DishValues> = {}) {
  const { cost: _, ...empty } = emptyDish(categoryId, false);
  return asTyped(dishForm(ghana), { ...empty, name: 'Red red', price: '20', ...typed });
}

/** The same of a service. */
export function typedService(typed: Partial<ServiceValues> = {}) {
  return asTyped(serviceForm(ghana), { ...emptyService(false), name: 'Tent', price: '500', ...typed });
}
