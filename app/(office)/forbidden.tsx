import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/link';
import { ForbiddenState } from '@/components/ui/states';

export const metadata: Metadata = { title: 'No access' };

/** A manager's page, opened by staff: 403, with the rail to what they may open. */
export default function OfficeForbidden() {
  return (
    <ForbiddenState
      page
      title="This page is for managers"
      actions={
        <ButtonLink variant="primary" href="/dashboard">
          Go to Today
        </ButtonLink>
      }
    >
      <p>
        You are signed in as staff. Ask a manager to do it for you, or to change your role if you need it for
        your work.
      </p>
    </ForbiddenState>
  );
}
