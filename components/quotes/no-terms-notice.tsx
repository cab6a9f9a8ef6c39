import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { may, type Role } from '@/lib/auth/permissions';

/** Before a quote is made by a company that has written no terms yet. */
export function NoTermsNotice({ role }: { role: Role }) {
  return (
    <Notice icon={<Icon name="alert" className="size-4" />} title="There are no terms yet">
      A quote without terms can be sent.{' '}
      {may(role, 'settings.write') ? (
        <TextLink href="/settings/terms">Write the terms</TextLink>
      ) : (
        'A manager writes them in the settings.'
      )}
    </Notice>
  );
}
