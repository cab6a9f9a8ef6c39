import { DescriptionList } from '@/components/ui/description-list';
import { Pill } from '@/components/ui/pill';
import { consentChannels } from '@/db/enums';
import type { CustomerDetail } from '@/lib/customers/queries';
import { formatDate } from '@/lib/platform/format/dates';
import { channelWords, consentSourceWords } from './words';

type Props = { consents: CustomerDetail['consents']; timeZone: string; locale: string };

/** What the customer allowed or withdrew, by channel; the newest word of theirs holds. */
export function ConsentList({ consents, timeZone, locale }: Props) {
  return (
    <DescriptionList
      facts={consentChannels.map((channel) => {
        const consent = consents.find((one) => one.channel === channel);
        return {
          term: channelWords[channel],
          value: <Consent consent={consent} place={{ timeZone, locale }} />,
        };
      })}
    />
  );
}

function Consent(props: {
  consent: CustomerDetail['consents'][number] | undefined;
  place: { timeZone: string; locale: string };
}) {
  const { consent, place } = props;
  if (!consent) return <span className="text-muted">Not asked</span>;
  const granted = consent.state === 'granted';
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Pill tone={granted ? 'green' : 'rose'} shape={granted ? 'check' : 'cross'}>
        {granted ? 'Agreed' : 'Opted out'}
      </Pill>
      <span className="text-muted text-xs">
        {formatDate(consent.createdAt, place)}, {consentSourceWords[consent.source]}
        {consent.reason ? `: ${consent.reason}` : null}
      </span>
    </span>
  );
}
